"""What a back-test says on the terminal and in ``summary.txt``; 80 columns. The same as data in ``summary.json``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.experiments.backtest.judge import AS, FASTER, SLOWER
from sim.experiments.backtest.series import odds_of
from sim.reporting.backtest.data import BacktestResult, name_of, rows_of, series_name, yearly
from sim.reporting.backtest.words import say
from sim.reporting.lines import wrap
from sim.reporting.numbers import percent
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.summary import write_both
from sim.reporting.text_table import text_table
from sim.vocabulary.labels import LANGUAGES
from sim.vocabulary.quantities import quantity_name

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

NAME = 27  # columns


def write_backtest_summary(folder: Path, lang: str) -> None:
    """``summary.txt`` and ``summary.json`` in the folder."""
    write_both(folder, backtest_text(folder, lang), backtest_data(folder))


def backtest_text(folder: Path, lang: str) -> str:
    """What a back-test says, as plain text: equal bytes for equal results."""
    return as_text(backtest_shown(folder, lang))


def backtest_shown(folder: Path, lang: str) -> Group:
    """Heading, verdict, table of the series, trends, what is compared with what; for a rich console."""
    from rich.console import Group
    from rich.text import Text

    found = BacktestResult(folder)
    title = getattr(found.asked.title, lang)
    parts: list[RenderableType] = [
        prose(say("heading", lang, title=title), style="bold"),
        prose(_what(found, lang)),
        prose(say("setting", lang, text=getattr(found.asked.setting, lang))),
        Text(),
        prose(say("verdict", lang), style="bold"),
        *bullets(_verdict(found, lang)),
        Text(),
        _table(found, lang),
        Text(),
        prose(say("legend", lang, **found.blanks)),
    ]
    notes = [
        say("note", lang, name=name_of(row, lang), note=note)
        for row in rows_of(found.series)
        if (note := found.note(row, lang))
    ]
    left_out = [str(getattr(one, lang)) for one in found.asked.left_out]
    for key, lines in (
        ("trends", list(_trends(found, lang))),
        ("ruled_out", list(_ruled_out(found, lang))),
        ("notes", notes),
        ("left_out", left_out),
    ):
        if lines:
            parts += [Text(), prose(say(key, lang), style="bold"), *bullets(lines)]
    return Group(*parts)


def _what(found: BacktestResult, lang: str) -> str:
    share = percent(found.asked.sample, lang, 0 if found.asked.sample >= 0.01 else 2)
    rounds = int(found.trends["rounds"].iloc[0])
    return say(
        "what", lang, region=getattr(found.asked.region, lang), share=share, n=len(found.fitted), rounds=rounds,
        reps=found.asked.replications, of=len(found.sets), kept=found.kept, **found.blanks,
    )  # fmt: skip


def _verdict(found: BacktestResult, lang: str) -> Iterator[str]:
    """How the baseline grows as it stands, how many held-back figures are hit, whether a straight line does better."""
    rows = found.series
    yield say("stands", lang, same=int((rows["verdict"] == AS).sum()), of=len(rows), **found.blanks)
    for verdict in (SLOWER, FASTER):
        names = [name_of(row, lang) for row in rows_of(rows[rows["verdict"] == verdict])]
        if names:
            yield say(verdict, lang, names=say("and", lang).join(names))
    yield say("stands_held", lang, same=int((rows["verdict_held"] == AS).sum()), of=len(rows), **found.blanks)
    free = found.independent
    yield say(
        "band", lang, inside=int(rows["inside"].sum()), of=int(rows["held"].sum()),
        free_inside=int(free["inside"].sum()), free_of=int(free["held"].sum()),
    )  # fmt: skip
    yield say("better", lang, better=_better(rows), of=len(rows))


def _better(rows: pd.DataFrame) -> int:
    return int((rows["error_model"] < rows["error_naive"]).sum())


def _table(found: BacktestResult, lang: str) -> Table:
    heads = ("nation", "as_it_stands", "fitted", "inside", "error", "naive")
    table = text_table(say("series", lang), *(say(key, lang) for key in heads))
    for row in rows_of(found.series):
        mark = say("in_sample", lang) if row["in_sample"] else ""
        name = "\n".join(wrap(name_of(row, lang) + mark, NAME, indent="  "))
        points = odds_of(row["indicator"])
        growths = (yearly(row[key], points, lang) for key in ("nation", "as_it_stands", "fitted"))
        errors = (yearly(row[key], points, lang, sign=False) for key in ("error_model", "error_naive"))
        table.add_row(name, *growths, f"{row['inside']}/{row['held']}", *errors)
    return table


def _trends(found: BacktestResult, lang: str) -> Iterator[str]:
    """What each trend was fitted to, and those that were left."""
    for row in rows_of(found.fitted):
        bound = say("unreached", lang) if not row["reached"] else say("bound", lang) if row["at_bound"] else ""
        numbers = {key: f"{row[key]:.3g}" for key in ("value", "fitted", "low", "high")}
        growths = {key: yearly(row[key], False, lang) for key in ("published", "before", "after")}
        name, growth = quantity_name(row["trend"]), say(row["answers_to"], lang)
        yield say("trend", lang, name=name, growth=growth, bound=bound, **numbers, **growths)
    left = found.trends[found.trends["answers_to"] == ""]
    if len(left):
        names = say("and", lang).join(quantity_name(name).told(lang) for name in left["trend"])
        yield say("left", lang, names=names)


def _ruled_out(found: BacktestResult, lang: str) -> Iterator[str]:
    """How many sets each growth rules out, the most first."""
    counts = found.sets.loc[~found.sets["kept"], "worst"].value_counts()
    for key, n in sorted(counts.items(), key=lambda one: (-one[1], str(one[0]))):
        indicator, _, group = str(key).split("/")
        yield say("times", lang, name=series_name(indicator, group, lang), n=n)


def backtest_data(folder: Path) -> dict[str, Any]:
    """The same as data; values are fractions as in the tables."""
    found = BacktestResult(folder)
    rows, free = found.series, found.independent
    return {
        "title": {lang: getattr(found.asked.title, lang) for lang in LANGUAGES},
        "years": list(found.asked.years),
        "held": list(found.asked.held),
        "sample": found.asked.sample,
        "seed": found.asked.seed,
        "sets": len(found.sets),
        "kept": found.kept,
        "inside": int(rows["inside"].sum()),
        "of": int(rows["held"].sum()),
        "independent": {"inside": int(free["inside"].sum()), "of": int(free["held"].sum())},
        "growth": {verdict: int((rows["verdict"] == verdict).sum()) for verdict in (AS, SLOWER, FASTER)},
        "growth_held": {verdict: int((rows["verdict_held"] == verdict).sum()) for verdict in (AS, SLOWER, FASTER)},
        "better_than_line": _better(rows),
        "series": _records(rows),
        "trends": _records(found.trends),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {key: None if isinstance(value, float) and math.isnan(value) else value for key, value in row.items()}
        for row in rows_of(table)
    ]
