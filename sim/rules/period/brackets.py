"""Sharing in brackets: what is the provider's of an amount above or below a budget, and of one more fen of it.

A bracket reaches from the one before it up to a share of the budget. Its share counts for the part of the amount that
lies in it or, where it is ``whole``, for the whole of an amount that reaches it. Amounts are in fen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple


class SharedPart(NamedTuple):
    """One bracket: up to ``upto`` x the budget a ``share`` is the provider's, ``other`` that of another payer."""

    upto: float
    share: float
    other: float = 0.0
    whole: bool = False


class Piece(NamedTuple):
    """A straight part of what is the provider's: ``at`` just beyond its ``start``, ``slope`` a fen more from there."""

    start: float
    at: float
    slope: float


class Sharing(NamedTuple):
    """Brackets on both sides of a budget; ``ceiling`` is what may be kept at most, as a share of the budget."""

    surplus: tuple[SharedPart, ...]
    overspend: tuple[SharedPart, ...]
    ceiling: float = math.inf

    def times(self, factor: float) -> Sharing:
        """The same with so much of every share of a surplus."""
        return self._replace(surplus=tuple(part._replace(share=factor * part.share) for part in self.surplus))

    def most(self, budget: float) -> float:
        """What may be kept at most, fen."""
        return self.ceiling * budget if math.isfinite(self.ceiling) else math.inf


def pieces(steps: Sequence[SharedPart], budget: float, most: float = math.inf) -> tuple[Piece, ...]:
    """The brackets as straight parts, never more than ``most``; beyond the last bound nothing more is shared."""
    found: list[Piece] = []
    start, at = 0.0, 0.0
    for step in steps:
        at = step.share * start if step.whole else at
        end = math.floor(budget * step.upto + 0.5) if math.isfinite(step.upto) else math.inf
        found.append(Piece(start, min(at, most), step.share if at < most else 0.0))
        beyond = at + step.share * (end - start) if step.share > 0.0 else at
        if at < most < beyond:
            found.append(Piece(start + (most - at) / step.share, most, 0.0))
        start, at = end, beyond
    if steps and math.isfinite(start):
        found.append(Piece(start, min(at, most), 0.0))
    return tuple(found)


def part_of(amount: float, found: Sequence[Piece]) -> int:
    """What is the provider's of an amount; one that just reaches a bound belongs to the bracket below it."""
    here = [piece for piece in found if piece.start < amount]
    return math.floor(here[-1].at + here[-1].slope * (amount - here[-1].start) + 0.5) if here else 0


def of_one_more(found: Sequence[Piece], beyond: Callable[[float], float], density: Callable[[float], float]) -> float:
    """What is expected to be the provider's of one more fen.

    ``beyond(x)`` is how likely he holds that the amount exceeds ``x``, ``density(x)`` the same per fen at ``x``: a jump
    at a bound counts by how likely one more fen crosses it.
    """
    total = 0.0
    for n, piece in enumerate(found):
        after = found[n + 1].start if n + 1 < len(found) else math.inf
        total += piece.slope * (beyond(piece.start) - (beyond(after) if math.isfinite(after) else 0.0))
        before = found[n - 1] if n else None
        jump = piece.at - before.at - before.slope * (piece.start - before.start) if before else 0.0
        if abs(jump) > 0.5:  # less is rounding
            total += jump * density(piece.start)
    return total
