"""The members of a region's ensemble as scenarios: sets of numbers, each run with luck of its own, both arms alike."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sim.region.description import Numbers, frozen
from sim.region.ensemble import CALIBRATED, PARAMETERS, EnsembleMember
from sim.scenario.ensemble_state import ensemble_state
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

USUAL = 8
PHRASES = {
    "none": ("{region}没有成组参数（ensemble.csv）", "{region} has no sets of numbers (ensemble.csv)"),
    "calibrate": (
        "请先运行 sim calibrate 情景，或写 --members 0（只含随机波动）",
        "give sim calibrate first, or --members 0 (luck alone)",
    ),
    "few": ("{region}只有{n}组", "{region} has {n} sets"),
    "fewer": ("请写 0 至 {n}，或用更大的 --candidates 运行 sim calibrate", "write 0 to {n}, or more --candidates"),
}
tell = telling(PHRASES)


def usual_members(scenario: Scenario) -> int:
    """How many sets a run has where nobody says: eight, or what there are, or none."""
    sets = ensemble_state(scenario).usable
    return min(USUAL, len(sets.members)) if sets else 0


def members_of(scenario: Scenario, count: int) -> list[Scenario]:
    """The scenario with the first ``count`` sets of its region.

    Raises
    ------
    InputInvalid : there are not so many.
    """
    state, region = ensemble_state(scenario), scenario.region.label
    if state.usable is None:
        raise InputInvalid([Problem("--members", 0, 0, str(count), tell("none", region=region), tell("calibrate"))])
    there = state.usable.members
    if count > len(there):
        what = tell("few", region=region, n=len(there))
        raise InputInvalid([Problem("--members", 0, 0, str(count), what, tell("fewer", n=len(there)))])
    return [with_member(scenario, member, state.pinned) for member in there[:count]]


def with_member(scenario: Scenario, member: EnsembleMember, pinned: tuple[str, ...] = ()) -> Scenario:
    """The scenario with one set; parameters that somebody has set by hand keep their value."""
    values = {path: value for path, value in member.values.items() if path.partition(".")[2] not in pinned}
    region = scenario.region
    own = replace(region, calibrated=_changed(region.calibrated, values, CALIBRATED), ensemble=None)
    return replace(scenario, region=own, parameters=_changed(scenario.parameters, values, PARAMETERS))


def _changed(numbers: Numbers, values: dict[str, float], block: str) -> Numbers:
    return frozen(
        {name: replace(number, value=values.get(f"{block}.{name}", number.value)) for name, number in numbers.items()}
    )


def member_table(scenario: Scenario, count: int) -> pd.DataFrame:
    """A row a number, a column each run (``replication``): what the members of a run put for it."""
    found = members_of(scenario, count)
    sets = ensemble_state(scenario).usable
    rows = []
    for path in sets.central if sets else ():
        block, _, name = path.partition(".")
        numbers = [one.parameters if block == PARAMETERS else one.region.calibrated for one in found]
        rows.append((path, *(own[name].value for own in numbers)))
    return pd.DataFrame(rows, columns=["path", *(str(n) for n in range(count))])
