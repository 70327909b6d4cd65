"""Everything of a scenario that can be set or varied: path, name, value now, unit, range, source."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from sim.policy.lever import Setting
from sim.policy.rule import Rule
from sim.scenario.plain_text import wrapped
from sim.scenario.plain_yaml import flow, number
from sim.scenario.scenario import Scenario
from sim.vocabulary.language import Language

_RULE_LABELS = {
    "from": ("开始日期", "date from which the rule counts", "date"),
    "until": ("结束日期", "date from which it no longer counts", "date"),
    "on": ("是否执行", "whether the rule is carried out at all", ""),
    "ramp_months": ("逐步到位的月数", "months over which it grows to full strength", "months"),
    "where": ("适用地区", "districts; none means everywhere", "district ids"),
}
_YEAR_LABELS = {
    "base": ("基准年", "base year", "year"),
    "last": ("最后一年", "last year", "year"),
    "run_in_months": ("预热月数", "months simulated before the base year", "months"),
}
_SETTING_LABELS = {
    "wait_feedback": ("排队影响选择", "waits change choices"),
    "beliefs": ("口碑随能力变化", "beliefs follow what facilities can do"),
    "capacity": ("容量限制", "limited or unlimited capacity"),
    "queues": ("排队算法", "auto, simulate or approximate"),
    "respond_level": ("医院调整诊疗强度", "hospitals change the level of care"),
    "respond_mix": ("医院调整费用结构", "hospitals change the mix of care"),
    "respond_income": ("医院弥补收入损失", "hospitals recover lost margin"),
    "respond_volume": ("医院调整择期入院", "hospitals change elective admissions"),
    "respond_stay": ("医院调整住院日", "hospitals change the length of stay"),
    "respond_quota": ("总额下按额度控量", "hospitals postpone cases under a cap"),
    "respond_step_down": ("医院调整下转意愿", "hospitals change their will to send down"),
    "respond_referral": ("调整上转意愿", "members change their will to refer up"),
    "respond_coding": ("编码高套", "coding drifts where cases are paid"),
    "respond_split": ("分解住院", "stays paid per case are split"),
    "respond_selection": ("病例选择", "dear cases are kept out of an optional contract"),
}


@dataclass(frozen=True, slots=True)
class Settable:
    """One path for ``--set`` and ``--vary``; ``value`` is plain (number, text, list, true or false, None)."""

    path: str
    zh: str
    en: str
    value: Any
    unit: str
    low: float | None
    high: float | None
    source: str

    def name(self, language: Language) -> str:
        """The name in a language."""
        return self.zh if language == "zh" else self.en


def settables(scenario: Scenario, word: str = "") -> list[Settable]:
    """All that can be set; with a word only what has it in path, name, unit or source."""
    found = [item for rule in scenario.rules for item in (*_lever(rule, scenario), *_dates(rule))]
    years = dataclasses.asdict(scenario.years)
    found += [
        Settable(f"years.{k}", zh, en, years[k], unit, None, None, "") for k, (zh, en, unit) in _YEAR_LABELS.items()
    ]
    switches = dataclasses.asdict(scenario.settings)
    for key, (zh, en) in _SETTING_LABELS.items():
        found.append(Settable(f"settings.{key}", zh, en, switches[key], "", None, None, ""))
    for name, q in scenario.parameters.items():
        path = f"parameters.{name}"
        found.append(Settable(path, name, name, q.value, q.unit, q.low, q.high, f"{q.source} [{q.confidence.id}]"))
    wanted = word.lower()
    return [s for s in found if wanted in " ".join((s.path, s.zh, s.en, s.unit, s.source)).lower()]


def settables_data(scenario: Scenario, word: str = "") -> list[dict[str, Any]]:
    """The same for ``--json``."""
    return [dataclasses.asdict(item) for item in settables(scenario, word)]


def settables_text(scenario: Scenario, word: str, language: Language) -> str:
    """The same as lines: path and value, range, then name and source."""
    lines: list[str] = []
    for item in settables(scenario, word):
        value = "-" if item.value is None else item.value if isinstance(item.value, str) else flow(item.value)
        ends = f"  [{number(item.low)}, {number(item.high)}]" if item.low is not None and item.high is not None else ""
        unit = f" {item.unit}" if isinstance(item.value, int | float) and item.unit else ""
        lines.extend(wrapped(f"{item.path} = {value}{unit}{ends}"))
        name = item.name(language)
        about = "; ".join(part for part in ("" if name in item.path else name, item.source) if part)
        lines.extend(wrapped(about, "    "))
    if lines:
        return "\n".join(lines)
    return f"没有与“{word}”相符的项" if language == "zh" else f"nothing that can be set matches {word!r}"


def lever_settings(rule: Rule) -> list[tuple[str, FieldInfo, Setting]]:
    """Name, field and meaning of each field of a rule's lever."""
    return [
        (name, field, note)
        for name, field in type(rule.lever).model_fields.items()
        for note in field.metadata
        if isinstance(note, Setting)
    ]


def value_in_force(scenario: Scenario, value: Any, setting: Setting) -> Any:
    """A field's value, or that of the parameter that counts where the field is left out."""
    if value is None and setting.unset in scenario.parameters:
        return scenario.parameters[setting.unset].value
    return value


def _lever(rule: Rule, scenario: Scenario) -> list[Settable]:
    source = ", ".join(rule.clauses) or rule.assumption
    found = []
    for name, _, setting in lever_settings(rule):
        own = getattr(rule.lever, name)
        value = value_in_force(scenario, own, setting)
        origin = f"parameters.{setting.unset}" if own is None and setting.unset else setting.source or source
        low, high = setting.low, setting.high
        found.append(Settable(f"{rule.id}.{name}", setting.zh, setting.en, value, setting.unit, low, high, origin))
    return found


def _dates(rule: Rule) -> list[Settable]:
    until = rule.until.isoformat() if rule.until else None
    values = {
        "from": rule.start.isoformat(),
        "until": until,
        "on": True,  # a rule that is off is no rule of the scenario
        "ramp_months": rule.ramp_months,
        "where": list(rule.where),
    }
    source = ", ".join(rule.clauses) or rule.assumption
    return [
        Settable(f"rules.{rule.id}.{key}", zh, en, values[key], unit, None, None, source)
        for key, (zh, en, unit) in _RULE_LABELS.items()
    ]
