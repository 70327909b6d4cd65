"""How much a run simulates, and what it takes: a rough estimate before anything is run."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario.plan_cost import ArmWork, Engine, Machine, processes_for, seconds_of_run
from sim.scenario.scenario import Scenario
from sim.scenario.width_check import check_persons
from sim.vocabulary.measures import MONTHS, stamp

# What a resident and the program need in memory.
BYTES_PER_RESIDENT = 250
BYTES_OF_PROGRAM = 400e6
# Used where the region has no anchor of its own: about the national rate of 2016.
VISITS_PER_RESIDENT = 5.7
ARMS = 2


@dataclass(frozen=True, slots=True)
class RunSize:
    """How much a run simulates and what it takes; ``members`` of its replications have other numbers, all or none."""

    residents: int
    years: float
    arms: int
    reps: int
    visits: float
    minutes: float
    megabytes: float
    members: int = 0


def plan_size(scenario: Scenario, machine: Machine, *, sample: float = 1.0, reps: int = 1, members: int = 0) -> RunSize:
    """Residents, runs, and an estimate of time and memory on a machine.

    Visits = residents x years (with run-in) x visits per resident and year; each takes what it takes the engine that
    a run of this size uses. ``sample`` is the share of residents simulated; ``members`` are there instead of ``reps``.

    Raises
    ------
    InputInvalid : more residents than can be simulated at once.
    """
    check_persons(scenario, sample)
    residents = residents_of(scenario, sample)
    arm = arm_of(scenario, sample, machine.engine(resident_years(scenario, sample)))
    runs = ARMS * (members or reps)
    minutes = seconds_of_run(arm, runs, machine).whole / 60
    megabytes = processes_for(arm, runs, machine.jobs) * (residents * BYTES_PER_RESIDENT + BYTES_OF_PROGRAM) / 1e6
    return RunSize(residents, years_of(scenario), ARMS, members or reps, arm.visits, minutes, megabytes, members)


def arm_of(scenario: Scenario, sample: float, engine: Engine) -> ArmWork:
    """One arm of one replication as work."""
    rate = next(
        (a.figure.value for a in scenario.region.anchors if (a.indicator, a.area) == ("visits_per_resident", "all")),
        VISITS_PER_RESIDENT,
    )
    months = round(MONTHS * years_of(scenario))
    return ArmWork(months, resident_years(scenario, sample) * rate, engine, _apart(scenario, months, engine))


def _apart(scenario: Scenario, months: int, engine: Engine) -> float:
    """Share of the months from the first rule on; the reference engine simulates every arm whole."""
    if engine == "simpy" or not scenario.rules:
        return 1.0
    first = stamp(*min(rule.first_month for rule in scenario.rules))
    return min(1.0, max(0.0, (stamp(scenario.years.last + 1, 1) - first) / months))


def resident_years(scenario: Scenario, sample: float) -> float:
    """How much one arm simulates; by this the engine is chosen."""
    return residents_of(scenario, sample) * years_of(scenario)


def residents_of(scenario: Scenario, sample: float) -> int:
    """How many residents a sample has; each district at least one.

    Raises
    ------
    InputInvalid : more than can be simulated at once.
    """
    check_persons(scenario, sample)
    return sum(max(1, round(d.value("residents") * sample)) for d in scenario.region.districts)


def years_of(scenario: Scenario) -> float:
    """Simulated years with the run-in."""
    return scenario.years.last - scenario.years.base + 1 + scenario.years.run_in_months / MONTHS
