"""Whether the sets of ``ensemble.csv`` still belong to what the region's files say, and what they leave alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

from sim.region.blocks import behaviour_of, open_numbers
from sim.region.ensemble import PARAMETERS, Ensemble
from sim.scenario.ensemble_file import MARK, table_mark
from sim.scenario.fit_state import calibrated_mark, changed_words, inputs_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import NOTHING, Bilingual, one, telling

PRIORS = "priors"
PHRASES = {
    "none": (
        "{region}没有成组参数（ensemble.csv）：区间只含随机波动，不含参数不确定性 -> sim calibrate 情景",
        "{region} has no ensemble.csv: intervals hold luck alone, not what is unknown of parameters -> sim calibrate",
    ),
    "foreign": (
        "{region}的ensemble.csv属于另一地区（{other}），未使用 -> sim calibrate 情景",
        "ensemble.csv of {region} is of another region ({other}) and is not used -> sim calibrate",
    ),
    "stale": (
        "{region}的ensemble.csv生成之后，{parts}有改动 -> sim calibrate 情景",
        "ensemble.csv of {region} was made before {parts} changed -> sim calibrate",
    ),
    "edited": (
        "{region}的ensemble.csv不是sim calibrate写成的样子 -> sim calibrate 情景",
        "ensemble.csv of {region} is not as sim calibrate wrote it -> sim calibrate",
    ),
    "pinned": (
        "{names}与生成ensemble.csv时不同，各组都取现值",
        "{names} differ from when ensemble.csv was made: every set takes the value of now",
    ),
    "and": ("；", "; "),
}
tell = telling(PHRASES)
Word = Literal["current", "stale", "edited", "foreign", "none"]
LISTED = 5


@dataclass(frozen=True, slots=True)
class EnsembleState:
    """How far the sets can be relied on; ``usable`` are those that may be used at all.

    ``pinned`` are parameters that somebody has given another value since: it holds in every set.
    """

    word: Word
    note: Bilingual | None
    usable: Ensemble | None = None
    pinned: tuple[str, ...] = ()


def ensemble_state(scenario: Scenario) -> EnsembleState:
    """Whether the region's sets were made from what its files, parameters and years are now."""
    region, sets = scenario.region, scenario.region.ensemble
    if sets is None or not sets.members:
        return EnsembleState("none", tell("none", region=region.label))
    record, pinned = sets.record, pinned_of(scenario, sets)
    if record is not None and record.region != region.id:
        return EnsembleState("foreign", tell("foreign", region=region.label, other=record.region))
    word: Word = "current"
    note: Bilingual = NOTHING
    if record is None or record.table != table_mark(sets):
        word, note = "edited", tell("edited", region=region.label)
    elif parts := _changed(scenario, sets):
        word, note = "stale", tell("stale", region=region.label, parts=changed_words(parts))
    if pinned:
        names = ", ".join(pinned[:LISTED]) + (" ..." if len(pinned) > LISTED else "")
        told = tell("pinned", names=one(names))
        note = note + tell("and") + told if note else told
    return EnsembleState(word, note or None, sets, pinned)


def pinned_of(scenario: Scenario, sets: Ensemble) -> tuple[str, ...]:
    """Parameters of the sets that have another value than when the sets were made."""
    found = []
    for path, value in sets.central.items():
        block, _, name = path.partition(".")
        now = scenario.parameters.get(name) if block == PARAMETERS else None
        if now is not None and f"{now.value:.6g}" != f"{value:.6g}":
            found.append(name)
    return tuple(found)


def priors_mark(scenario: Scenario) -> str:
    """A hash of the ranges that sets are drawn from."""
    numbers = scenario.parameters
    ends = {name: [numbers[name].low, numbers[name].high] for name in open_numbers(behaviour_of(numbers), numbers)}
    return hashlib.sha256(json.dumps(ends, sort_keys=True).encode()).hexdigest()[:MARK]


def _changed(scenario: Scenario, sets: Ensemble) -> tuple[str, ...]:
    """The parts of the input that are not as they were."""
    record = sets.record
    if record is None:
        return ()
    now = {
        **inputs_of(scenario),
        "calibrated.csv": calibrated_mark(scenario.region.calibrated),
        PRIORS: priors_mark(scenario),
    }
    then = {**record.inputs, "calibrated.csv": record.calibrated, PRIORS: record.priors}
    # A parameter that was given another value is told by name.
    apart = {"parameters"} if pinned_of(scenario, sets) else set()
    return tuple(sorted(part for part in {*now, *then} - apart if now.get(part) != then.get(part)))
