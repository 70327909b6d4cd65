"""The rows of ``scenarios/calendar.csv`` for years that no notice has arranged: as in the nearest year that has one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lunar_python import Lunar

DAY = timedelta(days=1)
FIRST_NOTICE, LAST_NOTICE = 2004, 2026
FIRST, LAST = 1989, 2099  # years of the table
NAMES = {
    "new_year": ("元旦", "New Year"),
    "spring": ("春节", "Spring Festival"),
    "qingming": ("清明节", "Tomb-Sweeping Day"),
    "labour": ("劳动节", "Labour Day"),
    "dragon_boat": ("端午节", "Dragon Boat Festival"),
    "mid_autumn": ("中秋节", "Mid-Autumn Festival"),
    "national": ("国庆节", "National Day"),
}
Span = tuple[date, int, int]  # first day, length, days off by law


def lunar(year: int, month: int, day: int) -> date:
    """A day of the lunar year."""
    return date.fromisoformat(Lunar.fromYmd(year, month, day).getSolar().toYmd())


def qingming(year: int) -> date:
    """The fifth solar term of a year."""
    return date.fromisoformat(Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"].toYmd())


def spans(year: int) -> dict[str, Span]:
    """The holidays of a year as the nearest notice arranges them."""
    spring, may, october = lunar(year, 1, 1), date(year, 5, 1), date(year, 10, 1)
    new_year = (date(year, 1, 1), 1, 1)
    if year < FIRST_NOTICE:  # three golden weeks
        return {"new_year": new_year, "spring": (spring, 7, 3), "labour": (may, 7, 3), "national": (october, 7, 3)}
    return {  # thirteen days off by law since 2025
        "new_year": new_year,
        "spring": (spring - DAY, 8, 4),
        "qingming": (qingming(year), 1, 1),
        "labour": (may, 5, 2),
        "dragon_boat": (lunar(year, 5, 5), 1, 1),
        "mid_autumn": (lunar(year, 8, 15), 1, 1),
        "national": (october, 7, 3),
    }


def rule_rows(year: int) -> Iterator[list[str]]:
    """The holidays of a year, a row of the table each.

    A day off that falls on a weekend is taken on the next weekday; what a bridge gives beyond the days off by law is
    made up for on the nearest weekend days that touch no holiday.
    """
    wanted = spans(year)
    closed: dict[str, list[date]] = {}
    taken: set[date] = set()
    for name, (first, length, by_law) in sorted(wanted.items(), key=lambda item: item[1]):
        days = [first + n * DAY for n in range(length)]
        while days[0] in taken:
            days = [day + DAY for day in days]
        while sum(day.weekday() < 5 and day not in taken for day in days) < by_law:
            days.append(days[-1] + DAY)
        closed[name] = days
        taken.update(days)
    used: set[date] = set()
    like = FIRST_NOTICE if year < FIRST_NOTICE else LAST_NOTICE
    for name, days in closed.items():
        extra = sum(day.weekday() < 5 for day in days) - wanted[name][2]
        near = [day for n in range(1, 30) for day in (days[0] - n * DAY, days[-1] + n * DAY)]
        free = [day for day in near if day.year == year and is_free_weekend(day, taken) and day not in used]
        make_up = sorted(free[: max(0, extra)])
        used.update(make_up)
        worked = " ".join(day.isoformat() for day in make_up)
        source = f"按{like}年的安排推算（假设）；as arranged in {like} (assumption)"
        yield [*NAMES[name], days[0].isoformat(), days[-1].isoformat(), worked, "rule", source]


def is_free_weekend(day: date, taken: set[date]) -> bool:
    """Whether a weekend day can be worked: neither it nor the other day of its weekend is off for a holiday."""
    other = day + DAY if day.weekday() == 5 else day - DAY
    return day.weekday() >= 5 and day not in taken and other not in taken
