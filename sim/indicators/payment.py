"""Payment reform: what it covers, what it does to funds and hospitals, and its side effects."""

from __future__ import annotations

import numpy as np

from sim.indicators.counts import ALL, FIRST_AGE, FIRST_DISTRICT, FIRST_SCHEME, SCHEMES, Amount, Cells, PeriodCounts
from sim.indicators.indicator import Domain, Fraction, Indicator, count, ratio
from sim.vocabulary.measures import YUAN
from sim.vocabulary.names import Encounter, Owner, Scheme

CITY_OWNERS = (Owner.CITY, Owner.PROVINCE)


def _stays(column: str, *, insured_public: bool = False) -> Amount:
    """Stays by place of care and tier; with ``insured_public`` those of the insured in public hospitals."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        where = rows["kind"] >= Encounter.STAY
        if insured_public:
            where &= (rows["public"] == 1) & (rows["scheme"] != Scheme.NONE)
        return counts.at_facilities(rows, column, where, by_tier=True)

    return amount


def _admissions(column: str) -> Amount:
    """Stays and day surgery; a step-down stay is the rest of one that is counted already."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        where = (rows["kind"] == Encounter.STAY) | (rows["kind"] == Encounter.DAY_SURGERY)
        return counts.at_facilities(rows, column, where, by_tier=True)

    return amount


def _beds(column: str) -> Amount:
    return lambda counts: counts.at_facilities(counts.beds, column, by_tier=True)


def _visits(column: str) -> Amount:
    return lambda counts: counts.at_facilities(counts.visits, column, by_tier=True)


def _drift(counts: PeriodCounts) -> Fraction:
    """Coded less true weight over true weight."""
    true = _stays("true_weight_milli")(counts)
    return _stays("weight_milli")(counts) - true, true


def _by_item(counts: PeriodCounts) -> Cells:
    """Stays that no contract pays per case, group, point or day."""
    return _stays("count")(counts) - _stays("per_case")(counts)


def _kept_out(counts: PeriodCounts) -> Fraction:
    """Stays kept out, over those and the stays that contracts pay."""
    out = _stays("kept_out")(counts)
    return out, out + _stays("per_case")(counts)


def _city_hospitals(*columns: str) -> Amount:
    """Charges of public hospitals owned by the city or the province, whoever comes, in yuan."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        where = (rows["public"] == 1) & np.isin(rows["owner"], CITY_OWNERS)
        total: Cells = np.sum([counts.at_facilities(rows, column, where) for column in columns], axis=0) * YUAN
        return total

    return amount


def _finance(*, cost: bool) -> Amount:
    """What public hospitals are owed, with compensation, less (with ``cost``) the marginal cost of care; yuan."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.finance
        if rows is None:
            return counts.empty()
        income = rows["due_fen"] + rows["settled_fen"] + rows["compensation_fen"]
        left = dict(rows) | {"left": income - rows["cost_fen"] if cost else income}
        return counts.at_facilities(left, "left", rows["public"] == 1, by_tier=True) * YUAN

    return amount


def _fund(column: str) -> Amount:
    """What the funds take in or spend, whole pool, by scheme; yuan."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.fund
        if rows is None:
            return counts.empty()
        return _by_scheme(counts, counts.total(rows, column, None, ("scheme", len(Scheme)))) * YUAN

    return amount


def _fund_balance(counts: PeriodCounts) -> Cells:
    """Income less spending, whole pool, by scheme; yuan."""
    balance: Cells = _fund("income_fen")(counts) - _fund("spent_fen")(counts)
    return balance


def _insured_persons(counts: PeriodCounts) -> Cells:
    """Residents insured here, whole pool, by scheme."""
    return _by_scheme(counts, counts.total(counts.persons, "residents", None, ("scheme", len(Scheme))))


def _by_scheme(counts: PeriodCounts, sums: Cells) -> Cells:
    """Sums by run and scheme in the cells of the whole pool."""
    found = counts.empty()
    found[:, ALL, FIRST_SCHEME:FIRST_AGE] = sums[:, SCHEMES]
    found[:, ALL, 0] = sums[:, SCHEMES].sum(axis=1)
    return found


def _package(column: str) -> Amount:
    """Packaged budgets: all together, and of each district covered; yuan."""

    def amount(counts: PeriodCounts) -> Cells:
        rows, found = counts.budgets, counts.empty()
        if rows is None:
            return found
        districts = len(counts.tables.districts)
        sums = counts.total(rows, column, None, ("home", districts + 1)) * YUAN
        found[:, FIRST_DISTRICT:, 0], found[:, ALL, 0] = sums[:, :districts], sums[:, districts]
        return found

    return amount


INDICATORS = (
    Indicator(
        "drug_share_city", "down", Domain.PLACE,
        ratio(
            _city_hospitals("drugs_fen"),
            _city_hospitals("drugs_fen", "consumables_fen", "tests_fen", "services_fen"),
        ), "D",
    ),
    Indicator(
        "consumables_per_100_city", "down", Domain.PLACE,
        ratio(
            _city_hospitals("consumables_fen"), _city_hospitals("consumables_fen", "tests_fen", "services_fen")
        ), "D",
        scale=100.0,
    ),
    Indicator(
        "fund_balance", "neutral", Domain.INSURED, count(_fund_balance), "D",
    ),
    Indicator(
        "fund_income_per_insured", "neutral", Domain.INSURED, ratio(_fund("income_fen"), _insured_persons),
        "C", yearly=True,
    ),
    Indicator(
        "fund_spending_per_insured", "neutral", Domain.INSURED, ratio(_fund("spent_fen"), _insured_persons),
        "C", yearly=True,
    ),
    Indicator(
        "package_surplus", "neutral", Domain.INSURED, ratio(_package("balance_fen"), _package("budget_fen")),
        "D", yearly=True,
    ),
    Indicator(
        "drg_coverage", "up", Domain.INSURED,
        ratio(_stays("per_case", insured_public=True), _stays("count", insured_public=True)), "D",
    ),
    Indicator(
        "fee_for_service_share", "down", Domain.PLACE, ratio(_by_item, _stays("count")), "D",
    ),
    Indicator(
        "low_weight_share", "down", Domain.PLACE, ratio(_stays("low_weight"), _stays("count")), "K",
    ),
    Indicator(
        "coding_drift", "down", Domain.PLACE, _drift, "M",
    ),
    Indicator(
        "kept_out_share", "down", Domain.PLACE, _kept_out, "K",
    ),
    Indicator(
        "split_share", "down", Domain.PLACE, ratio(_stays("split_stays"), _admissions("count")), "K",
    ),
    Indicator(
        "visits_around_admission", "neutral", Domain.PLACE, ratio(_visits("after_discharge"), _admissions("count")),
        "K",
    ),
    Indicator(
        "over_3x_share", "down", Domain.PLACE, ratio(_stays("over_3x"), _stays("count")), "K",
    ),
    Indicator(
        "severe_sent_on_share", "down", Domain.PLACE, ratio(_beds("severe_sent_on"), _admissions("severe")), "K",
    ),
    Indicator(
        "postponed_share", "down", Domain.PLACE, ratio(_beds("postponed"), _admissions("count")), "M",
    ),
    Indicator(
        "hospital_margin_share", "neutral", Domain.PLACE, ratio(_finance(cost=True), _finance(cost=False)), "K",
    ),
)  # fmt: skip
