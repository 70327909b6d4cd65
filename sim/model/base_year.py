"""The base year by facility, condition group and severity: what care costs, what is solved, who is admitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Benefit, World
from sim.model.benefit import benefit_of
from sim.model.level_numbers import LevelNumbers
from sim.model.packets import packets_in
from sim.model.tariffs import CellSpread, Listed
from sim.region.facilities import PER_PLACE, PRIVATE, VILLAGE, Facilities
from sim.region.levels import Level
from sim.region.packets import Packets
from sim.rules.period.belief import hospitals_lead
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Area, Category, Severity

Floats = NDArray[np.float64]
Numbers = Mapping[str, float]
SEVERITIES = Severity.ids()
USUALLY_ADMITTED = 0.3  # from this chance of admission on, the price of a need that counts is that of a stay


@dataclass(frozen=True, slots=True)
class BaseYear:
    """Numbers of the base year that rules, trends and responses start from.

    ``value`` are the scenario's parameters, ``fitted`` the region's calibrated numbers; ``level_numbers`` what is said
    of each level of care, ``level_of[F]`` the number of a facility's level; ``visit_fen`` and ``stay_fen``
    [F, g, s, category] mean charges; ``capability``, ``admit`` and ``stay_days`` [F, g, s];
    ``belief[home, level, g, s]`` share solved that is expected, ``gap[s]`` between hospitals and primary care in it;
    ``habit[home]``; ``inpatient[g, s]`` needs that are usually met by a stay; ``benefit`` the region's own.
    """

    value: Numbers
    fitted: Numbers
    level_numbers: LevelNumbers
    level_of: NDArray[np.int64]
    visit_fen: Floats
    stay_fen: Floats
    capability: Floats
    admit: Floats
    stay_days: Floats
    belief: Floats
    gap: Floats
    habit: list[float]
    inpatient: NDArray[np.bool_]
    benefit: Benefit
    packets: Packets
    listed: Listed


def base_year_of(scenario: Scenario, facilities: Facilities, world: World) -> BaseYear:
    """Everything a month's tables start from."""
    value = {name: number.value for name, number in scenario.parameters.items()}
    fitted = {name: number.value for name, number in scenario.region.calibrated.items()}
    levels, level_of = LevelNumbers(scenario), np.array(world.level)
    belief, packets = base_belief(scenario), packets_in(scenario)
    stay_fen = _charges(scenario, facilities, value, levels, "stay")
    stay_days = _stay_days(scenario, value, levels)[level_of]
    admit = _admit(scenario, levels)[level_of]
    weights = np.array(world.weight_milli, dtype=np.float64).reshape(-1, len(Severity)) / 1000.0
    habit = [
        "habit_base_urban" if d.area == Area.URBAN else "habit_base_county_area" for d in scenario.region.districts
    ]
    return BaseYear(
        value=value,
        fitted=fitted,
        level_numbers=levels,
        level_of=level_of,
        visit_fen=_charges(scenario, facilities, value, levels, "visit"),
        stay_fen=stay_fen,
        capability=_capability(facilities, value, belief[0][level_of]),
        admit=admit,
        stay_days=stay_days,
        belief=belief,
        gap=_gap(scenario, hospitals_lead(belief, levels.levels.hospitals)[0]),
        habit=[*(fitted[name] for name in habit), 0.0],
        # The first hospital's habits of admission stand for all.
        inpatient=admit[facilities.hospitals] >= USUALLY_ADMITTED,
        benefit=benefit_of(scenario),
        packets=packets,
        listed=Listed(
            packets.each_cost(stay_fen.sum(axis=3)),
            packets.each(stay_days),
            packets.each_cost(weights),
            level_of,
            CellSpread(value["patient_factor_sigma"], value["stay_sigma"]),
        ),
    )


def base_belief(scenario: Scenario) -> Floats:
    """[home, level, g, s] beliefs of the base year: what each level then solves."""
    numbers = LevelNumbers(scenario)
    one = np.array([numbers.capability(level) for level in numbers.levels])
    return np.repeat(one[None], len(scenario.region.districts) + 1, axis=0)


def _gap(scenario: Scenario, lead: Floats) -> Floats:
    """[s] what hospitals solve more than primary care, over the needs of a severity; ``lead[g, s]``."""
    split = np.array([[q["severity_mild"].value, q["severity_moderate"].value] for q in scenario.conditions.values()])
    weight = np.column_stack([split, 1.0 - split.sum(axis=1)])
    return np.asarray((lead * weight).sum(axis=0) / weight.sum(axis=0), dtype=np.float64)


def _charges(scenario: Scenario, facilities: Facilities, value: Numbers, levels: LevelNumbers, setting: str) -> Floats:
    """[F, g, s, category] mean charges in fen."""
    conditions = scenario.conditions
    relative = np.array([q[f"{setting}_cost"].value for q in conditions.values()])
    severity = np.array([value[f"{setting}_cost_{s}"] for s in SEVERITIES])
    drugs = np.array([q["drug_ratio"].value for q in conditions.values()])
    consumables = np.array([q["consumable_ratio"].value for q in conditions.values()])
    found = np.empty((len(facilities.all), len(conditions), len(Severity), len(Category)))
    for f, facility in enumerate(facilities.all):
        where = "primary" if facility.level.primary else "hospital"
        share = [value[f"share_{k}_{setting}_{where}"] for k in ("drugs", "consumables", "tests")]
        parts = np.stack(
            [
                share[0] * drugs,
                share[1] * consumables,
                np.full(len(drugs), share[2]),
                np.full(len(drugs), 1 - sum(share)),
            ],
            axis=1,
        )
        parts /= parts.sum(axis=1, keepdims=True)
        yuan = _mean_yuan(value, levels, setting, f, facility.level)
        yuan *= levels.of(f"cost_scale_{setting}_{{}}", facility.level)
        found[f] = FEN * yuan * relative[:, None, None] * severity[None, :, None] * parts[:, None, :]
    return found


def _mean_yuan(value: Numbers, levels: LevelNumbers, setting: str, f: int, level: Level) -> float:
    if setting == "visit" and level.primary:
        return value[("visit_yuan_centre", "visit_yuan_village", "visit_yuan_private")[f % PER_PLACE]]
    return levels.of(f"{setting}_yuan_{{}}", level)


def _capability(facilities: Facilities, value: Numbers, believed: Floats) -> Floats:
    """[F, g, s] share solved: as the level's is believed, less at village and private clinics."""
    found = believed.copy()
    for f in range(facilities.hospitals):
        if f % PER_PLACE == VILLAGE:
            found[f] *= value["village_capability_ratio"]
        elif f % PER_PLACE == PRIVATE:
            found[f] *= value["private_capability_ratio"]
    return found


def _admit(scenario: Scenario, levels: LevelNumbers) -> Floats:
    """[level, g, s] chance of admission: the conditions' numbers times the region's fitted scale of the level."""
    base = np.array([[q[f"admit_{s}"].value for s in SEVERITIES] for q in scenario.conditions.values()])
    return np.array([base * levels.of("admission_scale_{}", level) for level in levels.levels])


def _stay_days(scenario: Scenario, value: Numbers, levels: LevelNumbers) -> Floats:
    """[level, g, s] mean length of a stay."""
    days = np.array([q["los_days"].value for q in scenario.conditions.values()])
    severity = np.array([value[f"stay_days_{s}"] for s in SEVERITIES])
    return np.array([np.outer(days, severity) * levels.of("stay_scale_{}", level) for level in levels.levels])
