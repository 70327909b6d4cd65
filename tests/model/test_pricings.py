"""A pricing of stays is one object: settings, tariff, row of the contract table, what a yuan and a case bring."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pytest

from sim.model.pricing import PRICINGS, pricing_of
from sim.model.pricing.stay_pricing import NEVER, ContractRow, StayPricing
from sim.model.tariffs import CellSpread, Covered, Listed, Tariff
from sim.policy.contract_lever import CaseLever, ContractLever
from sim.policy.levers import LEVERS
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.dip import Dip
from sim.policy.levers.drg import Drg
from sim.policy.levers.per_diem import PerDiem
from sim.rules.event.pricing.contract import owed
from sim.vocabulary.names import Pricing

LISTED = Listed(
    np.full((2, 1, 3), 500.0),
    np.full((2, 1, 3), 5.0),
    np.array([[0.5, 1.0, 2.0]]),
    np.array([1, 2]),
    CellSpread(0.6, 0.55),
)
CASES = np.array([[[4.0, 2.0, 0.0]], [[1.0, 1.0, 2.0]]])
COVERED = Covered(CASES, CASES * np.array([[[100.0, 200.0, 400.0]], [[300.0, 600.0, 900.0]]]), CASES * 10.0)
LEVER: dict[str, ContractLever] = {
    "case_payment": CasePayment(diseases=10, conditions=("cancer",), case_share=1.0),
    "drg": Drg(review_limit=0.05, rebase_weight=0.5),
    "dip": Dip(review_limit=0.05),
    "per_diem": PerDiem(conditions=("mental",), minimum_days=7),
}


class Row(NamedTuple):
    """What the rules of DRG and DIP read of one contract."""

    low: list[float]
    high: list[float]
    extra_share: list[float]
    level: list[float]
    minimum_days: list[int]
    maximum_days: list[int]


def tariff(pricing: StayPricing[Any]) -> Tariff:
    """What a contract at both facilities starts with."""
    return pricing.tariff(COVERED, (0, 1), LISTED, 2016)


def test_every_lever_that_prices_stays_is_registered_once() -> None:
    assert set(PRICINGS) == {lever for lever in LEVERS.values() if issubclass(lever, ContractLever)}
    assert len({pricing.code for pricing in PRICINGS.values()}) == len(PRICINGS)


@pytest.mark.parametrize("name", LEVER)
def test_what_is_paid_by_group_can_be_coded_up(name: str) -> None:
    pricing = pricing_of(LEVER[name])
    assert pricing.coded == isinstance(LEVER[name], CaseLever)
    assert pricing.by_day == (name == "per_diem")
    assert pricing.settings is LEVER[name]


@pytest.mark.parametrize("name", LEVER)
def test_the_same_care_is_paid_what_it_was_charged(name: str) -> None:
    pricing = pricing_of(LEVER[name])
    price, levels = tariff(pricing).price(), LISTED.level_of
    level = (pricing.units(COVERED) * price).sum() / COVERED.charges.sum()
    review = pricing.review(price, level, COVERED, levels, LISTED.spread)
    paid = pricing.owed(price, level, COVERED, levels, review, LISTED.spread).sum()
    assert paid == pytest.approx(COVERED.charges.sum())


LISTED_CASES = CasePayment(diseases=1, conditions=("cancer",), case_share=1.0, low_outlier=0.6, high_outlier=1.5)


@pytest.mark.parametrize(
    "lever", [Drg(), Drg(low_outlier=0.0, high_outlier=2.0), Dip(), Dip(low_outlier=0.0), LISTED_CASES]
)
def test_owed_is_charged_case_by_case(lever: CaseLever) -> None:
    """Twenty thousand cases of each cell, each through the rule that engines run."""
    pricing = pricing_of(lever)
    found, row = tariff(pricing).price(), pricing.row()
    mean = COVERED.charges / np.maximum(COVERED.cases, 1e-9)
    level = float((COVERED.cases * found).sum() / COVERED.charges.sum())
    table = Row([row.low], [row.high], [row.extra_share], [level], [0], [row.maximum_days])
    factor = np.exp(0.6 * np.random.default_rng(1).standard_normal(20_000) - 0.18)
    due = charged = 0.0
    for cell in np.argwhere(COVERED.cases > 0):
        at = tuple(cell)
        bills = np.floor(mean[at] * 1e3 * factor + 0.5).astype(int).tolist()
        paid = sum(owed(int(pricing.code), bill, 0, 5, found[at] * 1e3, table, 0) for bill in bills)
        due += COVERED.cases[at] * paid
        charged += COVERED.cases[at] * sum(bills)
    assert due == pytest.approx(charged, rel=0.01)


def test_rows_of_the_contract_table() -> None:
    rows = {name: pricing_of(lever).row() for name, lever in LEVER.items()}
    assert rows["case_payment"] == ContractRow(high=NEVER)
    assert rows["per_diem"] == ContractRow(minimum_days=7)
    drg, dip = Drg(review_limit=0.05, rebase_weight=0.5), Dip(review_limit=0.05)
    drg_row = ContractRow(low=drg.low_outlier, high=drg.high_outlier, extra_share=drg.extra_share)
    assert rows["drg"] == replace(drg_row, review_from=drg.high_outlier)
    assert rows["dip"] == ContractRow(low=dip.low_outlier, high=dip.high_outlier, review_from=dip.high_outlier)
    own = pricing_of(Drg(minimum_days=2, maximum_days=60, readmission_days=10, transfers="full", review_days=60)).row()
    assert (own.minimum_days, own.maximum_days, own.review_days, own.whole_transfers) == (2, 60, 60, True)
    assert (own.readmission_days, own.readmission_share) == (10, 0.0)
    assert (rows["drg"].readmission_days, rows["drg"].readmission_share) == (0, 1.0)


def test_a_given_rate_does_not_follow_the_trend() -> None:
    for lever, fen in ((Drg(base_rate_yuan=6000.0), 6e5), (Dip(point_value_yuan=8000.0), 8e5)):
        found = tariff(pricing_of(lever))
        assert (found.rate, found.given) == (fen, True)
    found = tariff(pricing_of(PerDiem(conditions=("mental",), price_yuan=200.0)))
    assert (found.rate, found.given) == (20_000.0, True)
    assert (found.price() == 20_000.0).all()


def test_only_weights_move_in_january() -> None:
    dear = COVERED.charges * np.array([1.0, 1.0, 3.0])
    for name, moves in (("case_payment", False), ("per_diem", False), ("drg", True)):
        pricing = pricing_of(LEVER[name])
        first = tariff(pricing)
        second = pricing.in_january(first, COVERED.cases, dear, 2017)
        assert second.year == 2017
        assert np.array_equal(first.weight, second.weight) != moves
    assert pricing_of(LEVER["drg"]).next_year(0.9) == pytest.approx(0.45)
    assert pricing_of(LEVER["case_payment"]).next_year(0.9) == 0.0


def test_an_updated_rate_is_that_of_january() -> None:
    updated, kept = pricing_of(Drg()), pricing_of(Drg(updated=False))
    assert (updated.priced_from(1.5, 3.0), updated.priced_from(1.5, 1.0)) == (3.0, 1.5)
    assert kept.priced_from(1.5, 3.0) == 1.5
    assert pricing_of(LEVER["per_diem"]).priced_from(1.5, 3.0) == 1.5


def test_review_is_by_the_price_or_by_the_mean_charge() -> None:
    """DRG bounds are multiples of the price, DIP bounds of what the price stands for: at level 1 the same."""
    tier, limit = np.array([1, 2]), 0.02
    drg = pricing_of(Drg(review_limit=limit, high_outlier=2.0, severity_recognised=1.0))
    dip = pricing_of(Dip(review_limit=limit, high_outlier=2.0, severity_recognised=1.0))
    price = COVERED.charges / np.maximum(COVERED.cases, 1e-9)

    def review(pricing: StayPricing[Any], level: float) -> list[float]:
        found = pricing.review(price * level, level, COVERED, tier, LISTED.spread)
        return [round(chance, 12) for chance in found.tolist()]

    assert review(drg, 1.0) == review(dip, 1.0)
    assert review(dip, 0.5) == review(dip, 1.0)
    assert min(review(dip, 1.0)) < 1.0
    assert max(review(drg, 0.5)) < min(review(drg, 1.0)), "under a low price more cases lie beyond the bound"
    assert review(pricing_of(Drg()), 1.0) == [0.0, 0.0]
    assert review(pricing_of(LEVER["case_payment"]), 1.0) == [0.0, 0.0]


def test_codes_are_those_of_the_rules() -> None:
    codes = {name: pricing_of(lever).code for name, lever in LEVER.items()}
    assert codes == {
        "case_payment": Pricing.PER_CASE,
        "drg": Pricing.DRG,
        "dip": Pricing.DIP,
        "per_diem": Pricing.PER_DIEM,
    }


def test_limits_of_review_by_facility() -> None:
    """Twice the limit at the second level is twice the chance, as long as it is below 1."""
    lever = Drg(review_limit=0.005, severity_recognised=1.0)
    price = COVERED.charges / np.maximum(COVERED.cases, 1e-9)
    same = pricing_of(lever).review(price, 1.0, COVERED, LISTED.level_of, LISTED.spread)
    own = pricing_of(lever, (0.005, 0.01)).review(price, 1.0, COVERED, LISTED.level_of, LISTED.spread)
    assert own == pytest.approx(same * [1.0, 2.0])
    none = pricing_of(Drg(), (0.0, 0.01)).review(price, 1.0, COVERED, LISTED.level_of, LISTED.spread)
    assert none[0] == 0.0 < none[1]


def test_more_kinds_of_cases_leave_each_a_smaller_chance() -> None:
    price = COVERED.charges / np.maximum(COVERED.cases, 1e-9)
    dear, cheap, long = (
        pricing_of(Drg(review_limit=0.001, **more)).review(price, 1.0, COVERED, LISTED.level_of, LISTED.spread)  # type: ignore[arg-type]
        for more in ({}, {"review_below": 0.4}, {"review_days": 20})
    )
    assert (cheap < dear).all()
    assert (long < dear).all()
