"""From the region's files to the tables that hold for a whole run."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, TypeVar

from sim.engine.clock import Calendar
from sim.engine.tables import Behaviour, World
from sim.model.level_numbers import FIRST_CONTACT, LevelNumbers, place_seen
from sim.model.packets import packet_columns
from sim.region.bookings import booked_base
from sim.region.facilities import PER_PLACE, Facilities, Facility
from sim.region.inflow import weights_of
from sim.region.pools import grades_seen
from sim.rules.event.chance import sigma_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import CENTRES, CHRONIC, Area, Kind, Owner, Risk

ONLY_SOME = {
    Kind.TCM: "taken_by_tcm",
    Kind.MATERNAL_CHILD: "taken_by_maternal_child",
    Kind.PSYCHIATRIC: "taken_by_psychiatric",
    Kind.REHABILITATION: "taken_by_rehabilitation",
}
HOSPITAL_POOLS = 4
PLENTY = 10**6
DAYS = 365  # of a year, as bed-days are counted
ALMOST_ALL = 0.95  # of a hospital’s visits, at most, are of patients from beyond
EVERY_DAY = (Kind.VILLAGE_CLINICS, Kind.PRIVATE_CLINICS)
Number = TypeVar("Number", int, float)


def behaviour_of(scenario: Scenario) -> Behaviour:
    """The constants of choice and outcome, by the names of the parameter files."""
    value = {name: quantity.value for name, quantity in scenario.parameters.items()}
    same = {name: value[name] for name in Behaviour._fields if name in value}
    return Behaviour(
        **same,
        b_wait=value["b_wait_per_minute"],
        b_travel=value["b_travel_per_minute"],
        service_sigma=sigma_of(value["service_cv"]),
        patient_sigma=value["patient_factor_sigma"],
        visit_sigma=value["visit_factor_sigma"],
    )


def takes(scenario: Scenario, facility: Facility, condition: str) -> bool:
    """Whether a facility treats a condition group: it is named among its own, or its kind treats it everywhere."""
    if facility.takes:
        return condition in facility.takes
    flag = ONLY_SOME.get(facility.kind)
    return flag is None or scenario.conditions[condition][flag].value > 0


def comes_from_beyond(scenario: Scenario, condition: str) -> bool:
    """Whether patients from elsewhere come with a condition group: the region says, else the parameter files."""
    own = scenario.region.from_beyond
    return condition in own if own else scenario.conditions[condition]["from_beyond"].value > 0


def risk_of(scenario: Scenario, condition: str) -> Risk:
    """Which risk makes a resident liable to a condition group."""
    return Risk(round(scenario.conditions[condition]["risk"].value))


def largest_remainder(total: int, weights: list[float]) -> list[int]:
    """Whole parts of a total in proportion to weights, at least one for each positive weight."""
    scale = total / sum(weights)
    exact = [weight * scale for weight in weights]
    parts = [max(1 if weight > 0 else 0, math.floor(part)) for weight, part in zip(weights, exact, strict=True)]
    order = sorted(range(len(weights)), key=lambda k: exact[k] - math.floor(exact[k]), reverse=True)
    for k in order:
        if sum(parts) >= total:
            break
        if weights[k] > 0:
            parts[k] += 1
    return parts


def world_of(scenario: Scenario, facilities: Facilities, calendar: Calendar, capacity: float = 1.0) -> World:
    """Build the world of one scenario; see `World` for the meaning and shape of each table.

    ``capacity`` scales extra beds where a sample's queues are simulated, as its doctors and beds are scaled.
    """
    region, parameters = scenario.region, scenario.parameters
    levels = region.levels
    conditions = list(scenario.conditions)
    districts = len(region.districts)
    unlimited = scenario.settings.capacity == "unlimited"
    places = facilities.all
    taken = [[takes(scenario, f, g) for g in conditions] for f in places]
    pools = _pools(scenario, facilities, taken)
    groups, group_count = _load_groups(facilities)
    pool_group, pool_share = _pool_groups(facilities, pools, groups)
    travel = _travel(scenario, facilities)
    sets = _choice_sets(facilities, districts)
    return World(
        facilities=len(places),
        conditions=len(conditions),
        districts=districts,
        payers=len(region.payers),
        level=[levels.number(f.level) for f in places],
        **_of_levels(scenario),
        desk_minutes=[parameters["desk_minutes_primary"].value if f.kind in CENTRES else 0.0 for f in places],
        grade=grades_seen(region, places),
        district=[f.district for f in places],
        takes=[int(taken[f][g]) for f in range(len(places)) for g in range(len(conditions))],
        every_day=[int(f.level.every_day or f.kind in EVERY_DAY) for f in places],
        area=[*(int(d.area) for d in region.districts), int(Area.URBAN)],
        pool_first=pools.first,
        pools=len(pools.general),
        pool_count=[len(own) for own in pools.of_facility],
        pool_general=[n * PLENTY if unlimited else n for n in pools.general],
        pool_reserved=pools.reserved,
        pool_group=pool_group,
        pool_groups=max(pool_group, default=-1) + 1,
        pool_share=pool_share,
        load_group=groups,
        load_groups=group_count,
        set_start=[sum(len(s) for s in sets[:d]) for d in range(districts + 2)],
        choice_set=[f for s in sets for f in s],
        emergency_set=[
            f
            for d, s in enumerate(sets)
            for _, _, f in sorted((travel[(d * 2 + 1) * len(places) + f], -places[f].beds, f) for f in s)
        ],
        minutes=travel,
        fare=_fares(scenario, facilities),
        **packet_columns(scenario),
        inflow_known=int(_inflow_is_counted(facilities)),
        inflow_weight=_inflow(scenario, facilities, taken),
        size=_sizes(facilities),
        **_of_conditions(scenario),
        **_opening(scenario, calendar),
        booked_base=booked_base(region, facilities),
        beds_extra=[
            PLENTY if unlimited else math.floor(f.beds * parameters["extra_bed_limit"].value * capacity) for f in places
        ],
    )


def _opening(scenario: Scenario, calendar: Calendar) -> dict[str, Any]:
    """Columns of the world that say when clinics are open."""
    value = {name: quantity.value for name, quantity in scenario.parameters.items()}
    hours = round(value["clinic_hours"])
    return {
        "hour_share": _profile(hours, value["am_peak_share"]),
        "opening_hour": round(value["opening_hour"]) if hours < 24 else 0,
        "hours": hours,
        "days_closed": calendar.days_closed,
        "holiday": calendar.holiday,
        "holiday_clinic": value["holiday_clinic_share"],
    }


def _of_levels(scenario: Scenario) -> dict[str, Any]:
    """Columns of the world by level of care."""
    levels = scenario.region.levels
    return {
        "levels": len(levels),
        "top_level": levels.number(levels.top),
        "primary": [int(level.primary) for level in levels],
        "hospital": [int(level.hospital) for level in levels],
        "beyond": [int(level.beyond) for level in levels],
        "in_county": [int(level.in_county) for level in levels],
        "place_at_home": [int(place_seen(level, at_home=True)) for level in levels],
        "place_away": [int(place_seen(level, at_home=False)) for level in levels],
        "first_contact": [int(FIRST_CONTACT[level.tier]) for level in levels],
        "service_minutes": LevelNumbers(scenario).minutes(),
    }


def _of_conditions(scenario: Scenario) -> dict[str, Any]:
    """Columns of the world by condition group."""
    parameters, conditions = scenario.parameters, list(scenario.conditions)
    quantity = {g: {name: number.value for name, number in scenario.conditions[g].items()} for g in conditions}
    follow = [quantity[g]["follow_ups"] for g in conditions]
    bound = parameters["follow_factor_max"].value
    return {
        "pool_slot": [round(quantity[g]["doctor_pool"]) for g in conditions],
        "chronic": [risk.bit if (risk := risk_of(scenario, g)) in CHRONIC else 0 for g in conditions],
        "gate_exempt": [round(quantity[g]["gate_exempt"]) for g in conditions],
        "follow_slots": [math.ceil(mean * bound) for mean in follow],
        "follow_mean": follow,
        "follow_days": [quantity[g]["follow_up_days"] for g in conditions],
        "day_surgery": [quantity[g]["day_surgery_share"] for g in conditions],
        "step_down_share": [quantity[g]["step_down_share"] for g in conditions],
        "step_down_part": [quantity[g]["step_down_part"] for g in conditions],
        "weight_milli": [
            math.floor(1000 * quantity[g]["relative_weight"] * parameters[f"stay_cost_{s}"].value + 0.5)
            for g in conditions
            for s in ("mild", "moderate", "severe")
        ],
    }


def _profile(hours: int, peak_share: float) -> list[float]:
    """Arrivals by hour of opening: the first three hours take the peak share; a flat day if open all round."""
    if hours <= 3 or hours >= 24:
        return [1.0 / hours] * hours
    return [peak_share / 3.0] * 3 + [(1.0 - peak_share) / (hours - 3)] * (hours - 3)


class _Pools:
    """Doctor pools: one a doctor at a centre, one for all clinics of a district, four at a hospital."""

    def __init__(self) -> None:
        self.first: list[int] = []
        self.general: list[int] = []
        self.reserved: list[int] = []
        self.weight: list[float] = []
        self.of_facility: list[range] = []

    def add(self, doctors: list[int], weight: list[float], reserved_share: float) -> None:
        """Append the pools of the next facility with their expected visits; none for care beyond."""
        start = len(self.general)
        self.first.append(start if doctors else -1)
        for count in doctors:
            reserved = min(count - 1, math.floor(count * reserved_share + 0.5)) if count > 1 else 0
            self.general.append(max(1, count - reserved))
            self.reserved.append(max(0, reserved))
        self.weight.extend(weight)
        self.of_facility.append(range(start, len(self.general)))


def _pools(scenario: Scenario, facilities: Facilities, taken: list[list[bool]]) -> _Pools:
    """Doctors on duty, spread over a hospital's pools by the visits expected in the base year."""
    parameters = scenario.parameters
    load = [_expected_hospital_visits(scenario, g) for g in scenario.conditions]
    slot = [round(scenario.conditions[g]["doctor_pool"].value) for g in scenario.conditions]
    pools = _Pools()
    for f, facility in enumerate(facilities.all):
        if facility.level.beyond:
            pools.add([], [], 0.0)
        elif facility.level.primary:
            on_duty = max(1, round(facility.doctors * parameters["on_duty_share_primary"].value))
            own = [1] * on_duty if facility.kind in CENTRES else [on_duty]
            pools.add(own, [float(doctors) for doctors in own], 0.0)
        else:
            visits = [expected * takes_it for expected, takes_it in zip(load, taken[f], strict=True)]
            weights = [0.0] * HOSPITAL_POOLS
            for g, part in enumerate(_with_inflow(scenario, facility, visits, taken[f])):
                weights[slot[g]] += part
            doctors = max(HOSPITAL_POOLS, round(facility.doctors * parameters["on_duty_share_hospital"].value))
            counts = largest_remainder(doctors, weights)
            pools.add([max(1, c) for c in counts], weights, parameters["reserved_share_base"].value)
    return pools


def _with_inflow(scenario: Scenario, facility: Facility, visits: list[float], taken: list[bool]) -> list[float]:
    """Visits expected by condition with those of patients from beyond, who come with a few conditions only.

    They are as large a part of a hospital's visits as their stays are of its bed-days, where the region counts them.
    """
    conditions = list(scenario.conditions.values())
    beyond = [
        float(comes_from_beyond(scenario, g) and takes_it)
        for g, takes_it in zip(scenario.conditions, taken, strict=True)
    ]
    if not facility.inflow_stays or not sum(beyond) or facility.beds == 0:
        return visits
    days = sum(b * q["los_days"].value for b, q in zip(beyond, conditions, strict=True)) / sum(beyond)
    part = min(ALMOST_ALL, facility.inflow_stays * days / (DAYS * facility.beds))
    rest = (1.0 - part) / max(sum(visits), 1e-12)
    return [v * rest + b * part / sum(beyond) for v, b in zip(visits, beyond, strict=True)]


def _expected_hospital_visits(scenario: Scenario, condition: str) -> float:
    """Visits to hospitals per resident and year, roughly: only to spread doctors over pools."""
    q = scenario.conditions[condition]
    people = scenario.region.people
    ages = ("0_6", "7_17", "18_44", "45_64", "65_plus")
    risk = risk_of(scenario, condition)
    total = 0.0
    for age in ages:
        at_risk = 1.0
        if risk is Risk.PREGNANT:
            pregnant = people["female_share"].value * people["pregnant_share_women_18_44"].value
            at_risk = pregnant if age == "18_44" else 0.0
        elif risk in CHRONIC:
            at_risk = people[f"{risk.id}_{age}"].value
        total += people[f"age_share_{age}"].value * at_risk * q[f"rate_{age}"].value
    mild, moderate = q["severity_mild"].value, q["severity_moderate"].value
    severe = 1.0 - mild - moderate
    weight = scenario.parameters
    clinic = (
        mild * weight["hospital_weight_mild"].value
        + moderate * weight["hospital_weight_moderate"].value * (1 - q["emergency_moderate"].value)
        + severe * (1 - q["emergency_severe"].value)
    )
    return total * clinic * (1.0 + q["follow_ups"].value)


def _load_groups(facilities: Facilities) -> tuple[list[int], int]:
    """Facilities whose beds are measured together under a sample: a hospital, or one kind of a district's places."""
    groups: dict[tuple[int, int], int] = {}
    found = []
    for f, facility in enumerate(facilities.all):
        key = (facility.district, f % PER_PLACE) if f < facilities.hospitals else (-2, f)
        found.append(groups.setdefault(key, len(groups)))
    return found, len(groups)


def _pool_groups(facilities: Facilities, pools: _Pools, groups: list[int]) -> tuple[list[int], list[float]]:
    """Pools whose visits are measured together, and each one's expected share of them.

    A hospital's department is measured alone: departments fill up in different seasons. The centres of a district, its
    village clinics and its private clinics are measured together: a sample sees too few visits of one of them.
    """
    found: dict[tuple[int, int], int] = {}
    group: list[int] = []
    for f in range(len(facilities.all)):
        for pool in pools.of_facility[f]:
            key = (-1, groups[f]) if f < facilities.hospitals else (pool, -1)
            group.append(found.setdefault(key, len(found)))
    total = [0.0] * len(found)
    for pool, g in enumerate(group):
        total[g] += pools.weight[pool]
    return group, [pools.weight[pool] / total[g] if total[g] > 0 else 0.0 for pool, g in enumerate(group)]


def _travel(scenario: Scenario, facilities: Facilities) -> list[float]:
    """Minutes from every home and settlement to every facility; 0 for patients from beyond."""
    region = scenario.region
    village = scenario.parameters["own_primary_village"].value
    private = scenario.parameters["own_primary_private"].value
    ratio = (1.0, village, private)
    minutes = [
        region.travel[way].value * (ratio[f % PER_PLACE] if way[2] == "own_primary" else 1.0)
        for f, way in _ways(scenario, facilities)
    ]
    return minutes + [0.0] * (2 * len(facilities.all))


def _fares(scenario: Scenario, facilities: Facilities) -> list[float]:
    """Yuan from every home and settlement to every facility and back; 0 where no file says any."""
    fares = {way: number.value for way, number in scenario.region.fares.items()}
    return [fares.get(way, 0.0) for _, way in _ways(scenario, facilities)] + [0.0] * (2 * len(facilities.all))


def _ways(scenario: Scenario, facilities: Facilities) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Every facility from every home and settlement, with the row of the travel table that says how far it is."""
    region = scenario.region
    for district in region.districts:
        for settlement in ("rural", "urban"):
            for f, facility in enumerate(facilities.all):
                if facility.district < 0:
                    to = "outside"
                elif f < facilities.hospitals and region.districts[facility.district].id == district.id:
                    to = "own_primary"
                else:
                    to = region.districts[facility.district].id
                yield f, (district.id, settlement, to)


def _choice_sets(facilities: Facilities, districts: int) -> list[list[int]]:
    """The hospitals weighed by residents of each district; those that serve all districts by patients from beyond.

    Where the region counts patients from beyond by hospital, they come to those that have any.

    First the county hospitals of the district itself, then those of the city elsewhere (a city hospital serves the
    whole prefecture), those of higher levels, level by level, care beyond.
    """
    hospitals = range(facilities.hospitals, len(facilities.all))
    county = [f for f in hospitals if facilities.all[f].level.in_county]
    beyond = [f for f in hospitals if facilities.all[f].level.beyond]
    higher = [f for f in hospitals if f not in county and f not in beyond]
    higher.sort(key=lambda f: facilities.all[f].level.order)
    sets = []
    for d in range(districts):
        own = [f for f in county if facilities.all[f].district == d]
        city = [f for f in county if facilities.all[f].owner == Owner.CITY and f not in own]
        sets.append(own + city + higher + beyond)
    counted = [f for f in hospitals if facilities.all[f].inflow_stays]
    return [*sets, counted or higher or beyond]


def _inflow_is_counted(facilities: Facilities) -> bool:
    """Whether the region says how many patients from beyond each hospital has."""
    return any(f.inflow_stays for f in facilities.all)


def _inflow(scenario: Scenario, facilities: Facilities, taken: list[list[bool]]) -> list[float]:
    """The weight of each hospital for patients from beyond; 0 for all where nobody counts them by hospital."""
    stays = [f.inflow_stays or 0.0 for f in facilities.all]
    needs = [float(comes_from_beyond(scenario, g)) for g in scenario.conditions]
    found: list[float] = weights_of(stays, taken, needs).tolist()
    return found


def _sizes(facilities: Facilities) -> list[float]:
    """Logarithm of beds over the level's mean, hospitals only."""
    beds: dict[str, list[int]] = {}
    for f in facilities.all:
        if f.level.hospital and f.beds > 0:
            beds.setdefault(f.level.id, []).append(f.beds)
    mean = {level: sum(found) / len(found) for level, found in beds.items()}
    return [math.log(f.beds / mean[f.level.id]) if f.level.hospital and f.beds > 0 else 0.0 for f in facilities.all]
