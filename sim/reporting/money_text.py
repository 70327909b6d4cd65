"""Money on the screen: net positions of the last year, and every budget with who bore the difference; 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.reporting.comparison.money_words import say as money_word
from sim.reporting.comparison.positions import scale_for
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.net_detail import net_in_detail
from sim.reporting.numbers import plain
from sim.reporting.on_screen import prose
from sim.reporting.own_scenario import own_scenario
from sim.reporting.settled import budget_name, settled_budgets
from sim.reporting.text_table import text_table
from sim.reporting.wording import say

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from sim.scenario.scenario import Scenario

NAME = 30  # columns of a party's name
BUDGET = 26  # of a budget's
GAINS = ("providers", "funds")
SUMS = ("owed", "paid", *GAINS)


def money_blocks(results: Results, lang: str) -> list[RenderableType]:
    """Both tables with their headings; nothing without the tables of money."""
    from rich.text import Text

    unit = money_word("unit", lang)
    blocks: list[RenderableType] = []
    if results.optional("money").empty:
        return blocks
    scenario = own_scenario(results.folder)
    for key, table in (("net", _net(results, scenario, lang)), ("settled", _settled(results, scenario, lang))):
        if table.row_count:
            heading = say(key, lang, year=results.last_year, unit=unit)
            blocks += [Text(), prose(heading, style="bold"), table]
    return blocks


def _net(results: Results, scenario: Scenario | None, lang: str) -> Table:
    """A line a party: without, with, the difference with its interval."""
    found = net_in_detail(results, scenario)
    scale = scale_for(max((abs(one.net.gap.mean) for one in found), default=0.0), lang)
    heads = (say("baseline", lang), say("reform", lang), say("effect", lang, level=results.coverage.per_cent(lang)))
    table = text_table(money_word("party", lang), *heads)
    for one in found:
        name = "\n".join(wrap(one.name.told(lang), NAME, indent="  "))
        table.add_row(name, scale.text(one.net.baseline), scale.text(one.net.reform), scale.signed(one.net.gap))
    return table


def _settled(results: Results, scenario: Scenario | None, lang: str) -> Table:
    """A line a budget, year and arm."""
    found = settled_budgets(results)
    scale = scale_for(max((abs(one.providers) for one in found), default=0.0), lang)
    heads = (say(f"settled_{name}", lang) for name in (*SUMS[:2], "worth", *SUMS[2:]))
    table = text_table(sentence_case(say("settled_total", lang)), *heads)
    for one in found:
        when = f"{one.year} {say(one.arm, lang).lower()}"
        name = say("of_year", lang, name=sentence_case(budget_name(one, results, scenario, lang)), year=when)
        sums = [scale.text(getattr(one, name), sign=name in GAINS) for name in SUMS]
        table.add_row("\n".join(wrap(name, BUDGET, indent="  ")), *sums[:2], plain(one.worth, "index"), *sums[2:])
    return table
