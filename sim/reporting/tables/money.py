"""Who pays and where it goes, both arms and the change: the numbers of the plot."""

from __future__ import annotations

from sim.reporting.folder import Results
from sim.reporting.plots.common import ARMS
from sim.reporting.plots.money import NEEDS, SIDES, data
from sim.reporting.tables.cells import Change, Column, Row, Table, Value, name_of
from sim.reporting.tables.outcome import effect_columns
from sim.reporting.tables.words import word

NONE = float("nan")


def money(results: Results) -> Table:
    """A line a payer and a use, each side with its sum; empty without the tables of money."""
    columns = (
        Column(word("side"), "text"),
        Column(word("part"), "text"),
        *effect_columns(results)[:2],
        Column(word("gap"), "change"),
    )
    note = word("money_note", year=results.last_year, n=results.replications)
    table = Table("money", word("money"), columns, [], note)
    if any(results.optional(need).empty for need in NEEDS):
        return table
    rows = data(results)
    amounts = {(str(r.side), str(r.part), str(r.arm)): float(str(r.yuan)) for r in rows.itertuples()}
    for side, parts in SIDES.items():
        names = [*(name_of(f"money.{part}") for part in parts), word("total")]
        old, new = ([amounts[side, part, arm] for part in parts] for arm in ARMS)
        for name, before, after in zip(names, [*old, sum(old)], [*new, sum(new)], strict=True):
            gap = Change(after - before, NONE, NONE, "yuan")
            table.rows.append(Row((word(side), name, Value(before, "yuan"), Value(after, "yuan"), gap)))
    return table
