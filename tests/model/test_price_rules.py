"""Price policy, by hand: totals that are never passed, gaps by tier, procurement and what is kept of its saving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from sim.engine.tables import no_contracts
from sim.model.in_force import effects_of
from sim.model.month import month_of
from sim.model.prices import Prices, prices_of, with_income
from sim.model.procurement import Basket, basket_of, bought
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.lever import Lever
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.drug_procurement import DrugProcurement
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.price_gap import PriceGap
from sim.policy.levers.protection import Protection
from sim.policy.levers.service_fees import ServiceFees
from sim.policy.levers.service_prices import ServicePrices
from sim.policy.levers.visit_fee import VisitFee
from sim.policy.levers.zero_markup import ZeroMarkup
from sim.rules.event.bill import benefit_at, fee_split
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Arrival, Category, Grade, Owner, Tier

from .arms import rule, with_rules

DRUGS, SERVICES = Category.DRUGS, Category.SERVICES


def arm_of(scenario: Scenario, *levers: Lever, sample: float = 0.05, start: date = date(2016, 1, 1)) -> ArmRun:
    """An arm with these rules from a date on."""
    rules = tuple(replace(rule(lever), start=start, id=f"{lever.id}@{n}") for n, lever in enumerate(levers))
    return ArmRun(
        setup_of(Task(with_rules(scenario, *rules), Arm.REFORM, 0, 1, sample, simulate_queues=False, journal=True))
    )


def prices_in_june(scenario: Scenario, *levers: Lever) -> tuple[ArmRun, Prices, Basket]:
    """The prices of a month with these rules; every facility had a million yuan of charges a year."""
    arm = arm_of(scenario, *levers)
    effects = effects_of(arm.setup.scenario, arm.setup.facilities, arm.setup.key_share, 2016, 6, rules_on=True)
    basket = basket_of(effects, arm.setup.scenario)
    count = len(arm.setup.facilities.all)
    share = np.tile([0.4, 0.1, 0.2, 0.3], (count, 1))
    structure = replace(arm.state.structure, share=share, charges=np.full(count, 1e8))
    arm.state = replace(arm.state, structure=structure)
    return arm, prices_of(effects, structure, arm.setup.cost_base, basket, arm.setup.item_parts), basket


def hospital(arm: ArmRun, tier: Tier) -> int:
    """A hospital of a tier; all of them are public."""
    return next(f for f, one in enumerate(arm.setup.facilities.all) if one.tier == tier)


@pytest.mark.parametrize("total", [0.0, 0.01, 0.2])
@pytest.mark.parametrize("savings", [0.0, 0.8])
def test_service_prices_rise_within_their_total(xiaocheng: Scenario, total: float, savings: float) -> None:
    cut = DrugProcurement(price_cut=0.3, spending_share=0.5)
    arm, prices, _ = prices_in_june(xiaocheng, cut, ServicePrices(savings_share=savings, total_growth=total))
    structure = arm.state.structure
    extra = (prices.price[:, SERVICES] - 1.0) * structure.share[:, SERVICES] * structure.charges
    saved = (1.0 - prices.price[:, DRUGS]) * structure.share[:, DRUGS] * structure.charges
    listed = prices.price[:, DRUGS] < 1.0
    allowed = total * structure.charges[listed].sum() + savings * saved[listed].sum()
    assert listed.any()
    assert extra.sum() == pytest.approx(allowed, rel=1e-12), "no yuan more, at base-year quantities"
    assert not extra[~listed].any(), "places that keep their prices"


def test_cheaper_tests_pay_for_services(xiaocheng: Scenario) -> None:
    """Some up, some down: all that tests save is given back, and what hospitals are paid stays as it was."""
    arm, prices, _ = prices_in_june(xiaocheng, ServicePrices(savings_share=1.0, tests_cut=0.1))
    f = hospital(arm, Tier.TERTIARY)
    assert prices.price[f, Category.TESTS] == pytest.approx(0.9)
    assert prices.cost[f] == pytest.approx(prices.cost_base[f])
    assert prices.price[f] @ arm.state.structure.share[f] == pytest.approx(1.0)
    assert prices.price[0].tolist() == [1.0] * 4, "a centre"


@pytest.mark.parametrize("consumables", [False, True])
def test_zero_mark_up_of_consumables_by_hand(xiaocheng: Scenario, consumables: bool) -> None:
    """Sold at cost, half of the lost margin from the treasury; without the setting consumables stay as they are."""
    arm, prices, _ = prices_in_june(xiaocheng, ZeroMarkup(subsidy_share=0.5, consumables=consumables))
    f, base = hospital(arm, Tier.TERTIARY), arm.setup.cost_base
    sold = base[f, Category.CONSUMABLES] if consumables else 1.0
    assert prices.price[f, DRUGS] == pytest.approx(base[f, DRUGS])
    assert prices.price[f, Category.CONSUMABLES] == pytest.approx(sold)
    assert prices.cost[f] == pytest.approx(base[f])
    lost = (1.0 - prices.price[f]) @ arm.state.structure.share[f]
    assert prices.subsidy[f] == pytest.approx(0.5 * lost)


def test_gaps_by_tier_for_visits_and_stays(xiaocheng: Scenario) -> None:
    arm, prices, _ = prices_in_june(xiaocheng, PriceGap(primary=-0.2, tertiary=0.3))
    expected = {Tier.PRIMARY: 0.8, Tier.COUNTY: 1.0, Tier.TERTIARY: 1.3, Tier.OUTSIDE: 1.0}
    for f, one in enumerate(arm.setup.facilities.all):
        assert prices.price[f].tolist() == [1.0, 1.0, 1.0, pytest.approx(expected[one.tier])]
    effects = effects_of(arm.setup.scenario, arm.setup.facilities, arm.setup.key_share, 2016, 6, rules_on=True)
    none = effects_of(arm.setup.scenario, arm.setup.facilities, arm.setup.key_share, 2016, 6, rules_on=False)
    same = prices_of(
        none,
        arm.state.structure,
        arm.setup.cost_base,
        basket_of(none, arm.setup.scenario),
        arm.setup.item_parts,
    )
    free = no_contracts(len(arm.setup.facilities.all), arm.setup.world.payers)
    month, before = (month_of(arm.setup, arm.state, e, p, free, 2016, 6) for e, p in ((effects, prices), (none, same)))
    assert (month.prices_moved, before.prices_moved) == (1, 0)
    f, cells = hospital(arm, Tier.TERTIARY), len(arm.setup.scenario.conditions) * 3 * len(Category)
    for table in ("visit_fen", "stay_fen"):
        now, then = (np.array(getattr(m, table))[f * cells : (f + 1) * cells].reshape(-1, 4) for m in (month, before))
        assert now[:, SERVICES] == pytest.approx(1.3 * then[:, SERVICES])
        assert now[:, :SERVICES] == pytest.approx(then[:, :SERVICES])


def test_an_agreed_volume_by_hand(xiaocheng: Scenario) -> None:
    """Half of the drugs, 60 % cheaper, 80 % of the volume instead of 30 %; elasticity 0.3, offset 0.45."""
    arm, prices, basket = prices_in_june(
        xiaocheng, DrugProcurement(price_cut=0.6, spending_share=0.5, agreed_volume=0.8)
    )
    f = hospital(arm, Tier.TERTIARY)
    fall = 1.0 - 0.8 * 0.6
    volume = (1.0 - 0.45 * 0.48) * fall**-0.3
    spent = 0.5 + 0.5 * (volume * fall + 0.45 * 0.48)
    assert prices.price[f, DRUGS] == pytest.approx(0.5 + 0.5 * fall)
    assert prices.price[f, DRUGS] * prices.quantity[f, DRUGS] == pytest.approx(spent)
    assert basket.saving[f] == pytest.approx(1.0 - spent)
    found = bought(basket, np.full(len(basket.price), spent * 1000.0), (prices.price * prices.quantity)[:, DRUGS])
    assert found["procured_before_fen"][f] == pytest.approx(500.0)
    assert found["procured_fen"][f] == pytest.approx(500.0 * volume * fall)
    assert found["procured_units_before"][f] == pytest.approx(500.0 * 0.3)
    assert found["procured_units"][f] == pytest.approx(500.0 * volume * 0.8)


def test_less_agreed_than_bought_before_takes_nothing_away(xiaocheng: Scenario) -> None:
    f = -1
    for agreed in (0.0, 0.299, 0.3):
        arm, prices, _ = prices_in_june(
            xiaocheng, DrugProcurement(price_cut=0.6, spending_share=1.0, agreed_volume=agreed)
        )
        f = hospital(arm, Tier.TERTIARY)
        assert prices.price[f, DRUGS] == pytest.approx(1.0 - 0.3 * 0.6)
    _, more, _ = prices_in_june(xiaocheng, DrugProcurement(price_cut=0.6, spending_share=1.0, agreed_volume=0.301))
    assert more.price[f, DRUGS] == pytest.approx(1.0 - 0.301 * 0.6)


def test_without_an_agreed_volume_the_whole_basket_gets_cheaper(xiaocheng: Scenario) -> None:
    arm, prices, basket = prices_in_june(xiaocheng, DrugProcurement(price_cut=0.2, spending_share=0.5))
    f = hospital(arm, Tier.TERTIARY)
    assert (prices.price[f, DRUGS], prices.quantity[f, DRUGS]) == (pytest.approx(0.9), 1.0)
    found = bought(basket, np.full(len(basket.price), 900.0), (prices.price * prices.quantity)[:, DRUGS])
    assert found["procured_before_fen"][f] == pytest.approx(500.0) == found["procured_units"][f]
    assert found["procured_fen"][f] == pytest.approx(400.0)


def test_units_do_not_follow_the_mark_up(xiaocheng: Scenario) -> None:
    """The same boxes at a lower price: what is charged falls, units stay."""
    buy = DrugProcurement(price_cut=0.5, spending_share=0.5, agreed_volume=0.8)
    units = []
    for levers in ((buy,), (buy, ZeroMarkup())):
        arm, prices, basket = prices_in_june(xiaocheng, *levers)
        factor = (prices.price * prices.quantity)[:, DRUGS]
        units.append(bought(basket, 1000.0 * factor, factor)["procured_units"][hospital(arm, Tier.TERTIARY)])
    assert units[0] == pytest.approx(units[1])


def surplus(run: Run, year: int) -> pd.DataFrame:
    """What the funds let hospitals keep."""
    money = run.money["money"]
    return money[(money["purpose"] == "procurement_surplus") & (money["year"] == year)]


def year_of(scenario: Scenario, *levers: Lever) -> tuple[ArmRun, Run]:
    """2016 without, 2017 with the rules."""
    arm = arm_of(replace(scenario, years=replace(scenario.years, last=2017)), *levers, start=date(2017, 1, 1))
    return arm, arm.run(None)


def test_hospitals_keep_a_share_of_what_the_funds_save(xiaocheng: Scenario) -> None:
    """Half of it: a payment of the funds beside the bills, in the margin, and less is lost than without it."""
    values = {"price_cut": 0.5, "spending_share": 0.6, "agreed_volume": 0.8}
    (arm, kept), (other, none) = (
        year_of(xiaocheng, DrugProcurement(**values, surplus_kept_share=share))  # type: ignore[arg-type]
        for share in (0.5, 0.0)
    )
    assert kept.checks["books_balance"]
    assert surplus(none, 2017).empty
    assert surplus(kept, 2016).empty
    found = surplus(kept, 2017)
    assert set(found["payer"]) == {"fund:employee", "fund:resident"}
    finance = kept.money["finance"]
    now = finance[finance["year"] == 2017]
    assert found["fen"].sum() == now["settled_fen"].sum() > 0
    # By hand, a year at once: half of the funds' part of what drugs cost less, alternatives and volume counted.
    fall = 1.0 - 0.8 * 0.5
    offset = 0.45 * (1.0 - fall)
    saving = 0.6 * (1.0 - ((1.0 - offset) * fall**-0.3 * fall + offset))
    cases = kept.tables["cases"]
    hospitals = {one.id for one in arm.setup.facilities.all if one.tier in {Tier.COUNTY, Tier.TERTIARY}}
    year = cases[(cases["year"] == 2017) & cases["facility"].isin(hospitals)]
    insured = year[year["scheme"] != "none"].groupby("facility")["fund_fen"].sum()
    sums = year.groupby("facility").sum(numeric_only=True)
    charges = sums[["drugs_fen", "consumables_fen", "tests_fen", "services_fen"]].sum(axis=1)
    expected = 0.5 * (sums["drugs_fen"] * saving / (1.0 - saving) * insured / charges).sum()
    assert found["fen"].sum() == pytest.approx(expected, rel=0.02), "monthly shares of the fund differ a little"
    f = arm.setup.facilities.index("city")
    assert arm.state.providers.level[f].mean() <= other.state.providers.level[f].mean(), "less margin to win back"


def test_nothing_is_kept_of_a_saving_that_was_eaten(xiaocheng: Scenario) -> None:
    dear = replace(
        xiaocheng,
        parameters={
            **xiaocheng.parameters,
            "procurement_offset": replace(xiaocheng.parameters["procurement_offset"], value=1.0),
            "e_procured": replace(xiaocheng.parameters["e_procured"], value=1.1),
        },
    )
    lever = DrugProcurement(price_cut=0.5, spending_share=0.6, agreed_volume=0.8, surplus_kept_share=1.0)
    _, prices, basket = prices_in_june(dear, lever)
    assert basket.saving.min() < 0.0
    arm, run = year_of(dear, lever)
    assert surplus(run, 2017).empty
    none = np.zeros((len(arm.setup.facilities.all), 2), dtype=np.int64)
    assert np.array_equal(with_income(prices, none.sum(axis=1), arm.state.structure).subsidy, prices.subsidy)


NOTHING = {
    "price_gap": PriceGap(),
    "service_prices": ServicePrices(savings_share=0.0, total_growth=0.0),
    "service_fees": ServiceFees(services=("bed", "laboratory"), change=0.0, ages=("age_0_6",)),
    "procurement": DrugProcurement(price_cut=0.0, spending_share=0.5, agreed_volume=0.7, surplus_kept_share=0.5),
    "benefit_tilt": BenefitTilt(),
    "deductibles": Deductibles(third=600.0),  # as it is
    "outpatient_pooling": OutpatientPooling(),
    "protection": Protection(),
}


def test_rules_that_change_nothing_change_no_byte(xiaocheng: Scenario) -> None:
    plain, same = (arm_of(xiaocheng, *levers).run(None) for levers in ((), tuple(NOTHING.values())))
    assert plain.journal == same.journal
    assert len(plain.journal) > 1000
    for name, table in plain.tables.items():
        pd.testing.assert_frame_equal(table, same.tables[name])
    for name, table in plain.money.items():
        known = table.drop(columns=[c for c in table if c.startswith("procured")])
        pd.testing.assert_frame_equal(known, same.money[name][list(known)])
    assert plain.checks == same.checks


def test_a_fee_at_the_door_by_hand(xiaocheng: Scenario) -> None:
    """Forty yuan at third-level hospitals, 25 of them paid by the residents' fund, whatever was paid before."""
    fee = VisitFee(first=2.0, third=40.0, fund_third=25.0, fund_first=5.0, schemes=("resident",))
    arm, _, _ = prices_in_june(xiaocheng, fee)
    effects = effects_of(arm.setup.scenario, arm.setup.facilities, arm.setup.key_share, 2016, 6, rules_on=True)
    charged = {f.id: int(effects.visit_fee[n]) for n, f in enumerate(arm.setup.facilities.all)}
    for n, one in enumerate(arm.setup.facilities.all):
        public = not one.level.beyond and one.owner != Owner.PRIVATE
        by_grade = {Grade.FIRST: 200, Grade.THIRD: 4000}
        assert charged[one.id] == (by_grade.get(one.level.grade, 0) if public else 0), one.id
        assert effects.visit_fee[n] == charged[one.id]
    payers = {payer.scheme.id: n for n, payer in enumerate(arm.setup.scenario.region.payers)}
    b = effects.benefit

    def split(fee: int, scheme: str, grade: Grade) -> tuple[int, int]:
        return fee_split(fee, benefit_at(payers[scheme], 0, grade, Arrival.UNREFERRED, b), b)

    assert split(4000, "resident", Grade.THIRD) == (2500, 1500)
    assert split(200, "resident", Grade.FIRST) == (200, 0), "no more than the fee"
    assert split(4000, "employee", Grade.THIRD) == (0, 4000)
    assert split(4000, "resident", Grade.OUTSIDE) == (0, 4000), "out of the pool"
