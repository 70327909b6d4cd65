"""Runs the nation: what is missing, on this machine or a cluster, then the tables of the whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.cluster import each_on_cluster
from sim.experiments.executor import Report
from sim.experiments.executor import tell as ended
from sim.experiments.place import system_refused
from sim.experiments.point import outcome_of
from sim.experiments.question_folder import check_question, open_folder
from sim.experiments.run import packages
from sim.experiments.shared_months import sharing_months
from sim.experiments.store import Written
from sim.experiments.surviving import each_surviving
from sim.experiments.sweep_folder import alone_in
from sim.nation.question import KIND, NationRequest, jobs_of
from sim.nation.reduce import answers_of, rows_of, whole_pools, write
from sim.nation.scenario import NationScenario
from sim.nation.work import PoolJob, PoolOutcome, run_pool
from sim.scenario.faults import shown
from sim.vocabulary.errors import Problem, WorkLost
from sim.vocabulary.phrase import Bilingual, telling

BYTES_OF_ANSWER = 60e3
PHRASES = {
    "none": ("没有一个统筹区算出全部情形", "no pool came to an answer under every arm"),
    "see": ("见failures.csv：{first}", "failures.csv says why: {first}"),
    "gone": (
        "已运行，但结果不在这个文件夹中 -> 集群的工作进程必须能看到结果文件夹",
        "was run, but its answer is not in this folder -> the workers of a cluster must see the folder of results",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class NationDone:
    """How a run of the nation ended: tasks run now and kept from before, those that failed, and pools left out."""

    folder: Path
    run: int
    reused: int
    failures: tuple[tuple[str, Bilingual], ...]
    left_out: tuple[str, ...]


def run_nation(
    request: NationRequest,
    whole: NationScenario,
    question: Mapping[str, Any],
    folder: Path,
    *,
    jobs: int,
    cluster: str = "",
    report: Report | None = None,
) -> NationDone:
    """Run what is missing and write the tables.

    Raises
    ------
    InputInvalid : a rule or a target does not fit the pools.
    FolderTaken : the folder holds the answer to another question, or cannot be written.
    WorkLost : no pool came to an answer.
    """
    began = datetime.now(UTC)
    pool = whole.nation.pools[0]
    with whole.regions([pool]) as home:
        targets = next(iter([whole.scenario(pool, arm, home) for arm in whole.arms])).targets
    check_question(folder, question, KIND)
    with alone_in(folder, len(whole.nation.pools) * len(whole.arms) * request.replications * BYTES_OF_ANSWER):
        asked = jobs_of(request, whole, question, open_folder(folder, question))
        work = list({job.key: job for job in asked.values()}.values())
        outcomes = _outcomes(work, jobs, cluster, report)
        answers = answers_of(asked)
        outcomes |= {
            job.key: PoolOutcome(job.key, error="AnswerGone", message=tell("gone"))
            for job in work
            if job.key not in answers and not outcomes[job.key].error
        }
        draft = Written(folder)
        failures = _failures(work, outcomes, whole)
        draft.csv(
            "failures", pd.DataFrame([(n, m.en, m.zh) for n, m in failures], columns=["run", "message", "message_zh"])
        )
        kept = whole_pools(asked, answers)
        if not kept:
            first = failures[0][1] if failures else Bilingual("", "")
            raise WorkLost([Problem(shown(folder), 0, 0, "", tell("none"), tell("see", first=first))])
        agents = float(sum(request.residents_of(whole, n) for n in kept))
        write(draft, whole, rows_of(whole, asked, answers), targets, agents)
        left_out = tuple(p.id for n, p in enumerate(whole.nation.pools) if n not in kept)
        reused = sum(outcome.reused for outcome in outcomes.values())
        done = NationDone(folder, len(work) - reused - len(failures), reused, tuple(failures), left_out)
        draft.json("manifest", _manifest(request, whole, done, len(kept), agents, began))
    return done


def _outcomes(work: list[PoolJob], jobs: int, cluster: str, report: Report | None) -> dict[str, PoolOutcome]:
    found: dict[str, PoolOutcome] = {}

    def told(_: int, outcome: PoolOutcome) -> None:
        found[outcome.key] = outcome
        if report is not None:
            report(len(found), len(work))

    def died(n: int) -> PoolOutcome:
        return PoolOutcome(work[n].key, error="ProcessDied", message=ended("died") + " -> " + ended("smaller"))

    def lost(n: int, error: BaseException) -> PoolOutcome:
        if isinstance(error, OSError) and system_refused(error):
            raise error
        if type(error).__name__ == "KilledWorker":
            return died(n)
        return PoolOutcome(work[n].key, error=type(error).__name__, message=outcome_of(error).message)

    with sharing_months():
        if cluster:
            each_on_cluster(run_pool, work, cluster, lost, told)
        else:
            each_surviving(run_pool, work, jobs, died, told)
    return found


def _failures(
    work: list[PoolJob], outcomes: Mapping[str, PoolOutcome], whole: NationScenario
) -> list[tuple[str, Bilingual]]:
    return [(name_of(job, whole), outcomes[job.key].message) for job in work if outcomes[job.key].error]


def name_of(job: PoolJob, whole: NationScenario) -> str:
    """What a task is called: pool, arm, replication."""
    return f"{whole.nation.pools[job.pool].id}-{whole.arms[job.arm].id}-{job.replication}"


def _manifest(
    request: NationRequest, whole: NationScenario, done: NationDone, pools: int, agents: float, began: datetime
) -> dict[str, Any]:
    return {
        "kind": "nation",
        "name": whole.name,
        "title": {"en": whole.label.en, "zh": whole.label.zh},
        "nation": {"en": whole.nation.label.en, "zh": whole.nation.label.zh},
        "years": [whole.years.base, whole.years.last],
        "arms": [{"id": arm.id, "en": arm.en, "zh": arm.zh} for arm in whole.arms],
        "archetypes": [{"id": a.id, "en": a.label.en, "zh": a.label.zh} for a in whole.nation.archetypes],
        "residents": round(whole.nation.residents),
        "simulated": round(agents),
        "pools": pools,
        "left_out": list(done.left_out),
        "replications": request.replications,
        "seed": request.seed,
        "runs": done.run,
        "reused": done.reused,
        "failed": len(done.failures),
        "packages": packages(),
        "cores": os.cpu_count(),
        "started": began.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - began).total_seconds(), 1),
    }
