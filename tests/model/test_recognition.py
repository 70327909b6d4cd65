"""Recognition of results: whose bill has fewer tests, by how much, and that the rest of it stays as it is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from sim.engine.charged import tests_made as made_here
from sim.engine.clock import ticks_of
from sim.engine.journal import Entry
from sim.model.in_force import effects_of
from sim.model.run import ArmRun, run_arm
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.result_recognition import ResultRecognition
from sim.policy.levers.step_down import StepDown
from sim.region.facilities import facilities_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Encounter, Reason
from sim.vocabulary.ticks import TICKS_PER_DAY

from ..engine.small import HOSPITAL, month, world
from .arms import month_at, numbers, rule
from .test_two_engines import CAN_COMPILE, both, crowded, same

ROOT = Path(__file__).parents[2]
REPEATED, SAVED = 0.8, 0.5  # of the tests, of what is repeated: 40 of 100 are not made
PAIRS = ("same_level", "from_above", "from_below")


@cache
def zhengzhou() -> Scenario:
    return read_scenario(ROOT / "scenarios/zhengzhou.yaml")


def lever(*pairs: str, **settings: object) -> ResultRecognition:
    return ResultRecognition.model_validate({"share": SAVED, **dict.fromkeys(pairs, True), **settings})


def repeating(scenario: Scenario) -> Scenario:
    return replace(scenario, parameters=numbers(scenario.parameters, repeated_tests_share=REPEATED))


@pytest.mark.parametrize(
    ("setting", "yes", "no"),
    [
        # (here, level before); provincial and city hospitals have one grade
        (
            "same_level",
            [("zzu1", "city"), ("zzu1", "province"), ("central", "province"), ("gongyi_tcm", "county")],
            [("zzu1", "county"), ("zzu1", "primary"), ("gongyi_tcm", "city"), ("gongyi_centre_01", "county")],
        ),
        (
            "from_above",
            [("gongyi_tcm", "city"), ("gongyi_centre_01", "province"), ("gongyi_centre_01", "county")],
            [("zzu1", "city"), ("gongyi_tcm", "primary"), ("gongyi_tcm", "county"), ("zzu1", "outside")],
        ),
        (
            "from_below",
            [("zzu1", "county"), ("gongyi_tcm", "primary"), ("central", "primary")],
            [("zzu1", "city"), ("central", "province"), ("gongyi_centre_01", "primary"), ("beyond", "city")],
        ),
    ],
)
def test_which_levels_recognise_which(setting: str, yes: list[tuple[str, str]], no: list[tuple[str, str]]) -> None:
    scenario = repeating(zhengzhou())
    facilities, levels = facilities_of(scenario.region), scenario.region.levels
    one = rule(lever(setting, conditions=("injury",)))
    found = effects_of(
        replace(scenario, rules=(one,)), facilities, np.full(14, 0.3), 2017, 6, rules_on=True
    ).tests_known
    injury = list(scenario.conditions).index("injury")
    for expected, pairs in ((REPEATED * SAVED, yes), (0.0, no)):
        for here, before in pairs:
            at = found[facilities.index(here), levels.number(levels.of(before))]
            assert at[injury] == pytest.approx(expected), (here, before)
            assert np.delete(at, injury).max() == 0.0


def test_whose_hospitals_recognise() -> None:
    scenario = zhengzhou()
    facilities = facilities_of(scenario.region)
    one = rule(lever(*PAIRS, owners=("city",)), where=("jinshui", "zhongyuan"))
    found = effects_of(
        replace(scenario, rules=(one,)), facilities, np.full(14, 0.3), 2017, 6, rules_on=True
    ).tests_known.max(axis=(1, 2))
    here = {f.id for f, share in zip(facilities.all, found, strict=True) if share > 0.0}
    places = {f.id for f in facilities.all if f.level.primary and f.district in (0, 3)}
    city = {h.id for h in scenario.region.hospitals if h.owner.id == "city" and h.district in ("jinshui", "zhongyuan")}
    assert city
    assert here == places | city


def test_the_share_of_tests_that_are_made() -> None:
    w = world()
    known = [0.0] * (5 * 4)
    known[HOSPITAL * 4 + 0] = 0.25
    m = month(w, tests_known=known, tests_recognised=1)
    assert made_here(w, m, HOSPITAL, 0, 0) == 0.75
    assert made_here(w, m, HOSPITAL, 0, 1) == 1.0, "from another level"
    assert made_here(w, m, HOSPITAL, 0, -1) == 1.0, "from nowhere"
    assert made_here(w, m, HOSPITAL - 1, 0, 0) == 1.0, "at another place"


def arm_under(scenario: Scenario, *pairs: str) -> tuple[ArmRun, Run]:
    """A year in which eligible stays are finished below and wards are full, with this rule or none."""
    rules = [rule(StepDown(hospitals=("city",), consent=0.9))] + ([rule(lever(*pairs))] if pairs else [])
    under = replace(crowded(repeating(scenario)), rules=tuple(rules))
    arm = ArmRun(setup_of(Task(under, Arm.REFORM, 0, 3, 0.5, simulate_queues=False, journal=True, engine="compiled")))
    return arm, arm.run(None)


Key = tuple[int, int, int, int]


def ways(run: Run) -> dict[Key, tuple[Entry, int]]:
    """Entries by person, episode, leg and kind, each with the place before it in the same illness, -1 for none."""
    episodes: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    found = {}
    for e in run.journal:
        before = [b.facility for b in episodes[e.person, e.episode] if b.facility != e.facility]
        own = e.reason == Reason.FOLLOW_UP
        found[e.person, e.episode, e.leg, e.kind] = e, before[-1] if before and not own else -1
        if not own:
            episodes[e.person, e.episode].append(e)
    return found


@pytest.fixture(scope="module")
def usual(xiaocheng: Scenario) -> dict[Key, tuple[Entry, int]]:
    return ways(arm_under(xiaocheng)[1])


@pytest.mark.parametrize("setting", PAIRS)
def test_only_the_tests_of_who_comes_from_such_a_place_fall(
    xiaocheng: Scenario, usual: dict[Key, tuple[Entry, int]], setting: str
) -> None:
    arm, run = arm_under(xiaocheng, setting)
    grade = [f.grade for f in arm.setup.facilities.all]
    beyond = arm.setup.facilities.index("beyond")
    start = month_at(arm, 2016, 1).first_day * TICKS_PER_DAY  # before it the run-in
    seen = {True: 0, False: 0}
    kinds = set()
    for key, (entry, before) in ways(run).items():
        old = usual.get(key, (entry, -2))
        if old[1] != before or old[0].facility != entry.facility or ticks_of(entry.key) < start:
            continue
        order = 0 if before < 0 else int(grade[before]) - int(grade[entry.facility])
        recognised = (
            before >= 0
            and entry.facility != beyond
            and {"same_level": order == 0, "from_above": order > 0, "from_below": order < 0}[setting]
        )
        left = 1.0 - REPEATED * SAVED if recognised else 1.0
        assert entry.tests == pytest.approx(left * old[0].tests, abs=1.0)
        if entry.drugs == old[0].drugs:  # stays end with another share of the treatment where beds fell free otherwise
            assert entry.services == old[0].services
        charged = entry.drugs + entry.consumables + entry.tests + entry.services
        paid = entry.fund + entry.critical_illness + entry.assistance + entry.self_paid + entry.self_funded
        assert paid == charged
        seen[recognised] += 1
        kinds |= {entry.kind} if recognised else set()
    assert seen[False] > 10_000
    assert seen[True] > 20
    if setting == "from_above":
        assert Encounter.STEP_DOWN in kinds
    if setting == "from_below":
        assert {Encounter.GENERAL, Encounter.STAY} <= kinds
    assert run.checks["patients_conserved"]


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
@pytest.mark.parametrize("queues", [True, False])
def test_both_engines_know_where_a_patient_was(xiaocheng: Scenario, queues: bool) -> None:
    """Full wards and few doctors: who is sent for a bed, moved up, sent down or postponed comes from somewhere."""
    under = replace(
        crowded(repeating(xiaocheng)),
        rules=(rule(StepDown(hospitals=("city",), consent=0.9)), rule(lever(*PAIRS))),
        parameters=numbers(repeating(xiaocheng).parameters, move_up_share=0.3),
    )
    one, other = both(under, seed=2, queues=queues)
    same(one, other)
    without = run_arm(
        Task(replace(under, rules=under.rules[:1]), Arm.REFORM, 0, 2, 0.25, simulate_queues=queues, engine="compiled")
    )
    tests = [run.tables["cases"]["tests_fen"].sum() for run in (one, without)]
    assert tests[0] < tests[1]
