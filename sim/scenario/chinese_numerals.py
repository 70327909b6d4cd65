"""Whole numbers in Chinese characters (三十, 一亿五千万, 二〇一七), to say what a text seems to mean."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_CUT_SHORT = re.compile("[百千万亿][一二三四五六七八九两]$")  # 一百二 is 120 when spoken: not clear


def chinese_number(text: str) -> Decimal | None:
    """The number of a numeral, with 点 before its decimals; None if it is none."""
    whole, point, rest = text.partition("点")
    if point:
        number = chinese_number(whole)
        decimals = "".join(str(_DIGITS.get(c, "x")) for c in rest)
        return Decimal(f"{number:f}.{decimals}") if number is not None and decimals.isdigit() else None
    if not whole or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in whole):
        return None
    if all(c in _DIGITS for c in whole):
        if len(whole) in (2, 3):  # 三四成 is three or four
            return None
        return Decimal("".join(str(_DIGITS[c]) for c in whole))
    if whole[0] in _LARGE or _CUT_SHORT.search(whole):
        return None
    return Decimal(_by_places(whole))


def _by_places(text: str) -> int:
    """三十, 一千二百, 一亿五千万: a digit stands before its place, 十 alone is ten."""
    total = section = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            section += (digit or 1) * _SMALL[c]
            digit = 0
        else:
            total = (
                (total + section + digit) * _LARGE[c] if _LARGE[c] > total else total + (section + digit) * _LARGE[c]
            )
            section = digit = 0
    return total + section + digit
