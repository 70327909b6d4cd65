"""A value is a plain number; what an official text writes instead (30%, 三成, 1.5亿, １２) is named, never taken."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from sim.scenario.chinese_numerals import chinese_number
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "write": ("“{text}”多半是指 {value}，请写 {value}", "write {value}, which {text!r} seems to mean"),
    "range": (
        "“{text}”是一个范围：请写一个数值；在表格中把 {low} 和 {high} 写入 low 和 high",
        "{text!r} is a range: write one value; in a table {low} and {high} belong in low and high",
    ),
    "plain": (
        "请写普通数字：1234.5；比例写 0.30，不写 30%",
        "write digits with a point: 1234.5; a share as 0.30, not 30%",
    ),
}
tell = telling(PHRASES)

_PLAIN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_AROUND = re.compile(
    r"^(?:约|大约|接近|近|超过|超|达到|不低于|不高于|不少于|不超过|至少|最多|[≥≤><=¥+])|(?:左右|以上|以下|以内|上下|余|多)$"
)
_UNIT = re.compile(
    r"(?:元|人|人次|张|所|家|个|名|天|日|分钟|小时|年|个月|月|次|床|岁|倍|例|种|份|度|yuan|days?|minutes?|persons?|beds?|x)$"
)
_RANGE = re.compile(r"(.*?[0-9%‰一二三四五六七八九十百千万亿成])\s*(?:-|~|–|—|至|到)\s*(.+)")
_PARTS = {"%": 2, "‰": 3, "百分点": 2, "个百分点": 2, "成": 1, "折": 1}
_MOST = {"成": 11, "折": 10}
_OF = {"百分之": 2, "千分之": 3, "万分之": 4}
_TIMES = {"万": 4, "亿": 8, "千": 3, "百": 2, "十": 1, "k": 3, "K": 3, "M": 6}
DIGITS = 15
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Meant:
    """What a text seems to mean: one number, or the two ends of a range."""

    value: Decimal
    high: Decimal | None = None


def plain_number(text: str) -> float | None:
    """The number of a text in ASCII digits; None for everything else that `float` would take, and for no number."""
    if not _PLAIN.fullmatch(text):
        return None
    number = float(text)
    return number if math.isfinite(number) else None


def instead(text: str) -> Bilingual:
    """What to write instead of a text that is no plain number."""
    meant = meant_by(text)
    if meant is None:
        return tell("plain")
    short = text.strip()[:40]
    if meant.high is not None:
        return tell("range", text=short, low=written(meant.value), high=written(meant.high))
    return tell("write", text=short, value=written(meant.value))


def meant_by(text: str) -> Meant | None:
    """The number a text seems to mean; None where that is not clear."""
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace(" ", "").replace("_", "")
    while (bare := _AROUND.sub("", plain)) != plain:
        plain = bare
    one = _one(plain)
    if one is not None:
        return Meant(one)
    ends = _RANGE.fullmatch(plain)
    if ends is None:
        return None
    low, high = _one(ends[1]), _one(ends[2])
    unit = re.search(r"(?:%|‰|万|亿|成)?(?:元)?$", ends[2])
    if low is not None and unit and unit[0] and ends[1][-1] not in "%‰万亿成元":
        low = _one(ends[1] + unit[0])  # 10-15%: the unit stands once, at the end
    return None if low is None or high is None or low >= high else Meant(low, high)


def written(number: Decimal) -> str:
    """A number as a file takes it: no exponent, no zeros after a whole number."""
    if number == number.to_integral_value():
        return f"{number.quantize(Decimal(1)):f}"
    return f"{number:f}"


def _one(text: str) -> Decimal | None:
    for start, places in _OF.items():
        if text.startswith(start):
            return _scaled(_digits(text.removeprefix(start)), -places)
    if "分之" in text or "/" in text:
        below, above = text.split("分之", 1) if "分之" in text else reversed(text.split("/", 1))
        return _quotient(_digits(above), _digits(below))
    for end, places in _PARTS.items():
        if (
            text.endswith(end)
            and (number := _digits(text.removesuffix(end))) is not None
            and number < _MOST.get(end, 1e9)
        ):
            return _scaled(number, -places)
    tenths = re.fullmatch(r"([^0-9])成(.)", text) or re.fullmatch(r"(.)(.)折", text)
    if tenths:
        whole, rest = _digits(tenths[1]), Decimal(5) if tenths[2] == "半" else _digits(tenths[2])
        return None if whole is None or rest is None or whole >= 10 else _scaled(whole * 10 + rest, -2)
    return _digits(_UNIT.sub("", text, count=1))


def _digits(text: str) -> Decimal | None:
    """Digits with or without thousands separators and 万 or 亿 behind them, or a Chinese numeral."""
    for end, places in _TIMES.items():
        if text.endswith(end) and (number := _arabic(text.removesuffix(end))) is not None:
            return _scaled(number, places)
    number = _arabic(text)
    return chinese_number(text) if number is None else number


def _arabic(text: str) -> Decimal | None:
    if re.fullmatch(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", text):
        text = text.replace(",", "")
    return Decimal(text) if re.fullmatch(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", text) and len(text) <= DIGITS else None


def _scaled(number: Decimal | None, places: int) -> Decimal | None:
    return None if number is None else number.scaleb(places)


def _quotient(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    """A fraction to four places."""
    if above is None or not below:
        return None
    return round(above / below, 4)
