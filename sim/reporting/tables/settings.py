"""The values of a rule in words: percent for shares, names for ids."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from sim.reporting.folder import Results
from sim.reporting.numbers import plain
from sim.reporting.tables.cells import Both, both
from sim.reporting.tables.words import word
from sim.scenario.plain_yaml import flow
from sim.scenario.settable import lever_settings, value_in_force
from sim.vocabulary.labels import label, labels

if TYPE_CHECKING:
    from sim.policy.lever import Setting
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
            for name, _, setting in lever_settings(rule)
        ]
        given = [(setting, value) for setting, value in values if value not in (None, (), "")]
        found[rule.id] = both(partial(_listed, results, given))
    return found


def _listed(results: Results, given: list[tuple[Setting, Any]], lang: str) -> str:
    parts = (f"{_name(s, lang)} {_said(results, s, value, lang)}" for s, value in given)
    return ("；" if lang == "zh" else "; ").join(parts)


def _name(setting: Setting, lang: str) -> str:
    """The name; English ones go on to list what is allowed after a colon."""
    return setting.zh if lang == "zh" else setting.en.partition(":")[0]


def _said(results: Results, setting: Setting, value: Any, lang: str) -> str:
    if isinstance(value, bool):
        return word("true" if value else "false").of(lang)
    if isinstance(value, int | float):
        return _number(setting.unit, float(value), lang)
    items = [value] if isinstance(value, str) else list(value)
    names = [_id(results, setting, str(item), lang) for item in items[:LISTED]]
    more = [word("more", n=len(items) - LISTED).of(lang)] if len(items) > LISTED else []
    return ("、" if lang == "zh" else ", ").join(names + more)


def _number(unit: str, value: float, lang: str) -> str:
    text = f"{plain(value, 'share')}{'' if lang == 'zh' else ' '}%" if unit in PERCENT else flow(value)
    if unit in UNITS:
        return word(UNITS[unit], x=text).of(lang)
    return text if unit in (*PERCENT, "ratio", "") else f"{text} {unit}"


def _id(results: Results, setting: Setting, item: str, lang: str) -> str:
    """A district, a facility, an alliance or a word of the vocabulary; what is none of them stays as it is."""
    if setting.unit == "owner":
        return label(f"owner.{item}", lang)
    if item in results.places.index:
        return results.short(item, lang)
    if setting.unit.endswith("hospital id") or setting.unit.startswith("hospital"):
        facilities = results.table("facilities").set_index("id")
        return str(facilities.loc[item, lang]) if item in facilities.index else item
    return label(item, lang) if item in labels() else item
