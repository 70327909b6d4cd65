"""Needs: each resident's stream of candidates for a month, thinned to today's rates and put in order of time.

Plain functions of tables like `steps`: the reference engine calls them as they are, the compiled one their twins. In
them d is the month's rates, i a resident, g a condition group, s a severity.
"""

from __future__ import annotations

import math
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.draws import (
    CONDITION,
    DAY,
    EMERGENCY,
    EPISODE,
    HOUR,
    MINUTE,
    MONTH_ROOM,
    MONTHLY_COUNT,
    ONSETS,
    REAL,
    SEVERITY,
    linked,
    root_of,
    uniform,
)
from sim.engine.cells import SEVERITIES, case
from sim.engine.clock import ONSET, pack, person_of, ticks_of
from sim.engine.order import finish_order
from sim.engine.packed import prefetch
from sim.engine.records import Count1, Count2, Count4, Count8, Whole1, Whole2, Whole4, Whole8, record_of
from sim.rules.event.chance import pick
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Classes = NDArray[np.int16]
A_BUCKET = (
    8  # needs that are put in order at a time, on average; more, and comparing them takes longer than finding them
)


BLOCK = 256  # residents whose first draws are made together
AHEAD = 16  # needs that are asked for before they are written


@dataclass(frozen=True, slots=True)
class Demand:
    """Rates of need, fixed for the run.

    ``bound[class, g]`` is the highest yearly rate of condition ``g`` for a demand class; ``thin[month, g, s]``
    the share of candidates that become real in a month of the run; ``severity[g, 3]`` running sums;
    ``emergency[g, s]`` shares; ``hour_share`` the clinic profile.
    """

    bound: Floats
    thin: Floats
    severity: Floats
    emergency: Floats
    hour_share: Floats
    opening_hour: int


class Rates(NamedTuple):
    """What the needs of one month are drawn from."""

    month: int  # of the run
    first_day: int  # from the start of the run
    days: int
    onsets: int  # roots of the chains of draws
    episodes: int
    conditions: int
    hours: int
    opening_hour: int
    at_most: Sequence[float]  # [class * MONTH_ROOM + k] probability of k candidates or fewer
    condition: Sequence[float]  # [class * G + g] running sums of the highest rates
    severity: Sequence[float]  # [G * 3] running sums
    thin: Sequence[float]  # [G * 3]
    emergency: Sequence[float]  # [G * 3]
    profile: Sequence[float]  # [hours] running sums


class Found(NamedTuple):
    """Needs in order of residents, and what is needed to put them in order of time."""

    key: Count8
    number: Count1  # which of the resident's candidates
    condition: Count1
    severity: Count1
    emergency: Count1
    sorted_key: Count8
    source: Count4  # the need of a sorted key
    luck: MutableSequence[float]  # [BLOCK] of residents in a row, who decide how many candidates each has


class Sorted(NamedTuple):
    """Needs in order of their keys, as they are written."""

    key: Count8
    chain: Count8
    person: Count4
    episode: Count2
    condition: Count1
    severity: Count1
    emergency: Count1


class Batch(NamedTuple):
    """The same, as the event loop reads them."""

    size: int
    key: Whole8
    chain: Whole8
    person: Whole4
    episode: Whole2
    condition: Whole1
    severity: Whole1
    emergency: Whole1


FOUND, NEED = record_of(Found), record_of(Sorted)


@dataclass(frozen=True, slots=True)
class Needs:
    """The real needs of a month in order of time: one record of `NEED` each.

    ``above_bound`` counts residents who would have had more than the room for a month.
    """

    records: NDArray[Any]
    above_bound: int

    @property
    def key(self) -> Ints:
        """Packed moments, ascending."""
        keys: Ints = self.records["key"]
        return keys


def batch_of(needs: Needs) -> Batch:
    """The columns of the needs with their number."""
    columns: Any = (needs.records[name] for name in NEED.names or ())
    return Batch(len(needs.records), *columns)


class PlainDraws:
    """Draws needs with the functions as they are; every month anew."""

    def draw(self, d: Rates, classes: Classes, room: int) -> tuple[int, int]:
        """How many needs there are, and residents above the room for a month; needs beyond ``room`` are not kept."""
        columns: Any = {name: [0] * room for name in FOUND.names or ()}
        self.found = Found(**columns, luck=[0.0] * BLOCK)
        above = [0]
        return draw_needs(d, classes.tolist(), len(classes), self.found, room, above), above[0]

    def order(self, d: Rates, size: int, buckets: int, shift: int) -> NDArray[Any]:
        """The needs drawn last, in order."""
        columns = Sorted(*([0] * size for _ in Sorted._fields))
        put_in_order(d, self.found, size, [0] * (buckets + 1), buckets, shift, columns)
        records = np.empty(size, dtype=NEED)
        for name in Sorted._fields:
            records[name] = getattr(columns, name)
        return records


def needs_of_month(
    demand: Demand,
    demand_class: Classes,
    seed: int,
    month: int,
    first_day: int,
    days: int,
    by: PlainDraws | None = None,
) -> Needs:
    """Draw every resident's needs of one month.

    Parameters
    ----------
    demand_class : class of each resident, a row of ``demand.bound``.
    month : number of the month in the run, 0 for the first of the run-in.
    first_day, days : the month's first day (from the start of the run) and length.
    by : what draws them; the functions as they are, unless it is said.
    """
    by = by or PlainDraws()
    d = rates_of(demand, seed, month, first_day, days)
    room = _room(demand, demand_class, month, days)
    size, above = by.draw(d, demand_class, room)
    if size > room:  # luck beyond eight standard deviations
        by.draw(d, demand_class, size)
    ticks = days * TICKS_PER_DAY
    shift = (ticks * A_BUCKET // max(size, 1)).bit_length()
    return Needs(by.order(d, size, (ticks >> shift) + 1, shift), above)


def rates_of(demand: Demand, seed: int, month: int, first_day: int, days: int) -> Rates:
    """The tables that the needs of one month are drawn from."""
    rate = demand.bound.sum(axis=1) * days / 365.0
    at_most = np.empty((len(rate), MONTH_ROOM))
    term = np.exp(-rate)
    sum_of_terms = term.copy()
    for k in range(MONTH_ROOM):
        at_most[:, k] = sum_of_terms
        term = term * rate / (k + 1)
        sum_of_terms = sum_of_terms + term
    tables = (
        at_most,
        np.cumsum(demand.bound, axis=1),
        demand.severity,
        demand.thin[month],
        demand.emergency,
        np.cumsum(demand.hour_share),
    )
    columns: Any = (np.ascontiguousarray(table, dtype=np.float64).ravel() for table in tables)
    return Rates(
        month, first_day, days, root_of(seed, ONSETS), root_of(seed, EPISODE),
        demand.bound.shape[1], len(demand.hour_share), demand.opening_hour, *columns,
    )  # fmt: skip


def _room(demand: Demand, demand_class: Classes, month: int, days: int) -> int:
    """Room for the needs that are expected, and for luck."""
    people = np.bincount(demand_class, minlength=len(demand.bound))
    by_severity = np.diff(demand.severity, axis=1, prepend=0.0) * demand.thin[month]
    expected = float(people @ demand.bound @ by_severity.sum(axis=1)) * days / 365.0
    return 64 + math.ceil(expected + 8.0 * math.sqrt(expected))


def draw_needs(d: Rates, classes: Sequence[int], residents: int, found: Found, room: int, above: Any) -> int:
    """Everybody's needs of the month; returns how many, of which the first ``room`` are kept.

    The number of a resident's candidates is a Poisson count by inversion of one draw. ``above`` counts residents who
    would have had more than there is room for in a month.
    """
    size = 0
    for i in range(residents):
        if i % BLOCK == 0:
            _draw_luck(d, i, found)
        u = found.luck[i % BLOCK]
        first = classes[i] * MONTH_ROOM
        count = 0
        while count < MONTH_ROOM and u > d.at_most[first + count]:
            count += 1
        if count == MONTH_ROOM:
            above[0] += 1
        for number in range(count):
            chain = linked(d.episodes, i, d.month * MONTH_ROOM + number)
            g = pick(d.condition, classes[i] * d.conditions, d.conditions, uniform(chain, CONDITION))
            s = pick(d.severity, case(g, 0), SEVERITIES, uniform(chain, SEVERITY))
            if uniform(chain, REAL) < d.thin[case(g, s)]:
                if size < room:
                    emergency = uniform(chain, EMERGENCY) < d.emergency[case(g, s)]
                    found.key[size] = pack(onset(d, chain, emergency), i, ONSET)
                    found.number[size], found.emergency[size] = number, 1 if emergency else 0
                    found.condition[size], found.severity[size] = g, s
                size += 1
    return size


def _draw_luck(d: Rates, first: int, found: Found) -> None:
    """The draws of a block of residents, one after the other so that the compiler works out several at once."""
    for n in range(BLOCK):
        found.luck[n] = uniform(linked(d.onsets, first + n, d.month), MONTHLY_COUNT)


def onset(d: Rates, chain: int, emergency: bool) -> int:
    """The tick in which a need arises: at any hour for emergencies, by the clinic profile for the rest."""
    day = d.first_day + math.floor(uniform(chain, DAY) * d.days)
    u = uniform(chain, HOUR)
    hour = math.floor(u * 24) if emergency else d.opening_hour + pick(d.profile, 0, d.hours, u)
    return day * TICKS_PER_DAY + hour * TICKS_PER_HOUR + math.floor(uniform(chain, MINUTE) * TICKS_PER_HOUR)


def put_in_order(d: Rates, found: Found, size: int, bucket: Any, buckets: int, shift: int, out: Sorted) -> None:
    """Sort by key; a resident's needs in one tick stay in the order of their numbers.

    ``bucket`` has room for one more than ``buckets``, each of which is ``1 << shift`` ticks of the month.
    """
    first = d.first_day * TICKS_PER_DAY
    for b in range(buckets + 1):
        bucket[b] = 0
    for n in range(size):
        bucket[((ticks_of(found.key[n]) - first) >> shift) + 1] += 1
    for b in range(buckets):
        bucket[b + 1] += bucket[b]
    for n in range(size):
        b = (ticks_of(found.key[n]) - first) >> shift
        found.sorted_key[bucket[b]], found.source[bucket[b]] = found.key[n], n
        bucket[b] += 1
    finish_order(found.sorted_key, found.source, size)
    for place in range(size):
        prefetch(found.key, found.source[min(place + AHEAD, size - 1)])
        n = found.source[place]
        i, episode = person_of(found.key[n]), d.month * MONTH_ROOM + found.number[n]
        out.key[place], out.person[place], out.episode[place] = found.key[n], i, episode
        out.chain[place] = linked(d.episodes, i, episode)
        out.condition[place], out.severity[place] = found.condition[n], found.severity[n]
        out.emergency[place] = found.emergency[n]
