"""Pay of doctors against sums done by hand (pay.yaml), on both sides of every threshold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from sim.rules.period.budget import ran_out
from sim.rules.period.margin import mix_target
from sim.rules.period.pay import appraised, by_basis, felt, item_quantity
from sim.rules.period.response import left_out_target
from sim.vocabulary.names import PayBasis

CASES = yaml.safe_load(Path(__file__).with_name("pay.yaml").read_text(encoding="utf-8"))
BASE = np.array([0.2])


@pytest.mark.parametrize("case", CASES["felt"], ids=lambda case: case["why"])
def test_what_a_doctor_feels(case: dict[str, Any]) -> None:
    gain = felt(np.array([case["change"]]), BASE, np.array([case["share"]]))
    found = appraised(gain, BASE, np.array([case["quality"]]), np.array([case["cost"]]))
    assert found[0] == pytest.approx(case["gain"], abs=1e-12)


@pytest.mark.parametrize("change", [-0.731, 0.0, 0.1, 1e-9])
def test_pay_as_in_the_base_year_changes_no_bit(change: float) -> None:
    now = np.array([change])
    basis, one, none = np.array([PayBasis.SURPLUS]), np.ones(1), np.zeros(1)
    assert appraised(felt(by_basis(basis, now, now * 7.0), BASE, one), BASE, none, none).tolist() == [change]


def test_the_basis_of_pay_says_what_is_seen() -> None:
    bases = np.array([PayBasis.SURPLUS, PayBasis.REVENUE, PayBasis.WORKLOAD])
    assert by_basis(bases, np.full(3, -0.5), np.full(3, -0.1)).tolist() == [-0.5, -0.1, 0.0]


@pytest.mark.parametrize("case", CASES["items"])
def test_items_that_pay_rewards_to_spare(case: dict[str, float]) -> None:
    assert item_quantity(np.array([case["share"]]), case["theta"])[0] == pytest.approx(case["quantity"], abs=1e-6)


@pytest.mark.parametrize("case", CASES["spent"])
def test_nobody_is_postponed_before_the_money_is_gone(case: dict[str, Any]) -> None:
    assert ran_out(0.8, 1000, case["spent"], case["borne"]) == case["quota"]


def test_who_does_not_live_by_profit_does_less_of_what_pays() -> None:
    share, one, cost = np.array([[0.4, 0.1, 0.25, 0.25]]), np.ones((1, 4)), np.array([[0.87, 0.95, 0.62, 0.72]])
    loose = mix_target(share, one, cost, cost, np.zeros(1), 0.3, 105.0, np.ones(1))[0]
    pull = np.exp(-0.3 * (1.0 - cost[0]))
    assert loose == pytest.approx(pull / (share[0] @ pull))
    assert loose[2] < loose[3] < 1.0 < loose[0] < loose[1], "tests pay most"


@pytest.mark.parametrize("case", CASES["left_out"], ids=lambda case: case["why"])
def test_what_the_catalogue_leaves_out(case: dict[str, Any]) -> None:
    lead, own, audit = (np.array([case[name]]) for name in ("lead", "own", "audit"))
    assert left_out_target(lead, own, 0.2, audit)[0] == pytest.approx(case["share"])
