"""Which rule did it: all rules off, each alone, each left out, and shares that sum to the whole, on shared luck.

Written into a results folder as ``explain/``::

    contributions.csv  indicator, year, player, kind, mean, low, high, n
    pairs.csv          indicator, year, first, second, mean, low, high, n; only where every set of players was run
    players.csv        player, label_en, label_zh, rules
    explain.json       sample, replications, seed, method, permutations, runs, year

A player is a group of rules (``group:``) or one rule. ``kind`` is alone (it alone, against no rule), left_out (what
is lost without it), shapley (its share), and for the player ``all`` total and interaction (total less all alone).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd
from scipy import stats

from sim.experiments.executor import Report, each
from sim.experiments.measure import values_of
from sim.experiments.options import Options, compiles, simulates_queues
from sim.experiments.shapley import ENUMERATED, Floats, Set, every_set, exact, orders, pairs, sampled, sets_of
from sim.experiments.shared_months import partings, run_shared, sharing_months
from sim.model.task import Task
from sim.scenario.scenario import Scenario
from sim.scenario.subset import with_rules
from sim.vocabulary.doubt import LEVELS, Doubt
from sim.vocabulary.labels import labels
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import Bilingual

By = Literal["group", "rule"]
INDICATORS = (
    "primary_visit_share",
    "primary_visit_share_no_village",
    "primary_visit_share_listed",
    "county_visit_rate",
    "county_inpatient_share",
    "cost_growth",
    "cost_growth_volume",
    "cost_growth_unit",
    "fund_spending_per_resident",
    "medical_cost_per_resident",
    "oop_share",
)
SETS = 240
COLUMNS = ["indicator", "year", "player", "kind", "mean", "low", "high", "n"]
QUANTILE = 0.5 + LEVELS[Doubt.LUCK] / 2
PAIR_COLUMNS = ["indicator", "year", "first", "second", "mean", "low", "high", "n"]


@dataclass(frozen=True, slots=True)
class Player:
    """Rules that come in together."""

    id: str
    label: Bilingual
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """Shares and what they were made from; `contributions` and `pairs` as the files of the same name."""

    players: tuple[Player, ...]
    contributions: pd.DataFrame
    pairs: pd.DataFrame
    method: Literal["enumeration", "sampled"]
    permutations: int
    runs: int


def players_of(scenario: Scenario, by: By) -> tuple[Player, ...]:
    """The groups of a scenario's rules, or its rules, in the order of the file."""
    if by == "rule":
        return tuple(
            Player(r.id, Bilingual(_told(r.lever.en, r.id), _told(r.lever.zh, r.id)), (r.id,)) for r in scenario.rules
        )
    levers = {rule.lever.id: rule.lever for rule in scenario.rules}
    known = labels()
    found = []
    for name in dict.fromkeys(rule.group for rule in scenario.rules):
        words = known.get(f"group.{name}")
        label = Bilingual(words.en, words.zh) if words else Bilingual(name, name)
        if words is None and name in levers:
            label = Bilingual(levers[name].en, levers[name].zh)
        found.append(Player(name, label, tuple(r.id for r in scenario.rules if r.group == name)))
    return tuple(found)


def _told(name: str, rule: str) -> str:
    """A rule's name: that of its lever, and its own word where the lever occurs more than once."""
    own = rule.partition("@")[2]
    return f"{name} ({own})" if own else name


def sets_to_run(players: Sequence[Player], permutations: int, seed: int) -> list[Set]:
    """Every set up to six players, else those that the sampled orders pass through."""
    names = [player.id for player in players]
    if len(names) <= ENUMERATED:
        return every_set(names)
    return sets_of(orders(names, permutations, seed), names)


def explain(
    scenario: Scenario,
    options: Options,
    by: By = "group",
    permutations: int | None = None,
    report: Report | None = None,
) -> Explained:
    """Run the sets of players and share out the difference between all rules and none, last year, whole prefecture.

    Parameters
    ----------
    permutations : orders to sample where there are more than six players; if None, as many as make about 240 sets.
    """
    players = players_of(scenario, by)
    names = [player.id for player in players]
    permutations = permutations or max(4, 2 * round(SETS / max(1, len(names)) / 2))
    chosen = sets_to_run(players, permutations, options.seed)
    jobs = [(players, found, n) for found in chosen for n in range(options.replications)]
    parted = partings([(), *([rule] for rule in scenario.rules)])
    with sharing_months():
        answers = each(partial(_measured, scenario, options, parted), jobs, options.jobs, report)
    arrays = np.array(answers).reshape(len(chosen), options.replications, len(INDICATORS))
    worths: Mapping[Set, Floats] = dict(zip(chosen, arrays, strict=True))
    few = len(names) <= ENUMERATED
    passed = [] if few else orders(names, permutations, options.seed)
    shares = exact(names, worths.__getitem__) if few else {}
    by_order = {} if few else sampled(names, worths.__getitem__, passed)
    year = str(scenario.years.last)
    rows = _rows(names, worths, shares, by_order, year)
    of_pairs = pairs(names, worths.__getitem__) if few else {}
    pair_rows = [
        (indicator, year, a, b, *_interval(worth[:, i]))
        for (a, b), worth in of_pairs.items()
        for i, indicator in enumerate(INDICATORS)
    ]
    return Explained(
        players,
        pd.DataFrame(rows, columns=COLUMNS),
        pd.DataFrame(pair_rows, columns=PAIR_COLUMNS),
        "enumeration" if few else "sampled",
        len(passed),
        len(jobs),
    )


def _measured(
    scenario: Scenario,
    options: Options,
    parted: tuple[tuple[int, int], ...],
    job: tuple[tuple[Player, ...], Set, int],
) -> list[float]:
    """The indicators of one set of players in one replication; nan where one has no value."""
    players, chosen, replication = job
    kept = with_rules(scenario, {rule for player in players if player.id in chosen for rule in player.rules})
    task = Task(
        kept,
        Arm.REFORM,
        replication,
        options.seed,
        options.sample,
        simulates_queues(scenario, options.sample),
        engine="compiled" if compiles() else "simpy",  # many short runs; the answer is the same
        partings=parted,
    )
    values = values_of(kept, [run_shared(task)], options.sample, only=INDICATORS)
    last = values[values["year"] == str(kept.years.last)]
    whole = last[(last["area"] == "all") & (last["group"] == "all")].set_index("indicator")["value"]
    return [float(whole.get(name, float("nan"))) for name in INDICATORS]


def _rows(
    names: Sequence[str],
    worths: Mapping[Set, Floats],
    shares: Mapping[str, Floats],
    by_order: Mapping[str, Floats],
    year: str,
) -> list[tuple[object, ...]]:
    whole, nothing = frozenset(names), frozenset[str]()
    total = worths[whole] - worths[nothing]
    alone = {name: worths[frozenset({name})] - worths[nothing] for name in names}
    left_out = {name: worths[whole] - worths[whole - {name}] for name in names}
    together = total - np.sum(list(alone.values()), axis=0)
    rows: list[tuple[object, ...]] = []
    for i, indicator in enumerate(INDICATORS):
        front = (indicator, year)
        for name in names:
            share = _interval(shares[name][:, i]) if shares else _sampled_interval(by_order[name][:, :, i])
            rows.append((*front, name, "alone", *_interval(alone[name][:, i])))
            rows.append((*front, name, "left_out", *_interval(left_out[name][:, i])))
            rows.append((*front, name, "shapley", *share))
        rows.append((*front, "all", "total", *_interval(total[:, i])))
        rows.append((*front, "all", "interaction", *_interval(together[:, i])))
    return rows


def _interval(by_replication: Floats) -> tuple[float, float, float, int]:
    """Mean, Student-t interval over replications (luck), and their number; no interval from one."""
    n, mean = len(by_replication), float(by_replication.mean())
    if n < 2:
        return mean, float("nan"), float("nan"), n
    half = float(stats.t.ppf(QUANTILE, n - 1) * by_replication.std(ddof=1) / np.sqrt(n))
    return mean, mean - half, mean + half, n


def _sampled_interval(by_order: Floats) -> tuple[float, float, float, int]:
    """The same for marginal contributions [pair of orders, replication]: luck and the choice of orders together."""
    found, n = by_order.shape
    mean, low, high, _ = _interval(by_order.mean(axis=0))
    of_orders = float(stats.t.ppf(QUANTILE, found - 1) * by_order.mean(axis=1).std(ddof=1) / np.sqrt(found))
    of_luck = 0.0 if np.isnan(low) else high - mean
    half = float(np.hypot(of_luck, of_orders))
    return mean, mean - half, mean + half, n
