"""The tables of money of a comparison: net positions of all parties, what is moved and at what public cost."""

from __future__ import annotations

from functools import partial

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.money_words import say
from sim.reporting.comparison.positions import MOVED, UNITS, party_name, what_name
from sim.reporting.tables.cells import Cell, Column, Row, Table, both
from sim.reporting.tables.compared import case_name, change_cell, less_column, value_cell
from sim.reporting.tables.compared_words import word


def positions(found: Comparison) -> Table:
    """Net yuan of every party and case, and the difference to the reference."""
    columns = [Column(word("party"), "text")]
    for case in found.shown:
        columns.append(Column(case_name(found, case), "number"))
        if case != found.reference:
            columns.append(less_column(found, case_name(found, case)))
    rows = []
    for party in found.contrasts.parties:
        cells: list[Cell] = [both(partial(party_name, party))]
        for case in found.shown:
            cells.append(value_cell(found.contrasts.position(party, case), "yuan"))
            if case != found.reference:
                cells.append(change_cell(found.contrasts.position(party, case, "difference"), "yuan"))
        rows.append(Row(tuple(cells)))
    return Table("positions", word("positions", year=found.year), tuple(columns), rows, both(partial(say, "note")))


def moved(found: Comparison) -> Table:
    """What each case moves against the reference, and what that costs."""
    columns = (Column(word("what"), "text"), *(Column(case_name(found, case), "change") for case in found.others))
    rows = []
    for what in MOVED:
        ones = [found.contrasts.moved(what, case) for case in found.others]
        if any(one is not None for one in ones):
            name = word("public_yuan") if what == "public_yuan" else both(partial(what_name, what))
            rows.append(Row((name, *(change_cell(one, UNITS[what]) for one in ones))))
    return Table("moved", word("moved"), columns, rows, both(partial(say, "moved_note")))
