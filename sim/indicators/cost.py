"""Cost: growth with its two parts, cost per case, revenue structure, who pays."""

from __future__ import annotations

import pandas as pd

from sim.indicators.counts import INDEX, Amount, Counts
from sim.indicators.indicator import Domain, Fraction, Indicator, growth, quotient, ratio
from sim.indicators.utilisation import residents
from sim.vocabulary.names import Scheme

YUAN = 0.01


def _hospitals(*columns: str) -> Amount:
    """Charges of public hospitals of the county and tertiary tier, whoever comes, in yuan."""

    def amount(counts: Counts) -> pd.Series:
        public = counts.cases["public"]
        parts = [counts.at_facilities("cases", column, public, "tier") for column in columns]
        return pd.concat(parts, axis=1).sum(axis=1) * YUAN

    return amount


_REVENUE = _hospitals("charges_fen")


def _without_drugs(counts: Counts) -> pd.Series:
    return _hospitals("consumables_fen", "tests_fen", "services_fen")(counts)


def _cells(counts: Counts) -> pd.DataFrame:
    """Number and yuan of public-hospital cases by run, area, tier and kind of encounter."""
    frame = counts.cases[counts.cases["public"]]
    areas = [frame.assign(area="all"), frame.assign(area=frame["district"])]
    keys = [*INDEX[:3], "tier", "kind"]
    sums = pd.concat(areas).groupby(keys)[["count", "charges_fen"]].sum()
    return sums.assign(yuan=sums["charges_fen"] * YUAN)


def _volume_growth(counts: Counts) -> Fraction | None:
    """Laspeyres: this year's volumes at last year's unit costs, by tier and kind of encounter.

    A kind that did not exist last year is taken at its own unit cost: all of it is volume.
    """
    if counts.before is None:
        return None
    last, now = _cells(counts.before), _cells(counts)
    cells = last.add_suffix("_last").join(now.add_suffix("_now"), how="outer").fillna(0.0)
    unit = (cells["yuan_last"] / cells["count_last"]).fillna(cells["yuan_now"] / cells["count_now"])
    at_old_cost = cells["count_now"] * unit
    by_area = INDEX[:3]
    old = cells["yuan_last"].groupby(by_area).sum()
    return _all_groups(at_old_cost.groupby(by_area).sum() - old), _all_groups(old)


def _unit_growth(counts: Counts) -> Fraction | None:
    """The rest of the growth: what is not volume."""
    volume, whole = _volume_growth(counts), growth(_REVENUE)(counts)
    if volume is None or whole is None or volume[1] is None:
        return None
    return whole[0].reindex(volume[0].index) - volume[0], volume[1]


def _all_groups(series: pd.Series) -> pd.Series:
    frame = series.rename("value").reset_index()
    frame["group"] = "all"
    return frame.set_index(INDEX)["value"]


def _per_case(column: str, *, stays: bool) -> Amount:
    """Yuan or number of visits (stays) by place of care and tier, care beyond the prefecture as a group."""

    def amount(counts: Counts) -> pd.Series:
        frame = counts.cases
        found = counts.at_facilities("cases", column, frame["stay"] == stays, "tier")
        return found * YUAN if column.endswith("_fen") else found

    return amount


def _insured(columns: tuple[str, ...]) -> Amount:
    """Inpatient bills of the pool's insured, wherever they are treated; whole pool only."""

    def amount(counts: Counts) -> pd.Series:
        frame = counts.cases
        frame = frame[frame["stay"] & (frame["scheme"] != Scheme.NONE.id)].assign(area="all")
        keys = [frame.assign(group="all"), frame.assign(group=frame["scheme"])]
        return pd.concat(keys).groupby(INDEX)[list(columns)].sum().sum(axis=1) * YUAN

    return amount


_PUBLIC_PAYERS = ("fund_fen", "critical_illness_fen", "assistance_fen")
_IN_POLICY = (*_PUBLIC_PAYERS, "self_paid_fen")


def _fund_revenue(counts: Counts) -> pd.Series:
    where = counts.cases["public"] & (counts.cases["scheme"] != Scheme.NONE.id)
    return counts.at_facilities("cases", "fund_fen", where, "tier") * YUAN


def _paid(column: str) -> Amount:
    return lambda counts: counts.of_residents("people", column) * YUAN


def _mean_cost(name: str, *, stays: bool) -> tuple[Indicator, Indicator]:
    yuan, cases = _per_case("charges_fen", stays=stays), _per_case("count", stays=stays)
    below = "discharges, with day surgery and step-down stays" if stays else "visits, with emergencies"
    return (
        Indicator(name, "down", Domain.PLACE, ratio(yuan, cases), f"charges / {below}", "R"),
        Indicator(
            f"{name}_growth", "down", Domain.PLACE, growth(quotient(yuan, cases)),
            f"charges per case this year - last year / last year; {below}", "C",
        ),
    )  # fmt: skip


INDICATORS = (
    Indicator(
        "cost_growth", "down", Domain.PLACE, growth(_REVENUE),
        "medical revenue of public hospitals (county and tertiary tier), patients from elsewhere "
        "included, nominal: this year - last year / last year", "D",
    ),
    Indicator(
        "cost_growth_volume", "neutral", Domain.PLACE, _volume_growth,
        "part of cost growth due to more cases: Laspeyres volume index by tier and kind of encounter less 1",
        "M",
    ),
    Indicator(
        "cost_growth_unit", "neutral", Domain.PLACE, _unit_growth,
        "part of cost growth due to dearer cases: growth less its volume part", "M",
    ),
    *_mean_cost("cost_per_visit", stays=False),
    *_mean_cost("cost_per_discharge", stays=True),
    Indicator(
        "medical_cost_per_resident", "neutral", Domain.RESIDENTS, ratio(_paid("charges_fen"), residents),
        "charges for residents anywhere / residents", "M",
    ),
    Indicator(
        "oop_share", "down", Domain.RESIDENTS, ratio(_paid("out_of_pocket_fen"), _paid("charges_fen")),
        "residents' out-of-pocket payments / modelled medical cost (not total health expenditure)", "D",
    ),
    Indicator(
        "drug_share", "down", Domain.PLACE, ratio(_hospitals("drugs_fen"), _REVENUE),
        "drug revenue / medical revenue, public hospitals; decoction pieces are not told apart", "D",
    ),
    Indicator(
        "consumables_per_100", "down", Domain.PLACE, ratio(_hospitals("consumables_fen"), _without_drugs),
        "consumables x 100 / medical revenue without drugs, public hospitals", "D", scale=100.0,
    ),
    Indicator(
        "service_revenue_share", "up", Domain.PLACE, ratio(_hospitals("services_fen"), _REVENUE),
        "revenue without drugs, consumables and tests / medical revenue, public hospitals", "D",
    ),
    Indicator(
        "income_by_payer", "neutral", Domain.PLACE, ratio(_fund_revenue, _REVENUE),
        "basic insurance payments of the pool / medical revenue, public hospitals", "C",
    ),
    Indicator(
        "reimb_in_policy", "up", Domain.INSURED, ratio(_insured(("fund_fen",)), _insured(_IN_POLICY)),
        "fund payments for stays / charges inside the catalogue", "K",
    ),
    Indicator(
        "reimb_actual", "up", Domain.INSURED, ratio(_insured(_PUBLIC_PAYERS), _insured(("charges_fen",))),
        "payments of fund, critical illness and assistance for stays / charges", "K",
    ),
    Indicator(
        "self_paid_share", "down", Domain.INSURED,
        ratio(_insured(("self_funded_fen",)), _insured(("charges_fen",))),
        "inpatient charges outside the catalogue / charges", "K",
    ),
)  # fmt: skip
