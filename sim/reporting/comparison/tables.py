"""The tables of a comparison: scenarios side by side up to three, one below the other if there are more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.words import say
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import title
from sim.reporting.lines import sentence_case, width, wrap
from sim.reporting.numbers import EMPTY, number, percent, plain
from sim.reporting.on_screen import prose
from sim.reporting.package import SHOWN
from sim.reporting.side_effects import MARK, NO_MARK
from sim.reporting.side_effects import SHOWN as SIDE_EFFECTS
from sim.reporting.target_table import kind_of, required, status, target_name
from sim.reporting.text_table import WIDTH, text_table
from sim.reporting.wording import TEXT as WORDS
from sim.reporting.wording import say as words
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

SIDE_BY_SIDE = 3
PLAIN, REQUIRED = 8, 12  # columns of a value without a difference, and of what a target asks for
CELL = {3: 18, 2: 26, 1: 26}  # columns of a value with its difference, by the number of scenarios
OUTCOME = {3: 14, 2: 18, 1: 18}
ALONE = 44  # columns of a name in a block of its own
FEW = 5  # indicators in the table of groups

Row = tuple[str, str]  # indicator and group


def many(found: Comparison) -> bool:
    """Whether there are too many scenarios for one table."""
    return len(found.cases) > SIDE_BY_SIDE


def side_by_side(found: Comparison, rows: Sequence[Row], lang: str, *, starred: bool = False) -> list[RenderableType]:
    """Values, and below them the difference to the reference; a block a scenario where there are many.

    ``starred``: a star behind a difference whose interval leaves out zero.
    """
    if many(found):
        blocks: list[RenderableType] = []
        for case in found.cases:
            blocks += [
                prose(heading(found, case, lang), style="bold"),
                _block(found, case, rows, lang, starred=starred),
            ]
        return blocks
    widths = tuple(CELL[len(found.cases)] + 2 * starred if case in found.others else PLAIN for case in found.shown)
    heads = [head(found, case, wide, lang) for case, wide in zip(found.shown, widths, strict=True)]
    table = text_table(say("indicator", lang), *heads, widths=widths)
    for indicator, group in rows:
        cells = [
            "\n".join(_value(found, case, (indicator, group), wide, lang, starred=starred))
            for case, wide in zip(found.shown, widths, strict=True)
        ]
        table.add_row(_name(indicator, group, left(widths), lang), *cells)
    return [table]


def left(widths: Sequence[int]) -> int:
    """Columns left for names: two blanks stand between columns."""
    return WIDTH - sum(widths) - 2 * len(widths)


def heading(found: Comparison, case: str, lang: str) -> str:
    """A scenario's letter and name; the reference says so."""
    name = found.name(case, lang)
    name = say("reference", lang, name=name) if case == found.reference else name
    return say("key", lang, letter=found.letter(case), name=name)


def _block(found: Comparison, case: str, rows: Sequence[Row], lang: str, *, starred: bool) -> Table:
    second = () if case == found.reference else (say("difference", lang, level=found.coverage.per_cent(lang)),)
    table = text_table(say("indicator", lang), say("value", lang), *second)
    for indicator, group in rows:
        value, gap = (found.number(indicator, case, word, group=group) for word in ("value", "difference"))
        kind = unit(indicator)
        cells = [EMPTY if value is None else number(value.mean, kind, lang)]
        if second:
            cells.append(EMPTY if gap is None else _gap(gap, kind, starred=starred))
        table.add_row(_name(indicator, group, ALONE, lang), *cells)
    return table


def _value(found: Comparison, case: str, row: Row, wide: int, lang: str, *, starred: bool) -> list[str]:
    """The value, and below it the difference to the reference with its interval."""
    indicator, group = row
    value, gap = (found.number(indicator, case, word, group=group) for word in ("value", "difference"))
    kind = unit(indicator)
    text = EMPTY if value is None else number(value.mean, kind, lang)
    return [text] if gap is None else [text, *wrap(_gap(gap, kind, starred=starred), wide)]


def _gap(gap: Estimate, kind: str, *, starred: bool) -> str:
    star = MARK if gap.verdict(kind) == "sure" else NO_MARK
    return gap.signed(kind) + (" " + star if starred else "")


def _name(indicator: str, group: str, columns: int, lang: str) -> str:
    name = sentence_case(title(indicator, lang))
    if group != "all":
        name = words("of_group", lang, name=name, group=label(group, lang))
    return "\n".join(wrap(name, columns, indent="  "))


def head(found: Comparison, case: str, wide: int, lang: str) -> str:
    """The arm without rules by its word; a scenario by its letter, with its name where that is short enough."""
    if case == BASELINE:
        return words("baseline", lang)
    name = wrap(found.name(case, lang), wide)
    short = len(name) <= 2 and all(width(line) <= wide for line in name)
    return "\n".join([found.letter(case), *(name if short else ())])


def effects_tables(found: Comparison, lang: str) -> list[RenderableType]:
    """Each scenario less its own arm without rules, for scenarios that do not share one; three to a table."""
    wide = CELL[SIDE_BY_SIDE]
    tables: list[RenderableType] = []
    for start in range(0, len(found.cases), SIDE_BY_SIDE):
        cases = found.cases[start : start + SIDE_BY_SIDE]
        widths = (wide,) * len(cases)
        heads = (head(found, case, wide, lang) for case in cases)
        table = text_table(say("indicator", lang), *heads, widths=widths)
        for indicator in found.headlines:
            effects = (found.number(indicator, case, "effect") for case in cases)
            cells = [EMPTY if one is None else "\n".join(wrap(one.signed(unit(indicator)), wide)) for one in effects]
            table.add_row(_name(indicator, "all", left(widths), lang), *cells)
        tables.append(table)
    return tables


def targets_table(found: Comparison, lang: str) -> list[RenderableType]:
    """A line a target: what it asks for, then each scenario's value, met or missed, and how likely.

    Measures that all scenarios take alike are only counted.
    """
    wide = OUTCOME[len(found.cases)]
    widths = (REQUIRED, *(wide for _ in found.cases))
    heads = [head(found, case, wide, lang) for case in found.cases]
    table = text_table(say("target", lang), say("required", lang), *heads, widths=widths)
    alike = []
    for _, rows in found.targets.groupby("target", sort=False):
        first = rows.iloc[0]
        by_case = {str(row["case"]): outcome(row, lang) for _, row in rows.iterrows()}
        if kind_of(str(first["indicator"])) == "implementation" and len({*by_case.values()}) == 1:
            alike.append(first["met"] is True)
            continue
        table.add_row(
            "\n".join(wrap(sentence_case(target_name(first, found.words, lang)), left(widths), indent="  ")),
            required(first, found.words, lang),
            *(by_case.get(case, EMPTY) for case in found.cases),
        )
    parts: list[RenderableType] = [table] if table.row_count else []
    return [*parts, prose(say("targets_same", lang, n=len(alike), met=sum(alike)))] if alike else parts


def outcome(row: pd.Series, lang: str) -> str:
    """The value, and below it met or missed with the probability."""
    value = "" if pd.isna(row["mean"]) else number(float(row["mean"]), unit(str(row["indicator"])), lang)
    likely = kind_of(str(row["indicator"])) == "outcome" and pd.notna(row["probability"])
    chance = f" ({percent(float(row['probability']), lang)})" if likely else ""
    return "\n".join(part for part in (value, f"{status(row, lang)}{chance}") if part)


def beyond_interval(found: Comparison) -> list[Row]:
    """Side effects in which a scenario differs from the reference, the interval leaving out zero."""
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
    areas, groups = ({pair[n] for pair in found.groups_or_counties} for n in (0, 1))
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
