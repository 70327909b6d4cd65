"""The luck of each pool: of its own, or the errors of all pools would add up instead of cancelling."""

from __future__ import annotations

from sim.draws import SEEDS

STEP = 7919  # a prime: seeds that lie near each other do not meet in another pool


def seed_of(seed: int, place: int) -> int:
    """The seed of the pool at a place of the nation's list, the same under all arms."""
    return (seed + STEP * place) % SEEDS
