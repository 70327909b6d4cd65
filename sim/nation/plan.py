"""What a run of the nation takes, before anything is run."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.nation.amounts import amounts_of
from sim.nation.question import NationRequest, jobs_of
from sim.nation.scenario import NationScenario
from sim.scenario.plan_cost import ArmWork, Machine
from sim.scenario.plan_size import BYTES_OF_PROGRAM, BYTES_PER_RESIDENT
from sim.vocabulary.measures import MONTHS

READING = 1.2  # seconds a task to make and read the region under every arm, and to compute its indicators


@dataclass(frozen=True, slots=True)
class NationSize:
    """How much is simulated and what it takes; ``residents`` are those of one arm and replication."""

    residents: int
    years: float
    tasks: int
    core_hours: float
    minutes: float
    megabytes: float
    jobs: int


def size_of(request: NationRequest, whole: NationScenario, machine: Machine) -> NationSize:
    """Residents, tasks, core-hours by measured seconds a month and a visit, memory of the largest pool's process."""
    tasks = {job.key: job for job in jobs_of(request, whole, {}, whole.nation.folder).values()}
    years = whole.years.last - whole.years.base + 1 + whole.years.run_in_months / MONTHS
    months = round(years * MONTHS)
    seconds = 0.0
    for job in tasks.values():
        pool = whole.nation.pools[job.pool]
        share = job.residents / pool.residents
        visits = sum(amounts_of(whole.nation, pool).of["visits"].values()) * share * years
        seconds += READING + ArmWork(months, visits, machine.engine(job.residents * years)).seconds
    sizes = [request.residents_of(whole, n) for n in range(len(whole.nation.pools))]
    begin = machine.to_begin("compiled") * machine.jobs
    hours = (seconds + begin) / 3600
    at_once = max(1, min(machine.jobs, len(tasks)))
    megabytes = (max(sizes) * BYTES_PER_RESIDENT + BYTES_OF_PROGRAM) / 1e6
    return NationSize(sum(sizes), years, len(tasks), hours, math.ceil(hours * 60 / at_once), megabytes, at_once)
