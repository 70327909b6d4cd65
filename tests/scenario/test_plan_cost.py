"""What things take: the estimate against what was measured, not against the clock of whoever runs the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from sim.experiments.sweep import Request, points_of, sweep_seconds
from sim.scenario.plan_cost import (
    COMPILED_ABOVE,
    COMPILING,
    LOADED_ABOVE,
    LOADING,
    ArmWork,
    Engine,
    Machine,
    processes_for,
    seconds_of_comparison,
)
from sim.scenario.plan_size import arm_of, plan_size
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

ROOT = Path(__file__).parents[2]
FILE = ROOT / "scenarios/pingxiang.yaml"
NINE = ("family_doctor.coverage=0.2:0.6:3", "gatekeeping.compliance=0.1:0.5:3")
MORE = (*NINE, "drug_procurement.price_cut=0:0.4:3")


# Processor seconds of one arm of three years and a quarter by engine and visits; two runs of each.
ARMS: dict[tuple[Engine, float], tuple[float, float]] = {
    ("compiled", 0.03e6): (1.2, 2.0),
    ("compiled", 0.28e6): (1.7, 1.8),
    ("compiled", 1.42e6): (3.2, 3.2),
    ("compiled", 5.68e6): (6.6, 6.7),
    ("simpy", 0.03e6): (3.6, 4.2),
    ("simpy", 0.09e6): (8.9, 9.1),
}


@dataclass(frozen=True)
class Measured:
    """Seconds of processor time of a whole command with ``-j 1``, on one of two cores, the other one busy too."""

    seconds: float
    sample: float
    reps: int
    vary: tuple[str, ...] = ()
    compiled: bool = True


MEASURED = {
    "quick": Measured(11.7, 0.003, 1),
    "run, 1 %": Measured(29.5, 0.01, 2),
    "run, 5 %": Measured(37.2, 0.05, 2),
    "run, 5 %, empty cache": Measured(59.2, 0.05, 2, compiled=False),
    "sweep of 9, 1 %": Measured(40.7, 0.01, 2, NINE),
    "sweep of 9, 5 %": Measured(63.1, 0.05, 2, NINE),
}


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_scenario(FILE)


def planned(scenario: Scenario, one: Measured, jobs: int = 1) -> float:
    """Seconds by the estimate."""
    machine = Machine(jobs, compiled=one.compiled)
    if not one.vary:
        return 60 * plan_size(scenario, machine, sample=one.sample, reps=one.reps).minutes
    request = Request(FILE, None, (), one.vary, "grid", 0, one.sample, one.reps, 1)
    return sweep_seconds(scenario, request, points_of(request, scenario)[1], machine).whole


def test_a_comparison_takes_what_one_took(scenario: Scenario) -> None:
    """Two cases that share their baseline, 1 %, one replication: 21.2 seconds of one core."""
    arm = arm_of(scenario, 0.01, "compiled")
    assert 21.2 / 2 <= seconds_of_comparison(arm, 3, 2, Machine()).whole <= 2 * 21.2


@pytest.mark.parametrize("name", MEASURED)
def test_an_estimate_is_within_a_factor_of_two_of_what_was_measured(name: str, scenario: Scenario) -> None:
    one = MEASURED[name]
    assert one.seconds / 2 <= planned(scenario, one) <= 2 * one.seconds


@pytest.mark.parametrize(("engine", "visits"), ARMS)
def test_an_arm_takes_what_arms_took(engine: Engine, visits: float) -> None:
    low, high = min(ARMS[engine, visits]), max(ARMS[engine, visits])
    assert low / 1.5 <= ArmWork(39, visits, engine).seconds <= 1.5 * high


@pytest.mark.parametrize("name", [name for name, one in MEASURED.items() if one.vary])
def test_a_second_process_saves_less_than_half(name: str, scenario: Scenario) -> None:
    one, two = (planned(scenario, MEASURED[name], jobs) for jobs in (1, 2))
    assert one / 2 < two < one


def test_a_machine_without_the_compiled_code_compiles_only_what_is_large_enough() -> None:
    for years, loaded, fresh in (
        (LOADED_ABOVE - 1, "simpy", "simpy"),
        (LOADED_ABOVE + 1, "compiled", "simpy"),
        (COMPILED_ABOVE + 1, "compiled", "compiled"),
    ):
        assert Machine(compiled=True).engine(years) == loaded
        assert Machine(compiled=False).engine(years) == fresh
        assert Machine(compiles=False).engine(years) == "simpy"
    assert Machine(compiled=True).to_begin("compiled") == LOADING
    assert Machine(compiled=False).to_begin("compiled") == COMPILING
    assert Machine(compiled=False).to_begin("simpy") == 0.0


def test_small_runs_stay_in_one_process() -> None:
    assert processes_for(ArmWork(39, 1e5, "compiled"), 2, 2) == 1
    assert processes_for(ArmWork(39, 1e7, "compiled"), 2, 2) == 2
    assert processes_for(ArmWork(39, 1e7, "compiled"), 4, 3) == 3
    assert processes_for(ArmWork(39, 1e5, "simpy"), 2, 2) == 2
