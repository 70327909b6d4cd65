"""One set: behaviour drawn from what is known of it, the region's own numbers fitted so that its base year comes out.

What residents, providers and years do is drawn from the ranges of the parameters, by name (`sim.experiments.prior`).
The figures of the base year are drawn too, within their ranges, since they are no better known than that. Then the
numbers of ``calibrated.csv`` are searched for under these parameters and these figures, as ``sim fit`` does it. For a
model whose figures are linear in its numbers that is a draw from what prior and figures say together (randomised
maximum likelihood: Kitanidis 1995; Oliver, He and Reynolds 1996); whether it covers the truth here is a matter of
measurement (`benchmarks.coverage`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sim.experiments.fit.measured import BaseYears
from sim.experiments.fit.numbers import Key, Numbers, numbers_of, target_of
from sim.experiments.fit.search import Measured, RoundPlan, Search, Stage, Values
from sim.experiments.prior import at, draw_of, spread, with_values
from sim.region.blocks import behaviour_of, open_numbers
from sim.region.description import Anchor
from sim.region.ensemble import CALIBRATED, PARAMETERS
from sim.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a worker is asked: the base year with a set of parameters and figures, to be fitted.

    ``bias`` is what a run of this ``sample`` gives more than one of everybody, by figure; ``folder`` keeps its runs.
    """

    number: int
    scenario: Scenario
    sample: float
    seed: int
    rounds: int
    bias: Mapping[Key, float]
    program: str
    folder: Path


@dataclass(frozen=True, slots=True)
class FittedCandidate:
    """A set as it was found: its numbers by path, the figures they give (as of everybody), the rounds it took."""

    number: int
    values: Mapping[str, float]
    measured: Mapping[Key, float]
    rounds: int


def behaviour(scenario: Scenario) -> tuple[str, ...]:
    """The parameters that are drawn."""
    return open_numbers(behaviour_of(scenario.parameters), scenario.parameters)


def drawn(base_year: Scenario, number: int, seed: int) -> Scenario:
    """The base year with the parameters and the figures of a set."""
    draw = draw_of(base_year.parameters, behaviour(base_year), number, seed)
    anchors = tuple(_drawn(anchor, number, seed) for anchor in base_year.region.anchors)
    return with_values(replace(base_year, region=replace(base_year.region, anchors=anchors)), draw)


def _drawn(anchor: Anchor, number: int, seed: int) -> Anchor:
    """A figure somewhere in its range, which moves with it."""
    figure = anchor.figure
    if figure.low is None or figure.high is None:
        return anchor
    value = at(figure, spread(f"anchor.{anchor.indicator}/{anchor.area}/{anchor.group}", seed, number))
    moved = value - figure.value
    return replace(anchor, figure=replace(figure, value=value, low=figure.low + moved, high=figure.high + moved))


def fitted_candidate(job: Candidate) -> FittedCandidate:
    """In the worker: search for the region's numbers under the set's parameters and figures."""
    numbers = numbers_of(job.scenario)
    runs = BaseYears(
        job.scenario, {"first": job.sample}, 1, job.seed, job.program, job.folder, 1, lambda *_: None
    )  # fmt: skip

    def measure(values: Values, stage: Stage) -> Measured:
        return unbiased(runs(values, stage), job.bias)

    anchors = [target_of((a.indicator, a.area, a.group), a.figure) for a in job.scenario.region.anchors]
    search = Search(numbers, anchors, measure, lambda _: None)
    best = search.run(RoundPlan(job.rounds, 0))
    return FittedCandidate(
        job.number, _by_path(job.scenario, numbers, best.values), dict(best.measured), len(search.rounds)
    )


def unbiased(measured: Measured, bias: Mapping[Key, float]) -> dict[Key, float]:
    """What a run of everybody would give: less what a sample gives more, as far as that is known."""
    return {key: value - bias.get(key, 0.0) for key, value in measured.items()}


def _by_path(scenario: Scenario, numbers: Numbers, values: Values) -> dict[str, float]:
    """The numbers of a set: what was drawn, and all of the region's own, fitted or not."""
    own = {name: number.value for name, number in scenario.region.calibrated.items()}
    fitted = {one.name: values[one.name] for one in numbers.free}
    return {
        **{f"{PARAMETERS}.{name}": scenario.parameters[name].value for name in behaviour(scenario)},
        **{f"{CALIBRATED}.{name}": value for name, value in {**own, **fitted}.items()},
    }
