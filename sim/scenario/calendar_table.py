"""``calendar.csv``: public holidays and the weekend days worked for them, a row for each holiday.

The table of the library knows every year from 1989 to 2099; one beside the scenario replaces the years that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from sim.scenario.csv_cells import Cell, split
from sim.scenario.csv_heading import check_heading
from sim.scenario.csv_tables import is_whole
from sim.scenario.csv_writing import csv_text
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.input_file import read_text
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library
from sim.scenario.number_row import Row
from sim.scenario.scenario import Scenario, Years
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.language import Language
from sim.vocabulary.measures import month_at, stamp
from sim.vocabulary.one_line import one_line
from sim.vocabulary.open_days import Holiday, OpenDays, is_weekend
from sim.vocabulary.phrase import Bilingual, saying, telling

CALENDAR = "calendar.csv"
COLUMNS = ("zh", "en", "from", "until", "make_up", "basis", "source")
BASES = {"decree": True, "rule": False}
PHRASES = {
    "date": ("“{word}”不是日期", "{word!r} is no date"),
    "write_date": ("请写成 2017-10-01", "write it as 2017-10-01"),
    "before": ("{last} 早于 {first}", "{last} is before {first}"),
    "order": ("from 写放假第一天，until 写最后一天", "'from' is the first day off, 'until' the last"),
    "across": ("{first} 至 {last} 跨了年", "{first} to {last} lies in two years"),
    "a_year": (
        "请每年写一行，调休上班日写在它所在年份",
        "write a row for either year, worked days in the year they lie in",
    ),
    "weekday": ("{day} 不是周末，本来就上班", "{day} is no weekend, so that it is worked anyway"),
    "weekend": (
        "make_up 只写调休上班的周六、周日，用空格分开",
        "'make_up' holds worked Saturdays and Sundays only, with spaces between them",
    ),
    "both": ("{day} 既放假又上班", "{day} is both off and worked"),
    "either": ("请按放假通知只留一种", "leave one of them, as the notice says"),
    "word": ("没有“{word}”这个词", "unknown word {word!r}"),
    "empty": ("空", "empty"),
    "fill": ("请写明来源", "say where it stands"),
    "no_year": ("{file} 没有 {year} 年的节假日", "{file} has no holidays of {year}"),
    "no_file": ("资料库中没有 {file}", "there is no {file} in the library"),
    "add": (
        "请在情景文件旁或资料库的 {file} 中为该年每个假期写一行：{columns}",
        "write a row for each holiday of the year into {file} beside the scenario or in the library: {columns}",
    ),
}
tell = telling(PHRASES)
say = saying(
    {
        "by_rule": (
            "{years} 年的放假安排没有通知：按最近一次通知的办法推算",
            "no notice has arranged the holidays of {years}: they are as in the nearest year that has one",
        ),
    }
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_open_days(library: Library, years: Years, tree: Tree, faults: Faults, inputs: Inputs) -> OpenDays:
    """The holidays of the years that a scenario runs through, its run-in and the year after it among them.

    A year without a row is a fault, but for the one after the last: nobody is seen in it.
    """
    before = len(faults.problems)
    found: dict[int, list[Holiday]] = {}
    for name, file in library.both(CALENDAR).items():
        if file.is_file() and library.keeps(file, faults):
            inputs.note(name, file)
            found |= read_calendar(file, faults)
    first = month_at(stamp(years.base, 1) - years.run_in_months)[0]
    missing = [year for year in range(first, years.last + 1) if year not in found]
    if missing and len(faults.problems) == before:
        what = tell("no_year", file=CALENDAR, year=missing[0]) if found else tell("no_file", file=CALENDAR)
        remedy = tell("add", file=CALENDAR, columns=",".join(COLUMNS))
        faults.add(tree.place(("years",)), "years", what, remedy)
    wanted = range(first, years.last + 2)
    return OpenDays(tuple(holiday for year in sorted(found) if year in wanted for holiday in found[year]))


def calendar_table(open_days: OpenDays) -> str:
    """The table of these holidays."""
    bases = {decreed: word for word, decreed in BASES.items()}
    rows = (
        (
            holiday.label.zh,
            holiday.label.en,
            holiday.first.isoformat(),
            holiday.last.isoformat(),
            " ".join(day.isoformat() for day in holiday.make_up),
            bases[holiday.decreed],
            holiday.source,
        )
        for holiday in open_days.holidays
    )
    return csv_text(COLUMNS, rows)


def years_by_rule(scenario: Scenario) -> tuple[int, ...]:
    """The reported years whose holidays no notice has arranged."""
    years = range(scenario.years.base, scenario.years.last + 1)
    return tuple(year for year in scenario.open_days.by_rule if year in years)


def calendar_text(scenario: Scenario, language: Language) -> str:
    """The sentence for a plan; empty where every year has a notice."""
    years = years_by_rule(scenario)
    if not years:
        return ""
    return say("by_rule", language, years=str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}")


def read_calendar(file: Path, faults: Faults) -> Mapping[int, list[Holiday]]:
    """The holidays of a table by year, each year's in order; faults where a day is both off and worked."""
    found: dict[int, list[Holiday]] = {}
    off: set[date] = set()
    worked: dict[date, FilePoint] = {}
    for holiday, row in _holidays(file, faults):
        found.setdefault(holiday.first.year, []).append(holiday)
        off.update(holiday.days)
        worked.update(dict.fromkeys(holiday.make_up, row["make_up"].place))
    for day, place in worked.items():
        if day in off:
            faults.add(place, "make_up", tell("both", day=day), tell("either"))
    return {year: sorted(holidays, key=lambda one: one.first) for year, holidays in found.items()}


def _holidays(file: Path, faults: Faults) -> Iterator[tuple[Holiday, Row]]:
    text = read_text(file, faults)
    lines = split(text, shown(file), faults) if text else []
    names = check_heading(lines, COLUMNS, faults) if lines else None
    if names is None or not set(COLUMNS) <= set(names):
        return
    for cells in lines[1:]:
        if is_whole(cells, names, faults):
            row = {name: cell for name, cell in zip(names, cells, strict=True) if name}
            holiday = _holiday(row, faults)
            if holiday is not None:
                yield holiday, row


def _holiday(row: Row, faults: Faults) -> Holiday | None:
    """One row; None and a fault for each cell that is wrong."""
    before = len(faults.problems)

    def refuse(column: str, what: Bilingual, remedy: Bilingual) -> None:
        faults.add(row[column].place, column, what, remedy)

    first, last = (_date(row[column].text, row[column], column, faults) for column in ("from", "until"))
    words = row["make_up"].text.split()
    make_up = [day for word in words if (day := _date(word, row["make_up"], "make_up", faults)) is not None]
    for day in make_up:
        if not is_weekend(day):
            refuse("make_up", tell("weekday", day=day), tell("weekend"))
    basis, source = row["basis"].text.strip(), one_line(row["source"].text)
    if basis not in BASES:
        refuse("basis", tell("word", word=basis), allowed(basis, BASES))
    if not source:
        refuse("source", tell("empty"), tell("fill"))
    if first is not None and last is not None:
        if last < first:
            refuse("until", tell("before", first=first, last=last), tell("order"))
        elif {day.year for day in (last, *make_up)} != {first.year}:
            days = (first, last, *make_up)
            refuse("from", tell("across", first=min(days), last=max(days)), tell("a_year"))
    if len(faults.problems) > before or first is None or last is None:
        return None
    label = Bilingual(one_line(row["en"].text), one_line(row["zh"].text))
    return Holiday(first, last, tuple(sorted(make_up)), label, BASES[basis], source)


def _date(text: str, cell: Cell, column: str, faults: Faults) -> date | None:
    """The day of a text such as 2017-10-01."""
    word = text.strip()
    try:
        found = date.fromisoformat(word) if _DATE.fullmatch(word) else None
    except ValueError:
        found = None
    if found is None:
        faults.add(cell.place, column, tell("date", word=word), tell("write_date"))
    return found
