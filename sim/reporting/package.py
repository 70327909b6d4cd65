"""The districts under a packaged budget beside those without one: what the reform changes in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.numbers import EMPTY, plain
from sim.reporting.sentences import effect
from sim.reporting.side_effects import NO_MARK, mark
from sim.reporting.text_table import text_table
from sim.reporting.wording import say
from sim.vocabulary.labels import unit

if TYPE_CHECKING:
    from rich.table import Table

SHOWN = (
    "primary_visit_share",
    "county_visit_rate",
    "county_inpatient_share",
    "medical_cost_per_resident",
    "fund_spending_per_resident",
)


def covered(results: Results) -> list[str]:
    """Districts whose residents a packaged budget of the reform covers in the last year."""
    budgets = results.optional("budgets")
    if budgets.empty:
        return []
    rows = budgets[
        (budgets["kind"] == "package") & (budgets["arm"] == "reform") & (budgets["year"] == results.last_year)
    ]
    found = {name for text in rows["residents"].dropna() for name in str(text).split("+")}
    return [name for name in results.places.index if name in found]


def package_table(results: Results, lang: str) -> Table | None:
    """Effect of the reform in the last year, by district, those with the package first; None without a package.

    Counties and the districts covered are shown; a star marks a change that is more than luck.
    """
    with_package = covered(results)
    if not with_package:
        return None
    counties = [name for name in results.places.index if results.places.loc[name, "kind"] == "county"]
    others = [name for name in counties if name not in with_package]
    table = text_table(say("county", lang), *(say(f"short.{name}", lang) for name in SHOWN))
    for area in (*with_package, *others):
        name = results.short(area, lang)
        if area in with_package:
            name = say("with_package", lang, name=name)
        table.add_row(name, *(_change(results, indicator, area) for indicator in SHOWN))
    return table


def _change(results: Results, indicator: str, area: str) -> str:
    found = effect(results, indicator, results.last_year, area)
    if found is None:
        return EMPTY + NO_MARK
    return plain(found.difference, unit(indicator), sign=True) + mark(found)
