#!/usr/bin/env bash
# Of 23 years of Chinese working days two packages differ in one: a Saturday that the next year's notice makes worked.
#
# Each year's notice says which days are off and which weekend days are worked for them. The notice of 2006 reaches back:
# Saturday 31 December 2005 is worked for Tuesday 3 January 2006. Notices of later years do so too (29 December 2007,
# 31 December 2011), and there the packages agree. Whoever divides a year's visits by its working days has 250 of one
# package and 251 of the other in 2005.
packages=(chinesecalendar==1.11.0 holidays==0.109)
guess() {
  cat <<'LINES'
2004 to 2026: no day on which the two differ
working days of 2005: 251, 251
LINES
}
seen() {
  cat <<'LINES'
2004 to 2026: 2005-12-31 (chinesecalendar off, holidays worked)
working days of 2005: 250, 251
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path


def look(_: Path) -> list[str]:
    """Where two packages of decreed working days differ, and how many they count in a year."""
    import chinese_calendar
    import holidays

    china = holidays.China(years=range(2004, 2027))
    days = [date(2004, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2004, 1, 1)).days)]
    worked = {day: (chinese_calendar.is_workday(day), china.is_working_day(day)) for day in days}
    word = {True: "worked", False: "off"}
    differ = [
        f"{day} (chinesecalendar {word[one]}, holidays {word[other]})"
        for day, (one, other) in worked.items()
        if one != other
    ]
    of_2005 = [sum(both[n] for day, both in worked.items() if day.year == 2005) for n in (0, 1)]
    return [
        f"2004 to 2026: {', '.join(differ) or 'no day on which the two differ'}",
        f"working days of 2005: {of_2005[0]}, {of_2005[1]}",
    ]


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
