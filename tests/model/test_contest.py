"""The contest for cases: a kind of case is kept where its own tariff pays and sent up where it does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.drg import Drg
from sim.policy.levers.staff_pay import StaffPay
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Severity

from .arms import rule
from .test_payment import CONDITIONS, after_a_year, at, care


def per_case(ratio: float) -> CasePayment:
    """Cases of county hospitals at a price over what they were charged."""
    return CasePayment(
        diseases=100, conditions=CONDITIONS, case_share=1.0, levels=("county",), owners=("county",), price_ratio=ratio
    )


def test_who_gains_keeps_and_who_loses_sends_up(xiaocheng: Scenario) -> None:
    found = [after_a_year(xiaocheng, rule(per_case(ratio)))[0] for ratio in (0.7, 1.0, 1.3)]
    county, groups = at(found[0], "dongshan_hospital"), list(xiaocheng.conditions)
    listed = [groups.index(name) for name in CONDITIONS]
    kept = [care(arm).keep[county][listed].mean() for arm in found]
    assert kept[0] > 1.0, "a price below cost: sent up"
    assert kept[0] > kept[1] > kept[2]
    assert kept[2] < 1.0
    others = [g for g in range(len(groups)) if g not in listed]
    for arm in found:
        assert (care(arm).keep[county][others] == 1.0).all(), "these are paid as before"
        assert (care(arm).keep[at(arm, "city")] == 1.0).all()
    volume = [care(arm).volume[county] for arm in found]
    assert volume[0] < volume[1] < volume[2]


def test_severity_that_groups_do_not_know_is_sent_up(xiaocheng: Scenario) -> None:
    def gap(recognised: float) -> float:
        arm, _ = after_a_year(xiaocheng, rule(Drg(severity_recognised=recognised)))
        keep = care(arm).keep[at(arm, "dongshan_hospital")]
        severe, moderate = keep[:, Severity.SEVERE], keep[:, Severity.MODERATE]
        return float(np.mean(severe[severe != 1.0]) - np.mean(moderate[moderate != 1.0]))

    assert gap(0.0) > gap(1.0)


def test_nothing_moves_where_it_is_off_or_not_felt(xiaocheng: Scenario) -> None:
    off, _ = after_a_year(xiaocheng, rule(per_case(0.7)), settings=replace(xiaocheng.settings, respond_contest=False))
    assert (care(off).keep == 1.0).all()
    none, _ = after_a_year(xiaocheng)
    assert (care(none).keep == 1.0).all()
    pay = rule(StaffPay(revenue_share=0.0))
    found = [after_a_year(xiaocheng, rule(per_case(ratio)), pay)[0] for ratio in (0.7, 1.3)]
    one, other = (care(arm).keep[at(arm, "dongshan_hospital")] for arm in found)
    assert one == pytest.approx(other), "a salary sees no price"
