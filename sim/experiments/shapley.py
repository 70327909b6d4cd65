"""Who did it: shares of a whole among its parts, by the Shapley value, from what each set of parts brings together.

Shapley LS (1953), A value for n-person games, in Contributions to the Theory of Games II: a part's share is its mean
marginal contribution over all orders in which the parts can come in. The shares sum to the whole.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from math import factorial

import numpy as np
from numpy.typing import NDArray

from sim.draws import ORDERS, chain, uniform

Floats = NDArray[np.float64]
Set = frozenset[str]
Worth = Callable[[Set], Floats]
ENUMERATED = 6  # parts up to which every set is run: 64 sets


def every_set(players: Sequence[str]) -> list[Set]:
    """All sets of players, the empty one first, the whole last."""
    return [frozenset(chosen) for n in range(len(players) + 1) for chosen in itertools.combinations(players, n)]


def orders(players: Sequence[str], count: int, seed: int) -> list[tuple[str, ...]]:
    """Random orders in which players come in, each with its reverse: the two average out much of the luck of an order.

    ``count`` is rounded up to an even number.
    """
    found: list[tuple[str, ...]] = []
    while len(found) < count:
        key = chain(seed, ORDERS, 0, len(found))
        order = tuple(players[n] for n in sorted(range(len(players)), key=lambda n: uniform(key, n)))
        found += [order, order[::-1]]
    return found


def sets_of(found: Iterable[Sequence[str]], players: Sequence[str]) -> list[Set]:
    """The sets that the orders pass through, with those that `alone` and `left_out` need; each once."""
    whole = frozenset(players)
    ends = [frozenset(), whole, *(frozenset({p}) for p in players), *(whole - {p} for p in players)]
    passed = (frozenset(order[:n]) for order in found for n in range(1, len(order)))
    return list(dict.fromkeys([*ends, *passed]))


def exact(players: Sequence[str], worth: Worth) -> dict[str, Floats]:
    """The share of each player from all sets; an array in, an array of the same shape out."""
    n = len(players)
    shares = {}
    for player in players:
        others = [p for p in players if p != player]
        parts = [
            factorial(len(s)) * factorial(n - 1 - len(s)) / factorial(n) * (worth(s | {player}) - worth(s))
            for s in every_set(others)
        ]
        shares[player] = np.sum(parts, axis=0)
    return shares


def pairs(players: Sequence[str], worth: Worth) -> dict[tuple[str, str], Floats]:
    """The Shapley interaction of each pair: what both bring together beyond what each brings, over all sets of others.

    Grabisch M, Roubens M (1999), Int J Game Theory 28: 547-565. Above zero they help each other, below they overlap.
    """
    n = len(players)
    found = {}
    for a, b in itertools.combinations(players, 2):
        others = [p for p in players if p not in (a, b)]
        parts = [
            factorial(len(s)) * factorial(n - 2 - len(s)) / factorial(n - 1)
            * (worth(s | {a, b}) - worth(s | {a}) - worth(s | {b}) + worth(s))
            for s in every_set(others)
        ]  # fmt: skip
        found[a, b] = np.sum(parts, axis=0)
    return found


def sampled(players: Sequence[str], worth: Worth, found: Sequence[Sequence[str]]) -> dict[str, Floats]:
    """Marginal contributions by player and pair of orders: the first axis is that of the pairs of `orders`."""
    shares: dict[str, list[Floats]] = {player: [] for player in players}
    for order in found:
        before: Set = frozenset()
        for player in order:
            shares[player].append(worth(before | {player}) - worth(before))
            before = before | {player}
    return {player: _halved(np.stack(parts)) for player, parts in shares.items()}


def _halved(parts: Floats) -> Floats:
    """The mean of each order with its reverse."""
    means: Floats = parts.reshape(len(parts) // 2, 2, *parts.shape[1:]).mean(axis=1)
    return means
