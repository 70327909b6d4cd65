"""Which numbers a region's files hold: name, unit, limits. Readers, templates and error texts are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.vocabulary.names import AgeBand, Grade, Tier


@dataclass(frozen=True, slots=True)
class Limits:
    """Unit and hard limits of one quantity; a value outside cannot be meant."""

    unit: str
    low: float
    high: float
    required: bool = True


SHARE = Limits("share", 0.0, 1.0)
YUAN = Limits("yuan", 0.0, 1e7)

DISTRICTS: Mapping[str, Limits] = {
    "residents": Limits("persons", 1, 5e7),
    "urban_share": SHARE,
    "primary_places": Limits("facilities", 1, 2000),
    "community_share": SHARE,
    "primary_beds": Limits("beds", 0, 1e5),
    "centre_doctors": Limits("doctors", 1, 1e5),
    "village_doctors": Limits("doctors", 0, 1e5),
    "private_doctors": Limits("doctors", 0, 1e5),
}
HOSPITALS: Mapping[str, Limits] = {
    "beds": Limits("beds", 0, 2e4),
    "doctors": Limits("doctors", 0, 2e4),
}
PEOPLE: Mapping[str, Limits] = {
    **{f"age_share_{band.id.removeprefix('age_')}": SHARE for band in AgeBand},
    "female_share": SHARE,
    "employee_share_urban_adult": SHARE,
    "employee_share_rural_adult": SHARE,
    "low_income_share": SHARE,
    "high_income_share": SHARE,
    **{
        f"{chronic}_{band.id.removeprefix('age_')}": SHARE
        for chronic in ("hypertension", "diabetes", "other_chronic")
        for band in AgeBand
    },
    "pregnant_share_women_18_44": SHARE,
    "disabled_share": SHARE,
    "severe_mental_share": SHARE,
    "usual_village_rural": SHARE,
    "usual_village_urban": SHARE,
    "usual_private_rural": SHARE,
    "usual_private_urban": SHARE,
    "contract_base_all": SHARE,
    "contract_base_key": SHARE,
}
BENEFIT: Mapping[str, Limits] = {
    **{f"deductible_{grade.id}": YUAN for grade in Grade},
    **{f"reimbursement_{grade.id}": SHARE for grade in Grade},
    "reimbursement_outside_unreferred": SHARE,
    "repeat_deductible_share": SHARE,
    **{f"catalogue_{grade.id}": SHARE for grade in Grade},
    "ceiling": YUAN,
    **{f"outpatient_share_{grade.id}": SHARE for grade in Grade},
    "outpatient_deductible": YUAN,
    "outpatient_ceiling": YUAN,
    "critical_threshold": YUAN,
    "critical_share": SHARE,
    "critical_ceiling": YUAN,
    "assistance_share": SHARE,
    "fund_income": Limits("yuan per insured and year", 0, 1e5),
}
TRAVEL = Limits("minutes", 0, 3000)
CALIBRATED: Mapping[str, Limits] = {
    "demand_scale": Limits("factor", 0.01, 100),
    **{f"admission_scale_{tier.id}": Limits("factor", 0.01, 100) for tier in Tier},
    **{f"cost_scale_visit_{tier.id}": Limits("factor", 0.01, 100) for tier in Tier},
    **{f"cost_scale_stay_{tier.id}": Limits("factor", 0.01, 100) for tier in Tier},
    **{f"stay_scale_{tier.id}": Limits("factor", 0.01, 100) for tier in Tier},
    **{f"asc_{tier.id}_{area}": Limits("utility", -20, 20) for tier in Tier for area in ("county_area", "urban")},
    **{f"minutes_{tier.id}": Limits("minutes per consultation", 0.5, 60) for tier in Tier if tier < Tier.OUTSIDE},
}
