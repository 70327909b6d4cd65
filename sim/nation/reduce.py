"""From the answers of all pools to the weighted nation, its types and its pools; targets and facts of the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from sim import indicators
from sim.experiments.store import Written
from sim.indicators.summary import over_runs
from sim.nation.scenario import NationScenario
from sim.nation.weighted import added
from sim.nation.work import PoolJob, read_answer
from sim.policy.target import Target
from sim.region.description import Anchor

BY = ["indicator", "arm", "year", "area", "group"]
Jobs = Mapping[tuple[int, int, int], PoolJob]
Answers = Mapping[str, pd.DataFrame]


def answers_of(jobs: Jobs) -> dict[str, pd.DataFrame]:
    """The answers that are there, by key."""
    found = {job.key: read_answer(job.answer) for job in {job.key: job for job in jobs.values()}.values()}
    return {key: answer for key, answer in found.items() if answer is not None}


def whole_pools(jobs: Jobs, answers: Answers) -> list[int]:
    """Pools of which every arm and replication is there: only these can be compared and added up."""
    missing = {pool for (pool, _, _), job in jobs.items() if job.key not in answers}
    return [pool for pool in sorted({pool for pool, _, _ in jobs}) if pool not in missing]


def rows_of(whole: NationScenario, jobs: Jobs, answers: Answers) -> pd.DataFrame:
    """All values of all whole pools, with columns ``pool``, ``archetype`` and the arm's id."""
    there = set(whole_pools(jobs, answers))
    parts = []
    for (pool, arm, _), job in sorted(jobs.items()):
        if pool in there:
            own = whole.nation.pools[pool]
            parts.append(answers[job.key].assign(pool=own.id, archetype=own.archetype.id, arm=whole.arms[arm].id))
    return pd.concat(parts, ignore_index=True)


def summed(rows: pd.DataFrame, whole: NationScenario) -> pd.DataFrame:
    """Values of the nation and of each type (column ``archetype``, ``all`` for the nation), a row a replication."""
    weights = {pool.id: pool.weight for pool in whole.nation.pools}
    parts = [added(rows, weights).assign(archetype="all")]
    for archetype in whole.nation.archetypes:
        own = rows[rows["archetype"] == archetype.id]
        if not own.empty:
            parts.append(added(own, weights).assign(archetype=archetype.id))
    return pd.concat(parts, ignore_index=True)


def summarised(values: pd.DataFrame, first_arm: str, keys: Sequence[str]) -> pd.DataFrame:
    """Mean and interval over replications, and of the difference from the first arm within each (``difference``)."""
    by = [*keys, *BY]
    pair = [column for column in [*by, "replication"] if column != "arm"]
    base = values.loc[values["arm"] == first_arm].set_index(pair)["value"]
    other = values[values["arm"] != first_arm]
    known = base.reindex(pd.MultiIndex.from_frame(other[pair])).to_numpy()
    differences = over_runs(other.assign(value=other["value"].to_numpy() - known), by)
    found = over_runs(values, by).merge(
        differences[[*by, "mean", "low", "high"]].rename(
            columns={"mean": "difference", "low": "difference_low", "high": "difference_high"}
        ),
        on=by,
        how="left",
    )
    sums = values.groupby(by, sort=False)[["numerator", "denominator"]].mean().reset_index()
    return found.merge(sums, on=by, how="left")


def share_table(whole: NationScenario) -> pd.DataFrame:
    """Share of pools and of residents where stays are paid by DRG or DIP, by arm, at the ends of half-years."""
    years = range(whole.years.base - 1, whole.years.last + 1)
    days = [date(year, month, day) for year in years for month, day in ((6, 30), (12, 31))][1:]
    rows = [
        (
            arm.id,
            day.isoformat(),
            whole.nation.share_paying(arm.reading, day),
            whole.nation.share_paying(arm.reading, day, of_residents=True),
        )
        for arm in whole.arms
        for day in days
    ]
    return pd.DataFrame(rows, columns=["arm", "day", "share_of_pools", "share_of_residents"])


def share_targets(whole: NationScenario) -> pd.DataFrame:
    """The targets on the share of pooling areas, by arm: met or missed, no luck in it."""
    rows = []
    for target in whole.share_targets:
        for arm in whole.arms:
            share = whole.nation.share_paying(arm.reading, target.by)
            people = whole.nation.share_paying(arm.reading, target.by, of_residents=True)
            clause = "+".join(target.clause)
            rows.append(
                (clause, target.by.isoformat(), target.at_least, arm.id, share, people, share >= target.at_least)
            )
    columns = ["clause", "day", "at_least", "arm", "share_of_pools", "share_of_residents", "met"]
    return pd.DataFrame(rows, columns=columns)


def scored(nation: pd.DataFrame, targets: Sequence[Target], whole: NationScenario, agents: float) -> pd.DataFrame:
    """Targets on indicators, each arm in turn as the arm that is scored."""
    parts = []
    for arm in whole.arms:
        values = nation[nation["arm"] == arm.id].assign(arm="reform")
        lines = indicators.score(targets, values, whole.nation.residents / agents)
        parts.append(lines[lines["arm"] == "reform"].assign(arm=arm.id))
    return pd.concat(parts, ignore_index=True)


def facts_of(nation: pd.DataFrame, whole: NationScenario) -> pd.DataFrame:
    """The weighted base year beside the national statistics; of the first arm, in which no clause is at work."""
    anchors = [Anchor(*key, figure) for key, figure in whole.nation.facts.items()]
    values = nation[nation["arm"] == whole.arms[0].id].assign(arm="baseline")
    return indicators.fit(anchors, values)


def write(draft: Written, whole: NationScenario, rows: pd.DataFrame, targets: Sequence[Target], agents: float) -> None:
    """All tables of a run of the nation.

    ::

        nation.csv     archetype (``all``: the nation), indicator, arm, year, area, group, mean, low, high, n,
                       difference from the first arm with its interval, numerator, denominator
        pools.csv      the same by pool, a row a pool
        shares.csv     who pays by DRG or DIP, by arm and day
        targets.csv, share_targets.csv, facts.csv
        run_pools.csv  id, type, weight, residents, payment and start by arm
    """
    first = whole.arms[0].id
    values = summed(rows, whole)
    nation = values[values["archetype"] == "all"]
    draft.csv("nation", summarised(values, first, ["archetype"]))
    draft.csv("pools", summarised(rows, first, ["pool", "archetype"]))
    draft.csv("shares", share_table(whole))
    draft.csv("share_targets", share_targets(whole))
    draft.csv("targets", scored(nation, targets, whole, agents))
    draft.csv("facts", facts_of(nation, whole))
    draft.csv("run_pools", pool_table(whole))


def pool_table(whole: NationScenario) -> pd.DataFrame:
    """One row a run pool, with its start under each arm as the first replication has it."""
    rows = [
        (
            pool.id, pool.archetype.id, pool.label.en, pool.label.zh, pool.weight, pool.residents, pool.payment,
            *(pool.starts[arm.reading].isoformat() if arm.reading in pool.starts else "" for arm in whole.arms),
        )
        for pool in whole.nation.pools
    ]  # fmt: skip
    columns = ["id", "archetype", "en", "zh", "pools_represented", "residents", "payment"]
    return pd.DataFrame(rows, columns=[*columns, *(f"start_{arm.id}" for arm in whole.arms)])
