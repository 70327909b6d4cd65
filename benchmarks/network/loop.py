"""The network on the compiled engine's own heap, rows, queues and draws, without the steps of a patient.

`sim.engine.event_loop` bills, chooses and counts at every visit; peers do nothing of the kind. This is the same
machinery with the peers' few lines of behaviour in between, so that machinery is compared with machinery.
"""

from __future__ import annotations

import math
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import numpy as np

from sim.draws import EPISODE, chain, uniform
from sim.engine.clinic import call_next, take_doctor
from sim.engine.clock import pack, ticks_of
from sim.engine.compile import twin
from sim.engine.packed import Packed
from sim.engine.rows import free_row, new_row, pop, push
from sim.engine.tables import Real, Whole, World
from sim.engine.traffic import CALLED, HEAP_SIZE, Traffic, fresh_traffic
from sim.rules.event.chance import lognormal
from sim.vocabulary.ticks import TICKS_PER_DAY

from .system import (
    DAYS,
    DOCTORS,
    PER_MINUTE,
    PLACES,
    PRIMARY,
    REFERRED,
    SERVICE_MINUTES,
    SIGMA,
    TIERS,
    UP,
    Seen,
    by_tier,
)

TICKS_PER_MINUTE = 240.0
DRAWS = 16  # of one patient: gap, place, then three of each contact


class Net(NamedTuple):
    """The network as a packed table; ``waited`` (ticks) and ``visits`` are written, one entry a place."""

    entries: int
    gap: float
    sigma: float
    tier: Whole
    up: Whole
    service: Real
    referred: Real
    waited: Any
    visits: Any


def run_network(net: Net, t: Traffic, seed: int, end: int) -> int:
    """Simulate until the packed moment ``end``; returns the number of patients.

    One long function, because only functions of ``sim`` are compiled with it.
    """
    patients = 0
    arrival = math.floor(-math.log(uniform(seed, 0)) * net.gap)
    while True:
        moment = t.heap_key[0] if t.single[HEAP_SIZE] > 0 else end
        coming = pack(arrival, patients, 0)
        if coming < moment:
            if coming >= end:
                return patients
            now = coming
            k = new_row(t)
            t.person[k] = patients
            t.leg[k] = 0
            t.facility[k] = math.floor(uniform(seed, 16 * patients + 1) * net.entries)
            patients += 1
            arrival += math.floor(-math.log(uniform(seed, 16 * patients)) * net.gap)
            arrives = True
        else:
            if moment >= end:
                return patients
            now = moment
            k = pop(t)
            place = t.facility[k]
            t.free_general[place] += 1
            call_next(t, place, False)
            leg = t.leg[k]
            arrives = uniform(seed, 16 * t.person[k] + 4 + 3 * leg) < net.referred[net.tier[place]]
            if arrives:
                t.facility[k] = net.up[place]
                t.leg[k] = leg + 1
            else:
                free_row(t, k)
        if arrives:
            place = t.facility[k]
            t.key[k] = now
            if t.free_general[place] > 0:
                take_doctor(t, place, False)
                t.called[t.single[CALLED]] = k
                t.single[CALLED] += 1
            else:
                t.next[k] = -1
                if t.general_first[place] == -1:
                    t.general_first[place] = k
                else:
                    t.next[t.general_last[place]] = k
                t.general_last[place] = k
        for n in range(t.single[CALLED]):
            k = t.called[n]
            place = t.facility[k]
            ticks = ticks_of(now)
            net.waited[place] += ticks - ticks_of(t.key[k])
            net.visits[place] += 1
            draw = 16 * t.person[k] + 2 + 3 * t.leg[k]
            minutes = lognormal(net.service[net.tier[place]], net.sigma, uniform(seed, draw), uniform(seed, draw + 1))
            t.key[k] = pack(ticks + max(1, math.floor(minutes * 240.0 + 0.5)), t.person[k], 1)
            push(t, t.key[k], k)
        t.single[CALLED] = 0


def simulate(seed: int, days: int = DAYS) -> Seen:
    """One run."""
    shape = cast(World, SimpleNamespace(choice_set=[], pools=PLACES, facilities=1, load_groups=1))
    traffic = fresh_traffic(shape, rows=4096, days=1, expected=np.zeros(1), journal=False)
    traffic.free_general[:] = DOCTORS
    waited, visits = np.zeros(PLACES, dtype=np.int64), np.zeros(PLACES, dtype=np.int64)
    net = Net(
        PRIMARY, TICKS_PER_MINUTE / PER_MINUTE, SIGMA, TIERS, UP, SERVICE_MINUTES, REFERRED, waited, visits
    )  # fmt: skip
    packed, t = Packed(net), Packed(traffic)
    twin(run_network, cache=True)(packed, t, chain(seed, EPISODE, 0, 0), pack(days * TICKS_PER_DAY, 0, 0))
    return by_tier(visits.astype(float).tolist(), (waited / TICKS_PER_MINUTE).tolist())
