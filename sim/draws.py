"""The only door to randomness: a draw is a hash of (seed, stream, resident, episode, draw number).

No draw depends on the order of events, on another resident, on the engine or on the process count, so two
arms share every draw and any resident can be replayed. The mixing works on 63-bit non-negative numbers with
one source for Python integers, NumPy int64 arrays and compiled int64: products wrap modulo 2**64 everywhere
and the mask keeps the low 63 bits, which agree. The finaliser is that of splitmix64 (Steele, Lea and
Flood 2014), cut to 63 bits; every step is a bijection.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
IntLike = TypeVar("IntLike", int, Ints)

MASK = 0x7FFFFFFFFFFFFFFF
STEP = 0x1E3779B97F4A7C15
MIX_1 = 0x3F58476D1CE4E5B9
MIX_2 = 0x14D049BB133111EB
TO_UNIT = 2.0**-52  # 52 bits plus one half: never 0, never 1

# Which luck: a seed of at most fifteen digits, which JSON and spreadsheets keep whole, and a replication of it.
SEEDS = 10**15
REPLICATIONS = 1000  # of one seed: one more would be the first of the next seed

# Streams: what a chain of draws belongs to. Append only: a number once given keeps its meaning, or all luck changes.
ATTRIBUTES = 1  # who a resident is; episode 0
ONSETS = 2  # how many candidate needs a month brings; episode = month
EPISODE = 3  # everything that happens in one episode; episode = month * MONTH_ROOM + candidate
ORDERS = 4  # in which order rules come in when their shares are sampled; no run draws from it

MONTH_ROOM = 64  # candidate needs of one resident in one month, at most

# Draw numbers of the stream ATTRIBUTES. Append only, here and below.
(
    URBAN,
    AGE,
    SEX,
    SCHEME,
    INCOME,
    HYPERTENSION,
    DIABETES,
    OTHER_CHRONIC,
    PREGNANT,
    DISABLED,
    SEVERE_MENTAL,
    PLACE,
    USUAL,
    SIGN,
    FULFIL,
    OLD_PRICE,
    ELSEWHERE,
    REGISTERED,
    APART,
    RETIRED,
) = range(20)

# Draw numbers of the stream EPISODE that belong to the need itself.
(
    DAY,
    HOUR,
    MINUTE,
    CONDITION,
    SEVERITY,
    REAL,
    EMERGENCY,
    SEEK,
    CONSIDER,
    ACCEPT,
    CHOOSE,
    PATIENT,
    PATIENT_2,
    PACKET,
) = range(14)

# Draw numbers that repeat with every leg (encounter) of the episode: number = LEG * leg + these.
LEG = 64
(
    SERVICE,
    SERVICE_2,
    SPECIALIST,
    SOLVED,
    ADMIT,
    REFER,
    NEXT_DAY,
    NEXT_PLACE,
    DAY_CASE,
    STAY,
    STAY_2,
    STEP_DOWN,
    FOLLOW_HOUR,
    PER_CASE,
    QUOTA,
    POSTPONED,
) = range(16, 32)
FOLLOW = 32  # FOLLOW + slot: does this follow-up take place
(
    SIDEWAYS,
    BOOKED,
    BOOKED_HOUR,
    NO_SHOW,
    MOVE_UP,
    SPLIT,
    REVIEW,
    INFUSION,
    INFUSION_PLACE,
) = range(55, 64)  # beyond all follow-up slots
MONTHLY_COUNT = 0  # draw number of the stream ONSETS


def mix(x: IntLike) -> IntLike:
    """Scramble 63 bits."""
    x = ((x ^ (x >> 30)) * MIX_1) & MASK
    x = ((x ^ (x >> 27)) * MIX_2) & MASK
    return x ^ (x >> 31)


def seed_of(seed: int, replication: int) -> int:
    """The seed of one replication, for `chain`: none is that of another pair below SEEDS and REPLICATIONS."""
    return seed * REPLICATIONS + replication


def chain(seed: int, stream: int, resident: IntLike, episode: IntLike) -> IntLike:
    """The key of one chain of draws; feed it to `uniform` with a draw number.

    Parameters
    ----------
    seed, stream : seed of the replication and one of the stream constants of this module.
    resident, episode : whole numbers or int64 arrays of one shape.
    """
    return linked(root_of(seed, stream), resident, episode)


def root_of(seed: int, stream: int) -> int:
    """What all chains of one stream of a seed have in common."""
    return mix((seed * STEP + stream) & MASK)


def linked(root: int, resident: IntLike, episode: IntLike) -> IntLike:
    """The chain of one resident and episode, from its stream's root."""
    return mix((mix((root + resident * STEP) & MASK) + episode * STEP) & MASK)


def uniform(key: int, number: int) -> float:
    """A number in the open interval (0, 1): draw ``number`` of the chain ``key``."""
    x = (key + (number + 1) * STEP) & MASK
    x = ((x ^ (x >> 30)) * MIX_1) & MASK
    x = ((x ^ (x >> 27)) * MIX_2) & MASK
    return (((x ^ (x >> 31)) >> 11) + 0.5) * TO_UNIT


def uniforms(keys: Ints, number: int | Ints) -> NDArray[np.float64]:
    """`uniform` for an array of chains; the same bits."""
    step = (number + 1) * STEP
    mixed = mix((keys + (step & MASK)) & MASK)
    return ((mixed >> 11).astype(np.float64) + 0.5) * TO_UNIT
