"""From finished runs to indicator values: the same for one run, a sweep, a comparison and an explanation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from sim import indicators
from sim.experiments.tables import district_table, facility_table
from sim.model.task import Run
from sim.policy.rule import Rule
from sim.region.pools import districts_of
from sim.scenario.scenario import Scenario

Frames = dict[str, pd.DataFrame]


def tables_of(runs: Sequence[Run]) -> list[Frames]:
    """The tables of counts and of money of each run."""
    return [{**run.tables, **run.money} for run in runs]


def counted_of(runs: Sequence[Run], name: str) -> Iterator[pd.DataFrame]:
    """A count table run by run, words as text: what every reader of Parquet and CSV understands."""
    return (_plain(run.tables[name]) for run in runs)


def money_of(runs: Sequence[Run]) -> Frames:
    """The tables of money of all runs."""
    return {name: pd.concat([run.money[name] for run in runs], ignore_index=True) for name in runs[0].money}


def values_of(
    scenario: Scenario, runs: Sequence[Run], sample: float, only: Collection[str] | None = None
) -> pd.DataFrame:
    """Every indicator (or ``only`` some) by arm, replication, year, area and group; see `sim.indicators.compute`."""
    return values_from(scenario, tables_of(runs), sample, only)


def values_from(
    scenario: Scenario, tables: Sequence[Frames], sample: float, only: Collection[str] | None = None
) -> pd.DataFrame:
    """The same from the tables of each run."""
    return indicators.compute(
        tables,
        facility_table(scenario),
        district_table(scenario),
        1.0 / sample,
        starts=_start_of_rules(scenario),
        base_year=scenario.years.base,
        rules=_at_home(scenario.rules, scenario),
        earlier=_at_home(scenario.earlier, scenario),
        alliances=scenario.region.alliances,
        only=only,
    )


def _at_home(rules: Sequence[Rule], scenario: Scenario) -> tuple[Rule, ...]:
    """Rules of some pools with their districts, whatever the lever: who is insured there lives there."""
    return tuple(
        replace(rule, where=districts_of(scenario.region, rule.pools)) if rule.pools and not rule.where else rule
        for rule in rules
    )


def _start_of_rules(scenario: Scenario) -> list[tuple[int, int]]:
    """A document's rules start over months; its twelve months begin when half of them are in force."""
    firsts = sorted(rule.first_month for rule in scenario.rules)
    return firsts[len(firsts) // 2 : len(firsts) // 2 + 1]


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    words = [c for c in table.columns if isinstance(table[c].dtype, pd.CategoricalDtype)]
    return table.astype(dict.fromkeys(words, "str")) if words else table
