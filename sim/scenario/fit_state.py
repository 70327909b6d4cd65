"""What the numbers of ``calibrated.csv`` were fitted to, and whether that is still what the region's files say.

Hashes are of parsed numbers and words, a part of the input each: notes, sources, the order of rows and line ends do not
count. What only shows after the base year, or only under a rule, does not count either, nor does the length of the
run-in, which is there so that the base year does not depend on it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sim.region.description import Numbers, Region
from sim.scenario.benefit_files import OUTSIDE
from sim.scenario.fingerprint import canonical
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import Bilingual, one, telling
from sim.vocabulary.services import PARTS

MARK = 16  # hexadecimal digits of a hash
# Parameters that leave the base year of the arm without rules as it is: the answers of providers to payment, and what
# rules bring (`tests/scenario/test_fit_state.py` holds them to it).
NOT_IN_BASE_YEAR = frozenset(
    (
        "trend_known_until", "gate_comply", "telemedicine_capability_gain", "specialty_capability_gain",
        "drug_list_capability_gain", "repeated_tests_share", "recognised_tests_share", "no_show_share",
        "admission_of_new", "door_price_habit", "door_price_slow", "door_price_accept", "fee_weight",
        "infusion_visit_share", "infusion_drug_share", "infusion_at_primary", "specialist_capability_lead",
        "cost_ratio_consumables", "cost_ratio_tests", "cost_ratio_services", "gamma_mild", "gamma_moderate",
        "gamma_severe", "pass_case_price", "pass_hospital_cap", "pass_package_compact", "pass_package_loose",
        "mix_theta_price", "mix_theta_income", "income_gain", "level_min", "level_max", "eta_case", "quota_plan",
        "quota_relative_cost", "nonelective_floor", "postponed_waits", "postponed_elsewhere", "postponed_days",
        "phi_los", "coding_drift", "coding_ceiling", "response_share_per_month", "overspend_band", "budget_discount",
        "eta_step_down", "eta_refer", "advance_cost", "pass_point_value", "eta_day", "late_day_cost", "eta_split",
        "split_part", "split_gap_days", "selected_share_base", "e_procured", "procurement_offset", *PARTS,
        "retired_share_45_64", "retired_share_65_plus",
        "pass_prospective", "theta_item", "eta_left_out", "eta_contest",
    )
)  # fmt: skip
# Numbers of ``people.csv`` that are counted in the base year and move nobody in it.
ONLY_COUNTED = frozenset(("booked_base", "booked_base_tcm"))
SWITCHES = ("wait_feedback", "beliefs", "capacity")  # of the settings, those at work without rules

PHRASES = {
    "stale": (
        "{region}的calibrated.csv拟合之后，{parts}有改动，基准年可能已偏离统计 -> sim fit 情景",
        "calibrated.csv of {region} was fitted before {parts} changed: its base year may be off -> sim fit",
    ),
    "edited": (
        "{region}的calibrated.csv在拟合之后被改动过 -> sim fit 情景",
        "calibrated.csv of {region} has been changed since it was fitted -> sim fit",
    ),
    "foreign": (
        "{region}的calibrated.csv是按另一地区（{other}）拟合的 -> sim fit 情景",
        "calibrated.csv of {region} was fitted to another region ({other}) -> sim fit",
    ),
    "none": (
        "{region}的calibrated.csv没有按anchors.csv拟合的记录（缺fit.yaml） -> sim fit 情景",
        "calibrated.csv of {region} was never fitted to its anchors.csv (there is no fit.yaml) -> sim fit",
    ),
    "parts.parameters": ("参数", "the parameters"),
    "parts.priors": ("参数的范围", "the ranges of parameters"),
    "parts.scenario.yaml": ("情景文件中的基准年或设定", "base year or settings of the scenario file"),
    "and": ("、", ", "),
}
tell = telling(PHRASES)
Word = Literal["current", "stale", "edited", "foreign", "none"]


@dataclass(frozen=True, slots=True)
class FitState:
    """How far the fitted numbers can be relied on; ``changed`` are the parts that are not as they were."""

    word: Word
    note: Bilingual | None
    changed: tuple[str, ...] = ()


def fit_state(scenario: Scenario) -> FitState:
    """Whether the region's numbers were fitted to what its files, parameters and years are now."""
    region, record = scenario.region, scenario.region.fit
    if record is None:
        return FitState("none", tell("none", region=region.label))
    if record.region != region.id:
        return FitState("foreign", tell("foreign", region=region.label, other=record.region))
    now = inputs_of(scenario)
    changed = tuple(sorted(part for part in {*now, *record.inputs} if now.get(part) != record.inputs.get(part)))
    if changed:
        return FitState("stale", tell("stale", region=region.label, parts=changed_words(changed)), changed)
    if calibrated_mark(region.calibrated) != record.calibrated:
        return FitState("edited", tell("edited", region=region.label), ("calibrated.csv",))
    return FitState("current", None)


def inputs_of(scenario: Scenario) -> Mapping[str, str]:
    """A hash of each part of what the base year without rules is made of, the fitted numbers apart."""
    region = scenario.region
    settings = {name: getattr(scenario.settings, name) for name in SWITCHES}
    parts: dict[str, Any] = {
        "anchors.csv": sorted(
            [a.indicator, a.area, a.group, a.figure.value, a.figure.low, a.figure.high] for a in region.anchors
        ),
        "benefit.csv": {payer.id: _values(payer.benefit) for payer in region.payers},
        "calendar.csv": _open_days(scenario),
        "conditions.csv": {name: _values(numbers) for name, numbers in scenario.conditions.items()},
        "districts.csv": {d.id: _values(d.numbers) for d in region.districts},
        "hospitals.csv": {h.id: _values(h.numbers) for h in region.hospitals},
        "levels.csv": [
            [level.id, level.order, level.tier.id, level.primary, level.in_county, level.every_day, level.like]
            for level in region.levels
        ],
        "parameters": {k: v for k, v in _values(scenario.parameters).items() if k not in NOT_IN_BASE_YEAR},
        "people.csv": {k: v for k, v in _values(region.people).items() if k not in ONLY_COUNTED},
        "region.yaml": _places(region),
        "scenario.yaml": [scenario.years.base, settings],
        "travel.csv": {"|".join(key): quantity.value for key, quantity in region.travel.items()},
    }
    if region.capability:
        parts["capability.csv"] = {name: _values(numbers) for name, numbers in region.capability.items()}
    if region.fares:
        parts["fares.csv"] = {"|".join(key): quantity.value for key, quantity in region.fares.items()}
    if region.packets:
        parts["packets.csv"] = [
            [code, p.condition, p.share.value, p.cost_ratio.value] for code, p in region.packets.items()
        ]
    if region.outside_benefit:
        parts["benefit.csv"][OUTSIDE] = _values(region.outside_benefit)
    return {name: _mark(part) for name, part in parts.items()}


def calibrated_mark(numbers: Numbers) -> str:
    """A hash of fitted values."""
    return _mark(_values(numbers))


def _places(region: Region) -> Any:
    """The words of ``region.yaml`` but names, codes and the region's own id."""
    return [
        [[d.id, d.kind.id, d.area.id] for d in region.districts],
        [
            [h.id, h.district, h.level.id, h.kind.id, h.grade.id, h.owner.id, *([list(h.takes)] if h.takes else [])]
            for h in region.hospitals
        ],
        [[a.id, a.lead, list(a.members), a.compact] for a in region.alliances],
        [
            [pool.id, list(pool.districts), list(pool.inside), *(["apart"] if pool.apart else [])]
            for pool in region.pools
            if len(region.pools) > 1
        ],
        [[p.own, p.scheme.id, p.settlement.id if p.settlement is not None else ""] for p in region.payers],
        *([list(region.from_beyond)] if region.from_beyond else []),
    ]


def _open_days(scenario: Scenario) -> Any:
    """The holidays of the base year."""
    base = scenario.open_days.of_years(range(scenario.years.base, scenario.years.base + 1))
    return [sorted(day.isoformat() for day in days) for days in (base.closed, base.make_up)]


def _values(numbers: Numbers) -> dict[str, float]:
    return {name: float(quantity.value) for name, quantity in numbers.items()}


def _mark(content: Any) -> str:
    text = json.dumps(canonical(content), sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()[:MARK]


def changed_words(parts: tuple[str, ...]) -> Bilingual:
    """Parts of the input in words."""
    words = [tell(f"parts.{part}") if f"parts.{part}" in PHRASES else one(part) for part in parts]
    found = words[0]
    for word in words[1:]:
        found = found + tell("and") + word
    return found
