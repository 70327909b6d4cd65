"""Every width of the engine holds the largest number that the checks let through, and the two engines agree there."""

from __future__ import annotations

import numpy as np
import pytest

from sim import draws
from sim.engine.clock import LAST_SLOT, MIDNIGHT, ONSET, OPENING, RETURN, pack, ticks_of
from sim.engine.compiled_engine import DAYS_AFTER_END
from sim.engine.follow_up import follow_up_leg
from sim.engine.records import formats_of
from sim.engine.tables import Residents
from sim.engine.traffic import Traffic
from sim.engine.widths import (
    CONDITIONS,
    DISTRICTS,
    FACILITIES,
    FOLLOW_UPS,
    LEVELS,
    PAYERS,
    PERSONS,
    RUN_IN_MONTHS,
    YEARS,
)
from sim.region.quantities import BENEFIT
from sim.rules.event.stay import LONGEST_DAYS, stay_ticks
from sim.vocabulary.ticks import TICKS_PER_DAY

from .both import EngineName, advance, engine_for, journal, needs
from .small import behaviour, month, world

MONTHS = YEARS * 12 + RUN_IN_MONTHS
DAYS = (YEARS + RUN_IN_MONTHS // 12) * 365
LAST_TICK = (DAYS + DAYS_AFTER_END) * TICKS_PER_DAY
FEN = 100
MOST = world()._replace(levels=LEVELS)


def test_a_moment_fits_and_keeps_its_order() -> None:
    """The largest key is a whole number of 64 bits, and each part outweighs all that stand behind it."""
    largest = pack(LAST_TICK, MIDNIGHT, LAST_SLOT)
    assert 0 < largest < 2**63
    assert ticks_of(largest) == LAST_TICK
    assert pack(LAST_TICK - 1, MIDNIGHT, LAST_SLOT) < pack(LAST_TICK, 0, ONSET)
    assert pack(LAST_TICK, PERSONS - 1, LAST_SLOT) < pack(LAST_TICK, MIDNIGHT, OPENING)


def test_a_width_more_would_not_fit() -> None:
    """What the limits keep away: the next slot or person would be the next tick's."""
    assert pack(0, 1, 0) > pack(0, 0, LAST_SLOT)
    assert pack(1, 0, 0) == pack(0, MIDNIGHT + 1, 0)


def test_one_slot_for_each_follow_up() -> None:
    slots = [ONSET, *range(OPENING, RETURN), *(RETURN + n for n in range(FOLLOW_UPS))]
    assert len({pack(0, 0, slot) for slot in slots}) == len(slots)
    assert max(slots) == LAST_SLOT
    assert pack(0, 0, LAST_SLOT) < pack(0, 1, 0)


def test_draws_of_follow_ups_are_their_own() -> None:
    """Whether one takes place, and all that happens there, hangs on numbers that nothing else uses."""
    assert draws.FOLLOW + FOLLOW_UPS <= draws.MOVE_UP < draws.INFUSION_PLACE < draws.LEG
    legs = [*range(LEVELS), *(follow_up_leg(MOST, leg, slot) for leg in range(LEVELS) for slot in range(FOLLOW_UPS))]
    assert len(set(legs)) == len(legs)


LARGEST = {
    "key": pack(LAST_TICK, MIDNIGHT, LAST_SLOT),
    "chain": draws.MASK,
    "condition": CONDITIONS - 1,
    "facility": FACILITIES - 1,
    "first_place": FACILITIES - 1,
    "below": FACILITIES - 1,
    "place": FACILITIES // 3,
    "usual": FACILITIES - 1,
    "person": PERSONS - 1,
    "home": DISTRICTS,
    "episode": MONTHS * draws.MONTH_ROOM - 1,
    "own_leg": follow_up_leg(MOST, LEVELS - 1, FOLLOW_UPS - 1),
    "arrival": LAST_TICK,
    "wait": LAST_TICK,
    "last_tick": LAST_TICK,
    "last_discharge": DAYS,
    "length": stay_ticks(1e9, TICKS_PER_DAY),
    "acute": stay_ticks(1e9, TICKS_PER_DAY),
    # Three times at most a patient is moved up and pays a deductible.
    "chain_paid": 3 * FEN * int(max(limit.high for name, limit in BENEFIT.items() if name.startswith("deductible"))),
    "payer": PAYERS,  # the outside payer
    "outpatient_fund": FEN * int(BENEFIT["outpatient_ceiling"].high),
    "inpatient_fund": FEN * int(BENEFIT["ceiling"].high),
    "critical": FEN * int(BENEFIT["critical_ceiling"].high),
    # A year's visits: every need of every month with all its contacts and follow-ups.
    "visits": 12 * draws.MONTH_ROOM * (LEVELS + FOLLOW_UPS),
    "first_contacts": 12 * draws.MONTH_ROOM,
}


@pytest.mark.parametrize("table", [Residents, Traffic])
def test_records_hold_the_largest_numbers(table: type) -> None:
    formats = formats_of(table)
    narrow = {name for name, kept in formats.items() if kept in {"i1", "i2", "i4"}}
    # Words of a small list, flags, and counts below those in LARGEST.
    small = {
        "next", "stage", "before", "kind", "reserved", "severity", "emergency", "leg", "referral", "reason", "split",
        "urban", "age", "scheme", "risks", "key_group", "poor", "old_price", "first_primary", "own_team", "stays",
        "readmitted", "contract", "retired",
    }  # fmt: skip
    assert narrow <= small | set(LARGEST)
    for name in set(formats) & set(LARGEST):
        assert np.iinfo(formats[name]).max >= LARGEST[name], name


def test_a_stay_without_end_ends() -> None:
    assert stay_ticks(LONGEST_DAYS, TICKS_PER_DAY) == stay_ticks(LONGEST_DAYS + 1.0, TICKS_PER_DAY)
    assert stay_ticks(LONGEST_DAYS - 1.0, TICKS_PER_DAY) < stay_ticks(LONGEST_DAYS, TICKS_PER_DAY)


def test_as_many_follow_ups_as_there_is_room_for() -> None:
    """Everybody comes back sixteen times: each visit is booked once, the same in both engines."""
    w = world(doctors=20)._replace(
        follow_slots=[FOLLOW_UPS],
        follow_mean=[float(FOLLOW_UPS)],
        follow_days=[1.0],
        days_closed=[0] * 500,
        holiday=[0] * 500,
    )
    m, people = month(w, revisit=[1.0] * 5), 400
    moments = [1000 * n for n in range(people)]
    found = {}
    names: tuple[EngineName, ...] = ("simpy", "compiled")
    for name in names:
        engine = engine_for(name, w, behaviour(), people)
        advance(engine, m, needs(moments), 30)
        found[name] = journal(engine)
    assert len(found["simpy"]) == people * (1 + FOLLOW_UPS)
    assert found["compiled"] == found["simpy"]
    assert len({entry.key for entry in found["simpy"]}) == len(found["simpy"])
