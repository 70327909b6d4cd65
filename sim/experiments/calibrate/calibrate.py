"""``sim calibrate``: how many sets, of how many residents, where they are kept, and what is written at the end.

::

    question.json    what was asked; there from the moment it begins
    runs/            the values of each run that ended
    candidates.csv   set, kept, implausibility, worst, rounds, study
    numbers.csv      path, low, value, high, drawn_p5 .. drawn_p95, kept_p5 .. kept_p95, narrowed
    ridges.csv       one, other, correlation
    anchors.csv      indicator, area, group, figure, low, high, own, discrepancy, p5, p50, p95, inside
    ensemble.csv     ensemble.yaml    as they were written to the region
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.calibrate.candidate import Candidate, FittedCandidate, drawn, fitted_candidate
from sim.experiments.calibrate.judge import (
    Judged,
    anchor_table,
    candidate_table,
    discrepancy,
    judged,
    number_table,
    ridges,
)
from sim.experiments.calibrate.studies import ruled_out
from sim.experiments.executor import Report, each
from sim.experiments.fit.fit import RESIDENTS_LAST
from sim.experiments.fit.measured import BaseYears, base_year_of
from sim.experiments.fit.numbers import Aim, Key, target_of
from sim.experiments.fit.search import Stage
from sim.experiments.fit.written import check_place
from sim.experiments.question_folder import check_question, named_by, open_folder
from sim.experiments.seal import seal
from sim.experiments.sources import source_hash
from sim.experiments.store import FLOAT
from sim.experiments.sweep_folder import alone_in
from sim.model.luck import check_luck
from sim.region.ensemble import CALIBRATED, PARAMETERS, Ensemble, EnsembleMember, EnsembleRecord
from sim.scenario.ensemble_file import METHOD, RECORD, TABLE, record_text, table_mark, table_of
from sim.scenario.ensemble_state import priors_mark
from sim.scenario.fit_state import calibrated_mark, inputs_of
from sim.scenario.plan_cost import PROCESS, processes_for
from sim.scenario.plan_size import arm_of
from sim.scenario.scenario import Scenario
from sim.scenario.width_check import share_that_fits
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.whole_file import write_whole

KIND = Bilingual("calibration", "成组参数")
RESIDENTS = 50_000  # of each run: luck is then small beside most ranges
BYTES_NEEDED = 20_000_000
NEARLY_ALL = 0.9  # of the figures, which the region's own fit must meet
PHRASES = {
    "no_anchor": ("没有统计值", "no figures"),
    "write": (
        "请在anchors.csv中写入统计值；见docs/calibration.md",
        "write figures into anchors.csv; see docs/calibration.md",
    ),
    "unfitted": (
        "{region}现有数值只满足{of}项统计值中的{inside}项，少于九成",
        "the numbers of {region} meet {inside} of {of} figures, fewer than nine in ten",
    ),
    "fit": ("请先运行 sim fit 情景", "give sim fit SCENARIO first"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class CalibrationRequest:
    """A calibration as it was asked for; a ``sample`` that is None is the usual one for the region's size.

    ``experiments`` is a folder of results of ``sim validate``: sets that its estimates rule out are left out.
    """

    file: Path
    library: Path | None
    candidates: int
    rounds: int
    sample: float | None
    seed: int
    experiments: Path | None = None

    def __post_init__(self) -> None:
        """Refuse a luck that would be that of another; InputInvalid says what is allowed."""
        check_luck(self.seed, 1)


@dataclass(frozen=True, slots=True)
class CalibrationPlan:
    """What it is about to do: the share of residents of its runs, of the two of the region's own numbers, and seconds.

    ``seconds`` are those of all runs at most, for one process; rough.
    """

    sample: float
    full: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Calibrated:
    """How it ended: every set judged, the figures, what their model was off, and the sets as they were written."""

    found: tuple[Judged, ...]
    anchors: pd.DataFrame
    numbers: pd.DataFrame
    ridges: pd.DataFrame
    ensemble: Ensemble
    folder: Path
    region: Path

    @property
    def kept(self) -> int:
        """Sets that could not be ruled out."""
        return len(self.ensemble.members)


def plan_of(request: CalibrationRequest, scenario: Scenario) -> CalibrationPlan:
    """What a calibration of this scenario does."""
    residents = sum(d.value("residents") for d in scenario.region.districts)
    full = min(1.0, share_that_fits(scenario), _short(RESIDENTS_LAST / residents))
    sample = request.sample or min(full, _short(RESIDENTS / residents))
    base = base_year_of(scenario)
    small, large = (arm_of(base, share, "compiled").seconds for share in (sample, full))
    return CalibrationPlan(sample, full, PROCESS + large + small * (1 + request.candidates * request.rounds))


def _short(share: float) -> float:
    return min(1.0, float(f"{share:.2g}"))


def question_of(request: CalibrationRequest, scenario: Scenario) -> dict[str, Any]:
    """All that the answer depends on, but where the files lie."""
    plan = plan_of(request, scenario)
    return {
        "schema": 1,
        "kind": "calibration",
        "region": scenario.region.id,
        "inputs": dict(inputs_of(scenario)),
        "priors": priors_mark(scenario),
        "values": _mark({name: number.value for name, number in scenario.parameters.items()}),
        "calibrated": calibrated_mark(scenario.region.calibrated),
        "candidates": request.candidates,
        "rounds": request.rounds,
        "sample": plan.sample,
        "full": plan.full,
        "seed": request.seed,
        "experiments": {str(n): name for n, name in _ruled_out(request, scenario).items()},
        "program": source_hash(),
    }


def _ruled_out(request: CalibrationRequest, scenario: Scenario) -> Mapping[int, str]:
    """The sets among those asked for that published experiments rule out, each with the estimate."""
    found = ruled_out(request.experiments, scenario, request.seed)
    return {n: name for n, name in sorted(found.items()) if n < request.candidates}


def _mark(values: Mapping[str, float]) -> str:
    return hashlib.sha256(json.dumps(dict(values), sort_keys=True).encode()).hexdigest()[:16]


def usual_folder(request: CalibrationRequest, scenario: Scenario, root: Path) -> Path:
    """A folder named by the question, so that asking again goes on in it."""
    return named_by(question_of(request, scenario), f"calibrate_{scenario.region.id}", root)


def calibrate(
    request: CalibrationRequest, scenario: Scenario, folder: Path, *, jobs: int, report: Report
) -> Calibrated:
    """Draw, fit and judge sets, then write ``ensemble.yaml`` and ``ensemble.csv`` of the region.

    ``report`` hears of every set. One that was stopped goes on with the same command.

    Raises
    ------
    InputInvalid : the region has no figures, or its own numbers meet too few of them.
    FolderTaken : the folder holds something else, or it or that of the region cannot be written.
    """
    plan, question = plan_of(request, scenario), question_of(request, scenario)
    anchors = tuple(target_of((a.indicator, a.area, a.group), a.figure) for a in scenario.region.anchors)
    if not anchors:
        raise InputInvalid([Problem("anchors.csv", 0, 0, "", tell("no_anchor"), tell("write"))])
    region = check_place(request.file, request.library)
    check_question(folder, question, KIND)
    with alone_in(folder, BYTES_NEEDED):
        runs = open_folder(folder.absolute(), question)
        own, bias = _own(request, scenario, plan, runs, jobs)
        _check_fitted(scenario, anchors, own)
        off = discrepancy(anchors, own)
        base = base_year_of(scenario)
        work = [
            Candidate(
                n, drawn(base, n, request.seed), plan.sample, request.seed, request.rounds, bias,
                question["program"], runs,
            )
            for n in range(request.candidates)
        ]  # fmt: skip
        at_once = processes_for(arm_of(base, plan.sample, "compiled"), len(work), jobs)
        out = question["experiments"]
        fitted = each(fitted_candidate, work, at_once, report)
        found = tuple(judged(one, anchors, off, out.get(str(one.number), "")) for one in fitted)
        ensemble = _ensemble(request, scenario, found, off)
        kept = _table([one.candidate for one in found if one.kept], sorted(ensemble.central))
        every = _table([one.candidate for one in found], sorted(ensemble.central))
        told = Calibrated(
            found,
            anchor_table(anchors, own, off, found),
            number_table(_ranges(scenario, ensemble.central), every, kept),
            ridges(kept),
            ensemble,
            folder,
            region,
        )
        _write(told)
    return told


def _own(
    request: CalibrationRequest, scenario: Scenario, plan: CalibrationPlan, folder: Path, jobs: int
) -> tuple[Mapping[Key, float], Mapping[Key, float]]:
    """The figures that the region's own numbers give with everybody, and what a sample gives more."""
    samples: dict[Stage, float] = {"first": plan.sample, "last": plan.full}
    runs = BaseYears(
        base_year_of(scenario), samples, 1, request.seed, source_hash(), folder, jobs, lambda *_: None
    )  # fmt: skip
    whole, small = runs({}, "last"), runs({}, "first")
    return whole, {key: small[key] - value for key, value in whole.items() if math.isfinite(small[key] - value)}


def _check_fitted(scenario: Scenario, anchors: Sequence[Aim], own: Mapping[Key, float]) -> None:
    inside = sum(abs(aim.gap(own[aim.key])) <= 1.0 for aim in anchors)
    if inside < NEARLY_ALL * len(anchors):
        what = tell("unfitted", region=scenario.region.label, inside=inside, of=len(anchors))
        raise InputInvalid([Problem("calibrated.csv", 0, 0, "", what, tell("fit"))])


def _ensemble(
    request: CalibrationRequest, scenario: Scenario, found: Sequence[Judged], off: Mapping[Key, float]
) -> Ensemble:
    """The sets that were kept, six digits each, with how they were found."""
    paths = sorted(found[0].candidate.values)
    numbers = {PARAMETERS: scenario.parameters, CALIBRATED: scenario.region.calibrated}
    split = {path: path.partition(".")[::2] for path in paths}
    central = Frozen({path: _written(numbers[block][name].value) for path, (block, name) in split.items()})
    members = tuple(
        EnsembleMember(one.candidate.number, Frozen({path: _written(one.candidate.values[path]) for path in paths}))
        for one in found
        if one.kept
    )
    record = EnsembleRecord(
        region=scenario.region.id,
        base_year=scenario.years.base,
        by="sim calibrate",
        method=METHOD,
        seed=request.seed,
        candidates=request.candidates,
        kept=len(members),
        inputs=Frozen(dict(inputs_of(scenario))),
        priors=priors_mark(scenario),
        calibrated=calibrated_mark(scenario.region.calibrated),
        table=table_mark(Ensemble(central, members)),
        discrepancy=Frozen({"/".join(key): float(f"{value:.4g}") for key, value in sorted(off.items())}),
        experiments=Frozen({str(one.candidate.number): one.study for one in found if one.study}),
    )
    return Ensemble(central, members, record)


def _written(value: float) -> float:
    return float(f"{value:.6g}")


def _table(sets: Sequence[FittedCandidate], paths: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame([[one.values[path] for path in paths] for one in sets], columns=list(paths))


def _ranges(scenario: Scenario, paths: Mapping[str, float]) -> dict[str, tuple[float, float, float]]:
    numbers = {PARAMETERS: scenario.parameters, CALIBRATED: scenario.region.calibrated}
    found = {}
    for path in paths:
        block, _, name = path.partition(".")
        number = numbers[block][name]
        ends = (number.value if end is None else end for end in (number.low, number.high))
        low, high = ends
        found[path] = low, number.value, high
    return found


def _write(told: Calibrated) -> None:
    """Tables and sets into the folder of results, then the sets into that of the region, the record first.

    Who is killed between them leaves a record that does not fit the old table, which is said; the same command goes on.
    """
    record = told.ensemble.record
    tables = {
        "candidates": candidate_table(told.found).assign(study=[one.study for one in told.found]),
        "numbers": told.numbers,
        "ridges": told.ridges,
        "anchors": told.anchors,
    }
    for name, table in tables.items():
        text = table.to_csv(index=False, float_format=FLOAT, lineterminator="\n")
        write_whole(told.folder / f"{name}.csv", text, on_disk=True)
    sets = table_of(told.ensemble.central, told.ensemble.members)
    for folder in (told.folder, told.region):
        if record is not None:
            write_whole(folder / RECORD, record_text(record), on_disk=True)
        write_whole(folder / TABLE, sets, on_disk=True)
    seal(told.folder, (*(f"{name}.csv" for name in tables), TABLE, RECORD))
