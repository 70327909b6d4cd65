"""The scoreboard: headlines, targets, then one plain sentence per headline; 80 columns."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import EMPTY, difference, interval, number, percent
from sim.reporting.sentences import HEADLINES, PARTS, effect, sentences
from sim.reporting.wording import say
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

WIDTH = 80
STATUS = {True: "met", False: "missed"}


def scoreboard(folder: Path, lang: str) -> Group:
    """Headlines, targets and sentences of a results folder, for a rich console."""
    from rich.console import Group
    from rich.text import Text

    results = Results(folder)
    sample = float(results.manifest["sample"])
    blanks = {"n": results.replications, "sample": percent(sample, lang, 0 if sample >= 0.01 else 2)}

    def prose(text: str, style: str = "", indent: str = "") -> Text:
        return Text("\n".join(wrap(text, WIDTH, indent)), style=style, no_wrap=True, overflow="ignore")

    parts: list[RenderableType] = []
    if results.manifest.get("quick"):
        parts.append(prose(say("quick", lang, **blanks), "yellow"))
    parts.append(prose(say("heading", lang, title=results.title(lang), year=results.last_year), "bold"))
    parts.append(prose(say("what" if results.replications > 1 else "what_one", lang, **blanks)))
    parts += [Text(), _headlines(results, lang)]
    if not results.targets.empty:
        parts += [Text(), prose(say("targets", lang), "bold"), _targets(results, lang)]
    parts += [Text(), prose(say("plain", lang), "bold")]
    parts += [prose(f"• {line}", indent="  ") for line in sentences(results, lang)]
    return Group(*parts)


def scoreboard_text(folder: Path, lang: str) -> str:
    """The same as plain text of 80 columns, equal bytes for equal results."""
    from rich.console import Console

    out = io.StringIO()
    console = Console(
        file=out, width=WIDTH, color_system=None, force_terminal=False, legacy_windows=False, emoji=False,
        highlight=False,
    )  # fmt: skip
    console.print(scoreboard(folder, lang))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _headlines(results: Results, lang: str) -> Table:
    table = _table(say("indicator", lang), say("baseline", lang), say("reform", lang), say("effect", lang))
    for indicator in HEADLINES:
        for name in (indicator, *PARTS.get(indicator, ())):
            found = effect(results, name, results.last_year)
            kind = unit(name)
            if found is None:
                table.add_row(sentence_case(label(name, lang)), EMPTY, EMPTY, EMPTY)
                continue
            bounds = interval(found.low, found.high, kind, sign=True)
            change = f"{difference(found.difference, kind, lang)} {bounds}".strip()
            table.add_row(
                sentence_case(label(name, lang)) if name == indicator else "  " + label(name, lang),
                number(found.baseline, kind, lang),
                number(found.reform, kind, lang),
                change,
            )
    return table


def _targets(results: Results, lang: str) -> Table:
    """One line a target; where every district has to meet it, the line for all of them, then each."""
    table = _table(say("target", lang), say("required", lang), say("baseline", lang), say("reform", lang))
    for _, rows in results.targets.groupby("target", sort=False):
        every = (rows["area"] == "every_district").any()
        areas = rows["area"].drop_duplicates().tolist()
        for area in sorted(areas, key=lambda word: word != "every_district") if every else areas:
            by_arm = {row["arm"]: row for _, row in rows[rows["area"] == area].iterrows()}
            first = by_arm["reform"]
            name = sentence_case(f"{label(first['indicator'], lang)} ({first['year']})")
            if area == "every_district":
                name = say("every_district", lang, name=name)
            elif every:
                name = f"  {results.name(str(area), lang)}"
            table.add_row(
                name, required(first, results, lang), _outcome(by_arm["baseline"], lang), _outcome(first, lang)
            )
    return table


def required(row: pd.Series, results: Results, lang: str) -> str:
    """What a target asks for: a number, or the base year's."""
    comparator = str(row["comparator"])
    kind = unit(str(row["indicator"]))
    if comparator in ("above_base_year", "below_base_year"):
        if pd.isna(row["value"]):
            return say(comparator, lang, base=results.base_year)
        return say(comparator.replace("year", "value"), lang, x=number(float(row["value"]), kind, lang))
    return say(comparator, lang, x=number(float(row["value"]), kind, lang))


def _outcome(row: pd.Series, lang: str) -> str:
    """Value, met or missed, probability: 29.8 % missed (28 %)."""
    met = say("open" if pd.isna(row["met"]) else STATUS[bool(row["met"])], lang)
    value = "" if pd.isna(row["mean"]) else number(float(row["mean"]), unit(str(row["indicator"])), lang) + " "
    likely = "" if pd.isna(row["probability"]) else f" ({percent(float(row['probability']), lang)})"
    return f"{value}{met}{likely}"


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), expand=False, show_edge=False)
    for n, column in enumerate(columns):
        table.add_column(column, justify="left" if n == 0 else "right", overflow="fold", no_wrap=n > 0)
    return table
