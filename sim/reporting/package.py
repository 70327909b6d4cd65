"""The districts under a packaged budget beside those without one: what the reform changes in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.numbers import EMPTY, plain
from sim.reporting.sentences import Effect, effect
from sim.reporting.side_effects import NO_MARK, mark
from sim.reporting.text_table import text_table
from sim.reporting.wording import say

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


@dataclass(frozen=True, slots=True)
class DistrictEffects:
    """One line: a county or covered district, and the effects on the indicators shown."""

    area: str
    covered: bool
    effects: tuple[Effect | None, ...]

    def name(self, results: Results, lang: str) -> str:
        """The district, marked where the package covers it."""
        name = results.short(self.area, lang)
        return say("with_package", lang, name=name) if self.covered else name


def package_rows(results: Results) -> list[DistrictEffects]:
    """Effect of the reform in the last year, by district, those with the package first; empty without a package.

    Counties and the districts covered are shown.
    """
    with_package = covered(results)
    if not with_package:
        return []
    counties = [name for name in results.places.index if results.places.loc[name, "kind"] == "county"]
    others = [name for name in counties if name not in with_package]
    year = results.last_year
    return [
        DistrictEffects(area, area in with_package, tuple(effect(results, name, year, area) for name in SHOWN))
        for area in (*with_package, *others)
    ]


def package_table(results: Results, lang: str) -> Table | None:
    """The districts side by side, changes starred as `mark` says. None without a package."""
    table = text_table(say("county", lang), *(say(f"short.{name}", lang) for name in SHOWN))
    for row in package_rows(results):
        table.add_row(row.name(results, lang), *(_change(found) for found in row.effects))
    return table if table.row_count else None


def _change(found: Effect | None) -> str:
    if found is None:
        return EMPTY + NO_MARK
    return plain(found.difference, found.unit, sign=True) + mark(found)
