"""Who ends the year better or worse off, all settled; and every budget: owed, paid, who bore the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.reporting.comparison.money_words import say as money_word
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case
from sim.reporting.net_detail import net_in_detail
from sim.reporting.numbers import EMPTY
from sim.reporting.settled import SettledBudget, budget_name, settled_budgets
from sim.reporting.tables.cells import Both, Change, Column, Row, Table, Value, both, same
from sim.reporting.tables.outcome import effect_columns
from sim.reporting.tables.words import word

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario


def net(results: Results, scenario: Scenario | None) -> Table:
    """Net position of every fund, purse and level of care, alliances with a package beside them."""
    columns = (Column(word("who"), "text"), *effect_columns(results))
    note = both(lambda lang: money_word("note", lang))
    table = Table("net", word("net", year=results.last_year), columns, [], note)
    for one in net_in_detail(results, scenario):
        gap = one.net.gap
        sure = gap.verdict("yuan") == "sure"
        cells = (Value(one.net.baseline, "yuan"), Value(one.net.reform, "yuan"))
        change = Change(gap.mean, gap.low, gap.high, "yuan", sure)
        table.rows.append(Row((Both(one.name.zh, one.name.en), *cells, change), int(one.part)))
    return table


def settled(results: Results, scenario: Scenario | None) -> Table:
    """Every budget and year; empty where none was settled."""
    columns = (
        Column(word("budget"), "text"),
        Column(word("arm"), "word"),
        Column(word("year"), "word"),
        *(Column(word(f"settled_{name}"), "number") for name in ("total", "owed", "paid", "before", "worth")),
        *(Column(word(f"settled_{name}"), "number") for name in ("providers", "funds")),
    )
    rows = [_row(one, results, scenario) for one in settled_budgets(results)]
    return Table("settled", word("settled"), columns, rows, word("settled_note", n=results.replications))


def _row(one: SettledBudget, results: Results, scenario: Scenario | None) -> Row:
    before = same(EMPTY) if one.before is None else Value(one.before, "index")
    return Row(
        (
            both(lambda lang: sentence_case(budget_name(one, results, scenario, lang))), word(one.arm), same(one.year),
            *(Value(yuan, "yuan") for yuan in (one.total, one.owed, one.paid)), before, Value(one.worth, "index"),
            *(Value(yuan, "yuan") for yuan in (one.providers, one.funds)),
        )
    )  # fmt: skip
