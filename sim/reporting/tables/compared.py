"""The tables of a comparison: what differs in the inputs, values and differences, targets, every pair, groups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.money_tables import pair_name
from sim.reporting.comparison.tables import beyond_interval, split_indicators
from sim.reporting.comparison.words import say
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY
from sim.reporting.side_effects import SHOWN as SIDE_EFFECTS
from sim.reporting.tables.cells import (
    Both,
    Cell,
    Chance,
    Change,
    Column,
    Row,
    Table,
    Value,
    Verdict,
    both,
    required_cell,
    same,
)
from sim.reporting.tables.compared_words import word
from sim.reporting.target_table import is_few, kind_of, target_name
from sim.reporting.wording import say as words
from sim.vocabulary.labels import label, unit


def case_name(found: Comparison, case: str) -> Both:
    """The letter and the name of a case; the arm without rules by its words."""
    if case == BASELINE:
        return both(lambda lang: words("baseline", lang))
    return both(lambda lang: say("key", lang, letter=found.letter(case), name=found.name(case, lang)))


def key(found: Comparison) -> Table:
    """Which letter is which case."""
    rows = [Row((same(found.letter(case)), both(partial(found.name, case)), same(case))) for case in found.cases]
    columns = (Column(word("letter"), "word"), Column(word("case"), "text"), Column(word("id"), "code"))
    return Table("cases", word("cases", reference=both(partial(found.name, found.reference))), columns, rows)


def inputs(found: Comparison, most: int | None = None) -> Table:
    """Every input that is not the same in all cases; at most ``most`` rows."""
    rows = []
    for row in found.inputs.to_dict("records"):
        values = [same(row[case]) if row[case] else word("none") for case in found.cases]
        rows.append(Row((Both(str(row["zh"]), str(row["en"])), same(row["path"]), *values)))
    columns = (
        Column(word("input"), "text"),
        Column(word("path"), "code"),
        *(Column(case_name(found, case), "long" if _long(rows, n) else "text") for n, case in enumerate(found.cases)),
    )
    note = None if most is None or len(rows) <= most else word("more_inputs", n=len(rows) - most)
    return Table("inputs", word("inputs"), columns, rows[:most], note)


def _long(rows: Sequence[Row], case: int) -> bool:
    """Whether a column holds whole rules."""
    return any(len(cell.en) > 24 for row in rows if isinstance(cell := row.cells[case + 2], Both))


def headlines(found: Comparison) -> Table:
    """Value of each case, and its difference to the reference."""
    pairs = [(name, "all") for name in found.headlines]
    return _valued("headlines", word("headlines", year=found.year), pairs, found)


def side_effects(found: Comparison, *, sure_only: bool = False) -> Table:
    """Side effects in every case; those whose interval leaves out zero only, where asked."""
    there = [pair for pair in SIDE_EFFECTS if found.number(pair[0], found.reference, group=pair[1]) is not None]
    pairs = [pair for pair in beyond_interval(found) if pair in there] if sure_only else there
    return _valued("side_effects", word("side_effects"), pairs, found)


def _valued(key_: str, title_: Both, pairs: Sequence[tuple[str, str]], found: Comparison) -> Table:
    columns = [Column(word("indicator"), "text")]
    for case in found.shown:
        columns.append(Column(case_name(found, case), "number"))
        if case in found.others:
            columns.append(less_column(found, found.letter(case)))
    rows = []
    for indicator, group in pairs:
        cells: list[Cell] = [both(partial(_indicator, indicator, group))]
        for case in found.shown:
            cells.append(value_cell(found.number(indicator, case, group=group), unit(indicator)))
            if case in found.others:
                cells.append(change_cell(found.number(indicator, case, "difference", group=group), unit(indicator)))
        rows.append(Row(tuple(cells)))
    return Table(key_, title_, tuple(columns), rows, _star(found))


def less_column(found: Comparison, case: object) -> Column:
    """What heads the differences of a case to the reference."""
    return Column(word("less", case=case, reference="A", level=both(found.coverage.per_cent)), "change")


def _indicator(indicator: str, group: str, lang: str) -> str:
    name = sentence_case(title(indicator, lang))
    return name if group == "all" else words("of_group", lang, name=name, group=label(group, lang))


def _star(found: Comparison) -> Both:
    return word("star" if found.replications > 1 else "star_one")


def value_cell(one: Estimate | None, kind: str) -> Cell:
    """A value, a dash without one."""
    return same(EMPTY) if one is None else Value(one.mean, kind)


def change_cell(one: Estimate | None, kind: str) -> Cell:
    """A difference, bold where its interval leaves out zero; a dash without one."""
    return same(EMPTY) if one is None else Change(one.mean, one.low, one.high, kind, one.verdict(kind) == "sure")


def targets(found: Comparison) -> Table:
    """What is asked, then value, verdict and probability of each case."""
    columns = [Column(word("target"), "text"), Column(word("required"), "number")]
    for case in found.cases:
        columns += [
            Column(case_name(found, case), "number"),
            Column(word("verdict", case=found.letter(case)), "word"),
            Column(word("probability", case=found.letter(case)), "number"),
        ]
    rows = []
    for _, lines in found.targets.groupby("target", sort=False):
        first = lines.iloc[0]
        by_case = {str(row["case"]): row for _, row in lines.iterrows()}
        cells: list[Cell] = [
            both(lambda lang, row=first: sentence_case(target_name(row, found.words, lang))),  # type: ignore[misc]
            required_cell(first, found.words),
        ]
        for case in found.cases:
            cells += _outcome(by_case.get(case))
        rows.append(Row(tuple(cells)))
    return Table(
        "targets", word("targets"), tuple(columns), rows, word("targets_note", chance=both(found.coverage.chance))
    )


def _outcome(row: pd.Series | None) -> tuple[Cell, Cell, Cell]:
    if row is None:
        return (same(EMPTY),) * 3
    value = same(EMPTY) if pd.isna(row["mean"]) else Value(float(row["mean"]), unit(str(row["indicator"])))
    likely = kind_of(str(row["indicator"])) == "outcome" and pd.notna(row["probability"])
    chance = Chance(float(row["probability"])) if likely else same("")
    return value, Verdict(None if pd.isna(row["met"]) else bool(row["met"]), is_few(row)), chance


def pairs(found: Comparison) -> Table:
    """Every pair of cases: the difference of each headline."""
    columns = (
        Column(word("difference"), "word"),
        *(Column(both(partial(_indicator, name, "all")), "change") for name in found.headlines),
    )
    rows = [
        Row(
            (
                both(partial(pair_name, found, case, against)),
                *(change_cell(found.contrasts.pair(name, case, against), unit(name)) for name in found.headlines),
            )
        )
        for case, against in found.contrasts.pairs
    ]
    return Table("pairs", word("pairs", year=found.year), columns, rows, _star(found))


def groups(found: Comparison) -> list[Table]:
    """Differences by county, age or scheme: a table a case."""
    shown = split_indicators(found)
    columns = (
        Column(word("group"), "text"),
        *(Column(both(partial(_indicator, name, "all")), "change") for name in shown),
    )
    tables = []
    for case in found.others:
        rows = [
            Row(
                (
                    both(partial(found.group_name, area, group)),
                    *(change_cell(found.number(name, case, "difference", area, group), unit(name)) for name in shown),
                )
            )
            for area, group in found.groups_or_counties
        ]
        name = word("by_group", case=case_name(found, case))
        tables.append(Table(f"groups_{found.letter(case)}", name, columns, rows, _star(found)))
    return tables
