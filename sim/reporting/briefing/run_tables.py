"""The tables of a run's briefing: short, as they have to fit on A4."""

from __future__ import annotations

import math
from functools import partial

import pandas as pd

from sim.reporting.briefing.words import word
from sim.reporting.comparison.money_words import say as money_word
from sim.reporting.comparison.positions import scale_for
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY
from sim.reporting.positions import PUBLIC, Net, net_positions
from sim.reporting.side_effects import MARK, NO_MARK, mark, side_effect_rows
from sim.reporting.tables.all import Tables
from sim.reporting.tables.cells import (
    Both,
    Cell,
    Chance,
    Column,
    Row,
    Table,
    Value,
    Verdict,
    both,
    effect_cells,
    same,
    shown,
)
from sim.reporting.tables.outcome import effect_columns
from sim.reporting.tables.words import word as heading
from sim.reporting.target_table import TargetGroup, is_few, required, target_groups

SCHEMES = ("resident", "employee")
VALUES = 3  # of one measure


def outcomes(results: Results) -> Table:
    """Targets on outcomes, a line each."""
    columns = (
        Column(heading("target"), "text"),
        Column(heading("required"), "number"),
        Column(heading("baseline"), "number"),
        Column(heading("reform"), "number"),
        Column(word("column_with"), "word"),
        Column(heading("probability"), "number"),
    )
    rows = [
        Row(
            (
                both(partial(row.name, results)),
                both(partial(required, row.reform, results)),
                _value(row.baseline),
                _value(row.reform),
                Verdict(None if pd.isna(row.reform["met"]) else bool(row.reform["met"]), is_few(row.reform)),
                Chance(float(row.reform["probability"])),
            )
        )
        for group in target_groups(results)
        if group.kind == "outcome"
        for row in group.rows
        if row.level == 0
    ]
    return Table("outcomes", word("outcomes"), columns, rows, both(results.coverage.chance))


def measures(results: Results) -> TargetGroup | None:
    """The targets on measures, if there are any."""
    return next((group for group in target_groups(results) if group.kind == "implementation"), None)


def _value(row: pd.Series) -> Cell:
    from sim.vocabulary.labels import unit

    return same(EMPTY) if pd.isna(row["mean"]) else Value(float(row["mean"]), unit(str(row["indicator"])))


def side_effects(results: Results) -> Table:
    """Side effects whose interval leaves out zero only."""
    rows = [
        Row((both(row.name), *effect_cells(row.found)))
        for row in side_effect_rows(results)
        if row.found is not None and mark(row.found) == MARK
    ]
    return Table(
        "side_effects", word("side_effects"), (Column(heading("indicator"), "text"), *effect_columns(results)), rows
    )


def balances(results: Results) -> Table:
    """What each fund keeps or lacks, by year and arm."""
    years = list(dict.fromkeys(results.indicators.loc[results.indicators["indicator"] == "fund_balance", "year"]))
    rows = []
    for year in sorted(one for one in years if str(one).isdigit()):
        cells: list[Cell] = [same(year)]
        for scheme in SCHEMES:
            for arm in ("baseline", "reform"):
                found = results.row("fund_balance", arm, year, group=scheme)
                known = found is not None and math.isfinite(found["mean"])
                cells.append(Value(float(found["mean"]), "yuan") if known and found is not None else same(EMPTY))
        rows.append(Row(tuple(cells)))
    heads = (f"{scheme}_{arm}" for scheme in SCHEMES for arm in ("old", "new"))
    columns = (Column(heading("year"), "word"), *(Column(word(head), "number") for head in heads))
    return Table("balances", word("balances"), columns, rows)


def net(results: Results) -> Table:
    """Net position of every party in both arms."""
    nets = [one for name, one in net_positions(results).items() if name != PUBLIC]
    most = max((abs(one.gap.mean) for one in nets), default=0.0)
    columns = (Column(party_head(), "text"), *(Column(column.head, "change") for column in effect_columns(results)))
    rows = [Row((party(one.party), *(both(partial(_amount, one, n, most)) for n in range(3)))) for one in nets]
    note = both(lambda lang: money_word("note", lang))
    return Table("net", word("net", year=results.last_year, unit=money_unit()), columns, rows, note)


def _amount(one: Net, column: int, most: float, lang: str) -> str:
    """Without, with, or the difference with its interval and a star where that leaves out zero."""
    scale = scale_for(most, lang)
    if column < 2:
        return scale.text((one.baseline, one.reform)[column])
    return f"{scale.signed(one.gap)} {MARK if one.gap.verdict('yuan') == 'sure' else NO_MARK}"


def money_unit() -> Both:
    """What sums are counted in."""
    return both(lambda lang: money_word("unit", lang))


def party(name: str) -> Both:
    """A party, beginning a line."""
    return both(lambda lang: sentence_case(money_word(f"party.{name}", lang)))


def party_head() -> Both:
    """What heads a column of parties."""
    return both(lambda lang: money_word("party", lang))


def rules(tables: Tables) -> Table:
    """Measures, since when, with which values; a mark where the document is silent."""
    results, found = tables.results, tables.rules
    silent = {str(row["id"]) for row in results.rules.to_dict("records") if _told(row.get("assumption"))}
    rows = []
    for row, id_ in zip(found.rows, results.rules["id"].astype(str), strict=True):
        name, start, _, where, settings, clause, _ = row.cells
        marked = both(partial(_marked, name, "*" if id_ in silent else ""))
        values = both(partial(_values, where, settings))
        rows.append(Row((marked, start, values, clause)))
    kinds = {"rule": "text", "start": "word", "settings": "long", "clause": "text"}
    columns = tuple(Column(heading(key), kind) for key, kind in kinds.items())  # type: ignore[arg-type]
    notes = [word("rules_note"), *([found.note] if found.note is not None else [])]
    note = both(lambda lang: ("" if lang == "zh" else " ").join(one.of(lang) for one in notes))
    return Table("measures", word("rules"), columns, rows, note)


def _values(where: Cell, settings: Cell, lang: str) -> str:
    """The first values of a measure, how many there are where more are left out, and where it is not everywhere."""
    between = "；" if lang == "zh" else "; "
    values = shown(settings, lang).split(between)
    text = between.join(values[:VALUES]) + (heading("more", n=len(values)).of(lang) if len(values) > VALUES else "")
    if where == heading("everywhere"):
        return text
    return word("only_there", where=shown(where, lang), values=text).of(lang)


def _marked(name: Cell, mark_: str, lang: str) -> str:
    return shown(name, lang) + mark_


def _told(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())
