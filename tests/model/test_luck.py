"""Luck: which seeds there are, that none is another's, and that what is added leaves everybody's as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim import draws
from sim.draws import REPLICATIONS, SEEDS, seed_of
from sim.engine.demand import Needs, needs_of_month
from sim.experiments import manifest
from sim.experiments.kept_files import checked
from sim.experiments.options import Options, usual_options
from sim.experiments.sensitivity.runs import Plan
from sim.experiments.sweep import Request
from sim.experiments.validate.run import validate
from sim.model.luck import check_luck
from sim.model.setup import setup_of
from sim.model.task import Task
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.telemedicine import Telemedicine
from sim.region.description import frozen
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Arm

from .arms import rule, with_rules

FILE = Path("made_up.yaml")
DOORS: dict[str, Callable[[Scenario, int, int], object]] = {
    "options": lambda _, seed, reps: Options(0.01, reps, seed, jobs=1),
    "usual options": lambda _, seed, reps: replace(usual_options(1), replications=reps, seed=seed),
    "sweep": lambda _, seed, reps: Request(FILE, None, (), (), "grid", 0, 0.01, reps, seed),
    "task": lambda scenario, seed, reps: Task(scenario, Arm.REFORM, reps - 1, seed, 0.01, simulate_queues=False),
}


def test_the_last_seed_fits_and_the_next_would_repeat() -> None:
    assert seed_of(SEEDS - 1, REPLICATIONS - 1) < 2**63
    assert seed_of(1, REPLICATIONS) == seed_of(2, 0)
    # The chains' numbers have 63 bits: what lies beyond comes round again.
    assert draws.chain(2**63, draws.EPISODE, 3, 64) == draws.chain(0, draws.EPISODE, 3, 64)
    assert draws.chain(seed_of(SEEDS - 1, 0), draws.EPISODE, 3, 64) != draws.chain(0, draws.EPISODE, 3, 64)


@pytest.mark.parametrize("door", DOORS)
def test_every_door_lets_the_last_in_and_no_more(xiaocheng: Scenario, door: str) -> None:
    DOORS[door](xiaocheng, SEEDS - 1, REPLICATIONS)
    DOORS[door](xiaocheng, 0, 1)
    for seed, reps, option in ((SEEDS, 1, "--seed"), (-1, 1, "--seed"), (1, REPLICATIONS + 1, "--reps")):
        with pytest.raises(InputInvalid) as refused:
            DOORS[door](xiaocheng, seed, reps)
        (problem,) = refused.value.problems
        assert problem.told("zh").startswith(option)
        assert f"{SEEDS - 1 if option == '--seed' else REPLICATIONS:,}" in problem.told("en")


def test_assumptions_and_studies_have_the_same_limits() -> None:
    Plan(FILE, None, (), SEEDS - 1, 1)
    with pytest.raises(InputInvalid):
        Plan(FILE, None, (), SEEDS, 1)
    with pytest.raises(InputInvalid, match="--draws: 1001"):
        validate([], REPLICATIONS + 1, 1, jobs=1)


@pytest.mark.parametrize("word", [True, 1.0, "1", None])
def test_a_seed_is_a_whole_number(word: object) -> None:
    with pytest.raises(InputInvalid):
        check_luck(word, 1)


@pytest.mark.parametrize(("key", "last"), [("seed", SEEDS - 1), ("replications", REPLICATIONS)])
def test_a_manifest_has_the_same_limits(key: str, last: int) -> None:
    told = {
        "name": "a", "sample": 1.0, "replications": 1, "seed": 1, "quick": False, "language": "zh", "fingerprint": "a",
        "sources": "a", "inputs": {}, "packages": {}, "python": "3", "started": "2024-05-01T08:00:00+00:00",
        "seconds": 1.0,
    }  # fmt: skip
    checked(manifest.ManifestShape, {**told, key: last}, FILE)
    with pytest.raises(InputInvalid, match=key):
        checked(manifest.ManifestShape, {**told, key: last + 1}, FILE)


def test_an_error_of_a_worker_reaches_its_parent_whole() -> None:
    import pickle

    with pytest.raises(InputInvalid) as refused:
        check_luck(SEEDS, 1001)
    there = pickle.loads(pickle.dumps(refused.value))
    assert there.problems == refused.value.problems


def test_streams_and_numbers_are_only_added() -> None:
    """A number that means something else, or moves, changes everybody's luck: new ones come behind."""
    assert (draws.ATTRIBUTES, draws.ONSETS, draws.EPISODE, draws.ORDERS) == (1, 2, 3, 4)
    people = (
        "URBAN AGE SEX SCHEME INCOME HYPERTENSION DIABETES OTHER_CHRONIC PREGNANT DISABLED SEVERE_MENTAL PLACE USUAL "
        "SIGN FULFIL OLD_PRICE"
    )
    need = "DAY HOUR MINUTE CONDITION SEVERITY REAL EMERGENCY SEEK CONSIDER ACCEPT CHOOSE PATIENT PATIENT_2"
    leg = (
        "SERVICE SERVICE_2 SPECIALIST SOLVED ADMIT REFER NEXT_DAY NEXT_PLACE DAY_CASE STAY STAY_2 STEP_DOWN "
        "FOLLOW_HOUR PER_CASE QUOTA POSTPONED"
    )
    for names, first in ((people, 0), (need, 0), (leg, 16)):
        for number, name in enumerate(names.split(), first):
            assert getattr(draws, name) == number, name
    assert (draws.MONTH_ROOM, draws.LEG, draws.FOLLOW) == (64, 64, 32)
    assert (draws.SIDEWAYS, draws.BOOKED, draws.BOOKED_HOUR, draws.NO_SHOW) == (55, 56, 57, 58)
    assert (draws.MOVE_UP, draws.SPLIT, draws.REVIEW, draws.MONTHLY_COUNT) == (59, 60, 61, 0)


def test_a_seed_keeps_its_luck() -> None:
    """The same numbers as ever for the seeds in use."""
    assert draws.chain(seed_of(1, 0), draws.EPISODE, 3, 64) == 3795726504453959278
    assert draws.uniform(draws.chain(seed_of(1, 1), draws.ATTRIBUTES, 0, 0), draws.AGE) == 0.9603478220992315


def luck_of(scenario: Scenario) -> tuple[list[np.ndarray], Needs]:
    """Who everybody is, and the needs of the run's first month with their chains of draws."""
    setup = setup_of(Task(scenario, Arm.REFORM, 0, 1, 0.05, simulate_queues=False))
    people = setup.population
    columns = [people.home, people.age, people.risks, people.place, people.usual, people.sign, people.fulfil]
    first = setup.months[0]
    return columns, needs_of_month(setup.demand, setup.demand_class, setup.seed, 0, first.first_day, first.days)


def same_luck(one: Scenario, other: Scenario) -> None:
    """Everybody is who he was and falls ill when he did, with the same draws ahead."""
    (people, needs), (there, then) = luck_of(one), luck_of(other)
    assert len(needs.key) > 100
    for a, b in zip(people, there, strict=True):
        np.testing.assert_array_equal(a, b)
    np.testing.assert_array_equal(needs.records, then.records)


def test_a_rule_more_leaves_all_draws_as_they_were(xiaocheng: Scenario) -> None:
    signed = rule(FamilyDoctor(coverage=0.4, key_groups=0.7))
    beside = rule(Telemedicine(hub="city"), where=("dongshan",))
    same_luck(with_rules(xiaocheng, signed), with_rules(xiaocheng, beside, signed))
    same_luck(xiaocheng, with_rules(xiaocheng, signed))


def test_a_lever_more_in_a_sweep_leaves_all_draws_as_they_were(xiaocheng: Scenario) -> None:
    """A point with another lever moved beside the first."""
    one = with_rules(xiaocheng, rule(FamilyDoctor(coverage=0.4, key_groups=0.7)))
    same_luck(one, with_rules(xiaocheng, rule(FamilyDoctor(coverage=0.4, key_groups=0.9, fulfilment=0.3))))


def test_a_parameter_more_leaves_all_draws_as_they_were(xiaocheng: Scenario) -> None:
    """No draw is counted off a list of parameters."""
    number = xiaocheng.parameters["e_seek"]
    more = frozen({"a_made_up_number": number, **xiaocheng.parameters})
    same_luck(xiaocheng, replace(xiaocheng, parameters=more))
