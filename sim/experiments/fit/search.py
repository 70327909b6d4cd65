"""How the numbers are found: each by the gap of its own figures, damped, first on a sample, then on everybody.

All numbers move at once in every round, each by the table alone: crude, but sure from far away, and a round costs one
base year. Steps of least squares along slopes that were measured on shared luck (a run a number, noisy on a sample),
corrected after Broyden, and steps mixed after Anderson were tried on Pingxiang: neither came nearer.
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
STILL = 0.95  # of the loss: rounds that stay above it make no progress
PATIENCE: Mapping[Stage, int] = {"first": 5, "last": 1}  # with how many of them
FAR = 4.0  # ranges from which on a gap counts by its size, not its square: what cannot be met does not rule the rest
CLOSE = 0.2  # of a range: where every figure that can be met is as near, there is nothing left to do
MOVES = 0.25  # ranges that a figure must have moved for its number to keep what it was moved by
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

    ``loss`` sums the squares of the gaps of what is fitted (far ones less), ``outside`` counts the anchors that are not
    met, ``worst`` is the figure farthest off of those that can be met.
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
        """The best round of the last stage that the plan has."""
        values: Values = {one.name: one.start for one in self.numbers.free}
        if plan.first:
            best = min(self._stage(values, "first", plan.first), key=_rank)
            if not plan.last:
                return best
            values = self._next(best, 1.0)
        return min(self._stage(values, "last", plan.last), key=_rank)

    def _stage(self, values: Values, stage: Stage, rounds: int) -> list[Round]:
        """Rounds on, each a step from the best so far; fewer where nothing is left to gain."""
        done: list[Round] = []
        damped = 1.0
        for _ in range(rounds):
            done.append(self._round(values, stage))
            best = min(done, key=_rank)
            if self._near(best) or _at_rest(done, best, PATIENCE[stage]):
                break
            self._give_up_one(done[-1])
            damped = 1.0 if best is done[-1] else damped * DAMPED
            values = self._next(done[-1], 1.0) if stage == "first" else self._next(best, damped)
        return done

    def _next(self, now: Round, damped: float) -> Values:
        """The numbers of the next round, as they would be written."""
        return {
            one.name: one.start
            if one.name in self.unreached
            else _rounded(one, one.moved(now.values[one.name], damped * _own_step(one, now)))
            for one in self.numbers.free
        }

    def _give_up_one(self, now: Round) -> None:
        """Put a number back that has come to its bound and moved its figures, all outside, hardly at all.

        One a round: where one runs away in vain, it drives the figures of others off, which come back without it.
        """
        moved: dict[str, float] = {}
        for one in self.numbers.free:
            if one.settles_itself or one.name in self.unreached or not one.at_bound(now.values[one.name]):
                continue
            pairs = [(self.rounds[0].gap(aim), now.gap(aim)) for aim in one.answers]
            if all(abs(after) > 1.0 and abs(after - before) < MOVES for before, after in pairs):
                moved[one.name] = max(abs(after - before) for before, after in pairs)
        if moved:
            self.unreached.add(min(moved, key=lambda name: moved[name]))

    def _near(self, now: Round) -> bool:
        return all(not abs(now.gap(aim)) > CLOSE for aim in self._reachable())

    def _reachable(self) -> set[Aim]:
        """The figures that a number which is still moved answers to."""
        return {aim for one in self.numbers.free if one.name not in self.unreached for aim in one.answers}

    def _round(self, values: Values, stage: Stage) -> Round:
        found = Round(len(self.rounds) + 1, stage, dict(values), self.measure(values, stage), 0.0, 0, None)
        gaps = {target: abs(found.gap(target)) for target in self.numbers.targets.values()}
        known = {target: gap for target, gap in gaps.items() if math.isfinite(gap)}
        found = replace(
            found,
            loss=sum(_cost(gap) for gap in known.values()),
            outside=sum(not abs(found.gap(target)) <= 1.0 for target in self.anchors),
            worst=max((aim for aim in known if aim in self._reachable()), key=lambda aim: known[aim], default=None),
        )
        self.rounds.append(found)
        self.told(found)
        return found


def _cost(gap: float) -> float:
    return gap**2 if gap <= FAR else FAR * (2 * gap - FAR)


def _rank(one: Round) -> tuple[int, float]:
    return one.outside, one.loss


def _at_rest(done: Sequence[Round], best: Round, patience: int) -> bool:
    """Whether the last rounds made no progress."""
    return len(done) > patience and best.loss > STILL * min(one.loss for one in done[:-patience])


def _own_step(one: Free, now: Round) -> float:
    """The step of a number on its scale by what its figures lack."""
    models = [now.measured.get(target.key, math.nan) for target in one.answers]
    if one.settles_itself:
        return one.place(models[0]) - one.place(now.values[one.name]) if math.isfinite(models[0]) else 0.0
    odds = one.row.scale == "plain"
    steps = [target.step(model, odds=odds) for target, model in zip(one.answers, models, strict=True)]
    steps = [step for step in steps if math.isfinite(step)]
    if not steps:
        return 0.0
    step = one.row.sign * one.row.gain * sum(steps) / (len(steps) if one.mean else 1)
    return min(max(step, -one.row.most), one.row.most)


def _rounded(one: Free, value: float) -> float:
    """As it will be written, within what the number may be."""
    return min(max(float(f"{value:.5g}"), one.low), one.high)
