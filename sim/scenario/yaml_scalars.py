"""One word of a YAML file as a plain value: text, number, date, true or false, nothing."""

from __future__ import annotations

import re
from datetime import date

_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")
_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
Plain = str | int | float | bool | date | None


class NotPlain(Exception):
    """A word that cannot be meant; says what is wrong and what to write."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
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
        raise NotPlain(f"whole number {text[:40]!r}", "write at most 15 decimal digits")
    if kind == "float":
        if _DECIMAL.fullmatch(text) and abs(float(text)) < 1e300:
            return float(text)
        raise NotPlain(f"number {text[:40]!r}", "write a finite decimal number such as 0.30")
    if kind == "timestamp":
        return _date(text)
    if any(not (c.isprintable() or c in "\n\t\u3000\u00a0") for c in text):
        raise NotPlain("an invisible control character in the text", "remove it")
    return text


def _date(text: str) -> date:
    parts = _DATE.fullmatch(text)
    if parts is None:
        raise NotPlain(f"time {text!r}", "write a date: 2017-10-31")
    try:
        return date(*map(int, parts.groups()))
    except ValueError:
        raise NotPlain(f"{text} is not a day of the calendar", "write a real date: 2017-10-31") from None
