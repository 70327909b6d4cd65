"""Nanchang on a few thousand residents: both engines give one answer and books balance, a package over DRG at work."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Task
from sim.scenario.read import read_scenario
from sim.vocabulary.names import Arm

from .test_two_engines import CAN_COMPILE, same

ROOT = Path(__file__).parents[2]
MONTHS = {(2024, 12), (2025, 1)}  # what lies before a package, and its first month


@pytest.mark.skipif(not CAN_COMPILE, reason="Numba is missing or switched off")
@pytest.mark.parametrize("arm", list(Arm))
def test_one_answer_and_balanced_books(arm: Arm) -> None:
    scenario = read_scenario(ROOT / "scenarios/nanchang.yaml")
    runs = []
    for engine in ("simpy", "compiled"):
        found = setup_of(Task(scenario, arm, 0, 1, 0.0005, simulate_queues=False, journal=True, engine=engine))
        kept = [when for when in found.months if (when.year, when.month) in MONTHS]
        months = tuple(when._replace(first_day=when.first_day - kept[0].first_day) for when in kept)
        runs.append(ArmRun(replace(found, months=months)).run(None))
    for run in runs:
        assert run.checks["books_balance"]
        assert run.checks["ledger_total_fen"] == 0
        assert run.checks["patients_conserved"]
        assert run.checks["months_level_clipped"] == 0
    contracts = runs[0].tables["cases"]["per_case"].sum()
    assert contracts > 0, "stays are paid by group in both arms"
    same(*runs)
