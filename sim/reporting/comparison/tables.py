"""The tables of a comparison: scenarios side by side up to three, one below the other if there are more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.words import say
from sim.reporting.headlines import title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import EMPTY, number, percent, plain
from sim.reporting.on_screen import prose
from sim.reporting.package import SHOWN
from sim.reporting.side_effects import MARK, NO_MARK
from sim.reporting.side_effects import SHOWN as SIDE_EFFECTS
from sim.reporting.target_table import kind_of, required, status, target_name
from sim.reporting.text_table import text_table
from sim.reporting.wording import TEXT as WORDS
from sim.reporting.wording import say as words
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

SIDE_BY_SIDE = 3
NAME, ALONE = 22, 40  # columns of the name, beside scenarios and in a block of its own
CELL = {3: 17, 2: 24, 1: 24}
FEW = 5  # indicators in the table of groups

Row = tuple[str, str]  # indicator and group


def many(found: Comparison) -> bool:
    """Whether there are too many scenarios for one table."""
    return len(found.cases) > SIDE_BY_SIDE


def side_by_side(found: Comparison, rows: Sequence[Row], lang: str) -> list[RenderableType]:
    """Values, and below them the difference to the reference; a block a scenario where there are many."""
    if many(found):
        blocks: list[RenderableType] = []
        for case in found.cases:
            blocks += [prose(heading(found, case, lang), style="bold"), _block(found, case, rows, lang)]
        return blocks
    # Without an interval nothing has to fit below the value.
    table = text_table(
        say("indicator", lang), *(_head(found, case, lang) for case in found.shown),
        widths=tuple(10 if case not in found.others else CELL[len(found.cases)] for case in found.shown),
    )  # fmt: skip
    for indicator, group in rows:
        cells = [_value(found, case, indicator, group, lang) for case in found.shown]
        table.add_row(_name(indicator, group, NAME, lang), *cells)
    return [table]


def heading(found: Comparison, case: str, lang: str) -> str:
    """A scenario's name; the reference says so."""
    name = found.name(case, lang)
    return say("reference", lang, name=name) if case == found.reference else name


def _block(found: Comparison, case: str, rows: Sequence[Row], lang: str) -> Table:
    second = () if case == found.reference else (say("difference", lang),)
    table = text_table(say("indicator", lang), say("value", lang), *second)
    for indicator, group in rows:
        value, gap = (found.number(indicator, case, word, group=group) for word in ("value", "difference"))
        kind = unit(indicator)
        cells = [EMPTY if value is None else number(value.mean, kind, lang)]
        if second:
            cells.append(EMPTY if gap is None else gap.signed(kind))
        table.add_row(_name(indicator, group, ALONE, lang), *cells)
    return table


def _value(found: Comparison, case: str, indicator: str, group: str, lang: str) -> str:
    value, gap = (found.number(indicator, case, word, group=group) for word in ("value", "difference"))
    kind = unit(indicator)
    text = EMPTY if value is None else number(value.mean, kind, lang)
    return text if gap is None else f"{text}\n{gap.signed(kind)}"


def _name(indicator: str, group: str, columns: int, lang: str) -> str:
    name = sentence_case(title(indicator, lang))
    if group != "all":
        name = words("of_group", lang, name=name, group=label(group, lang))
    return "\n".join(wrap(name, columns, indent="  "))


def _head(found: Comparison, case: str, lang: str) -> str:
    return "\n".join(wrap(heading(found, case, lang), 10 if case not in found.others else CELL[len(found.cases)]))


def effects_table(found: Comparison, lang: str) -> Table:
    """Each scenario less its own arm without rules, for scenarios that do not share one."""
    table = text_table(say("indicator", lang), *(_head(found, case, lang) for case in found.cases))
    for indicator in found.headlines:
        effects = (found.number(indicator, case, "effect") for case in found.cases)
        cells = [EMPTY if one is None else one.signed(unit(indicator)).replace(" [", "\n[") for one in effects]
        table.add_row(_name(indicator, "all", NAME, lang), *cells)
    return table


def targets_table(found: Comparison, lang: str) -> Table:
    """A line a target: what it asks for, then each scenario's value, met or missed, and how likely."""
    table = text_table(
        say("target", lang), say("required", lang), *(_head(found, case, lang) for case in found.cases),
        widths=(12, *(15 for _ in found.cases)),
    )  # fmt: skip
    for _, rows in found.targets.groupby("target", sort=False):
        first = rows.iloc[0]
        by_case = {row["case"]: row for _, row in rows.iterrows()}
        table.add_row(
            "\n".join(wrap(sentence_case(target_name(first, found.words, lang)), NAME, indent="  ")),
            required(first, found.words, lang),
            *(outcome(by_case[case], lang) if case in by_case else EMPTY for case in found.cases),
        )
    return table


def outcome(row: pd.Series, lang: str) -> str:
    """The value, and below it met or missed with the probability."""
    value = "" if pd.isna(row["mean"]) else number(float(row["mean"]), unit(str(row["indicator"])), lang)
    likely = kind_of(str(row["indicator"])) == "outcome" and pd.notna(row["probability"])
    chance = f" ({percent(float(row['probability']), lang)})" if likely else ""
    return "\n".join(part for part in (value, f"{status(row, lang)}{chance}") if part)


def beyond_luck(found: Comparison) -> list[Row]:
    """Side effects in which a scenario differs from the reference by more than luck."""
    gaps = {
        row: [found.number(row[0], case, "difference", group=row[1]) for case in found.others] for row in SIDE_EFFECTS
    }
    return [
        (name, group)
        for (name, group), ones in gaps.items()
        if any(one is not None and one.verdict(unit(name)) == "sure" for one in ones)
    ]


def split_indicators(found: Comparison) -> list[str]:
    """What the table of groups shows: the usual five where groups have them, else the first that do."""
    areas, groups = ({pair[n] for pair in found.groups} for n in (0, 1))
    rows = found.table[found.table["area"].isin(areas) & found.table["group"].isin(groups)]
    there = rows.loc[rows["measure"] == "difference", "indicator"].drop_duplicates().tolist()
    return ([name for name in SHOWN if name in there] or there)[:FEW]


def groups_table(found: Comparison, case: str, lang: str) -> Table:
    """Difference to the reference by county, age band or scheme."""
    shown = split_indicators(found)
    table = text_table(say(str(found.asked["by"]), lang), *(_short(name, lang) for name in shown))
    for area, group in found.groups:
        cells = [_change(found, name, case, area, group) for name in shown]
        table.add_row(found.group_name(area, group, lang), *cells)
    return table


def _short(indicator: str, lang: str) -> str:
    key = f"short.{indicator}"
    return words(key, lang) if key in WORDS else "\n".join(wrap(label(indicator, lang), 14))


def _change(found: Comparison, indicator: str, case: str, area: str, group: str) -> str:
    one = found.number(indicator, case, "difference", area, group)
    if one is None:
        return EMPTY + NO_MARK
    kind = unit(indicator)
    return plain(one.mean, kind, sign=True) + (MARK if one.verdict(kind) == "sure" else NO_MARK)
