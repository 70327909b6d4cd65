"""All tables of one report, each made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.own_scenario import own_scenario
from sim.reporting.tables import contributions, inputs, money, outcome, places, pools, rules, settled
from sim.reporting.tables.cells import Table

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario


@dataclass(frozen=True)
class Tables:
    """The tables of a results folder by name."""

    results: Results

    @cached_property
    def scenario(self) -> Scenario | None:
        """The folder's own scenario; None if the run did not keep it."""
        return own_scenario(self.results.folder)

    @cached_property
    def headlines(self) -> Table:
        """The headline indicators."""
        return outcome.headlines(self.results)

    @cached_property
    def targets(self) -> Table:
        """What the documents ask for."""
        return outcome.targets(self.results)

    @cached_property
    def side_effects(self) -> Table:
        """What could go wrong."""
        return outcome.side_effects(self.results)

    @cached_property
    def package(self) -> Table:
        """Districts with a packaged budget and others."""
        return outcome.package(self.results)

    @cached_property
    def contributions(self) -> Table:
        """What each group of rules did."""
        return contributions.contributions(self.results)

    @cached_property
    def groups(self) -> Table:
        """Which rules stand behind each of them."""
        return contributions.groups(self.results)

    @cached_property
    def by_district(self) -> Table:
        """Effects by district."""
        return places.by_district(self.results)

    @cached_property
    def pools(self) -> Table:
        """Outcomes and funds by insurance pool, where there are several."""
        return pools.pools(self.results, self.scenario)

    @cached_property
    def by_group(self) -> list[Table]:
        """Effects by tier, scheme and age."""
        return places.by_group(self.results)

    @cached_property
    def waits(self) -> Table:
        """Waits, occupancy and stay."""
        return places.waits(self.results)

    @cached_property
    def hospitals(self) -> Table:
        """Every hospital in every year."""
        return places.hospitals(self.results)

    @cached_property
    def net(self) -> Table:
        """Who ends the last year better or worse off, all settled."""
        return settled.net(self.results, self.scenario)

    @cached_property
    def settled(self) -> Table:
        """Every budget: owed, paid, who bore the difference."""
        return settled.settled(self.results, self.scenario)

    @cached_property
    def money(self) -> Table:
        """Who pays and where it goes."""
        return money.money(self.results)

    @cached_property
    def fit(self) -> Table:
        """Model and statistics."""
        return inputs.fit(self.results)

    @cached_property
    def rules(self) -> Table:
        """Rules with their clauses and values."""
        return rules.rules(self.results, self.scenario)

    @cached_property
    def clauses(self) -> Table:
        """Clauses and what became of them."""
        return rules.clauses(self.scenario)

    @cached_property
    def assumptions(self) -> Table:
        """Every input."""
        return inputs.assumptions(self.results)

    @cached_property
    def definitions(self) -> Table:
        """How indicators are counted."""
        return inputs.definitions(self.results)

    @cached_property
    def indicators(self) -> Table:
        """Every indicator, year, area and group."""
        return inputs.indicators(self.results)
