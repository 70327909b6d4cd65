"""Headlines, targets, side effects and packages: the rows of the scoreboard as tables."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.luck_share import luck_shares
from sim.reporting.numbers import EMPTY
from sim.reporting.package import SHOWN, package_rows
from sim.reporting.scoreboard import headline_rows
from sim.reporting.sentences import Effect
from sim.reporting.side_effects import side_effect_rows
from sim.reporting.tables.cells import (
    NOTHING,
    Both,
    Cell,
    Chance,
    Column,
    Row,
    Table,
    Value,
    Verdict,
    both,
    change_of,
    effect_cells,
    name_of,
    required_cell,
    same,
)
from sim.reporting.tables.words import word
from sim.reporting.target_table import is_few, target_groups
from sim.reporting.wording import say
from sim.vocabulary.labels import unit


def effect_columns(results: Results) -> tuple[Column, Column, Column]:
    """Without, with, and the effect with its interval."""
    level = both(results.coverage.per_cent)
    return (
        Column(word("baseline"), "number"),
        Column(word("reform"), "number"),
        Column(word("effect", level=level), "change"),
    )


def note(results: Results) -> Both:
    """What a star means, or why there is none."""
    return word("star" if results.replications > 1 else "star_one")


def headlines(results: Results) -> Table:
    """The headline indicators of the last year; where it is known, how much of their spread is luck."""
    columns: tuple[Column, ...] = (Column(word("indicator"), "text"), *effect_columns(results))
    found = headline_rows(results)
    rows = [Row((name_of(row.indicator), *effect_cells(row.found)), int(row.part)) for row in found]
    if luck_shares(results):
        columns = (*columns, Column(word("luck_share"), "number"))
        rows = [Row((*line.cells, _luck_share(row.found)), line.level) for line, row in zip(rows, found, strict=True)]
    return Table("headlines", word("headlines"), columns, rows, note(results))


def _luck_share(found: Effect | None) -> Cell:
    """How much of the variance of an effect is luck; a dash where nobody can say."""
    return same(EMPTY) if found is None or math.isnan(found.luck_share) else Chance(found.luck_share)


def targets(results: Results) -> Table:
    """What the documents ask for, and how both arms do."""
    columns = (
        Column(word("target"), "text"),
        Column(word("clause"), "ids"),
        Column(word("required"), "number"),
        Column(word("baseline"), "number"),
        Column(word("judged_baseline"), "word"),
        Column(word("reform"), "number"),
        Column(word("judged_reform"), "word"),
        Column(word("probability"), "number"),
    )
    rows = []
    for group in target_groups(results):
        rows.append(Row((both(group.name),), heading=True))
        for row in group.rows:
            clause = same(str(row.reform["clause"]).replace("+", " ")) if row.level == 0 else NOTHING
            chance: Cell = NOTHING
            if group.kind == "outcome" and pd.notna(row.reform["probability"]):
                chance = Chance(float(row.reform["probability"]))
            cells = (
                both(partial(row.name, results)),
                clause,
                required_cell(row.reform, results),
                *_outcome(row.baseline),
                *_outcome(row.reform),
                chance,
            )
            rows.append(Row(cells, min(row.level, 2)))
    return Table("targets", word("targets"), columns, rows, word("targets_note", chance=both(results.coverage.chance)))


def _outcome(row: pd.Series) -> tuple[Cell, Cell]:
    """The value and whether it is enough."""
    value = same(EMPTY) if pd.isna(row["mean"]) else Value(float(row["mean"]), unit(str(row["indicator"])))
    return value, Verdict(None if pd.isna(row["met"]) else bool(row["met"]), is_few(row))


def side_effects(results: Results) -> Table:
    """What could go wrong, shown whether it did or not."""
    rows = []
    for row in side_effect_rows(results):
        cells = effect_cells(row.found) if row.found else (same(EMPTY), Value(row.reform, row.unit), same(EMPTY))
        rows.append(Row((both(row.name), *cells)))
    columns = (Column(word("indicator"), "text"), *effect_columns(results))
    return Table("side_effects", word("side_effects"), columns, rows, note(results))


def package(results: Results) -> Table:
    """Effects in the districts with a packaged budget and in those without."""
    short = (both(partial(say, f"short.{name}")) for name in SHOWN)
    columns = (Column(both(partial(say, "county")), "word"), *(Column(head, "change") for head in short))
    rows = [
        Row(
            (
                both(partial(row.name, results)),
                *(change_of(found) if found else same(EMPTY) for found in row.effects),
            )
        )
        for row in package_rows(results)
    ]
    return Table("package", word("package"), columns, rows, note(results))
