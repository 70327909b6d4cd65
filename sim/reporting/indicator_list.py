"""``sim indicators``: every indicator with its definition, unit, numerator and denominator."""

from __future__ import annotations

from typing import Any

from sim.indicators.register import NOT_COMPUTED, register
from sim.reporting.tables.words import word as head
from sim.scenario.plain_text import wrapped
from sim.vocabulary.definitions import definitions
from sim.vocabulary.labels import label, unit, unit_words, words
from sim.vocabulary.phrase import saying, told
from sim.vocabulary.search import has, nearest

INDENT = "    "
PHRASES = {
    "unit": ("单位：{x}", "unit: {x}"),
    "numerator": ("分子：{x}", "numerator: {x}"),
    "denominator": ("分母：{x}", "denominator: {x}"),
    "counted": (
        "统计口径：{domain}；{direction}；定义依据：{mark}",
        "counted by: {domain}; wanted: {direction}; defined by: {mark}",
    ),
    "not_computed": ("本模型不计算：{why}", "not computed: {why}"),
    "nothing": ("没有与“{word}”相符的指标。", "no indicator matches {word!r}."),
    "near": ("是不是：{names}？", "Did you mean: {names}?"),
    "between": ("、", ", "),
}
say = saying(PHRASES)


def found(word: str) -> list[str]:
    """The indicators that have the word in id, name, definition or other words for them; all if there is none."""
    return [name for name in definitions() if has(word, _texts(name))]


def indicators_data(word: str) -> list[dict[str, Any]]:
    """The same for ``--json``, both languages."""
    return [_data(name) for name in found(word)]


def indicators_text(word: str, lang: str) -> str:
    """A block an indicator: name and id, definition, unit, numerator, denominator."""
    names = found(word)
    if names:
        return "\n".join(line for name in names for line in _block(name, lang))
    near = nearest(word, [name for each in definitions() for name in _names(each)])
    offered = say("near", lang, names=say("between", lang).join(near)) if near else ""
    return f"{say('nothing', lang, word=word)}{'' if lang == 'zh' else ' '}{offered}".strip()


def _block(name: str, lang: str) -> list[str]:
    known = definitions()[name]
    lines = [
        say("unit", lang, x=unit_words(unit(name))),
        say("numerator", lang, x=known.numerator),
        say("denominator", lang, x=known.denominator),
    ]
    if name in NOT_COMPUTED:
        lines.append(say("not_computed", lang, why=NOT_COMPUTED[name]))
    else:
        one = register()[name]
        domain, direction = (head(word).of(lang) for word in (str(one.domain), one.direction))
        lines.append(say("counted", lang, domain=domain, direction=direction, mark=label(f"mark.{one.mark}", lang)))
    texts = (told(known.text, lang), *lines)
    return [*wrapped(f"{label(name, lang)}  {name}"), *(line for text in texts for line in wrapped(text, INDENT))]


def _data(name: str) -> dict[str, Any]:
    known, one = definitions()[name], register().get(name)
    parts = {"definition": known.text, "numerator": known.numerator, "denominator": known.denominator}
    return {
        "id": name,
        "zh": words(name).zh,
        "en": words(name).en,
        "unit": unit(name),
        **{f"{part}_{lang}": text.told(lang) for part, text in parts.items() for lang in ("zh", "en")},
        "domain": None if one is None else str(one.domain),
        "direction": None if one is None else one.direction,
        "mark": None if one is None else one.mark,
        "computed": one is not None,
        **{f"why_not_{lang}": NOT_COMPUTED[name].told(lang) for lang in ("zh", "en") if name in NOT_COMPUTED},
    }


def _names(name: str) -> tuple[str, ...]:
    return (words(name).zh, words(name).en, *definitions()[name].words.split())


def _texts(name: str) -> tuple[str, ...]:
    known = definitions()[name]
    parts = (known.text, known.numerator, known.denominator)
    return (name, *_names(name), known.words, *(text.told(lang) for text in parts for lang in ("zh", "en")))
