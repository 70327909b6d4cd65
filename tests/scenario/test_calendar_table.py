"""The official calendar: what notices say, what is taken for years without one, and every fault of a table."""

from __future__ import annotations

import csv
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from sim.scenario.bundle import bundle
from sim.scenario.calendar_table import CALENDAR, COLUMNS, calendar_text, read_calendar, years_by_rule
from sim.scenario.faults import Faults
from sim.scenario.fingerprint import fingerprint
from sim.scenario.fit_state import inputs_of
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.open_days import OpenDays

from .conftest import GOOD
from .holiday_rule import FIRST, FIRST_NOTICE, LAST, LAST_NOTICE, rule_rows

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "scenarios" / CALENDAR
# Open weekdays by the notices of 2016 to 2026 (State Council General Office; early 2020 by the late decree).
OPEN = dict(zip(range(2016, 2027), (250, 249, 250, 250, 249, 250, 249, 249, 251, 248, 248), strict=True))
# Worked by the notice of 2006, which reaches back a day; the package of notices leaves it out.
LEFT_OUT = date(2005, 12, 31)
HEADING = ",".join(COLUMNS)


@pytest.fixture(scope="module")
def every() -> OpenDays:
    """Every year of the table."""
    faults = Faults()
    found = read_calendar(TABLE, faults)
    assert not faults.problems
    assert sorted(found) == list(range(FIRST, LAST + 1))
    return OpenDays(tuple(holiday for year in sorted(found) for holiday in found[year]))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A scenario with a folder of its own, where a calendar can lie beside it."""
    folder = tmp_path / "mine"
    folder.mkdir()
    return Path(shutil.copy(GOOD, folder / "plan.yaml"))


def beside(plan: Path, *rows: str) -> None:
    """A calendar beside the scenario."""
    (plan.parent / CALENDAR).write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")


def faults_of(plan: Path, library: Path, *overrides: str) -> list[str]:
    """What is said of it."""
    with pytest.raises(InputInvalid) as caught:
        read_scenario(plan, library=library, overrides=overrides)
    assert all(problem.told("zh") != problem.told("en") for problem in caught.value.problems)
    return [problem.told("en") for problem in caught.value.problems]


def read(plan: Path, library: Path, *overrides: str) -> Scenario:
    """The scenario, other years if asked."""
    return read_scenario(plan, library=library, overrides=overrides)


def open_days(calendar: OpenDays, year: int) -> int:
    """Days of a year on which weekday clinics open."""
    return sum(calendar.open_in(year, month) for month in range(1, 13))


def test_the_table_is_what_the_notices_say(every: OpenDays) -> None:
    day = date(FIRST_NOTICE, 1, 1)
    while day.year <= LAST_NOTICE:
        assert every.opened(day) == (chinese_calendar.is_workday(day) or day == LEFT_OUT), day
        day += timedelta(days=1)


def test_the_years_of_the_five_documents_have_the_days_that_were_decreed(every: OpenDays) -> None:
    assert {year: open_days(every, year) for year in OPEN} == OPEN
    assert every.opened(date(2020, 1, 23))
    assert not every.opened(date(2020, 1, 31)), "closed by the late decree"


def test_years_without_a_notice_are_as_the_nearest_one() -> None:
    rows = list(csv.reader(TABLE.open(encoding="utf-8", newline="")))[1:]
    years = (*range(FIRST, FIRST_NOTICE), *range(LAST_NOTICE + 1, LAST + 1))
    assert [row for row in rows if row[5] == "rule"] == [row for year in years for row in rule_rows(year)]
    decreed = {int(row[2][:4]) for row in rows if row[5] == "decree"}
    assert decreed == set(range(FIRST_NOTICE, LAST_NOTICE + 1))


def test_every_year_has_weekdays_less_the_days_off_by_law(every: OpenDays) -> None:
    """Ten days by law until 2007, eleven until 2024, thirteen since; arrangements move them, but add none."""
    for year in range(LAST_NOTICE + 1, LAST + 1):
        weekdays = sum(date.fromordinal(n).weekday() < 5 for n in _ordinals(year))
        assert weekdays - open_days(every, year) == 13, year


def _ordinals(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())


def test_what_rests_on_no_notice_is_said() -> None:
    plan = ROOT / "scenarios/pingxiang.yaml"
    decreed, partly = read(plan, plan.parent), read(plan, plan.parent, "years.last=2028")
    assert (years_by_rule(decreed), calendar_text(decreed, "en")) == ((), "")
    assert years_by_rule(partly) == (2027, 2028)
    assert "2027-2028" in calendar_text(partly, "en")
    assert "2027-2028" in calendar_text(partly, "zh")
    assert fingerprint(decreed) != fingerprint(partly)


def test_a_year_of_ones_own_replaces_that_of_the_library(own: Path, library: Path) -> None:
    plain = read(own, library)
    beside(own, "地方节日,fair,2017-03-01,2017-03-03,2017-03-04,decree,made up")
    found = read(own, library)
    assert open_days(found.open_days, 2017) == 365 - 105 - 3 + 1, "no other holiday in 2017 now"
    assert open_days(found.open_days, 2016) == OPEN[2016] == open_days(plain.open_days, 2016)
    assert fingerprint(found) != fingerprint(plain)
    assert inputs_of(found) == inputs_of(plain), "the base year has the days it had"


def test_names_and_sources_change_no_answer(own: Path, library: Path) -> None:
    beside(own, "节日,fair,2017-03-01,2017-03-03,2017-03-04,decree,made up")
    one = fingerprint(read(own, library))
    beside(own, "另一个,other,2017-03-01,2017-03-03,2017-03-04,rule,somewhere else")
    assert fingerprint(read(own, library)) == one
    beside(own, "另一个,other,2017-03-01,2017-03-02,2017-03-04,rule,somewhere else")
    assert fingerprint(read(own, library)) != one


def test_a_bundle_keeps_its_calendar(own: Path, library: Path, tmp_path: Path) -> None:
    beside(own, "地方节日,fair,2017-03-01,2017-03-03,2017-03-04,decree,made up")
    scenario = read(own, library)
    again = read_scenario(bundle(scenario, tmp_path / "bundle"), library=library)
    assert again.open_days == scenario.open_days


ROW = "元旦,New Year,2017-01-01,2017-01-02,,decree,notice"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (ROW.replace("2017-01-02", "2017-1-2"), "until: '2017-1-2' is no date -> write it as 2017-10-01"),
        (ROW.replace("2017-01-02", "2017-02-30"), "until: '2017-02-30' is no date"),
        (ROW.replace("2017-01-02", "2016-12-31"), "until: 2016-12-31 is before 2017-01-01"),
        (ROW.replace("2017-01-02", "2018-01-02"), "from: 2017-01-01 to 2018-01-02 lies in two years"),
        (ROW.replace(",,", ",2017-01-04,"), "make_up: 2017-01-04 is no weekend"),
        (ROW.replace(",,", ",2017-01-01,"), "make_up: 2017-01-01 is both off and worked"),
        (ROW.replace(",,", ",2016-12-31,"), "from: 2016-12-31 to 2017-01-02 lies in two years"),
        (ROW.replace(",,", ",7 January,"), "make_up: '7' is no date"),
        (ROW.replace("decree", "decre"), "basis: unknown word 'decre' -> did you mean 'decree'"),
        (ROW.replace("notice", ""), "source: empty -> say where it stands"),
        (ROW + ",more", "8 cells"),
    ],
)
def test_a_fault_is_named_with_its_cell(own: Path, library: Path, row: str, found: str) -> None:
    beside(own, row)
    said = faults_of(own, library)
    assert any(found in line and re.search(r"calendar\.csv:2:\d+", line) for line in said), said


def test_a_year_that_is_nowhere_is_named(own: Path, own_library: Path) -> None:
    table = own_library / CALENDAR
    rows = table.read_text(encoding="utf-8").splitlines()
    table.write_text("\n".join(row for row in rows if ",2018-" not in row) + "\n", encoding="utf-8")
    (said,) = faults_of(own, own_library)
    assert "years: calendar.csv has no holidays of 2018 -> write a row for each holiday" in said
    table.unlink()
    (said,) = faults_of(own, own_library)
    assert "there is no calendar.csv in the library" in said
