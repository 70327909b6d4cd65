"""Patients moved up in mid-stay, and the deductible they still owe there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from sim.engine.journal import Entry
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Encounter, Referral

from .arms import numbers, with_benefit

COUNTY, TERTIARY = 1, 2


def moved(scenario: Scenario, share: float, *, carries: float) -> tuple[ArmRun, Run]:
    """The baseline with this many stays beyond their place; ceilings and repeat deductibles out of the way."""
    plain = {"carries_deductible": carries, "repeat_deductible_share": 1.0, "ceiling": 1e7}
    changed = replace(
        scenario,
        region=with_benefit(scenario.region, **plain),
        parameters=numbers(scenario.parameters, move_up_share=share),
    )
    arm = ArmRun(
        setup_of(Task(changed, Arm.BASELINE, 0, 1, 0.2, simulate_queues=False, journal=True, engine="compiled"))
    )
    return arm, arm.run(None)


def pairs(arm: ArmRun, run: Run) -> list[tuple[Entry, Entry]]:
    """A county hospital's stay and the stay at a tertiary hospital that it led to."""
    ways: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in run.journal:
        if entry.kind == Encounter.STAY:
            ways[entry.person, entry.episode].append(entry)
    tier = [f.tier for f in arm.setup.facilities.all]
    return [
        (way[0], way[1])
        for way in ways.values()
        if len(way) == 2
        and (tier[way[0].facility], tier[way[1].facility]) == (COUNTY, TERTIARY)
        and way[1].referral == Referral.UP
    ]


def deductible(entry: Entry, share: float) -> float:
    """What the bill must have had as deductible, from the fund's part; fen."""
    in_scope = entry.fund + entry.critical_illness + entry.assistance + entry.self_paid
    return in_scope - entry.fund / share


@pytest.mark.parametrize("carries", [0.0, 1.0])
def test_the_second_deductible_is_the_difference(xiaocheng: Scenario, carries: float) -> None:
    arm, run = moved(xiaocheng, 0.6, carries=carries)
    found = pairs(arm, run)
    assert len(found) > 10
    payer = arm.setup.population.payer
    for low, high in found:
        benefit = arm.setup.scenario.region.payers[int(payer[low.person])].benefit
        if low.fund == 0 or high.fund == 0:
            continue
        first, second = (
            deductible(entry, benefit[f"reimbursement_{grade}"].value)
            for entry, grade in ((low, "second"), (high, "third"))
        )
        full = {grade: 100.0 * benefit[f"deductible_{grade}"].value for grade in ("second", "third")}
        assert first == pytest.approx(full["second"], abs=3.0)
        assert second == pytest.approx(full["third"] - carries * full["second"], abs=3.0)


def test_nobody_is_moved_where_no_stay_turns_out_beyond(xiaocheng: Scenario) -> None:
    arm, run = moved(xiaocheng, 0.0, carries=1.0)
    assert pairs(arm, run) == []
