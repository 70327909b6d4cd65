"""Cost: growth with its two parts, cost per case, revenue structure, who pays."""

from __future__ import annotations

import numpy as np

from sim.indicators.counts import ALL, FIRST_AGE, FIRST_DISTRICT, FIRST_SCHEME, SCHEMES, Amount, Cells, PeriodCounts
from sim.indicators.indicator import Domain, Fraction, Indicator, divided, growth, quotient, ratio
from sim.indicators.money_tables import ITEMS
from sim.indicators.utilisation import residents
from sim.vocabulary.measures import YUAN
from sim.vocabulary.names import Encounter, Scheme, Tier
from sim.vocabulary.services import SERVICE_PARTS, Service


def _hospitals(*columns: str) -> Amount:
    """Charges of public hospitals of the county and tertiary tier, whoever comes, in yuan."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        parts = [counts.at_facilities(rows, column, rows["public"] == 1, by_tier=True) for column in columns]
        total: Cells = np.sum(parts, axis=0) * YUAN
        return total

    return amount


# What is paid for the work of people: services but for beds.
LABOUR = tuple(service for service in SERVICE_PARTS if service is not Service.BED)
_REVENUE = _hospitals("charges_fen")
_WITHOUT_DRUGS = _hospitals("consumables_fen", "tests_fen", "services_fen")


def _finance(column: str) -> Amount:
    """A column of the table of finance over public hospitals, in yuan; nothing where no run wrote it."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.finance
        if rows is None or column not in rows or ITEMS[0] not in rows:
            return counts.empty()
        return counts.at_facilities(rows, column, rows["public"] == 1, by_tier=True) * YUAN

    return amount


_finance_revenue = _finance("charges_fen")


def _items(*services: Service) -> Amount:
    """Charges of public hospitals for kinds of item, in yuan."""
    parts = [_finance(f"{service.id}_fen") for service in services]
    return lambda counts: np.sum([part(counts) for part in parts], axis=0)


def _by_kind(counts: PeriodCounts, column: str) -> Cells:
    """A column of public-hospital cases by run, area, tier and kind of encounter."""
    rows = counts.cases
    keys = (("district", len(counts.tables.districts) + 1), ("tier", len(Tier)), ("kind", len(Encounter)))
    sums = counts.total(rows, column, rows["public"] == 1, *keys)[:, :-1]
    return np.concatenate([sums.sum(axis=1, keepdims=True), sums], axis=1)


def _volume_growth(counts: PeriodCounts) -> Fraction | None:
    """Laspeyres: this year's volumes at last year's unit costs, by tier and kind of encounter.

    A kind that did not exist last year is taken at its own unit cost: all of it is volume.
    """
    if counts.before is None:
        return None
    old, new = _by_kind(counts.before, "charges_fen") * YUAN, _by_kind(counts, "charges_fen") * YUAN
    cases, cases_new = _by_kind(counts.before, "count"), _by_kind(counts, "count")
    unit = np.where(cases > 0, divided(old, cases), divided(new, cases_new))
    at_old_cost = np.where(cases_new > 0, cases_new * unit, 0.0)
    return _on_grid(counts, at_old_cost - old), _on_grid(counts, old)


def _on_grid(counts: PeriodCounts, sums: Cells) -> Cells:
    """Sums by area, tier and kind as the group ``all`` of the prefecture and each district."""
    found = counts.empty()
    areas = sums.sum(axis=(2, 3))
    found[:, ALL, 0], found[:, FIRST_DISTRICT:, 0] = areas[:, 0], areas[:, 1:]
    return found


def _unit_growth(counts: PeriodCounts) -> Fraction | None:
    """The rest of the growth: what is not volume."""
    volume, whole = _volume_growth(counts), growth(_REVENUE)(counts)
    return None if volume is None or whole is None else (whole[0] - volume[0], volume[1])


def _per_case(column: str, *, stays: bool) -> Amount:
    """Yuan or number of visits (stays) by place of care and tier, care beyond the prefecture as a group."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        found = counts.at_facilities(rows, column, (rows["kind"] >= Encounter.STAY) == stays, by_tier=True)
        return found * YUAN if column.endswith("_fen") else found

    return amount


def _insured(*columns: str) -> Amount:
    """Inpatient bills of the pool's insured, wherever they are treated; whole pool only, by scheme."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.cases
        found = counts.empty()
        where = rows["kind"] >= Encounter.STAY
        parts = [counts.total(rows, column, where, ("scheme", len(Scheme))) for column in columns]
        sums: Cells = np.sum(parts, axis=0) * YUAN
        found[:, ALL, FIRST_SCHEME:FIRST_AGE] = sums[:, SCHEMES]
        found[:, ALL, 0] = sums[:, SCHEMES].sum(axis=1)
        return found

    return amount


_PUBLIC_PAYERS = ("fund_fen", "critical_illness_fen", "assistance_fen")
_IN_POLICY = (*_PUBLIC_PAYERS, "self_paid_fen")


def _fund_revenue(counts: PeriodCounts) -> Cells:
    rows = counts.cases
    where = (rows["public"] == 1) & (rows["scheme"] != Scheme.NONE)
    return counts.at_facilities(rows, "fund_fen", where, by_tier=True) * YUAN


def _paid(column: str) -> Amount:
    return lambda counts: counts.of_residents(counts.people, column) * YUAN


def _mean_cost(name: str, *, stays: bool) -> tuple[Indicator, Indicator]:
    yuan, cases = _per_case("charges_fen", stays=stays), _per_case("count", stays=stays)
    return (
        Indicator(name, "down", Domain.PLACE, ratio(yuan, cases), "R"),
        Indicator(
            f"{name}_growth", "down", Domain.PLACE, growth(quotient(yuan, cases)), "C",
        ),
    )  # fmt: skip


INDICATORS = (
    Indicator(
        "cost_growth", "down", Domain.PLACE, growth(_REVENUE), "D",
    ),
    Indicator(
        "cost_growth_volume", "neutral", Domain.PLACE, _volume_growth, "M",
    ),
    Indicator(
        "cost_growth_unit", "neutral", Domain.PLACE, _unit_growth, "M",
    ),
    *_mean_cost("cost_per_visit", stays=False),
    *_mean_cost("cost_per_discharge", stays=True),
    Indicator(
        "medical_cost_per_resident", "neutral", Domain.RESIDENTS, ratio(_paid("charges_fen"), residents), "M",
    ),
    Indicator(
        "oop_share", "down", Domain.RESIDENTS, ratio(_paid("out_of_pocket_fen"), _paid("charges_fen")), "D",
    ),
    Indicator(
        "drug_share", "down", Domain.PLACE, ratio(_hospitals("drugs_fen"), _REVENUE), "D",
    ),
    Indicator(
        "consumables_per_100", "down", Domain.PLACE, ratio(_hospitals("consumables_fen"), _WITHOUT_DRUGS),
        "D", scale=100.0,
    ),
    Indicator(
        "service_revenue_share", "up", Domain.PLACE, ratio(_hospitals("services_fen"), _REVENUE), "D",
    ),
    Indicator(
        "labour_revenue_share", "up", Domain.PLACE, ratio(_items(*LABOUR), _finance_revenue), "D",
    ),
    Indicator(
        "imaging_revenue_share", "down", Domain.PLACE, ratio(_items(Service.IMAGING), _finance_revenue), "D",
    ),
    Indicator(
        "laboratory_revenue_share", "down", Domain.PLACE, ratio(_items(Service.LABORATORY), _finance_revenue), "D",
    ),
    Indicator(
        "income_by_payer", "neutral", Domain.PLACE, ratio(_fund_revenue, _REVENUE), "C",
    ),
    Indicator(
        "reimb_in_policy", "up", Domain.INSURED, ratio(_insured("fund_fen"), _insured(*_IN_POLICY)), "K",
    ),
    Indicator(
        "reimb_actual", "up", Domain.INSURED, ratio(_insured(*_PUBLIC_PAYERS), _insured("charges_fen")), "K",
    ),
    Indicator(
        "self_paid_share", "down", Domain.INSURED,
        ratio(_insured("self_funded_fen"), _insured("charges_fen")), "K",
    ),
)  # fmt: skip
