"""One place, one hospital, one condition: a world of which queueing theory knows the answer.

Facilities: 0 centre, 1 village clinics, 2 private clinics, 3 county hospital, 4 beyond. Everybody is captive to
the centre (``captive`` = 1) unless a test says otherwise; the clinic is open day and night (``hours`` = 24).
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any, NamedTuple, TypeVar

import numpy as np

from sim.engine.clock import TICK_SHIFT, ticks_of
from sim.engine.counts import Counts
from sim.engine.demand import Demand, needs_of_month
from sim.engine.simpy_engine import SimpyEngine
from sim.engine.tables import Behaviour, Benefit, Month, Residents, World, no_contracts
from sim.engine.waits import fresh_waits
from sim.vocabulary.names import Place
from sim.vocabulary.tables import NeedCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE

Table = TypeVar("Table", bound=NamedTuple)
F, G, HOSPITAL, BEYOND = 5, 1, 3, 4
PAYERS = 2
CELLS = F * G * 3
PEOPLE = 2000


def filled(table: type[Table], values: Mapping[str, Any]) -> Table:
    """The table with these values; whatever is not named is 0."""
    unknown = set(values) - set(table._fields)
    assert not unknown, unknown
    return table(*(values.get(field, 0) for field in table._fields))


def world(*, doctors: int = 1, reserved: int = 0, hours: int = 24, service: float = 10.0, extra: int = 0) -> World:
    """Doctors and minutes of a consultation are those of the centre; the hospital has plenty of doctors."""
    values = {
        "facilities": F,
        "conditions": G,
        "districts": 1,
        "packets": G,
        "packet_first": [0, 1],
        "packet_upto": [1.0],
        "packet_cost": [1.0],
        "payers": PAYERS,
        "level": [0, 0, 0, 1, 3],
        "levels": 4,
        "top_level": 2,
        "primary": [1, 0, 0, 0],
        "hospital": [0, 1, 1, 0],
        "beyond": [0, 0, 0, 1],
        "in_county": [1, 1, 0, 0],
        "place_at_home": [Place.PRIMARY, Place.HOME_COUNTY, Place.TERTIARY, Place.OUTSIDE],
        "place_away": [Place.PRIMARY, Place.OTHER_DISTRICT, Place.TERTIARY, Place.OUTSIDE],
        "first_contact": [
            NeedCount.FIRST_PRIMARY,
            NeedCount.FIRST_COUNTY,
            NeedCount.FIRST_TERTIARY,
            NeedCount.FIRST_OUTSIDE,
        ],
        "grade": [0, 0, 0, 1, 3] * (PAYERS + 1),
        "district": [0, 0, 0, 0, -1],
        "takes": [1] * F,
        "every_day": [1] * F,
        "area": [0, 1],
        "pool_first": [0, 1, 2, 3, -1],
        "pool_slot": [0],
        "pools": 4,
        "pool_count": [1, 1, 1, 1, 0],
        "desk_minutes": [0.0] * 5,
        "pool_general": [doctors, 1, 1, 1000],
        "pool_reserved": [reserved, 0, 0, 0],
        "pool_group": [0, 1, 2, 3],
        "pool_groups": 4,
        "pool_share": [1.0] * 4,
        "service_minutes": [service, service, service, 0.0],
        "load_group": [0, 1, 2, 3, 4],
        "load_groups": 5,
        "set_start": [0, 2, 3],
        "choice_set": [HOSPITAL, BEYOND, BEYOND],
        "emergency_set": [HOSPITAL, BEYOND, BEYOND],
        "minutes": [0.0] * (4 * F),
        "fare": [0.0] * (4 * F),
        "inflow_known": 0,
        "inflow_weight": [0.0] * F,
        "size": [0.0] * F,
        "chronic": [0],
        "gate_exempt": [0],
        "follow_slots": [0],
        "follow_mean": [0.0],
        "follow_days": [7.0],
        "day_surgery": [0.0],
        "step_down_share": [0.0],
        "step_down_part": [0.0],
        "weight_milli": [1000] * 3,
        "hour_share": [1.0 / hours] * hours,
        "opening_hour": 0 if hours == 24 else 8,
        "hours": hours,
        "holiday": [0] * 5000,
        "holiday_clinic": 0.0,
        "days_closed": [0] * 5000,
        "beds_extra": [0, 0, 0, extra, 0],
        "booked_base": [0.0] * F,
    }
    return filled(World, values)


def month(w: World, *, beds: int = 0, **changes: Any) -> Month:
    """Everything is solved at once, free of charge, without a stay; ``changes`` replace single tables."""
    benefit = filled(
        Benefit,
        {name: [0] * (4 * 3 * (PAYERS + 1)) for name in Benefit._fields}
        | {"covers": PAYERS + 1, "kinds": 1, "seats": 4},
    )
    values: dict[str, Any] = {
        "visit_fen": [1000.0] * (CELLS * 4),
        "stay_fen": [100_000.0] * (CELLS * 4),
        "visit_total": [4000.0] * CELLS,
        "stay_total": [400_000.0] * CELLS,
        "visit_base": [4000.0] * CELLS,
        "stay_base": [400_000.0] * CELLS,
        "stay_origin": [400_000.0] * CELLS,
        "income_index": 1.0,
        "contracts": no_contracts(F, PAYERS),
        "age_fee": [1.0] * (F * 2 * 5 * 2),
        "case_level": [1.0] * (F * 3),
        "case_days": [1.0] * (F * 3),
        "coding": [1.0] * F,
        "volume": [1.0] * F,
        "revisit": [1.0] * (F * G),
        "split": [0.0] * F,
        "left_out": [1.0] * (3 * F),
        "quota": [0.0] * F,
        "refer_factor": [1.0] * CELLS,
        "visit_fee": [0] * F,
        "tests_known": [0.0] * (F * 4 * G),
        "drips_stopped": [0.0] * (F * G),
        "partner": [-1] * F,
        "sideways": [0] * F,
        "claim_saving": [0.0] * (2 * (PAYERS + 1)),
        "capability": [1.0] * CELLS,
        "admit": [0.0] * CELLS,
        "stay_days": [3.0] * CELLS,
        "belief": [1.0] * (2 * 4 * G * 3),
        "constant": [0.0] * 8,
        "captive": [1.0] * 6,
        "village_pull": 1.0,
        "habit_base": [0.5, 0.0],
        "accept": [1.0] * (2 * G * 3),
        "seek": [1.0] * 3,
        "b_quality": [0.0] * 3,
        "travel_factor": [1.0] * 3,
        "roads": [1.0] * 2,
        "inpatient_setting": [0] * (G * 3),
        "specialist": [0.0] * 4,
        **{name: [0.0] * 4 for name in ("coverage_key", "coverage_other")},
        **{name: [0.0] * 2 for name in ("fulfilment", "gate", "unreferred_penalty")},
        "gate_all": [0] * 2,
        "step_down": [0.0] * F,
        "day_surgery_on": [0] * F,
        "beds": [0, 0, 0, beds, 0],
        "beds_kept": [0] * F,
        "booked": [0.0] * F,
        "doctors_general": list(w.pool_general),
        "doctors_reserved": list(w.pool_reserved),
        "doctors_full": [float(a + b) for a, b in zip(w.pool_general, w.pool_reserved, strict=True)],
        "benefit": benefit,
        "benefit_base": benefit,
    }
    return filled(Month, {**values, **changes})


def behaviour(**changes: float) -> Behaviour:
    """Constant consultations (``service_sigma`` 0), long patience, no emergency department refuses."""
    values = {
        "tau_oop": 20.0,
        "seek_factor_max": 1.6,
        "follow_factor_max": 2.0,
        "stay_sigma": 0.5,
        "emergency_visit_ratio": 1.0,
        "day_surgery_cost_ratio": 1.0,
        "next_visit_days": 1.0,
        "long_wait_minutes": 60.0,
        "bed_wait_limit_days": 1e6,
        "b_price_rural_ratio": 1.0,
    }
    return filled(Behaviour, {**values, **changes})


def residents(n: int = PEOPLE) -> Residents:
    """Everybody lives at the centre, insured as a resident, nothing used yet."""
    start = {"habit": 0.5, "scheme": 1, "payer": 1, "last_discharge": -1, "last_tick": -1, "sign": 1.0, "fulfil": 1.0}
    return filled(Residents, {name: [start.get(name, 0)] * n for name in Residents._fields})


def demand(w: World, per_year: float, *, emergency: float = 0.0) -> Demand:
    """Needs a resident and year, all moderate."""
    return Demand(
        bound=np.array([[per_year]]),
        thin=np.ones((600, 1, 3)),
        severity=np.array([[0.0, 1.0, 1.0]]),
        emergency=np.array([[0.0, emergency, 0.0]]),
        hour_share=np.array(w.hour_share),
        opening_hour=w.opening_hour,
    )


class Clinic:
    """The reference engine on the small world, watched from outside at regular moments."""

    def __init__(self, w: World, m: Month, p: Behaviour, *, n: int = PEOPLE, every_minutes: float = 7.3) -> None:
        self.w, self.m, self.n = w, m, n
        self.r = residents(n)
        memory = fresh_waits(w, simulate=True, fraction=1.0, memory_days=20.0, ca=1.0, cs=0.0)
        self.engine = SimpyEngine(w, p, self.r, memory, feedback=False, journal=True)
        self.queue: list[int] = []
        self.busy: list[int] = []
        self.lying: list[int] = []
        self.counts: list[Counts] = []
        self.engine.h.env.process(self._watch(round(every_minutes * TICKS_PER_MINUTE) << TICK_SHIFT))

    def _watch(self, step: int) -> Generator[Any, Any, None]:
        pool, ward = self.engine.h.pools[0], self.engine.h.wards[HOSPITAL]
        while True:
            yield self.engine.h.env.timeout(step)
            self.queue.append(pool.waiting())
            self.busy.append(pool.staffed_general - pool.free_general + pool.staffed_reserved - pool.free_reserved)
            self.lying.append(ward.occupied)

    def run(self, needs: Demand, months: int, *, seed: int = 1, days: int = 30) -> Clinic:
        """Simulate some months of 30 days."""
        for k in range(months):
            drawn = needs_of_month(needs, np.zeros(self.n, dtype=np.int16), seed, k, k * days, days)
            self.counts.append(self.engine.advance(self.m, drawn, (k + 1) * days))
        return self

    def waits(self, after_day: int = 10) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Minutes waited by everybody seen after the first days."""
        journal = self.engine.h.journal or []
        first = after_day * TICKS_PER_DAY
        return np.array([e.wait_ticks for e in journal if ticks_of(e.key) >= first]) / TICKS_PER_MINUTE


def erlang_c(servers: int, load: float) -> float:
    """Probability of waiting in M/M/c at ``load`` Erlangs."""
    b = 1.0
    for k in range(1, servers + 1):
        b = load * b / (k + load * b)
    rho = load / servers
    return b / (1.0 - rho + rho * b)


def mmc_wait(servers: int, rho: float, service: float) -> float:
    """Mean wait in M/M/c."""
    return erlang_c(servers, servers * rho) * service / (servers * (1.0 - rho))
