"""How far a fit is: a line a round, beside it how long the rest still takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sim.experiments.fit.fit import Intended
from sim.experiments.fit.search import Round, Stage
from sim.experiments.options import this_machine
from sim.experiments.time_left import TimeLeft
from sim.reporting.fit_text import figure_name
from sim.reporting.numbers import percent
from sim.reporting.progress import shown, stage_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.language import Language
from sim.vocabulary.phrase import saying, telling
from sim.vocabulary.screen import screen

PARTS = 1000  # in which the work of all rounds is counted
PHRASES = {
    "fit": (
        "{region}：按{of}项统计值拟合{free}个数值，至多{rounds}轮，各{reps}次重复",
        "{region}: {free} numbers to be fitted to {of} figures, at most {rounds} rounds of {reps} replications",
    ),
    "round": (
        "第{n}轮（居民的{share}）：{of}项中{inside}项在范围内；差得最远的是{worst}",
        "round {n} ({share} of the residents): {inside} of {of} figures in their range; farthest off: {worst}",
    ),
    "nothing": ("无", "none"),
    "rounds": ("轮", "rounds"),
}
say, tell = saying(PHRASES), telling(PHRASES)
Told = Callable[[Round], None]
Done = Callable[[Stage, int, int], None]


class RoundsLeft(TimeLeft):
    """Counts rounds, and reckons the time by what they take elsewhere."""

    def __init__(self, about: Intended) -> None:
        super().__init__()
        self.rounds = Rounds(about)

    @property
    def counted(self) -> tuple[int, int]:
        """Rounds that have ended, of those at most."""
        return len(self.rounds.ended), self.rounds.about.plan.rounds


@dataclass
class Rounds:
    """The rounds of a fit, those that have ended and those to come."""

    about: Intended
    ended: list[Stage] = field(default_factory=list)

    def share(self, now: Stage, runs: float) -> float:
        """Which part of the work of all rounds is done, ``runs`` being that of the round at work."""
        size, plan = self.about.seconds, self.about.plan
        here = sum(one == now for one in self.ended)
        to_come = max(1, (plan.first if now == "first" else plan.last) - here) * size[now]
        to_come += plan.last * size["last"] if now == "first" else 0.0
        done = sum(size[one] for one in self.ended)
        return (done + runs * size[now]) / (done + to_come)


@contextmanager
def fitting(
    scenario: Scenario, about: Intended, reps: int, jobs: int, language: Language
) -> Iterator[tuple[Told, Done]]:
    """Two report functions of a fit: of each round that has ended, and of the runs within a round."""
    of, console, left = len(scenario.region.anchors), screen(stderr=True), RoundsLeft(about)
    opening = tell(
        "fit", region=scenario.region.label, of=of, free=len(about.numbers.free), rounds=about.plan.rounds, reps=reps
    )
    stage = stage_of("compiled", this_machine(jobs))
    with shown(left, tell("rounds"), stage, language, opening, console) as report:

        def done(now: Stage, runs: int, whole: int) -> None:
            report(max(1, round(PARTS * left.rounds.share(now, runs / whole))), PARTS)

        def told(one: Round) -> None:
            left.rounds.ended.append(one.stage)
            share = about.samples[one.stage]
            worst = figure_name(one.worst, scenario, language) if one.worst else say("nothing", language)
            inside, size = of - one.outside, percent(share, language, 0 if share >= 0.01 else 2)
            console.print(say("round", language, n=one.n, share=size, of=of, inside=inside, worst=worst))

        yield told, done
