"""What changes from month to month apart from the residents: beliefs now, providers' factors later."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.scenario.scenario import Scenario

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class State:
    """``belief[home, tier, g, s]``: share solved that residents expect of a tier. Replaced, never edited."""

    belief: Floats


def respond(state: State, experienced: Floats, scenario: Scenario) -> State:
    """The state of the next month: beliefs close part of their gap to what patients experience.

    ``experienced[home, tier, g, s]`` is the share the tier really solves for a home's residents. The yearly share
    of the gap is the parameter ``belief_gain_year``; with beliefs switched off nothing moves.
    """
    if not scenario.settings.beliefs:
        return state
    gain = 1.0 - (1.0 - scenario.parameters["belief_gain_year"].value) ** (1.0 / 12.0)
    return State(belief=state.belief + gain * (experienced - state.belief))
