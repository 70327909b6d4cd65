"""Prices of kinds of service items by hand: parts of what was charged, factors of a category, ages, levels."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sim.model.item_prices import ItemParts
from sim.model.prices import Prices
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.price_gap import PriceGap
from sim.policy.levers.service_fees import ServiceFees
from sim.policy.levers.service_prices import ServicePrices
from sim.rules.period.sharing import largest_remainder
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import AgeBand, Arm, Category, Setting, Tier
from sim.vocabulary.services import SERVICE_PARTS, Service

from .arms import rule, with_rules
from .test_price_rules import hospital, prices_in_june

TESTS, SERVICES = Category.TESTS, Category.SERVICES


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 2, 3], [2, 3, 5]),  # 1.67, 3.33, 5: the fen left goes to the largest rest
        (10, [1, 1, 1], [4, 3, 3]),  # of equal rests to the first
        (0, [1, 2, 3], [0, 0, 0]),
        (7, [0, 0, 0], [7, 0, 0]),
        (123_456_789_012, [0.3, 0.7, 0.0], [37_037_036_704, 86_419_752_308, 0]),
    ],
)
def test_parts_add_up(total: int, weights: list[float], parts: list[int]) -> None:
    found = largest_remainder(np.array([total]), np.array([weights], dtype=np.float64))
    assert found.tolist() == [parts]


def made_up() -> ItemParts:
    """Visits: half consultation, half treatment, tests all imaging; stays: a quarter beds, the rest surgery."""
    parts = np.zeros((1, len(Setting), len(Service)))
    parts[0, Setting.VISITS, [Service.CONSULTATION, Service.TREATMENT, Service.IMAGING]] = (0.5, 0.5, 1.0)
    parts[0, Setting.STAYS, [Service.BED, Service.SURGERY, Service.IMAGING, Service.LABORATORY]] = (
        0.25,
        0.75,
        0.4,
        0.6,
    )
    return ItemParts(parts, np.array([0.1, 0.2, 0.3, 0.3, 0.1]))


def item_price(**changes: float) -> Any:
    found = np.ones((1, len(Service), len(AgeBand)))
    for word, factor in changes.items():
        found[0, Service.of(word)] *= factor
    return found


def test_a_category_moves_by_the_part_of_what_changes() -> None:
    """Beds a fifth dearer: services of stays 5 %, of visits nothing; laboratory a tenth cheaper: tests of stays 6 %."""
    now = made_up().now(item_price(bed=1.2, laboratory=0.9))
    assert now.factor(SERVICES)[0] == pytest.approx([1.0, 1.05])
    assert now.factor(TESTS)[0] == pytest.approx([1.0, 0.94])
    by_setting = np.zeros((1, len(Setting), len(Category)))
    by_setting[0, :, SERVICES] = (0.4, 0.6)
    assert now.mean(by_setting, SERVICES) == pytest.approx([1.03])
    assert not now.aged


def test_charges_by_kind_add_up_to_their_category() -> None:
    """100 fen of a stay's services at beds of 1.2: 0.3 to 0.75 of 1.05; the fen left goes to the larger rest."""
    by_setting = np.zeros((1, len(Setting), len(Category)), dtype=np.int64)
    by_setting[0, Setting.STAYS, SERVICES] = 100
    by_setting[0, Setting.VISITS, TESTS] = 31
    found = made_up().now(item_price(bed=1.2)).charged(cast(Any, SimpleNamespace(by_setting=by_setting)))
    assert {s.id: int(found[0, s]) for s in Service if found[0, s]} == {"bed": 29, "surgery": 71, "imaging": 31}


def test_a_child_pays_more_and_the_mean_knows_it() -> None:
    """Consultation 30 % dearer for a tenth of residents: 3 % on its mean; a child's visit 15 % dearer in services."""
    price = item_price()
    price[0, Service.CONSULTATION, AgeBand.AGE_0_6] = 1.3
    now = made_up().now(price)
    assert now.aged
    assert now.price[0, Service.CONSULTATION] == pytest.approx(1.03)
    child, adult = now.by_age[0, Setting.VISITS, [AgeBand.AGE_0_6, AgeBand.AGE_18_44], 1]
    assert child * now.factor(SERVICES)[0, Setting.VISITS] == pytest.approx(1.15)
    assert adult * now.factor(SERVICES)[0, Setting.VISITS] == pytest.approx(1.0)
    assert (now.by_age[0, Setting.STAYS] == 1.0).all()
    assert (now.by_age[..., 0] == 1.0).all(), "tests cost every age the same"


def june(scenario: Scenario, *levers: Lever) -> tuple[ArmRun, Prices]:
    arm, prices, _ = prices_in_june(scenario, *levers)
    return arm, prices


def test_new_prices_by_level(xiaocheng: Scenario) -> None:
    """From 30 to 45 yuan at county hospitals is half more there and nothing elsewhere."""
    arm, prices = june(xiaocheng, ServiceFees(services=("bed",), yuan=45.0, yuan_before=30.0, levels=("county",)))
    county, city = hospital(arm, Tier.COUNTY), hospital(arm, Tier.TERTIARY)
    part = arm.setup.item_parts.parts[county, Setting.STAYS, Service.BED]
    assert part == pytest.approx(0.14)
    assert prices.by_setting[county, Setting.STAYS, SERVICES] == pytest.approx(1.0 + 0.5 * part)
    assert prices.by_setting[county, Setting.VISITS, SERVICES] == 1.0
    assert (prices.by_setting[city] == 1.0).all()
    assert (prices.price[city] == 1.0).all()


def test_rules_come_on_top_of_each_other(xiaocheng: Scenario) -> None:
    arm, prices = june(
        xiaocheng,
        ServiceFees(services=("laboratory", "imaging"), change=-0.2),
        ServiceFees(services=("laboratory",), change=-0.1, levels=("tertiary",)),
        PriceGap(tertiary=0.1),
    )
    city = hospital(arm, Tier.TERTIARY)
    lab = arm.setup.item_parts.parts[city, Setting.STAYS, Service.LABORATORY]
    assert prices.by_setting[city, Setting.STAYS, TESTS] == pytest.approx(0.8 * (1.0 - 0.1 * lab))
    assert prices.by_setting[city, Setting.STAYS, SERVICES] == pytest.approx(1.1)


def test_savings_raise_the_kinds_that_are_named(xiaocheng: Scenario) -> None:
    """All that cheaper tests save goes to nursing and surgery: what hospitals are paid stays as it was."""
    cut = ServiceFees(services=("imaging", "laboratory"), change=-0.1, levels=("county", "tertiary"))
    arm, prices = june(xiaocheng, cut, ServicePrices(savings_share=1.0, services=("nursing", "surgery")))
    city = hospital(arm, Tier.TERTIARY)
    price = prices.items.price[city]
    assert price[Service.NURSING] == price[Service.SURGERY] > 1.0
    assert (price[[s for s in SERVICE_PARTS if s not in {Service.NURSING, Service.SURGERY}]] == 1.0).all()
    at = np.array([f.level.hospital and f.owner.id == "city" for f in arm.setup.facilities.all])
    share, charges = arm.state.structure.share, arm.state.structure.charges
    assert ((prices.price * share).sum(axis=1) * charges)[at].sum() == pytest.approx(charges[at].sum())


def run_of(scenario: Scenario, *levers: Lever) -> Run:
    first = replace(scenario, years=replace(scenario.years, last=scenario.years.base))
    rules = tuple(replace(rule(lever), id=f"{lever.id}@{n}") for n, lever in enumerate(levers))
    return ArmRun(setup_of(Task(with_rules(first, *rules), Arm.REFORM, 0, 1, 0.05, False, True))).run(None)


def test_kinds_add_up_in_the_table_of_finance(xiaocheng: Scenario) -> None:
    fees = ServiceFees(services=("consultation",), change=0.3, ages=("age_0_6",))
    run = run_of(xiaocheng, fees)
    finance = run.money["finance"]
    cases = run.tables["cases"].groupby(["year", "month", "facility"])[["tests_fen", "services_fen"]].sum()
    items = finance.set_index(["year", "month", "facility"]).loc[cases.index]
    assert (items[["imaging_fen", "laboratory_fen"]].sum(axis=1) == cases["tests_fen"]).all()
    assert (items[[f"{s.id}_fen" for s in SERVICE_PARTS]].sum(axis=1) == cases["services_fen"]).all()
    assert run.checks["books_balance"]
