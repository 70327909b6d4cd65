"""Levers on what facilities there are: beds and doctors that open on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sim.model.level_numbers import LevelNumbers
from sim.model.lever_moves import Moves
from sim.model.moves import How, Move
from sim.model.rule_now import RuleNow
from sim.policy.lever import Lever
from sim.policy.levers.new_beds import NewBeds
from sim.policy.levers.sub_centre import SubCentre
from sim.region.facilities import CENTRE


def new_beds(lever: NewBeds, now: RuleNow) -> Iterator[Move]:
    """More beds and doctors of one hospital."""
    yield from _opened(now.facilities.index(lever.hospital), lever.beds, lever.doctors, now)


def sub_centre(lever: SubCentre, now: RuleNow) -> Iterator[Move]:
    """More beds and doctors of the largest centres of each district, which solve more of what a county hospital does.

    A sub-centre serves who goes there: people choose among the primary places of their own township.
    """
    numbers = LevelNumbers(now.scenario)
    hospital = next(level for level in numbers.levels if level.hospital)
    gap = np.maximum(0.0, numbers.capability(hospital) - numbers.capability(numbers.levels.primary))
    for home in np.flatnonzero(now.homes):
        for f in _largest(now, int(home), lever.places):
            yield from _opened(f, lever.beds, lever.doctors, now)
            yield Move("capability_gain", How.ADD, lever.gap_closed * now.strength * gap, f)


def _largest(now: RuleNow, home: int, places: int) -> list[int]:
    """The centres of a district with most doctors, then beds, then in the order of the places."""
    all_ = now.facilities.all
    centres = [f for f in now.primary_places(CENTRE) if all_[f].district == home]
    return sorted(centres, key=lambda f: (-all_[f].doctors, -all_[f].beds, f))[:places]


def _opened(f: int, beds: int, doctors: int, now: RuleNow) -> Iterator[Move]:
    yield Move("beds_added", How.ADD, beds * now.strength, f)
    yield Move("doctors_extra", How.ADD, doctors * now.strength, f)


MOVES: Mapping[type[Lever], Moves] = {NewBeds: new_beds, SubCentre: sub_centre}
