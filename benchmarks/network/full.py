"""The network through the whole compiled engine: every visit chosen, billed, insured and counted like any other.

Peers do none of this; the ratio says what a full patient costs. A referred patient comes a day later, as in the
model, which changes neither the load nor, in the long run, the waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from sim.engine.clock import Calendar, CalendarMonth
from sim.engine.compiled_engine import CompiledEngine
from sim.engine.demand import Demand
from sim.engine.tables import RESIDENT, Behaviour, Benefit, Month, Residents, World, no_contracts
from sim.engine.waits import fresh_waits
from sim.rules.event.chance import sigma_of
from sim.vocabulary.names import Place
from sim.vocabulary.tables import VISITS, NeedCount

from .system import COUNTY, DAYS, PER_MINUTE, PRIMARY, REFERRED, SERVICE_CV, SERVICE_MINUTES, Seen

Table = TypeVar("Table", bound=NamedTuple)
KINDS = 3  # primary facilities of a place: centre, village clinics, private clinics; all go to the centre
FIRST_HOSPITAL = KINDS * PRIMARY
BEYOND = FIRST_HOSPITAL + COUNTY + 1
FACILITIES = BEYOND + 1
CELLS = FACILITIES * 3
PEOPLE = 200_000
PAYERS = 2
HOURS = 24


def filled(table: type[Table], values: Mapping[str, Any]) -> Table:
    """The table with these values, zeros for the rest."""
    if unknown := set(values) - set(table._fields):
        raise TypeError(f"{table.__name__} has no {', '.join(sorted(unknown))}")
    return table(*(values.get(field, 0) for field in table._fields))


def per_facility(primary: Any, county: Any, tertiary: Any, beyond: Any) -> list[Any]:
    """One entry a facility."""
    return [primary] * FIRST_HOSPITAL + [county] * COUNTY + [tertiary, beyond]


def world() -> World:
    """20 places, 5 county hospitals and a tertiary one, open day and night; one condition."""
    level = per_facility(0, 1, 2, 3)
    return filled(
        World,
        {
            "facilities": FACILITIES, "conditions": 1, "districts": 1, "packets": 1,
            "packet_first": [0, 1], "packet_upto": [1.0], "packet_cost": [1.0], "payers": PAYERS,
            "level": level, "levels": 4, "top_level": 2, "primary": [1, 0, 0, 0], "hospital": [0, 1, 1, 0],
            "beyond": [0, 0, 0, 1], "in_county": [1, 1, 0, 0], "grade": level * (PAYERS + 1),
            "place_at_home": [Place.PRIMARY, Place.HOME_COUNTY, Place.TERTIARY, Place.OUTSIDE],
            "place_away": [Place.PRIMARY, Place.OTHER_DISTRICT, Place.TERTIARY, Place.OUTSIDE],
            "first_contact": [
                NeedCount.FIRST_PRIMARY, NeedCount.FIRST_COUNTY, NeedCount.FIRST_TERTIARY, NeedCount.FIRST_OUTSIDE,
            ],
            "district": per_facility(0, 0, 0, -1), "takes": [1] * FACILITIES, "every_day": [1] * FACILITIES,
            "area": [0, 1], "pool_first": [*range(BEYOND), -1], "pool_slot": [0], "pools": BEYOND,
            "pool_count": [1] * BEYOND + [0], "desk_minutes": [0.0] * FACILITIES,
            "pool_general": per_facility(2, 4, 6, 0)[:-1], "pool_reserved": [0] * BEYOND, "pool_share": [1.0] * BEYOND,
            "pool_group": [*range(BEYOND)], "pool_groups": BEYOND,
            "service_minutes": [*SERVICE_MINUTES, 0.0], "load_group": [*range(FACILITIES)],
            "load_groups": FACILITIES,
            "set_start": [0, COUNTY + 2, COUNTY + 3],
            "choice_set": [*range(FIRST_HOSPITAL, FACILITIES), BEYOND],
            "emergency_set": [*range(FIRST_HOSPITAL, FACILITIES), BEYOND],
            "minutes": [0.0] * (4 * FACILITIES), "fare": [0.0] * (4 * FACILITIES),
            "size": [0.0] * FACILITIES, "chronic": [0], "gate_exempt": [0], "follow_slots": [0], "follow_mean": [0.0],
            "follow_days": [7.0], "day_surgery": [0.0], "step_down_share": [0.0], "step_down_part": [0.0],
            "weight_milli": [1000] * 3, "hour_share": [1.0 / HOURS] * HOURS, "opening_hour": 0, "hours": HOURS,
            "inflow_weight": [0.0] * FACILITIES,
            "days_closed": [0] * 500, "holiday": [0] * 500, "holiday_clinic": 0.0, "beds_extra": [0] * FACILITIES,
            "booked_base": [0.0] * FACILITIES,
        },
    )  # fmt: skip


def month(w: World) -> Month:
    """Everybody goes to the own centre; what a tier does not solve is referred; nobody stays."""
    solved = per_facility(*(1.0 - share for share in REFERRED), 1.0)
    zeros: dict[str, Any] = {name: [0] * (4 * 3 * (PAYERS + 1)) for name in Benefit._fields}
    benefit = filled(Benefit, zeros | {"covers": PAYERS + 1, "kinds": 1, "seats": 4})
    names = ("visit_total", "stay_total", "visit_base", "stay_base", "stay_origin")
    homes = ("habit_base", "fulfilment", "gate", "unreferred_penalty")
    values: dict[str, Any] = {
        "visit_fen": [1000.0] * (CELLS * 4), "stay_fen": [100_000.0] * (CELLS * 4), "income_index": 1.0,
        **{name: [4000.0] * CELLS for name in names}, **{name: [0.0, 0.0] for name in homes},
        **{name: [0.0] * 4 for name in ("coverage_key", "coverage_other")},
        "capability": [share for share in solved for _ in range(3)], "admit": [0.0] * CELLS,
        "stay_days": [3.0] * CELLS, "belief": [1.0] * (2 * 4 * 3), "constant": [0.0] * 8, "captive": [1.0] * 6,
        "village_pull": 1.0, "accept": [1.0] * 6, "seek": [1.0] * 3, "b_quality": [0.0] * 3,
        "travel_factor": [1.0] * 3, "inpatient_setting": [0] * 3, "specialist": [0.0] * 4, "gate_all": [0, 0],
        "step_down": [0.0] * FACILITIES, "day_surgery_on": [0] * FACILITIES, "beds": [0] * FACILITIES,
        "beds_kept": [0] * FACILITIES, "sideways": [0] * FACILITIES, "visit_fee": [0] * FACILITIES,
        "doctors_general": list(w.pool_general), "doctors_reserved": [0] * w.pools, "booked": [0.0] * FACILITIES,
        "doctors_full": [float(n) for n in w.pool_general],
        "partner": [FIRST_HOSPITAL + f // KINDS // (PRIMARY // COUNTY) for f in range(FIRST_HOSPITAL)]
        + [FIRST_HOSPITAL + COUNTY] * COUNTY + [-1, -1],
        **{name: [1.0] * FACILITIES for name in ("coding", "volume", "revisit")}, "refer_factor": [1.0] * CELLS,
        "roads": [1.0] * 2, "tests_known": [0.0] * (FACILITIES * 4), "drips_stopped": [0.0] * FACILITIES,
        **{name: [1.0] * CELLS for name in ("case_level", "case_days")},
        **{name: [0.0] * FACILITIES for name in ("split", "quota")}, "contracts": no_contracts(FACILITIES, PAYERS),
        "left_out": [1.0] * (3 * FACILITIES),
        "claim_saving": [0.0] * (2 * (PAYERS + 1)),
        "age_fee": [1.0] * (FACILITIES * 2 * 5 * 2), "benefit": benefit, "benefit_base": benefit,
    }  # fmt: skip
    return filled(Month, values)


def residents() -> Residents:
    """Equal numbers at every place, the own centre their usual one."""
    records = np.zeros(PEOPLE, dtype=RESIDENT)
    records["place"] = np.arange(PEOPLE) % PRIMARY
    records["usual"] = KINDS * records["place"]
    records["scheme"], records["last_discharge"], records["last_tick"] = 1, -1, -1
    columns: Any = {name: records[name] for name in RESIDENT.names or ()}
    rarely: Any = {
        name: np.zeros(PEOPLE, dtype=np.int64) for name in ("deductibles", "once_paid", "own_scope", "own_fund")
    }
    return Residents(**columns, **rarely, sign=[1.0] * PEOPLE, fulfil=[1.0] * PEOPLE)


def simulate(seed: int, days: int = DAYS) -> Seen:
    """One run, needs and all."""
    w = world()
    values = {"tau_oop": 20.0, "seek_factor_max": 2.0, "follow_factor_max": 2.0, "refer_up_share": 1.0}
    values |= {"service_sigma": sigma_of(SERVICE_CV), "long_wait_minutes": 60.0, "b_price_rural_ratio": 1.0}
    p = filled(Behaviour, values)
    memory = fresh_waits(w, simulate=True, fraction=1.0, memory_days=20.0, ca=1.0, cs=SERVICE_CV)
    calendar = cast(Calendar, type("Days", (), {"days": days}))
    engine = CompiledEngine(w, p, residents(), memory, calendar, feedback=False)
    demand = Demand(
        bound=np.array([[PER_MINUTE * 60 * 24 * 365 / PEOPLE]]),
        thin=np.ones((1, 1, 3)),
        severity=np.array([[0.0, 1.0, 1.0]]),
        emergency=np.zeros((1, 3)),
        hour_share=np.array(w.hour_share),
        opening_hour=0,
    )
    needs = engine.needs(demand, np.zeros(PEOPLE, dtype=np.int16), seed, CalendarMonth(0, 2016, 1, 0, days))
    counts = engine.advance(month(w), needs, days)
    cells = np.asarray(counts.visits).reshape(2, FACILITIES, -1, len(VISITS.counts)).sum(axis=(0, 2))
    levels = np.array(w.level)
    sums = [cells[levels == level].sum(axis=0) for level in range(3)]
    return Seen([float(s[0]) for s in sums], [float(s[1]) / 240.0 for s in sums])
