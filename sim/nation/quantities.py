"""Which numbers a nation's tables hold: unit and limits, by type of prefecture and by run pool."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sim.region.quantities import SHARE, Limits

TIERS = ("primary", "county", "tertiary")
PLACES = (*TIERS, "outside")
AGES = ("0_6", "7_17", "18_44", "45_64", "65_plus")
YUAN = Limits("yuan", 1, 1e6)

ARCHETYPE: Mapping[str, Limits] = {
    "districts": Limits("districts", 0, 100),
    "counties": Limits("counties", 0, 100),
    "county_residents_share": SHARE,
    "urban_share": SHARE,
    **{f"age_share_{band}": SHARE for band in AGES},
    "employee_share": SHARE,
    "insured_elsewhere": replace(SHARE, high=0.9),
    "low_income_share": SHARE,
    "visits_per_resident": Limits("visits per year", 0.1, 30),
    **{f"visit_share_{place}": SHARE for place in PLACES},
    "village_share_primary": SHARE,
    "private_share_primary": SHARE,
    "admissions_per_100": Limits("per 100 residents", 0.1, 60),
    **{f"discharge_share_{place}": SHARE for place in PLACES},
    "inflow_visit_share": replace(SHARE, high=0.9),
    "inflow_discharge_share": replace(SHARE, high=0.9),
    "county_inpatient_share": SHARE,
    **{f"beds_{tier}": Limits("beds a pool", 1, 5e5) for tier in TIERS},
    **{f"doctors_{tier}": Limits("doctors a pool", 1, 5e5) for tier in TIERS},
    **{f"alos_{tier}": Limits("days", 1, 60) for tier in TIERS},
    **{f"cost_per_visit_{place}": YUAN for place in PLACES},
    **{f"cost_per_discharge_{place}": YUAN for place in PLACES},
    "gps_per_10k": Limits("per ten thousand residents", 0, 50),
    **{
        f"minutes_{way}": Limits("minutes", 1, 1500)
        for way in ("own_urban", "own_rural", "county_seat", "city", "outside")
    },
    "residents": Limits("persons", 1000, 5e7, whole=True),
}
POOL: Mapping[str, Limits] = {
    "pools_represented": Limits("pools", 0.01, 1000),
    "residents": Limits("persons", 1000, 5e7, whole=True),
    **{
        f"{what}_factor": Limits("factor", 0.1, 10)
        for what in ("visits", "admissions", "cost", "beds", "employee", "outside", "tertiary")
    },
}
# What an undisturbed year is beside the one reported.
NORMAL: Mapping[str, Limits] = {
    **{f"{what}_{place}": Limits("ratio", 0.3, 3) for what in ("visits", "stays") for place in ("hospital", "primary")},
    "cost_per_stay": Limits("ratio", 0.3, 3),
    "stay_days": Limits("ratio", 0.3, 3),
}
# How a pool is laid out: what its rows stand for.
LAYOUT: Mapping[str, Limits] = {
    "districts_most": Limits("districts", 1, 20, whole=True),
    "counties_most": Limits("counties", 1, 20, whole=True),
    "centres_most": Limits("facilities", 1, 200, whole=True),
    "residents_per_centre": Limits("persons", 1000, 500000),
    "urban_share_districts": SHARE,
    "centre_doctors_share": replace(SHARE, low=0.05, high=0.95),
    **{f"community_share_{kind}": SHARE for kind in ("urban", "county")},
    **{f"tertiary_beds_{kind}": replace(SHARE, high=0.4) for kind in ("tcm", "maternal_child")},
    **{f"county_beds_{kind}": replace(SHARE, high=0.4) for kind in ("tcm", "maternal_child")},
}
