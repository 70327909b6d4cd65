"""The targets of the documents, what they ask for, and how each arm does: outcomes first, then measures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.indicators.register import IMPLEMENTATION
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import number, percent
from sim.reporting.text_table import text_table
from sim.reporting.wording import say
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from rich.table import Table

STATUS = {True: "met", False: "missed"}
EVERY = "every_district"
# Columns of the name, and of what is required, without and with the reform; together 80 with the gaps.
NAME, WIDTHS = 28, (12, 13, 21)
KINDS = ("outcome", "implementation")


def kind_of(indicator: str) -> str:
    """Whether a target is about what measures bring or about the measures themselves."""
    return "implementation" if indicator in IMPLEMENTATION else "outcome"


def is_own(targets: pd.DataFrame) -> pd.Series:
    """Marks the targets that no document sets: those of whoever asks."""
    return targets["clause"].isna() | (targets["clause"] == "")


def decisive(targets: pd.DataFrame) -> pd.DataFrame:
    """One line a target and arm: that for all districts where each of them has to meet it."""
    return targets.drop_duplicates(["target", "arm"], keep="last")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """Both arms of a target; ``level`` 1 is its twelve months after the start, 2 one of its districts."""

    level: int
    baseline: pd.Series
    reform: pd.Series

    def name(self, results: Results, lang: str) -> str:
        """What the line is about; lines below the first need not say it again."""
        if self.level == 2:
            return results.name(str(self.reform["area"]), lang)
        if self.level == 1:
            return say("window", lang, months=self.reform["year"])
        return sentence_case(target_name(self.reform, results, lang))


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Targets of one kind; of the calendar-year ones how many the reform meets and how many have too ``few`` cases."""

    kind: str
    met: int
    of: int
    few: int
    rows: tuple[TargetRow, ...]

    def name(self, lang: str) -> str:
        """The heading of the group."""
        few = say("undecided", lang, n=self.few) if self.few else ""
        return say(self.kind, lang, met=self.met, of=self.of) + few


def target_groups(results: Results) -> list[TargetGroup]:
    """One line a target; where every district has to meet it, the line for all of them, then each.

    The twelve months after the start of the rules stand below the calendar year of the same target. Measures are
    in place at a date, so they have no such line.
    """
    # What somebody asks stands before what the documents ask.
    targets = pd.concat([results.targets[is_own(results.targets)], results.targets[~is_own(results.targets)]])
    kinds = targets["indicator"].map(kind_of)
    groups = []
    for kind in KINDS:
        of_kind = targets[kinds == kind]
        if of_kind.empty:
            continue
        whole = decisive(of_kind[~_is_window(of_kind)])
        reform = whole[whole["arm"] == "reform"]
        shown = of_kind[~_is_window(of_kind)] if kind == "implementation" else of_kind
        rows = [row for _, lines in shown.groupby("target", sort=False) for row in _rows(lines)]
        met = int((reform["met"] == True).sum())  # noqa: E712
        groups.append(TargetGroup(kind, met, len(reform), too_few(reform, results), tuple(rows)))
    return groups


def target_table(results: Results, lang: str) -> Table:
    """The groups as text; a single one has no heading."""
    table = text_table(
        say("target", lang), say("required", lang), say("baseline", lang), say("reform", lang), widths=WIDTHS
    )
    groups = target_groups(results)
    for n, group in enumerate(groups):
        if len(groups) > 1:
            if n:
                table.add_row()
            table.add_row("\n".join(wrap(group.name(lang), NAME)), style="bold")
        for row in group.rows:
            table.add_row(
                "\n".join(wrap("  " * row.level + row.name(results, lang), NAME, indent="  ")),
                required(row.reform, results, lang),
                _outcome(row.baseline, lang),
                _outcome(row.reform, lang, likely=group.kind == "outcome"),
            )
    return table


def _is_window(targets: pd.DataFrame) -> pd.Series:
    return targets["year"].astype(str).str.contains("..", regex=False)


def _rows(lines: pd.DataFrame) -> Iterator[TargetRow]:
    """The lines of one target in one period."""
    every = (lines["area"] == EVERY).any()
    areas = lines["area"].drop_duplicates().tolist()
    for area in sorted(areas, key=lambda word: word != EVERY) if every else areas:
        by_arm = {row["arm"]: row for _, row in lines[lines["area"] == area].iterrows()}
        level = 2 if every and area != EVERY else 1 if ".." in str(by_arm["reform"]["year"]) else 0
        yield TargetRow(level, by_arm["baseline"], by_arm["reform"])


def target_name(row: pd.Series, results: Results, lang: str) -> str:
    """Indicator, year and, where it is not the whole prefecture, the place."""
    name = label(row["indicator"], lang)
    area = str(row["area"])
    if area == EVERY:
        return say("every_district", lang, name=name, year=row["year"])
    if area in results.places.index:
        return say("in_district", lang, name=name, year=row["year"], place=results.short(area, lang))
    return say("of_year", lang, name=name, year=row["year"])


def sign_of(comparator: str, lang: str) -> str:
    """What stands before the number to reach: ≥, ≤, about, above."""
    return say(comparator.replace("year", "value"), lang, x="")


def required(row: pd.Series, results: Results, lang: str) -> str:
    """What a target asks for: a number, or the base year's."""
    comparator = str(row["comparator"])
    kind = unit(str(row["indicator"]))
    if comparator in ("above_base_year", "below_base_year"):
        if pd.isna(row["value"]):
            return say(comparator, lang, base=results.base_year)
        return say(comparator.replace("year", "value"), lang, x=number(float(row["value"]), kind, lang))
    return say(comparator, lang, x=number(float(row["value"]), kind, lang))


def status(row: pd.Series, lang: str) -> str:
    """Met, missed, or not to be judged: too few simulated cases stand behind a value, or there is none."""
    if pd.notna(row["met"]):
        return say(STATUS[bool(row["met"])], lang)
    return say("few" if is_few(row) else "open", lang)


def is_few(row: pd.Series) -> bool:
    """Whether a target has a value that is not judged: too few simulated cases stand behind it."""
    return bool(pd.isna(row["met"]) and pd.notna(row["mean"]))


def too_few(targets: pd.DataFrame, results: Results) -> int:
    """How many targets of some lines of `decisive` are not judged for lack of cases, in all places or in any."""
    everywhere = results.targets[results.targets.apply(is_few, axis=1)]
    few = set(zip(everywhere["target"], everywhere["arm"], strict=True))
    lines = targets[targets["met"].isna()]
    return sum(key in few for key in zip(lines["target"], lines["arm"], strict=True))


def _outcome(row: pd.Series, lang: str, *, likely: bool = False) -> str:
    """Value, met or missed, and how likely the reform meets it: 29.8 % missed (28 %)."""
    value = "" if pd.isna(row["mean"]) else number(float(row["mean"]), unit(str(row["indicator"])), lang) + " "
    chance = f" ({percent(float(row['probability']), lang)})" if likely and pd.notna(row["probability"]) else ""
    return f"{value}{status(row, lang)}{chance}"
