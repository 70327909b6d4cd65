"""Numbers for people: 52.1 % [51.3, 52.9], percentage points, 万元 and million yuan."""

from __future__ import annotations

import math

from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.printed import DIGITS, PERCENT

EMPTY = "–"
MINUS = "−"

# What stands behind a number of each unit; `sim.vocabulary.printed` has the digits.
SUFFIXES = {
    "share": Bilingual(" %", "%"),
    "growth": Bilingual(" %", "%"),
    "yuan": Bilingual(" yuan", "元"),
    "days": Bilingual(" days", "天"),
    "minutes": Bilingual(" min", "分钟"),
    "per_year": Bilingual(" a year", "次"),
    "per_100": Bilingual(" per 100", "人次"),
    "per_day": Bilingual(" a day", "人次"),
    "per_case": Bilingual(" per case", "次"),
    "count": Bilingual("", "人次"),
    "number": Bilingual("", ""),
    "ratio": Bilingual("", ""),
    "index": Bilingual("", ""),
}
LARGE = 1e6  # yuan from here on are written in 万元, 亿元 or million yuan


def plain(value: float, unit: str, *, sign: bool = False) -> str:
    """The number alone, in the unit's own scale and digits."""
    if not math.isfinite(value):
        return EMPTY
    digits = DIGITS[unit] if unit != "number" or float(value).is_integer() else 1  # a mean over replications
    scaled = round(value * (100.0 if unit in PERCENT else 1.0), digits)
    if scaled == 0:
        return f"{0:.{digits}f}"
    text = f"{abs(scaled):,.{digits}f}"
    return (MINUS if scaled < 0 else "+" if sign else "") + text


def number(value: float, unit: str, lang: str) -> str:
    """A value with its unit: 52.1 %, 1,520 yuan; Chinese without the blank."""
    if unit == "yuan" and abs(value) >= LARGE:
        return money(value, lang)
    return plain(value, unit) + (_suffix(unit, lang) if math.isfinite(value) else "")


def interval(low: float, high: float, unit: str, *, sign: bool = False) -> str:
    """[51.3, 52.9] in the unit of the number before it; empty without an interval."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    return f"[{plain(low, unit, sign=sign)}, {plain(high, unit, sign=sign)}]"


def difference(value: float, unit: str, lang: str) -> str:
    """A signed difference; of shares in percentage points."""
    return plain(value, unit, sign=True) + (difference_unit(unit, lang) if math.isfinite(value) else "")


def change(value: float, low: float, high: float, unit: str, lang: str) -> str:
    """A difference with its interval: +2.8 points [+2.7, +2.9]; large sums of money in the words of `money`."""
    if unit == "yuan" and math.isfinite(value) and abs(value) >= LARGE:
        bounds = f" [{money(low, lang)}, {money(high, lang)}]" if math.isfinite(low) and math.isfinite(high) else ""
        return ("+" if value > 0 else "") + money(value, lang) + bounds
    return f"{difference(value, unit, lang)} {interval(low, high, unit, sign=True)}".strip()


def difference_unit(unit: str, lang: str) -> str:
    """What a difference is counted in."""
    if unit in PERCENT:
        return "个百分点" if lang == "zh" else " points"
    return _suffix(unit, lang)


def money(yuan: float, lang: str) -> str:
    """万元 or 亿元; million yuan in English, plain yuan below one million."""
    if not math.isfinite(yuan):
        return EMPTY
    sign = MINUS if yuan < 0 else ""
    amount = abs(yuan)
    if lang == "zh":
        return f"{sign}{amount / 1e8:,.2f}亿元" if amount >= 1e8 else f"{sign}{amount / 1e4:,.1f}万元"
    return f"{sign}{amount / 1e6:,.1f} million yuan" if amount >= LARGE else f"{sign}{amount:,.0f} yuan"


def percent(share: float, lang: str, digits: int = 0) -> str:
    """A probability as a percentage; a dash if it is unknown."""
    sign = "%" if lang == "zh" else " %"
    if not math.isfinite(share):
        return EMPTY
    if digits == 0 and 0 < share < 0.01:
        return f"< 1{sign}"
    if digits == 0 and 0.99 < share < 1:
        return f"> 99{sign}"
    return f"{share * 100:.{digits}f}{sign}"


def _suffix(unit: str, lang: str) -> str:
    return SUFFIXES[unit].told(lang)
