"""``sim levers``: what a scenario lets one set, and the levers it does not use yet, as text and as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from sim.policy.lever import Lever
from sim.policy.levers import LEVERS
from sim.scenario.addable import example, unused
from sim.scenario.plain_text import wrapped
from sim.scenario.plain_yaml import flow, number
from sim.scenario.scenario import Scenario
from sim.scenario.settable import Settable, lever_settings, settables
from sim.vocabulary.labels import label, unit_words
from sim.vocabulary.language import Language
from sim.vocabulary.phrase import Bilingual, saying
from sim.vocabulary.search import nearest

INDENT = "    "
PHRASES = {
    "not_used": ("{name}  {id}（本情景未使用）", "{name}  {id} (not used in this scenario)"),
    "paste": ("粘贴到情景文件的rules:下：", "paste below rules: of the scenario file:"),
    "more": (
        "本情景未使用的措施（sim levers 情景文件 名称，可看到可粘贴的写法）：",
        "Levers this scenario does not use (sim levers SCENARIO NAME shows a rule to paste):",
    ),
    "shelf": ("{group}：{names}", "{group}: {names}"),
    "name": ("{name}（{id}）", "{name} ({id})"),
    "between": ("、", ", "),
    "about": ("；", "; "),
    "nothing": ("没有与“{word}”相符的内容。", "nothing that can be set matches {word!r}."),
    "near": ("是不是：{names}？", "Did you mean: {names}?"),
}
say = saying(PHRASES)


def levers_data(scenario: Scenario, word: str, lang: Language) -> list[dict[str, Any]]:
    """One record a path; ``used`` tells whether the scenario has it, ``rule`` what to paste where it has not."""
    found = [{**_data(item), "used": True, "rule": None} for item in settables(scenario, word)]
    for lever in unused(scenario, word):
        rule = example(scenario, lever, lang)
        found += [{**_data(item), "used": False, "rule": rule} for item in _fields(lever)]
    return found


def levers_text(scenario: Scenario, word: str, lang: Language) -> str:
    """Path, value and range, then name and source; what is not used yet follows, with a word as rules to paste."""
    found, others = settables(scenario, word), unused(scenario, word)
    lines = [line for item in found for line in _used(item, lang)]
    if others and word:
        blocks = [_to_paste(scenario, lever, lang) for lever in others]
        lines += [line for block in blocks for line in ([""] if lines or block is not blocks[0] else []) + block]
    elif others:
        lines += ["", *wrapped(say("more", lang)), *_shelves(others, lang)]
    return "\n".join(lines) if lines else _nothing(scenario, word, lang)


def _used(item: Settable, lang: Language) -> list[str]:
    value = "-" if item.value is None else item.value if isinstance(item.value, str) else flow(item.value)
    numeric = isinstance(item.value, int | float) and not isinstance(item.value, bool)
    name = item.name.told(lang)
    about = [part for part in ("" if name in item.path else name, item.source.told(lang)) if part]
    head = f"{item.path} = {value}{_unit(item.unit, lang) if numeric else ''}{_range(item)}"
    return [*wrapped(head), *wrapped(say("about", lang).join(about), INDENT)]


def _to_paste(scenario: Scenario, lever: type[Lever], lang: Language) -> list[str]:
    lines = wrapped(say("not_used", lang, name=_called(lever), id=lever.id))
    lines += wrapped(lever.summary_zh if lang == "zh" else lever.summary, INDENT)
    for item in _fields(lever):
        name, unit = item.name.told(lang), _unit(item.unit, lang)
        unit = "" if name.startswith(unit.strip()) else unit
        lines += wrapped(f"{item.path}{unit}{_range(item)}  {name}", INDENT)
    rule = example(scenario, lever, lang)
    return [*lines, *wrapped(say("paste", lang), INDENT), rule] if rule else lines


def _shelves(levers: Sequence[type[Lever]], lang: Language) -> list[str]:
    """The levers by what a planner looks for."""
    lines: list[str] = []
    for group in dict.fromkeys(lever.group for lever in levers):
        here = [say("name", lang, name=_called(lever), id=lever.id) for lever in levers if lever.group == group]
        names = say("between", lang).join(here)
        lines += wrapped(say("shelf", lang, group=label(f"group.{group}", lang), names=names), INDENT)
    return lines


def _nothing(scenario: Scenario, word: str, lang: Language) -> str:
    words = [name for lever in LEVERS.values() for name in (lever.zh, lever.en, lever.id, *lever.words.split())]
    known = [*words, *(name for item in settables(scenario) for name in (item.path, item.zh, item.en))]
    near = say("between", lang).join(nearest(word, known))
    offered = say("near", lang, names=near) if near else ""
    return f"{say('nothing', lang, word=word)}{'' if lang == 'zh' else ' '}{offered}".strip()


def _called(lever: type[Lever]) -> Bilingual:
    return Bilingual(lever.en, lever.zh)


def _fields(lever: type[Lever]) -> list[Settable]:
    """The fields of a lever that no rule has."""
    return [
        Settable(f"{lever.id}.{name}", setting.zh, setting.en, None, setting.unit, setting.low, setting.high)
        for name, _, setting in lever_settings(lever)
    ]


def _data(item: Settable) -> dict[str, Any]:
    data = {key: value for key, value in dataclasses.asdict(item).items() if key != "words"}
    return {**data, "source": item.source.en, "source_zh": item.source.zh, "unit_zh": unit_words(item.unit).zh}


def _unit(unit: str, lang: Language) -> str:
    return f" {unit_words(unit).told(lang)}" if unit else ""


def _range(item: Settable) -> str:
    return f"  [{number(item.low)}, {number(item.high)}]" if item.low is not None and item.high is not None else ""
