"""One word of a YAML file as a plain value: text, number, date, true or false, nothing."""

from __future__ import annotations

import re
from datetime import date

from sim.scenario.plain_number import instead, meant_by, plain_number
from sim.vocabulary.phrase import Bilingual, telling

_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SPOKEN_DATE = re.compile(r"([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?号?")
Plain = str | int | float | bool | date | None
PHRASES = {
    "whole": ("整数“{text}”", "whole number {text!r}"),
    "fifteen": ("请写最多 15 位的十进制数字", "write at most 15 decimal digits"),
    "number": ("数字“{text}”", "number {text!r}"),
    "finite": ("请写普通小数，如 0.30", "write a finite decimal number such as 0.30"),
    "control": ("文字中有看不见的控制字符", "an invisible control character in the text"),
    "remove": ("请删除它", "remove it"),
    "time": ("时刻“{text}”", "time {text!r}"),
    "write_date": ("请写日期：2017-10-31", "write a date: 2017-10-31"),
    "no_day": ("{text} 不是日历上的日期", "{text} is not a day of the calendar"),
    "real_date": ("请写真实的日期：2017-10-31", "write a real date: 2017-10-31"),
}
tell = telling(PHRASES)


class NotPlain(Exception):
    """A word that cannot be meant; says what is wrong and what to write."""

    def __init__(self, what: Bilingual, remedy: Bilingual) -> None:
        super().__init__(what.en)
        self.what, self.remedy = what, remedy


def plain_value(kind: str, text: str) -> Plain:
    """The value of a word of a kind (YAML's own: null, bool, int, float, timestamp, str).

    Raises
    ------
    NotPlain : a number too long or not finite, an impossible date, a time of day, an invisible character.
    """
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind == "int":
        if _INTEGER.fullmatch(text):
            return int(text)
        raise NotPlain(tell("whole", text=text[:40]), _instead(text, "fifteen"))
    if kind == "float":
        number = plain_number(text)
        if number is not None and abs(number) < 1e300:
            return number
        raise NotPlain(tell("number", text=text[:40]), _instead(text, "finite"))
    if kind == "timestamp":
        return _date(text)
    if any(not (c.isprintable() or c in "\n\t\u3000\u00a0") for c in text):
        raise NotPlain(tell("control"), tell("remove"))
    return text


def spoken_date(text: str) -> date | None:
    """The day of a date as officials write it: 2017年10月31日, 2017.10.31, 2017/10/31; None if it is none."""
    parts = _SPOKEN_DATE.fullmatch(text.strip())
    try:
        return date(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def _instead(text: str, otherwise: str) -> Bilingual:
    return instead(text) if len(text) <= 15 and meant_by(text) else tell(otherwise)


def _date(text: str) -> date:
    parts = _DATE.fullmatch(text)
    if parts is None:
        raise NotPlain(tell("time", text=text), tell("write_date"))
    try:
        return date(*map(int, parts.groups()))
    except ValueError:
        raise NotPlain(tell("no_day", text=text), tell("real_date")) from None
