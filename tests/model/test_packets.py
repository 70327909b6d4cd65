"""Packets below the condition groups: their numbers by hand, and what contracts pay of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
import pytest

from sim.engine.journal import Entry
from sim.model.effects import Effects
from sim.model.in_force import effects_of
from sim.model.packets import packet_columns, packets_in
from sim.model.run import run_arm
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.day_surgery import DaySurgery
from sim.policy.levers.disease_list import DiseaseList
from sim.policy.levers.drg import Drg
from sim.region.packets import Packet, packets_of, rest_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm, Confidence, Encounter, Severity
from sim.vocabulary.phrase import one as both
from sim.vocabulary.quantity import Quantity

from .arms import rule, with_rules

OF = "elective_surgery"
SHARES = {"0456": (0.2, 2.0), "K80.2": (0.3, 1.0)}


def made_up(scenario: Scenario, condition: str = OF, **more: tuple[float, float]) -> Scenario:
    """The scenario with two packets of a group; the code 0456 keeps its zero."""
    like = scenario.parameters["eta_case"]

    def number(value: float) -> Quantity:
        return replace(like, value=value)

    packets = {code: Packet(condition, number(s), number(c)) for code, (s, c) in {**SHARES, **more}.items()}
    return replace(scenario, region=replace(scenario.region, packets=Frozen(packets)))


def test_the_rest_costs_what_the_named_leave() -> None:
    """A fifth at twice the mean and 0.3 at the mean leave half of the cases at 0.6 of it."""
    made = Quantity(0.0, "share", both("made up"), Confidence.ASSUMPTION)
    packets = tuple(Packet(OF, replace(made, value=s), replace(made, value=c)) for s, c in SHARES.values())
    assert rest_of(packets) == (pytest.approx(0.5), pytest.approx(0.6))
    assert rest_of(()) == (1.0, 1.0)


def test_numbers_of_packets(xiaocheng: Scenario) -> None:
    own = made_up(xiaocheng)
    groups = list(own.conditions)
    g, packets = groups.index(OF), packets_in(own)
    assert len(packets.of) == len(groups) + 2
    assert packets.names[g : g + 3] == ("0456", "K80.2", "")
    assert packets.cost[g : g + 3] == pytest.approx([2.0, 1.0, 0.6])
    assert (packets.share * packets.cost).sum() == pytest.approx(len(groups)), "the mean of a group stays"
    columns = packet_columns(own)
    assert columns["packet_upto"][g : g + 3] == pytest.approx([0.2, 0.5, 1.0])
    assert columns["packeted"] == 1
    plain = packets_of(groups, {})
    assert not plain.some
    table = np.arange(6.0).reshape(1, 2, 3)[:, [0] * len(groups)]
    assert np.array_equal(plain.spread_money(table), table), "to the last bit"


def in_june(scenario: Scenario, lever: Lever) -> Effects:
    own = with_rules(scenario, rule(lever))
    setup = setup_of(Task(own, Arm.REFORM, 0, 1, 0.02, simulate_queues=False))
    return effects_of(own, setup.facilities, setup.key_share, 2016, 6, rules_on=True)


def test_levers_take_packets_and_groups(xiaocheng: Scenario) -> None:
    own = made_up(xiaocheng)
    g = list(own.conditions).index(OF)
    whole = in_june(own, CasePayment(diseases=1, conditions=(OF,), case_share=1.0))
    one = in_june(own, CasePayment(diseases=1, conditions=("K80.2",), case_share=1.0))
    assert whole.contracts[0].packets == (g, g + 1, g + 2)
    assert one.contracts[0].packets == (g + 1,)
    offered = in_june(own, DaySurgery(hospitals=("city",), conditions=("0456",)))
    assert np.argwhere(offered.day_surgery)[:, 1].tolist() == [g]


@pytest.mark.parametrize(
    ("names", "left"), [((OF,), 0.6), (("0456",), 0.92), (("0456", "K80.2"), 0.8), ((OF, "0456"), 0.6)]
)
def test_a_packet_is_its_share_of_a_group(xiaocheng: Scenario, names: tuple[str, ...], left: float) -> None:
    """Four in ten referrals of the listed no longer happen: of a fifth of the cases 8 % of all."""
    own = made_up(xiaocheng)
    found = in_june(own, DiseaseList(conditions=names, level="county", compliance=0.4))
    g = list(own.conditions).index(OF)
    factor = found.refer_factor
    assert factor[:, g, Severity.MILD].min() == pytest.approx(left)
    assert (np.delete(factor, g, axis=1) == 1.0).all()


def run_of(scenario: Scenario, engine: Literal["simpy", "compiled"], *levers: Lever, queues: bool = True) -> Run:
    years = replace(scenario.years, last=2017)
    rules = tuple(replace(rule(lever, start=date(2017, 1, 1)), id=f"{lever.id}@{n}") for n, lever in enumerate(levers))
    own = with_rules(replace(scenario, years=years), *rules)
    return run_arm(Task(own, Arm.REFORM, 0, 1, 0.25, queues, True, engine=engine))


PAID = (
    CasePayment(diseases=1, conditions=("K80.2",), case_share=1.0),
    Drg(conditions=("0456",), levels=("tertiary",)),
    DaySurgery(hospitals=("city",), conditions=("K80.2",)),
)


def test_two_engines_pay_packets_alike(xiaocheng: Scenario) -> None:
    """Only stays of the packet are owed its price; the journal is the same, and the books balance to the fen."""
    own = made_up(xiaocheng)
    one, other = run_of(own, "simpy", *PAID), run_of(own, "compiled", *PAID)
    assert one.journal == other.journal
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table, other.tables[name])
    assert one.checks["books_balance"]
    g = list(own.conditions).index(OF)
    stays = [e for e in one.journal if e.kind in {Encounter.STAY, Encounter.DAY_SURGERY} and e.condition == g]
    paid = [e for e in stays if e.due != charged(e)]
    assert paid
    assert 0.1 < len(paid) / len(stays) < 0.3, "at most half of the cases, in the second of two years"


def charged(e: Entry) -> int:
    return e.drugs + e.consumables + e.tests + e.services


def test_packets_that_are_all_alike_change_nothing(xiaocheng: Scenario) -> None:
    """Packets at the mean cost of their group, without a rule that tells them apart."""
    alike = made_up(xiaocheng, **{"0456": (0.2, 1.0)})
    plain, same = (run_of(scenario, "compiled", queues=False) for scenario in (xiaocheng, alike))
    assert plain.journal == same.journal
