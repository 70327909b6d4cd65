"""What things take: seconds of one core while another is busy too. Every constant is a measurement, and stands here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Engine = Literal["simpy", "compiled"]

# Resident-years of an arm from which compiling, once, costs less than it saves; and from which loading what lies
# compiled in the cache does.
COMPILED_ABOVE, LOADED_ABOVE = 40_000, 3_000

# Measured on a prefecture of 1.8 million residents and five districts: see `tests/scenario/test_plan_cost`.
PROGRAM = 2.0  # start of the program, reading and checking
PROCESS = 1.5  # start of a further process
LOADING = 0.7  # taking compiled code from the cache, in each process
COMPILING = 22.0  # making it, in each process: those that start at once do not wait for each other
MONTH = 0.028  # a month of one arm, whatever its size: tables, effects, books
VISIT: dict[Engine, float] = {"simpy": 90e-6, "compiled": 1.1e-6}  # one visit with its choice, queue and bill
RESULTS = 2.0  # indicators, targets and tables of a run
REPORT = 16.0  # plots, page and workbook of a run, by two processes at most
PAGE = 6.0  # the page alone, in one language and one process: all that a first look draws
COMPARISON = 14.0  # plots, page and workbook of a comparison
POINT = 3.0  # reading, indicators, targets and writing of one point of a sweep
MAP = 3.0  # tables and plot of a sweep
VARIED = 0.3  # reading, headlines and writing of one run of a sensitivity analysis
TORNADO = 5.0  # its tables, texts and plot


@dataclass(frozen=True, slots=True)
class Machine:
    """Where something is run: how many processes at once, whether code can be compiled, and whether it is already."""

    jobs: int = 1
    compiles: bool = True
    compiled: bool = True

    def engine(self, resident_years: float) -> Engine:
        """The faster engine for so many resident-years; the answer is the same."""
        enough = LOADED_ABOVE if self.compiled else COMPILED_ABOVE
        return "compiled" if self.compiles and resident_years > enough else "simpy"

    def to_begin(self, engine: Engine) -> float:
        """Seconds until a process can simulate."""
        return 0.0 if engine == "simpy" else LOADING if self.compiled else COMPILING


@dataclass(frozen=True, slots=True)
class ArmWork:
    """One arm of one replication as work: its months, its visits and the engine.

    ``apart`` is the share of its months in which the arms of a replication differ; the others are simulated once.
    """

    months: int
    visits: float
    engine: Engine
    apart: float = 1.0

    @property
    def seconds(self) -> float:
        """What it takes one core."""
        return self.months * MONTH + self.visits * VISIT[self.engine]


def processes_for(arm: ArmWork, runs: int, jobs: int) -> int:
    """How many processes share ``runs`` of an arm: one, where starting others takes longer than they save."""
    at_once = max(1, min(jobs, runs))
    saved = (runs - math.ceil(runs / at_once)) * arm.seconds
    return at_once if saved > at_once * PROCESS else 1


@dataclass(frozen=True, slots=True)
class Seconds:
    """What a command takes: until it can begin, until a process simulates, the work that is counted, the files."""

    program: float
    begin: float
    work: float
    after: float

    @property
    def whole(self) -> float:
        """From the command to its last file."""
        return self.program + self.begin + self.work + self.after


def seconds_of_run(arm: ArmWork, runs: int, machine: Machine, *, page_only: bool = False) -> Seconds:
    """Of `sim run`, both arms of every replication being ``runs``; ``page_only`` for a first look."""
    at_once = processes_for(arm, runs, machine.jobs)
    work = math.ceil(runs / at_once) * arm.seconds * _shared(arm, runs, at_once)
    drawn = PAGE if page_only else REPORT / min(2, max(1, machine.jobs))
    return Seconds(PROGRAM, _begin(arm, at_once, machine), work, RESULTS + drawn)


def seconds_of_comparison(arm: ArmWork, runs: int, cases: int, machine: Machine) -> Seconds:
    """Of `sim compare`, ``runs`` arms being those that no two cases have in common."""
    at_once = processes_for(arm, runs, machine.jobs)
    work = math.ceil(runs / at_once) * arm.seconds * _shared(arm, runs, at_once)
    return Seconds(PROGRAM, _begin(arm, at_once, machine), work, cases * RESULTS + COMPARISON)


def seconds_of_sweep(arm: ArmWork, reps: int, points: int, machine: Machine, *, shared: bool) -> Seconds:
    """Of `sim sweep`; a process runs a baseline that its points share once, before its first point is done.

    What comes before the rules is simulated once, by the first that comes there.
    """
    at_once = max(1, min(machine.jobs, points))
    of_arm = reps * arm.seconds
    begin = _begin(arm, at_once, machine) + (of_arm if shared else 0.0)
    work = math.ceil(points / at_once) * ((arm.apart if shared else 1 + arm.apart) * of_arm + POINT)
    return Seconds(PROGRAM, begin, work, MAP)


def seconds_of_sensitivity(arm: ArmWork, runs: int, machine: Machine) -> Seconds:
    """Of `sim sensitivity`, each of ``runs`` being both arms, which share what comes before the rules."""
    at_once = processes_for(arm, runs, machine.jobs)
    work = math.ceil(runs / at_once) * ((1 + arm.apart) * arm.seconds + VARIED)
    return Seconds(PROGRAM, _begin(arm, at_once, machine), work, TORNADO)


def _shared(arm: ArmWork, runs: int, at_once: int) -> float:
    """Share of the months of ``runs`` that is simulated: arms begun at once do not wait for each other."""
    return (1 + arm.apart) / 2 if at_once <= runs / 2 else 1.0


def _begin(arm: ArmWork, at_once: int, machine: Machine) -> float:
    return machine.to_begin(arm.engine) + (PROCESS if at_once > 1 else 0.0)
