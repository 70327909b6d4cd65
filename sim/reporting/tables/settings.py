"""The values of a rule in words: percent for shares, names for ids."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sim.reporting.folder import Results
from sim.reporting.numbers import plain
from sim.reporting.tables.cells import Both, both
from sim.reporting.tables.words import TEXT, word
from sim.scenario.plain_yaml import flow
from sim.scenario.settable import lever_settings, value_in_force
from sim.vocabulary.labels import label, labels, name_alone, unit_words

if TYPE_CHECKING:
    from sim.policy.lever import LeverSetting
    from sim.scenario.scenario import Scenario

LISTED = 4  # of a long list
PERCENT = ("share", "share solved", "per year")
UNITS = {
    "per year": "unit.per_year",
    "diseases": "unit.diseases",
    "doctors": "unit.doctors",
    "yuan per insured and year": "unit.insured",
    "yuan per resident and year": "unit.resident",
}


def settings_of(results: Results, scenario: Scenario) -> dict[str, Both]:
    """By rule all values of its lever; what a rule leaves out and no parameter fills has none."""
    found = {}
    for rule in scenario.rules:
        values = [
            (setting, value_in_force(scenario, getattr(rule.lever, name), setting))
            for name, _, setting in lever_settings(type(rule.lever))
        ]
        given = [(setting, value) for setting, value in values if value not in (None, (), [], "")]
        found[rule.id] = both(partial(_listed, results, given))
    return found


def _listed(results: Results, given: list[tuple[LeverSetting, Any]], lang: str) -> str:
    return ("；" if lang == "zh" else "; ").join(_one(results, setting, value, lang) for setting, value in given)


def _one(results: Results, setting: LeverSetting, value: Any, lang: str) -> str:
    """Name and value; the value alone where the name only lists what it may be."""
    name, said = _name(setting, lang), _said(results, setting, value, lang)
    return said if said.startswith(name) else f"{name}{'：' if lang == 'zh' else ': '}{said}"


def _name(setting: LeverSetting, lang: str) -> str:
    """The name; some go on to say what is allowed, or what counts if nothing is set."""
    return name_alone(setting.zh if lang == "zh" else setting.en)


def _said(results: Results, setting: LeverSetting, value: Any, lang: str) -> str:
    if isinstance(value, bool):
        return word("true" if value else "false").of(lang)
    if isinstance(value, int | float):
        return _number(setting.unit, float(value), lang)
    items: list[Any] = [value] if isinstance(value, str) else list(value)
    if items and isinstance(items[0], dict):
        return ("，" if lang == "zh" else ", ").join(_bracket(item, lang) for item in items)
    names = [_id(results, setting, str(item), lang) for item in items[:LISTED]]
    more = word("more", n=len(items)).of(lang) if len(items) > LISTED else ""
    return ("、" if lang == "zh" else ", ").join(names) + more


def _bracket(item: dict[str, Any], lang: str) -> str:
    """A bracket in words: how far it reaches, and what of it is whose."""
    if "ratio" in item:
        own = [_word(str(one), lang) for key in ("levels", "hospitals") for one in item.get(key, ())]
        return word("split", who=("、" if lang == "zh" else ", ").join(own), x=f"{item['ratio']:g}").of(lang)
    if "at_least" in item or "paid" in item:
        told = [key for key in ("at_least", "kept", "paid") if key in item]
        words = [word(f"grade.{key}", x=f"{100.0 * item[key]:g}").of(lang) for key in told]
        return ("" if lang == "zh" else " ").join(words)
    reach = "up_to" if "up_to" in item else "beyond"
    shares = [reach, *(key for key in ("kept", "borne", "treasury", "whole") if key in item and item[key] is not False)]
    words = [word(f"bracket.{key}", x=f"{100.0 * item.get(key, 0.0):g}").of(lang) for key in shares]
    return ("" if lang == "zh" else " ").join(words)


def _number(unit: str, value: float, lang: str) -> str:
    text = f"{plain(value, 'share')}{'' if lang == 'zh' else ' '}%" if unit in PERCENT else flow(value)
    if unit in UNITS:
        return word(UNITS[unit], x=text).of(lang)
    said = unit_words(unit).told(lang)
    return text if unit in (*PERCENT, "ratio", "") else f"{text}{'' if lang == 'zh' else ' '}{said}"


def _id(results: Results, setting: LeverSetting, item: str, lang: str) -> str:
    """A district, a facility, an alliance or a word of the vocabulary; what is none of them stays as it is."""
    if setting.unit == "owner":
        return label(f"owner.{item}", lang)
    if item in results.places.index:
        return results.short(item, lang)
    if setting.unit.endswith("hospital id") or setting.unit.startswith("hospital"):
        facilities = results.facilities
        return str(facilities.loc[item, lang]) if item in facilities.index else item
    return _word(item, lang)


def _word(item: str, lang: str) -> str:
    """A word of the vocabulary; what is none stays as it is."""
    if f"choice.{item}" in TEXT:
        return word(f"choice.{item}").of(lang)
    return label(item, lang) if item in labels() else item
