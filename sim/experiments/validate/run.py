"""All studies over all draws: the setting alone and with each reform on it, on the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

import pandas as pd

from sim.experiments.executor import Report, each
from sim.experiments.options import compiles
from sim.experiments.prior import Draw, draws, uncertain, with_values
from sim.experiments.shared_months import partings, run_shared, sharing_months
from sim.experiments.validate.estimators import ESTIMATORS, Data
from sim.experiments.validate.job import Answer, ValidationJob
from sim.experiments.validate.kept import answered, file_of, forget
from sim.experiments.validate.outcomes import Choice, OutcomeTables, Series, months_of, series
from sim.experiments.validate.published import PublishedEstimate
from sim.experiments.validate.scales import SCALES
from sim.experiments.validate.study import Study
from sim.experiments.validate.unknown import mean_of_draw, with_markup, with_unknowns
from sim.model.luck import check_luck
from sim.model.task import Task
from sim.scenario.faults import Faults, FilePoint
from sim.scenario.fingerprint import fingerprint
from sim.scenario.scenario import Scenario
from sim.scenario.subset import simulated
from sim.vocabulary.errors import Problem, WorkLost
from sim.vocabulary.names import Arm
from sim.vocabulary.phrase import telling

PHRASES = {
    "other_parameters": ("{one}的数值与{first}所用参数不同", "{one} has other numbers than the parameters of {first}"),
    "alone": ("请写同一参数文件夹，或用--study单独评估", "name the same folder, or judge it alone with --study"),
    "unsound": ("没有通过检查{check}，其结果不可用", "{check} failed"),
    "report_it": ("请报告", "report it"),
}
tell = telling(PHRASES)
COLUMNS = ["study", "id", "draw", "without", "with", "effect"]


@dataclass(frozen=True, slots=True)
class DrawnEstimates:
    """The estimates draw by draw, the parameter sets, and months at a guard by study."""

    estimates: pd.DataFrame
    draws: tuple[Draw, ...]
    clipped: dict[str, int]


def draws_of(studies: Sequence[Study], count: int, seed: int) -> list[Draw]:
    """The parameter sets all studies are run with.

    Raises
    ------
    InputInvalid : studies with different parameters; they would not judge one model.
    """
    first = studies[0]
    faults = Faults()
    for study in studies[1:]:
        if study.reform.parameters != first.reform.parameters:
            what = tell("other_parameters", one=study.shape.parameters, first=first.shape.id)
            faults.add(FilePoint(study.shape.id), "parameters", what, tell("alone"))
    faults.stop_if_any()
    parameters = first.reform.parameters
    return draws(parameters, uncertain(parameters), count, seed)


def validate(
    studies: Sequence[Study], count: int, seed: int, jobs: int, report: Report | None = None
) -> DrawnEstimates:
    """Emulate every study with every draw; the answer does not depend on how many processes there are.

    One that was killed goes on after the last job that ended (`kept`).

    Raises
    ------
    InputInvalid : a draw would have the luck of another; each is a replication of the seed.
    """
    check_luck(seed, count, option="--draws")
    found = draws_of(studies, count, seed)
    engine: Literal["simpy", "compiled"] = "compiled" if compiles() else "simpy"
    items = [ValidationJob(draw, group, seed, engine) for draw in found for group in sharing(studies)]
    rows: list[tuple[Any, ...]] = []
    clipped = {study.shape.id: 0 for study in studies}
    with sharing_months():
        answers = each(emulated, items, jobs, _in_runs(items, report))
    forget(file_of(item, mark_of(item.studies, seed)) for item in items)
    for answer in answers:
        rows += answer.rows
        for name, months in answer.clipped:
            clipped[name] += months
    order = {study.shape.id: n for n, study in enumerate(studies)}
    table = pd.DataFrame(rows, columns=COLUMNS)
    table = table.sort_values(["study", "id", "draw"], key=lambda c: c.map(order) if c.name == "study" else c)
    return DrawnEstimates(table.reset_index(drop=True), tuple(found), clipped)


def _in_runs(items: Sequence[ValidationJob], report: Report | None) -> Report | None:
    """Progress in runs: a job holds several, so that their number grows evenly with time."""
    if report is None:
        return None
    # What a group of studies needs is the same for every draw, and marks take a while.
    first = [item for item in items if item.draw == items[0].draw]
    counts = [
        len({_mark(s) for study in item.studies for s in (study.without, _drawn(study, item.draw))}) for item in first
    ] * (len(items) // len(first))
    return lambda done, _: report(sum(counts[:done]), sum(counts))


def sharing(studies: Sequence[Study]) -> list[tuple[Study, ...]]:
    """Studies by setting: region, years, rules in both arms."""
    groups: dict[str, list[Study]] = {}
    for study in studies:
        groups.setdefault(_mark(study.without), []).append(study)
    return [tuple(group) for group in groups.values()]


def emulated(job: ValidationJob) -> Answer:
    """In a worker: the answer to a job, if it is not there already."""
    return answered(job, mark_of(job.studies, job.seed), emulate)


def emulate(job: ValidationJob) -> Answer:
    """Both arms of every study of the job, and its estimates on them.

    Studies whose reforms are the same share its run.
    """
    runs: dict[str, tuple[OutcomeTables, int]] = {}
    reforms = [_drawn(study, job.draw) for study in job.studies]
    parted = partings([job.studies[0].without.rules, *(reform.rules for reform in reforms)])

    def run(scenario: Scenario) -> tuple[OutcomeTables, int]:
        mark = _mark(scenario)
        if mark not in runs:
            runs[mark] = counts_of(scenario, job, parted)
        return runs[mark]

    without, _ = run(job.studies[0].without)
    rows: list[tuple[Any, ...]] = []
    clipped = []
    for study, drawn in zip(job.studies, reforms, strict=True):
        reform, months = run(drawn)
        clipped.append((study.shape.id, months))
        for one in study.estimates:
            pair = [estimate(one, tables, study.reform) for tables in (without, reform)]
            found = effect(one, *pair) * mean_of_draw(one.shape.base_mean, job.draw.number)
            rows.append((study.shape.id, one.shape.id, job.draw.number, *pair, found))
    return Answer(tuple(rows), tuple(clipped))


def _drawn(study: Study, draw: Draw) -> Scenario:
    """The reform with what the study leaves open as the draw has it."""
    return with_unknowns(study.reform, study.unknown, draw.number)


def _mark(scenario: Scenario) -> str:
    return fingerprint(simulated(scenario, rules_on=True))


def counts_of(
    scenario: Scenario, job: ValidationJob, parted: tuple[tuple[int, int], ...] = ()
) -> tuple[OutcomeTables, int]:
    """The tables of one run with the rules of the scenario, and its months at a guard.

    Both arms run as reform: the setting has rules too. The number of the draw is that of the replication, so every
    draw has luck of its own and both arms of a draw the same.
    """
    drawn = with_markup(with_values(scenario, job.draw), job.draw.number)
    luck = (job.draw.number, job.seed, 1.0)
    run = run_shared(Task(drawn, Arm.REFORM, *luck, simulate_queues=True, engine=job.engine, partings=parted))
    for check in ("books_balance", "patients_conserved"):
        if not run.checks[check]:
            what = tell("unsound", check=check)
            raise WorkLost([Problem(f"{scenario.name}, {job.draw.number}", 0, 0, "", what, tell("report_it"))])
    tables = OutcomeTables(run.tables["cases"], run.tables["people"], run.money["finance"])
    return tables, int(run.checks["months_level_clipped"])


def estimate(one: PublishedEstimate, tables: OutcomeTables, scenario: Scenario) -> float:
    """The study's estimator on one run, before the difference between the arms: log points, or points of a share."""
    months = months_of(scenario)

    def of(choice: Choice) -> Series:
        return series(tables, one.shape.outcome, choice, months)

    control = None if one.control is None else of(one.control)
    data = Data(of(one.treated), control, one.windows, SCALES[one.shape.scale].compared)
    return ESTIMATORS[one.shape.estimator].of(data)


def effect(one: PublishedEstimate, without: float, reform: float) -> float:
    """What is compared with the published number."""
    alone = ESTIMATORS[one.shape.estimator].levels or one.shape.drift == "kept"
    return SCALES[one.shape.scale].printed(reform if alone else reform - without)


def mark_of(studies: Sequence[Study], seed: int) -> str:
    """One mark for all that decides the answer: studies, their inputs, the seed."""
    parts = [fingerprint(s) for study in studies for s in (study.without, study.reform)]
    shapes = [study.shape.model_dump_json() for study in studies]
    return sha256("|".join([*parts, *shapes, str(seed)]).encode()).hexdigest()
