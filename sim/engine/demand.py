"""Needs: each resident's stream of candidates for a month, drawn at once and thinned to today's rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import draws
from sim.engine.clock import ONSET, PERSON_SHIFT, TICK_SHIFT
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_HOUR

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


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


@dataclass(frozen=True, slots=True)
class Needs:
    """The real needs of a month in order of time; one entry each."""

    key: Ints
    person: Ints
    episode: Ints
    chain: Ints
    condition: Ints
    severity: Ints
    emergency: Ints
    above_bound: int


class Batch(NamedTuple):
    """`Needs` as the engines read them."""

    size: int
    key: Sequence[int]
    person: Sequence[int]
    episode: Sequence[int]
    chain: Sequence[int]
    condition: Sequence[int]
    severity: Sequence[int]
    emergency: Sequence[int]


def batch_of(needs: Needs) -> Batch:
    """The needs' columns with their number."""
    columns: Any = (
        needs.key,
        needs.person,
        needs.episode,
        needs.chain,
        needs.condition,
        needs.severity,
        needs.emergency,
    )
    return Batch(len(needs.key), *columns)


def needs_of_month(demand: Demand, demand_class: Ints, seed: int, month: int, first_day: int, days: int) -> Needs:
    """Draw every resident's needs of one month.

    Parameters
    ----------
    demand_class : class of each resident, a row of ``demand.bound``.
    month : number of the month in the run, 0 for the first of the run-in.
    first_day, days : the month's first day (from the start of the run) and length.

    Returns
    -------
    Needs sorted by packed key; `above_bound` counts residents who would have had more than the room for a month.
    """
    person, number, above = _candidates(demand, demand_class, seed, month, days)
    episode = month * draws.MONTH_ROOM + number
    chain = draws.chain(seed, draws.EPISODE, person, episode)
    condition = _row_pick(np.cumsum(demand.bound, axis=1), demand_class[person], draws.uniforms(chain, draws.CONDITION))
    severity = _row_pick(demand.severity, condition, draws.uniforms(chain, draws.SEVERITY))
    real = draws.uniforms(chain, draws.REAL) < demand.thin[month, condition, severity]
    person, episode, chain, number = person[real], episode[real], chain[real], number[real]
    condition, severity = condition[real], severity[real]
    emergency = draws.uniforms(chain, draws.EMERGENCY) < demand.emergency[condition, severity]
    ticks = _ticks(demand, chain, emergency, first_day, days)
    key = ticks << TICK_SHIFT | person << PERSON_SHIFT | ONSET
    order = np.argsort(key, kind="stable")  # a resident's candidates stand in the order of their numbers
    return Needs(
        key[order],
        person[order],
        episode[order],
        chain[order],
        condition[order],
        severity[order],
        emergency[order].astype(np.int64),
        above,
    )


def _candidates(demand: Demand, demand_class: Ints, seed: int, month: int, days: int) -> tuple[Ints, Ints, int]:
    """Resident and running number of each candidate: a Poisson count by inversion of one draw a resident."""
    rate = demand.bound.sum(axis=1) * days / 365.0
    residents = np.arange(len(demand_class), dtype=np.int64)
    u = draws.uniforms(draws.chain(seed, draws.ONSETS, residents, np.full_like(residents, month)), draws.MONTHLY_COUNT)
    count = np.zeros(len(residents), dtype=np.int64)
    term = np.exp(-rate)
    cdf = term.copy()
    left = residents
    for k in range(1, draws.MONTH_ROOM + 1):
        left = left[u[left] > cdf[demand_class[left]]]
        if len(left) == 0:
            break
        count[left] = k
        term = term * rate / k
        cdf = cdf + term
    above = int((count == draws.MONTH_ROOM).sum())
    person = np.repeat(residents, count)
    first = np.cumsum(count) - count
    number = np.arange(len(person), dtype=np.int64) - np.repeat(first, count)
    return person, number, above


def _row_pick(cumulative: Floats, row: Ints, u: Floats) -> Ints:
    """For each entry the first column of its row whose running sum exceeds u times the row's total."""
    limit = u * cumulative[row, -1]
    found = np.zeros(len(row), dtype=np.int64)
    for column in range(cumulative.shape[1] - 1):
        found += limit >= cumulative[row, column]
    return found


def _ticks(demand: Demand, chain: Ints, emergency: NDArray[np.bool_], first_day: int, days: int) -> Ints:
    """When the need arises: any hour for emergencies, the clinic profile for the rest."""
    day = first_day + (draws.uniforms(chain, draws.DAY) * days).astype(np.int64)
    u = draws.uniforms(chain, draws.HOUR)
    profile = np.cumsum(demand.hour_share)
    hour = demand.opening_hour + np.minimum(np.searchsorted(profile, u * profile[-1], side="right"), len(profile) - 1)
    hour = np.where(emergency, (u * 24).astype(np.int64), hour)
    within = (draws.uniforms(chain, draws.MINUTE) * TICKS_PER_HOUR).astype(np.int64)
    return np.asarray(day * TICKS_PER_DAY + hour * TICKS_PER_HOUR + within, dtype=np.int64)
