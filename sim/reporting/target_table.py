"""The targets of the documents, what they ask for, and how each arm does: outcomes first, then measures."""

from __future__ import annotations

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


def decisive(targets: pd.DataFrame) -> pd.DataFrame:
    """One line a target and arm: that for all districts where each of them has to meet it."""
    return targets.drop_duplicates(["target", "arm"], keep="last")


def target_table(results: Results, lang: str) -> Table:
    """One line a target; where every district has to meet it, the line for all of them, then each.

    The twelve months after the start of the rules stand below the calendar year of the same target. Measures are
    in place at a date, so they have no such line.
    """
    table = text_table(
        say("target", lang), say("required", lang), say("baseline", lang), say("reform", lang), widths=WIDTHS
    )
    targets = results.targets
    kinds = targets["indicator"].map(kind_of)
    shown = [kind for kind in KINDS if (kinds == kind).any()]
    for kind in shown:
        of_kind = targets[kinds == kind]
        if len(shown) > 1:
            if kind != shown[0]:
                table.add_row()
            table.add_row("\n".join(wrap(_group(kind, of_kind, lang), NAME)), style="bold")
        if kind == "implementation":
            of_kind = of_kind[~_is_window(of_kind)]
        for _, rows in of_kind.groupby("target", sort=False):
            _add(table, rows, results, lang)
    return table


def _is_window(targets: pd.DataFrame) -> pd.Series:
    return targets["year"].astype(str).str.contains("..", regex=False)


def _group(kind: str, targets: pd.DataFrame, lang: str) -> str:
    """The heading of a group: how many of its calendar-year targets the reform meets."""
    whole = decisive(targets[~_is_window(targets)])
    reform = whole[whole["arm"] == "reform"]
    return say(kind, lang, met=int((reform["met"] == True).sum()), of=len(reform))  # noqa: E712


def _add(table: Table, rows: pd.DataFrame, results: Results, lang: str) -> None:
    """The lines of one target in one period."""
    every = (rows["area"] == EVERY).any()
    areas = rows["area"].drop_duplicates().tolist()
    for area in sorted(areas, key=lambda word: word != EVERY) if every else areas:
        by_arm = {row["arm"]: row for _, row in rows[rows["area"] == area].iterrows()}
        first = by_arm["reform"]
        name = sentence_case(target_name(first, results, lang))
        if ".." in str(first["year"]):
            name = "  " + say("window", lang, months=first["year"])
        if every and area != EVERY:
            name = f"    {results.name(str(area), lang)}"
        table.add_row(
            "\n".join(wrap(name, NAME, indent="  ")),
            required(first, results, lang),
            _outcome(by_arm["baseline"], lang),
            _outcome(first, lang, likely=kind_of(str(first["indicator"])) == "outcome"),
        )


def target_name(row: pd.Series, results: Results, lang: str) -> str:
    """Indicator, year and, where it is not the whole prefecture, the place."""
    name = label(row["indicator"], lang)
    area = str(row["area"])
    if area == EVERY:
        return say("every_district", lang, name=name, year=row["year"])
    if area in results.places.index:
        return say("in_district", lang, name=name, year=row["year"], place=results.short(area, lang))
    return say("of_year", lang, name=name, year=row["year"])


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
    """Met, missed, or not to be judged."""
    return say("open" if pd.isna(row["met"]) else STATUS[bool(row["met"])], lang)


def _outcome(row: pd.Series, lang: str, *, likely: bool = False) -> str:
    """Value, met or missed, and how likely the reform meets it: 29.8 % missed (28 %)."""
    value = "" if pd.isna(row["mean"]) else number(float(row["mean"]), unit(str(row["indicator"])), lang) + " "
    chance = f" ({percent(float(row['probability']), lang)})" if likely and pd.notna(row["probability"]) else ""
    return f"{value}{status(row, lang)}{chance}"
