"""What each group of rules did, as `sim explain` found it."""

from __future__ import annotations

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.numbers import EMPTY
from sim.reporting.tables.cells import Both, Cell, Change, Column, Row, Table, in_words, name_of, same
from sim.reporting.tables.rules import marked
from sim.reporting.tables.words import word
from sim.vocabulary.labels import unit

KINDS = ("shapley", "alone", "left_out")
SUMS = ("total", "interaction")


def contributions(results: Results) -> Table:
    """By indicator a line a group, then the whole and the interaction; empty if nothing was explained."""
    frame = results.optional("explain/contributions")
    columns = (
        Column(word("indicator"), "text"),
        Column(word("player"), "word"),
        *(Column(word(kind), "change") for kind in KINDS),
    )
    year = str(frame["year"].iloc[0]) if len(frame) else results.last_year
    table = Table("contributions", word("contributions"), columns, [], word("contributions_note", year=year))
    if frame.empty:
        return table
    names, _ = _players(results)
    for indicator, rows in frame.groupby("indicator", sort=False):
        kind = unit(str(indicator))
        cell = {(str(r["player"]), str(r["kind"])): _change(r, kind) for r in rows.to_dict("records")}
        players = [p for p in names if any((p, kind) in cell for kind in KINDS)]
        for player in players:
            found = (cell.get((player, kind), same(EMPTY)) for kind in KINDS)
            table.rows.append(Row((name_of(str(indicator)), names[player], *found)))
        for whole in SUMS:
            if ("all", whole) in cell:
                empty = same(EMPTY)
                cells = (name_of(str(indicator)), word(whole), cell["all", whole], empty, empty)
                table.rows.append(Row(cells))
    return table


def groups(results: Results) -> Table:
    """Which rules each group has; empty if nothing was explained."""
    names, rules = _players(results) if not results.optional("explain/players").empty else ({}, {})
    columns = (Column(word("player"), "word"), Column(word("members"), "long"))
    return Table("rule_groups", word("rule_groups"), columns, [Row((names[player], rules[player])) for player in names])


def _players(results: Results) -> tuple[dict[str, Both], dict[str, Both]]:
    """Names and rules of the groups, in their order."""
    rows = results.optional("explain/players").to_dict("records")
    names = {str(r["player"]): in_words(r) for r in rows}
    ids = {str(r["player"]): [] if pd.isna(r["rules"]) else str(r["rules"]).split() for r in rows}
    known = {str(row["id"]): marked(in_words(row), str(row["id"])) for row in results.rules.to_dict("records")}
    return names, {player: _joined([known.get(rule, same(rule)) for rule in rules]) for player, rules in ids.items()}


def _joined(names: list[Both]) -> Both:
    """Names after one another, each once."""
    return Both("、".join(dict.fromkeys(n.zh for n in names)), "; ".join(dict.fromkeys(n.en for n in names)))


def _change(row: dict[object, object], kind: str) -> Cell:
    mean, low, high = (float(str(row[end])) for end in ("mean", "low", "high"))
    return Change(mean, low, high, kind, sure=low * high > 0)
