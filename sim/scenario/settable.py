"""Everything of a scenario that can be set or varied: path, name, value now, unit, range, source."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.policy.lever import Lever, LeverSetting
from sim.policy.rule import Rule
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import label, unit_words
from sim.vocabulary.phrase import NOTHING, Bilingual, one, telling
from sim.vocabulary.quantities import quantity_name
from sim.vocabulary.quantity import Quantity
from sim.vocabulary.search import has

PHRASES = {"known": ("{source}［{how}］", "{source} [{how}]")}
tell = telling(PHRASES)

_RULE_LABELS = {
    "from": ("开始日期", "date from which the rule counts", "date"),
    "until": ("结束日期", "date from which it no longer counts", "date"),
    "on": ("是否执行", "whether the rule is carried out at all", ""),
    "ramp_months": ("逐步到位的月数", "months over which it grows to full strength", "months"),
    "where": ("适用地区", "districts; none means everywhere", "district ids"),
    "pools": ("适用统筹区", "insurance pools; none means all", "pool ids"),
}
_YEAR_LABELS = {
    "base": ("基准年", "base year", "year"),
    "last": ("最后一年", "last year", "year"),
    "run_in_months": ("预热月数", "months simulated before the base year", "months"),
}
_SETTING_LABELS = {
    "wait_feedback": ("排队影响选择", "waits change choices"),
    "beliefs": ("口碑随能力变化", "beliefs follow what facilities can do"),
    "capacity": ("容量限制：limited（有限）、unlimited（不限）", "limited or unlimited capacity"),
    "queues": (
        "排队算法：auto（自动）、simulate（逐人排队）、approximate（按公式推算）",
        "auto, simulate or approximate",
    ),
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
    "respond_left_out": ("医院调整目录外自费", "hospitals change what the catalogue leaves out"),
    "respond_contest": ("按病例收益留治或上转", "cases are kept or sent up by what they earn"),
    "respond_pay": ("医生对薪酬制度作出反应", "doctors answer to how they are paid"),
}


@dataclass(frozen=True, slots=True)
class Settable:
    """One path for ``--set`` and ``--vary``; ``value`` is plain (number, text, list, true or false, None).

    ``words`` are other words that planners look for it by.
    """

    path: str
    zh: str
    en: str
    value: Any
    unit: str
    low: float | None
    high: float | None
    source: Bilingual = NOTHING
    words: str = ""

    @property
    def name(self) -> Bilingual:
        """What it is called."""
        return Bilingual(self.en, self.zh)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that a search looks at."""
        unit = unit_words(self.unit)
        source = (self.source.zh, self.source.en)
        return (self.path, self.zh, self.en, self.unit, unit.zh, unit.en, *source, self.words)


def settables(scenario: Scenario, word: str = "") -> list[Settable]:
    """All that can be set; with a word only what has it in path, name, unit, source or among other words for it."""
    found = [item for rule in scenario.rules for item in (*_lever(rule, scenario), *_dates(rule, scenario))]
    years = dataclasses.asdict(scenario.years)
    found += [
        Settable(f"years.{k}", zh, en, years[k], unit, None, None, NOTHING)
        for k, (zh, en, unit) in _YEAR_LABELS.items()
    ]
    switches = dataclasses.asdict(scenario.settings)
    for key, (zh, en) in _SETTING_LABELS.items():
        found.append(Settable(f"settings.{key}", zh, en, switches[key], "", None, None, NOTHING))
    for key, q in scenario.parameters.items():
        name, source = quantity_name(key), _known(q)
        found.append(Settable(f"parameters.{key}", name.zh, name.en, q.value, q.unit, q.low, q.high, source))
    return [item for item in found if has(word, item.texts)]


def lever_settings(lever: type[Lever]) -> list[tuple[str, FieldInfo, LeverSetting]]:
    """Name, field and meaning of each field of a lever."""
    return [
        (name, field, note)
        for name, field in lever.model_fields.items()
        for note in field.metadata
        if isinstance(note, LeverSetting)
    ]


def lever_words(lever: type[Lever]) -> str:
    """All by which a lever is found."""
    shelf = " ".join(label(f"group.{lever.group}", lang) for lang in ("zh", "en"))
    return " ".join((lever.id, lever.zh, lever.en, lever.summary, lever.summary_zh, lever.words, shelf))


def value_in_force(scenario: Scenario, value: Any, setting: LeverSetting) -> Any:
    """A field's value, or that of the parameter that counts where the field is left out."""
    if value is None and setting.unset in scenario.parameters:
        return scenario.parameters[setting.unset].value
    if isinstance(value, tuple) and any(isinstance(one, BaseModel) for one in value):
        return [one.model_dump(exclude_unset=True) for one in value]  # brackets, as they are written
    return value


def _known(number: Quantity) -> Bilingual:
    """The source of a number with how well it is known."""
    word = number.confidence.id
    return tell("known", source=number.source, how=Bilingual(label(word, "en"), label(word, "zh")))


def _reason(rule: Rule) -> Bilingual:
    """The clauses of a rule, or what stands in their place."""
    return one(", ".join(rule.clauses)) if rule.clauses else rule.assumption


def _lever(rule: Rule, scenario: Scenario) -> list[Settable]:
    found = []
    words = lever_words(type(rule.lever))
    for name, _, setting in lever_settings(type(rule.lever)):
        own = getattr(rule.lever, name)
        value = value_in_force(scenario, own, setting)
        origin = one(f"parameters.{setting.unset}") if own is None and setting.unset else _reason(rule)
        ends = (setting.low, setting.high)
        found.append(Settable(f"{rule.id}.{name}", setting.zh, setting.en, value, setting.unit, *ends, origin, words))
    return found


def _dates(rule: Rule, scenario: Scenario) -> list[Settable]:
    """When and where a rule counts; in a region of one pool there is none to choose."""
    until = rule.until.isoformat() if rule.until else None
    values = {
        "from": rule.start.isoformat(),
        "until": until,
        "on": True,  # a rule that is off is no rule of the scenario
        "ramp_months": rule.ramp_months,
        "where": list(rule.where),
    }
    if len(scenario.region.pools) > 1:
        values["pools"] = list(rule.pools)
    words = lever_words(type(rule.lever))
    return [
        Settable(f"rules.{rule.id}.{key}", zh, en, values[key], unit, None, None, _reason(rule), words)
        for key, (zh, en, unit) in _RULE_LABELS.items()
        if key in values
    ]
