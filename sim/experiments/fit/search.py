"""How the numbers are found: each by the gap of its own figures, damped, first on a sample, then on everybody.

All numbers move at once in every round, each by the table alone: crude, but sure from far away, and a round costs one
base year. (Steps of least squares along slopes measured on shared luck were tried: the slopes cost a run a number, are
noisy on a sample where few are treated, and led no nearer.)
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from sim.experiments.fit.numbers import Aim, Free, Key, Numbers

Values = Mapping[str, float]
Measured = Mapping[Key, float]
Stage = Literal["first", "last"]
PATIENCE = 3
STILL = 0.95  # of the loss: rounds that stay above it for `PATIENCE` rounds make no progress
FARTHEST = 4.0  # gaps beyond count no more than this: what cannot be met does not rule the rest
CLOSE = 0.15  # of a range: where every figure that is fitted is as near, there is nothing left to do
MOVES = 0.25  # ranges that a figure must have come nearer for its number to keep what it was moved by
DAMPED = 0.6  # of a step, after a round that was worse than the best


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """Rounds of each stage at most."""

    first: int
    last: int

    @property
    def rounds(self) -> int:
        """All of them."""
        return self.first + self.last


@dataclass(frozen=True, slots=True)
class Round:
    """A set of numbers that was run.

    ``loss`` sums the squares of the gaps of what is fitted, ``outside`` counts the anchors that are not met, ``worst``
    is the figure that is fitted and farthest off.
    """

    n: int
    stage: Stage
    values: Values
    measured: Measured
    loss: float
    outside: int
    worst: Aim | None

    def gap(self, target: Aim) -> float:
        """How far a figure is off, in ranges; nan where the model has no value."""
        return target.gap(self.measured.get(target.key, math.nan))


class Measure(Protocol):
    """Runs the base year with a set of numbers."""

    def __call__(self, values: Values, stage: Stage) -> Measured:
        """What it gives."""


@dataclass
class Search:
    """A search under way; ``told`` hears of every round.

    ``unreached`` are the numbers whose figures do not answer to them here: they are as they were.
    """

    numbers: Numbers
    anchors: Sequence[Aim]
    measure: Measure
    told: Callable[[Round], None]
    rounds: list[Round] = field(default_factory=list)
    unreached: set[str] = field(default_factory=set)

    def run(self, plan: RoundPlan) -> Round:
        """The best round of the last stage."""
        values: Values = {one.name: one.start for one in self.numbers.free}
        if plan.first:
            done = self._stage(values, "first", plan.first)
            best = min(done, key=_rank)
            self.unreached = {one.name for one in self.numbers.free if _in_vain(one, done[0], best)}
            back = {one.name: one.start for one in self.numbers.free if one.name in self.unreached}
            values = {**self._next(best, 1.0), **back}
        return min(self._stage(values, "last", plan.last), key=_rank)

    def _stage(self, values: Values, stage: Stage, rounds: int) -> list[Round]:
        """Rounds on, each a step from the best so far; fewer where nothing is left to gain."""
        done: list[Round] = []
        damped = 1.0
        for _ in range(rounds):
            done.append(self._round(values, stage))
            best = min(done, key=_rank)
            if self._near(best) or _at_rest(done, best):
                break
            damped = 1.0 if best is done[-1] else damped * DAMPED
            values = self._next(best if stage == "last" else done[-1], damped)
        return done

    def _next(self, now: Round, damped: float) -> Values:
        """The numbers of the next round, as they would be written."""
        return {
            one.name: now.values[one.name] if one.name in self.unreached else _rounded(one, _stepped(one, now, damped))
            for one in self.numbers.free
        }

    def _near(self, now: Round) -> bool:
        return all(abs(now.gap(target)) <= CLOSE for target in self.numbers.targets.values())

    def _round(self, values: Values, stage: Stage) -> Round:
        found = Round(len(self.rounds) + 1, stage, dict(values), self.measure(values, stage), 0.0, 0, None)
        gaps = {target: abs(found.gap(target)) for target in self.numbers.targets.values()}
        known = {target: gap for target, gap in gaps.items() if math.isfinite(gap)}
        found = replace(
            found,
            loss=sum(min(gap, FARTHEST) ** 2 for gap in known.values()),
            outside=sum(not abs(found.gap(target)) <= 1.0 for target in self.anchors),
            worst=max(known, key=lambda target: known[target], default=None),
        )
        self.rounds.append(found)
        self.told(found)
        return found


def _rank(one: Round) -> tuple[int, float]:
    return one.outside, one.loss


def _at_rest(done: Sequence[Round], best: Round) -> bool:
    """Whether the last rounds made no progress."""
    return len(done) > PATIENCE and best.loss > STILL * min(one.loss for one in done[:-PATIENCE])


def _stepped(one: Free, now: Round, damped: float) -> float:
    """The next value of a number by what its figures lack."""
    value = now.values[one.name]
    models = [now.measured.get(target.key, math.nan) for target in one.answers]
    if one.settles_itself:
        return models[0] if math.isfinite(models[0]) else value
    odds = one.row.scale == "plain"
    steps = [target.step(model, odds=odds) for target, model in zip(one.answers, models, strict=True)]
    steps = [step for step in steps if math.isfinite(step)]
    if not steps:
        return value
    step = sum(steps) / (len(steps) if one.mean else 1)
    return one.moved(value, damped * one.row.sign * one.row.gain * step)


def _rounded(one: Free, value: float) -> float:
    """As it will be written, within what the number may be."""
    return min(max(float(f"{value:.5g}"), one.low), one.high)


def _in_vain(one: Free, start: Round, end: Round) -> bool:
    """Whether a number has come to its bound and its figures, all outside, hardly nearer: none that they answer to."""
    if one.settles_itself or not one.at_bound(end.values[one.name]):
        return False
    pairs = [(start.gap(target), end.gap(target)) for target in one.answers]
    return all(abs(after) > 1.0 and abs(before) - abs(after) < MOVES for before, after in pairs)
