"""Fits every run pool to its own year: the search of `sim fit`, a pool a task, on a sample of its residents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sim.experiments.executor import each
from sim.experiments.fit.measured import BaseYears, base_year_of
from sim.experiments.fit.numbers import numbers_of, target_of
from sim.experiments.fit.search import RoundPlan, Search, Stage
from sim.experiments.fit.written import fitted_row
from sim.experiments.sources import source_hash
from sim.nation.amounts import Amounts, amounts_of
from sim.nation.luck import seed_of
from sim.nation.scenario import NationScenario, read_nation_scenario
from sim.region.description import frozen
from sim.region.quantities import calibrated_of
from sim.scenario.csv_tables import NUMBER_COLUMNS
from sim.scenario.csv_writing import csv_text
from sim.scenario.scenario import Scenario
from sim.vocabulary.whole_file import write_whole

CALIBRATED = "calibrated.csv"
FIT_RESIDENTS = 10_000  # of a pool in each round: luck is then small beside most ranges


@dataclass(frozen=True, slots=True)
class PoolFit:
    """What one pool is fitted with; ``residents`` are simulated in each of at most ``rounds`` rounds."""

    file: Path
    library: Path | None
    place: int
    residents: int
    rounds: int
    seed: int
    folder: Path


@dataclass(frozen=True, slots=True)
class PoolFitted:
    """The rows of a pool, its number first; how many of its figures are in range, and which are not."""

    pool: str
    rows: tuple[tuple[str, ...], ...]
    inside: int
    figures: int
    misses: tuple[str, ...]


def fit_pool(job: PoolFit) -> PoolFitted:
    """Search the numbers of one pool."""
    whole = read_nation_scenario(job.file, library=job.library)
    pool = whole.nation.pools[job.place]
    with whole.regions([pool]) as home:
        scenario = whole.scenario(pool, whole.arms[0], home)
    region = scenario.region
    numbers = numbers_of(_with_inflow(scenario, amounts_of(whole.nation, pool)))
    aims = tuple(target_of((a.indicator, a.area, a.group), a.figure) for a in region.anchors)
    sample = min(1.0, job.residents / pool.residents)
    samples: dict[Stage, float] = {"first": sample, "last": sample}
    seed = seed_of(job.seed, job.place)
    runs = BaseYears(
        base_year_of(scenario),
        samples,
        1,
        seed,
        source_hash(),
        job.folder,
        1,
        lambda *_: None,
    )
    search = Search(numbers, aims, runs, lambda _: None)
    best = search.run(RoundPlan(job.rounds, 0))
    limits = calibrated_of(region.levels, region.calibrated)
    fitted = {one.name: one for one in numbers.free if one.name not in search.unreached}
    rows = []
    for name, number in region.calibrated.items():
        ends = {"low": number.low, "high": number.high}
        cells: Mapping[str, str] = {
            "value": f"{number.value:.5g}",
            **{end: "" if value is None else f"{value:.5g}" for end, value in ends.items()},
            "source": number.source.en,
            "confidence": number.confidence.id,
        }
        if name in fitted:
            cells = fitted_row(fitted[name], best.values[name], limits[name])
        rows.append((pool.id, name, *({"unit": number.unit, "note": "", **cells}[c] for c in NUMBER_COLUMNS)))
    misses = tuple("/".join(aim.key) for aim in aims if not abs(best.gap(aim)) <= 1)
    return PoolFitted(pool.id, tuple(rows), len(aims) - best.outside, len(aims), misses)


def _with_inflow(scenario: Scenario, amounts: Amounts) -> Scenario:
    """The scenario with the pool's own share of patients from beyond where the fit looks for it."""
    name = "inflow_tertiary_share"
    own = replace(scenario.parameters[name], value=amounts.inflow_share("discharges"))
    return replace(scenario, parameters=frozen({**scenario.parameters, name: own}))


def fit_nation(
    scenario: NationScenario,
    request: PoolFit,
    jobs: int,
    report: Callable[[int, int], None] | None = None,
) -> list[PoolFitted]:
    """Fit all pools and write ``calibrated.csv`` of the nation's folder, whole or not at all.

    ``request`` is that of the first pool; runs that ended are kept in its folder, and the same command goes on.
    """
    request.folder.mkdir(parents=True, exist_ok=True)
    work = [
        PoolFit(request.file, request.library, n, request.residents, request.rounds, request.seed, request.folder)
        for n in range(len(scenario.nation.pools))
    ]
    found = each(fit_pool, work, jobs, report)
    rows = [row for pool in found for row in pool.rows]
    write_whole(scenario.nation.folder / CALIBRATED, csv_text(("pool", "quantity", *NUMBER_COLUMNS), rows))
    return found
