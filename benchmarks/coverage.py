"""Whether intervals over sets hold the truth as often as they say, where the truth is known: the model's own.

``python -m benchmarks.coverage [TRUTHS]``. For each truth behaviour is drawn from what is known of it and Pingxiang's
numbers are fitted to figures drawn within their ranges: a prefecture that could be. It is run; of its base year only
the figures of ``anchors.csv`` are kept, each with an error drawn from its range. From these alone sets are drawn,
fitted and judged as ``sim calibrate`` does it, the scenario is run with eight of them, and its intervals are held
against what the truth has done in the last year, on luck of its own. Numbers of the region and of parameters are held
against theirs.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from sim import indicators
from sim.experiments.calibrate.candidate import Candidate, FittedCandidate, drawn, fitted_candidate
from sim.experiments.calibrate.judge import judged
from sim.experiments.executor import each
from sim.experiments.fit.measured import base_year_of
from sim.experiments.fit.numbers import Key, target_of
from sim.experiments.measure import values_of
from sim.experiments.members import with_member
from sim.experiments.prior import at, spread
from sim.experiments.shared_months import partings, run_shared
from sim.experiments.sources import source_hash
from sim.indicators.summary import half_width
from sim.model.task import Run, Task
from sim.region.description import Anchor
from sim.region.ensemble import EnsembleMember
from sim.scenario.scenario import Scenario
from sim.vocabulary.doubt import LEVELS, Doubt
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm

from .timing import pingxiang

TRUTHS, MEMBERS, CANDIDATES, ROUNDS = 40, 8, 10, 8
SAMPLE = 0.01  # Pingxiang's 1.9 million: 18,000 residents, waits by rule
SEED, SEED_OF_TRUTHS = 1, 1000
HEADLINES = ("primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth")
HOME = Path("results/coverage")


class Held(NamedTuple):
    """One quantity of one truth: what it is, and whether the interval holds it."""

    kind: str
    name: str
    truth: float
    low: float
    high: float

    @property
    def inside(self) -> bool:
        return self.low <= self.truth <= self.high


@dataclass(frozen=True, slots=True)
class TruthJob:
    """What a worker is asked: everything about one truth."""

    number: int
    scenario: Scenario
    folder: Path

    @property
    def file(self) -> Path:
        """Where its answer is kept."""
        return self.folder / f"truth_{self.number}_{source_hash()[:12]}.json"


def asked(scenario: Scenario, number: int, seed: int, folder: Path) -> FittedCandidate:
    """A set of a scenario's figures, fitted on a sample."""
    base = drawn(base_year_of(scenario), number, seed)
    return fitted_candidate(Candidate(number, base, SAMPLE, SEED, ROUNDS, {}, source_hash(), folder))


def member_of(scenario: Scenario, found: FittedCandidate) -> Scenario:
    """The scenario with the numbers of a set."""
    return with_member(scenario, EnsembleMember(found.number, Frozen(dict(found.values))))


def observed(scenario: Scenario, measured: Mapping[Key, float], number: int) -> Scenario:
    """The scenario with the figures that somebody would have found for a truth, each with an error in its range."""

    def one(anchor: Anchor) -> Anchor:
        figure, key = anchor.figure, (anchor.indicator, anchor.area, anchor.group)
        error = at(figure, spread(f"error.{'/'.join(key)}", SEED_OF_TRUTHS, number)) - figure.value
        moved = measured[key] - error - figure.value
        low, high = (end if end is None else end + moved for end in (figure.low, figure.high))
        return replace(anchor, figure=replace(figure, value=figure.value + moved, low=low, high=high))

    region = scenario.region
    return replace(scenario, region=replace(region, anchors=tuple(one(anchor) for anchor in region.anchors)))


def both_arms(scenario: Scenario, replication: int, seed: int) -> list[Run]:
    """The reform and what would have been without it, on a sample."""
    parted = partings([scenario.rules, ()])
    return [
        run_shared(Task(scenario, arm, replication, seed, SAMPLE, False, engine="compiled", partings=parted))
        for arm in Arm
    ]


def of_truth(job: TruthJob) -> list[Held]:
    """In the worker: a truth, what is seen of it, sets, their runs, and what their intervals hold.

    Nothing where fewer than two sets are left: `sim calibrate` draws more or refuses, and there is no interval.
    """
    if job.file.exists():
        return [Held(*row) for row in json.loads(job.file.read_text(encoding="utf-8"))]
    truth = asked(job.scenario, job.number, SEED_OF_TRUTHS, job.folder)
    seen = observed(job.scenario, truth.measured, job.number)
    anchors = [target_of((a.indicator, a.area, a.group), a.figure) for a in seen.region.anchors]
    sets = [judged(asked(seen, n, SEED + job.number, job.folder), anchors, {}) for n in range(CANDIDATES)]
    kept = [one.candidate for one in sets if one.kept][:MEMBERS]
    if len(kept) < 2:
        job.file.write_text("[]", encoding="utf-8")
        return []
    happened = last_year(seen, both_arms(member_of(job.scenario, truth), job.number, SEED_OF_TRUTHS))
    runs = [run for n, one in enumerate(kept) for run in both_arms(member_of(seen, one), n, SEED)]
    said = last_year(seen, runs)
    found = [*_answers(happened, said), *_numbers(truth, kept)]
    job.file.write_text(json.dumps(found), encoding="utf-8")
    return found


def last_year(scenario: Scenario, runs: Sequence[Run]) -> pd.DataFrame:
    """Levels of the reform and its effects on the headlines, with their intervals."""
    values = values_of(scenario, runs, SAMPLE, HEADLINES)
    table = indicators.summarise(values, Doubt.BOTH)
    whole = (table["area"] == "all") & (table["group"] == "all") & (table["year"] == str(scenario.years.last))
    return table[whole & (table["arm"] != "baseline")].set_index(["arm", "indicator"])


def _answers(happened: pd.DataFrame, said: pd.DataFrame) -> list[Held]:
    truth, low, high = happened["mean"].to_dict(), said["low"].to_dict(), said["high"].to_dict()
    keys = [(arm, name) for arm in ("difference", "reform") for name in HEADLINES]
    kinds = {"difference": "effect", "reform": "level"}
    return [Held(kinds[key[0]], key[1], float(truth[key]), float(low[key]), float(high[key])) for key in keys]


def _numbers(truth: FittedCandidate, kept: Sequence[FittedCandidate]) -> list[Held]:
    """The numbers of the region and of parameters, as far as sets differ in them."""
    found = []
    for path in sorted(truth.values):
        values = pd.Series([one.values[path] for one in kept], dtype=float)
        half = float(half_width(pd.Series([values.std(ddof=1)]), pd.Series([len(values)]), Doubt.BOTH).iloc[0])
        if half > 0:
            mean = float(values.mean())
            found.append(Held(path.partition(".")[0], path, truth.values[path], mean - half, mean + half))
    return found


def coverage(truths: int, jobs: int, folder: Path = HOME) -> pd.DataFrame:
    """How often intervals hold the truth, by kind of quantity: held, of, share, and its standard error."""
    folder.mkdir(parents=True, exist_ok=True)
    work = [TruthJob(n, pingxiang(), folder) for n in range(truths)]
    answers = each(of_truth, work, jobs, lambda done, whole: print(f"{done}/{whole}", file=sys.stderr))
    print(f"{sum(not found for found in answers)} truths left fewer than two sets", file=sys.stderr)
    rows = [(n, one.kind, one.name, one.inside) for n, found in enumerate(answers) for one in found]
    table = pd.DataFrame(rows, columns=["truth", "kind", "name", "inside"])
    # Quantities of one truth go together: the spread of its share over truths tells how well the share is known.
    by_truth = table.groupby(["kind", "truth"])["inside"].mean()
    told = table.groupby("kind")["inside"].agg(["sum", "count", "mean"])
    told["error"] = by_truth.groupby("kind").std(ddof=1) / np.sqrt(table["truth"].nunique())
    return told.rename(columns={"sum": "held", "count": "of", "mean": "share"})


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else TRUTHS
    print(f"{number} truths, {MEMBERS} members, intervals of {LEVELS[Doubt.BOTH]:.0%}")
    print(coverage(number, 2).round(3).to_string())
