"""What the rules in force do in one month: who is signed, what the gate asks, what facilities can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.telemedicine import Telemedicine
from sim.policy.rule import Rule, in_force
from sim.region.facilities import Facilities
from sim.rules.period.contract import coverage_of_others
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Kind, Severity, Tier

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Effects:
    """Levers turned into numbers; arrays by home (districts, then those from beyond) or facility."""

    coverage_key: Floats
    coverage_other: Floats
    fulfilment: Floats
    gate: Floats
    gate_all: NDArray[np.int64]
    penalty: Floats
    capability_gain: Floats  # [F, G, 3]


def effects_of(
    scenario: Scenario, facilities: Facilities, key_share: Floats, year: int, month: int, *, rules_on: bool
) -> Effects:
    """The state of all levers in a month.

    ``key_share`` is the share of key-group residents by home; ``rules_on`` is False in the baseline arm.
    """
    people = scenario.region.people
    homes = len(scenario.region.districts) + 1
    base_all, base_key = people["contract_base_all"].value, people["contract_base_key"].value
    effects = Effects(
        coverage_key=np.full(homes, base_key),
        coverage_other=coverage_of_others(base_all, base_key, key_share),
        fulfilment=np.full(homes, scenario.parameters["contract_fulfilment"].value),
        gate=np.zeros(homes),
        gate_all=np.zeros(homes, dtype=np.int64),
        penalty=np.zeros(homes),
        capability_gain=np.zeros((len(facilities.all), len(scenario.conditions), 3)),
    )
    rules: Sequence[Rule] = scenario.rules if rules_on else ()
    for rule, strength in in_force(rules, year, month):
        homes_on = _where(rule, scenario)
        lever = rule.lever
        if isinstance(lever, FamilyDoctor):
            _sign(effects, lever, strength, homes_on, key_share)
        elif isinstance(lever, Gatekeeping):
            _gate(effects, lever, strength, homes_on, scenario)
        elif isinstance(lever, Telemedicine):
            gain = lever.gain if lever.gain is not None else scenario.parameters["telemedicine_capability_gain"].value
            for f, facility in enumerate(facilities.all):
                if facility.tier.id in lever.serves and facility.district >= 0 and homes_on[facility.district]:
                    effects.capability_gain[f, :, Severity.MODERATE] += gain * strength
        elif isinstance(lever, Specialty):
            gain = lever.gain if lever.gain is not None else scenario.parameters["specialty_capability_gain"].value
            names = list(scenario.conditions)
            columns = [names.index(g) for g in lever.conditions]
            for f, facility in enumerate(facilities.all):
                county = facility.tier == Tier.COUNTY and facility.kind == Kind.GENERAL
                if county and facility.district >= 0 and homes_on[facility.district]:
                    effects.capability_gain[f, columns, Severity.MODERATE :] += gain * strength
        else:
            raise TypeError(f"no effect is defined for the lever {lever.id!r}")
    effects.coverage_key[-1] = effects.coverage_other[-1] = 0.0
    return effects


def _where(rule: Rule, scenario: Scenario) -> NDArray[np.bool_]:
    """The homes a rule applies to; never those from beyond."""
    on = [not rule.where or district.id in rule.where for district in scenario.region.districts]
    return np.array([*on, False])


def _sign(effects: Effects, lever: FamilyDoctor, strength: float, on: NDArray[np.bool_], key_share: Floats) -> None:
    """Coverage grows from the base year's to the lever's; nobody loses a contract."""
    key = np.maximum(effects.coverage_key, lever.key_groups)
    other = np.maximum(effects.coverage_other, coverage_of_others(lever.coverage, lever.key_groups, key_share))
    effects.coverage_key = np.where(
        on, effects.coverage_key + strength * (key - effects.coverage_key), effects.coverage_key
    )
    effects.coverage_other = np.where(
        on, effects.coverage_other + strength * (other - effects.coverage_other), effects.coverage_other
    )
    if lever.fulfilment is not None:
        effects.fulfilment = np.where(
            on, effects.fulfilment + strength * (lever.fulfilment - effects.fulfilment), effects.fulfilment
        )


def _gate(effects: Effects, lever: Gatekeeping, strength: float, on: NDArray[np.bool_], scenario: Scenario) -> None:
    """The share of those bound who comply; a mandatory gate binds everybody."""
    comply = lever.compliance if lever.compliance is not None else scenario.parameters["gate_comply"].value
    effects.gate = np.where(on, comply * strength, effects.gate)
    effects.penalty = np.where(on, lever.unreferred_penalty * strength, effects.penalty)
    if lever.kind == "mandatory":
        effects.gate_all = np.where(on, 1, effects.gate_all)
