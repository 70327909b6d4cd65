"""The tables of a sweep: what was varied, every point, the targets, the mean at each value, where results lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd

from sim.reporting.headlines import title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY, number
from sim.reporting.plots.sweep.read import value_text
from sim.reporting.plots.trajectory import SHOWN
from sim.reporting.swept import Swept
from sim.reporting.tables.cells import Both, Cell, Column, Kind, Row, Table, Value, Verdict, both, same
from sim.reporting.tables.swept_words import say, word
from sim.reporting.tables.words import TEXT as CHOICES
from sim.reporting.tables.words import word as choice
from sim.reporting.target_table import EVERY, KINDS, kind_of
from sim.vocabulary.labels import label, labels, unit, unit_words

LEVELS = 12  # of a path: with more, a mean at each says little


def varied(found: Swept) -> Table:
    """Each path with its name, the scenario's own value and the values tried."""
    rows = []
    for path in found.sweep.paths.index:
        values = found.sweep.levels[path]
        tried = both(partial(_tried, values))
        if found.sweep.is_number(path) and len(values) > LEVELS:
            tried = word("range", low=value_text(values[0]), high=value_text(values[-1]))
        own, kind = str(found.sweep.paths.loc[path, "value"]), str(found.sweep.paths.loc[path, "unit"])
        unit_ = unit_words(kind)
        rows.append(Row((_path(found, path), same(path), level(own), tried, Both(unit_.zh, unit_.en))))
    kinds: dict[str, Kind] = {"input": "text", "path": "code", "own": "number", "tried": "long", "unit": "word"}
    return Table("varied", word("varied"), tuple(Column(word(key), kind) for key, kind in kinds.items()), rows)


def _tried(values: Sequence[Any], lang: str) -> str:
    return ("、" if lang == "zh" else ", ").join(level(value).of(lang) for value in values)


def level(value: Any) -> Both:
    """A value of a path: a number as it is, a choice by its name."""
    text = value_text(value)
    return choice(f"choice.{text}") if f"choice.{text}" in CHOICES else same(text)


def _path(found: Swept, path: str) -> Both:
    return both(lambda lang: sentence_case(found.sweep.plain_name(path, lang)))


def points(found: Swept, most: int | None = None) -> Table:
    """A line a point: its values, the headlines with the reform, whether all targets are met; best first.

    ``most`` keeps the first of them.
    """
    columns = [Column(_path(found, path), "number") for path in found.sweep.varied]
    columns += [Column(indicator(name), "number") for name in SHOWN]
    columns.append(Column(word("all_met"), "word"))
    reform = found.sweep.values[found.sweep.values["arm"] == "reform"]
    means = dict(zip(zip(reform["id"], reform["indicator"], strict=True), reform["mean"], strict=True))
    values = reform.drop_duplicates("id").set_index("id")[found.sweep.varied].to_dict("index")
    best, met = found.sweep.smallest, found.sweep.met.to_dict()
    smallest = "" if best is None else str(best["id"])
    order = sorted(values, key=lambda one: (one != smallest, not met.get(one), -means.get((one, SHOWN[0]), 0.0)))
    rows = []
    for one in order[:most]:
        cells: list[Cell] = [level(value) for value in values[one].values()]
        cells += [_mean(means.get((one, name)), unit(name)) for name in SHOWN]
        cells.append(Verdict(bool(met[one])) if one in met else same(EMPTY))
        rows.append(Row(tuple(cells)))
    left = len(order) - len(rows)
    note = word("points_note") if not left else word("points_more", n=left)
    return Table("points", word("points", year=found.sweep.year), tuple(columns), rows, note)


def _mean(value: float | None, kind: str) -> Cell:
    return same(EMPTY) if value is None or pd.isna(value) else Value(float(value), kind)


def indicator(name: str) -> Both:
    """An indicator, beginning a line."""
    return both(lambda lang: sentence_case(title(name, lang)))


def targets(found: Swept, kinds: Sequence[str] = KINDS) -> Table:
    """A line a target: what it asks, at how many points the reform meets it, and the values it reaches."""
    rows = []
    chosen = found.targets[found.targets["indicator"].map(kind_of).isin(list(kinds))]
    for _, lines in chosen.groupby("target", sort=False):
        first, values = lines.iloc[0], lines["mean"].dropna()
        kind = unit(str(first["indicator"]))
        met = int((lines["met"] == True).sum())  # noqa: E712
        ends = [Value(float(end), kind) for end in (values.min(), values.max())] if len(values) else [same(EMPTY)] * 2
        count = word("of", n=met, of=len(lines))
        rows.append(Row((both(partial(_target, first)), both(partial(_required, found, first)), *ends, count)))
    columns = (
        Column(word("target"), "text"),
        Column(word("required"), "number"),
        Column(word("lowest"), "number"),
        Column(word("highest"), "number"),
        Column(word("met_at"), "number"),
    )
    return Table("targets", word("targets"), columns, rows, word("targets_note"))


def _target(row: pd.Series, lang: str) -> str:
    """Indicator, year and place; a district by its id, as a sweep keeps no names of places."""
    area = str(row["area"])
    where = "" if area == "all" else say("every" if area == EVERY else "at", lang, area=_area(area, lang))
    return sentence_case(say("of_year", lang, name=label(str(row["indicator"]), lang), year=row["year"], where=where))


def _area(area: str, lang: str) -> str:
    return label(area, lang) if area in labels() else area


def _required(found: Swept, row: pd.Series, lang: str) -> str:
    comparator = str(row["comparator"])
    if comparator in ("above_base_year", "below_base_year"):
        return say(comparator, lang, year=found.base_year)
    return say(comparator, lang, x=number(float(row["value"]), unit(str(row["indicator"])), lang))


def levels(found: Swept) -> Table:
    """The mean of each headline over all points that share a value of a path; paths of few values only."""
    reform = found.sweep.values[found.sweep.values["arm"] == "reform"]
    rows = []
    for path in found.sweep.varied:
        if len(found.sweep.levels[path]) > LEVELS:
            continue
        means: dict[Any, Any] = reform.groupby([path, "indicator"])["mean"].mean().to_dict()
        count = reform.drop_duplicates("id")[path].value_counts().to_dict()
        for value in found.sweep.levels[path]:
            values = [_mean(means.get((value, name)), unit(name)) for name in SHOWN]
            rows.append(Row((_path(found, path), level(value), *values, same(str(count.get(value, 0))))))
    columns = (
        Column(word("input"), "text"),
        Column(word("value"), "number"),
        *(Column(indicator(name), "number") for name in SHOWN),
        Column(word("count"), "number"),
    )
    return Table("levels", word("levels", year=found.sweep.year), columns, rows, word("levels_note"))


def ranges(found: Swept) -> Table:
    """Where headlines and money lie over all points, at which values, and whether luck alone would do as much."""
    values = found.outcomes.values
    reform = values[(values["arm"] == "reform") & values["mean"].notna()]
    rows = []
    for name in found.outcomes.shown:
        lines = reform[reform["indicator"] == name]
        if lines.empty:
            continue
        low, high = (lines.iloc[int(place)] for place in (lines["mean"].argmin(), lines["mean"].argmax()))
        effects = values[(values["arm"] == "difference") & (values["indicator"] == name)]
        luck = float(((effects["high"] - effects["low"]) / 2).mean())
        cells: list[Cell] = [indicator(name)]
        for row in (low, high):
            cells += [Value(float(row["mean"]), unit(name)), both(partial(_at, found, row))]
        cells.append(Value(luck, unit(name)) if pd.notna(luck) else same(EMPTY))
        cells.append(_matters(found.outcomes.only(name).within_luck()))
        rows.append(Row(tuple(cells)))
    kinds: dict[str, Kind] = {
        "indicator": "text", "lowest": "number", "lowest_at": "text", "highest": "number", "highest_at": "text",
        "luck": "number", "matters": "word",
    }  # fmt: skip
    columns = tuple(Column(word(key), kind) for key, kind in kinds.items())
    return Table("ranges", word("ranges", year=found.sweep.year), columns, rows, word("ranges_note"))


def _matters(within_luck: bool | None) -> Cell:
    return same(EMPTY) if within_luck is None else word("within_luck" if within_luck else "beyond_luck")


def _at(found: Swept, row: pd.Series, lang: str) -> str:
    pairs = (f"{found.sweep.plain_name(path, lang)} {level(row[path]).of(lang)}" for path in found.sweep.varied)
    return ("、" if lang == "zh" else ", ").join(pairs)


def failures(found: Swept, most: int | None = None) -> Table:
    """Points without a result, with the error as the program gave it; at most ``most`` rows."""
    rows = []
    for row in found.failures.head(most or len(found.failures)).to_dict("records"):
        values = [same(row[path]) for path in found.sweep.paths.index]
        rows.append(Row((*values, same(row["error"]), same(row["message"]))))
    columns = (
        *(Column(_path(found, path), "number") for path in found.sweep.paths.index),
        Column(word("error"), "word"),
        Column(word("message"), "long"),
    )
    return Table("failures", word("failures"), columns, rows)
