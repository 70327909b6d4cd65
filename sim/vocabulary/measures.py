"""How many of one measure make another, and months as numbers that can be counted with. Each stands here once."""

from __future__ import annotations

from typing import Any, TypeVar

FEN = 100  # in a yuan
YUAN = 1 / FEN  # in a fen
MONTHS = 12  # in a year
Whole = TypeVar("Whole")  # a whole number, or an array of them


def stamp(year: Whole, month: Whole | int) -> Whole:
    """The number of a month (1 to 12) among all months: consecutive months have consecutive numbers."""
    counted: Any = year
    found: Whole = counted * MONTHS + month - 1
    return found


def month_at(number: int) -> tuple[int, int]:
    """(year, month) of a month's number."""
    year, month = divmod(number, MONTHS)
    return year, month + 1
