"""What a back-test's files may hold: every fault at once, with line and what to write, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.experiments.backtest.growth import free_trends
from sim.experiments.backtest.read import FOLDER, backtest_file, read_backtest
from sim.experiments.backtest.table import TABLE
from sim.region.blocks import trends_of
from sim.reporting.backtest.data import series_name
from sim.reporting.backtest.words import TEXT
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Confidence

from .made_up_years import LIBRARY, TRUTH, figures, library

SHIPPED = sorted((LIBRARY / FOLDER).glob("*.yaml"))
Edit = Callable[[str], str]


def changed(place: Path, name: str, edit: Edit) -> None:
    """A file of the back-test with other words."""
    file = place / f"backtests/made_up.{name}"
    before = file.read_text(encoding="utf-8")
    after = edit(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def faults(place: Path) -> list[str]:
    """What is said of it, in English."""
    with pytest.raises(InputInvalid) as refused:
        read_backtest(backtest_file("made_up", place), library=place)
    for problem in refused.value.problems:
        assert problem.told("zh") != problem.told("en")
    return [problem.told("en") for problem in refused.value.problems]


def row(text: str, series: str, year: int) -> str:
    """A row of the table."""
    return next(line for line in text.splitlines() if line.startswith(f"{series},{year},"))


@pytest.mark.parametrize(
    ("name", "edit", "said"),
    [
        ("yaml", lambda t: t.replace("id: made_up", "id: other"), "made_up.yaml:2:5: id: 'other' in made_up.yaml"),
        ("yaml", lambda t: t.replace("base: 2010", "base: 2009"), "2009, but base_year of the region is 2010"),
        ("yaml", lambda t: t.replace("last: 2019", "last: 2012"), "3 years, fewer than 4"),
        ("yaml", lambda t: t.replace("indicator: alos", "indicator: also"), "series[4].indicator: unknown indicator"),
        ("yaml", lambda t: t.replace("alos, group: tertiary", "alos, group: third"), "unknown group 'third'"),
        (
            "yaml",
            lambda t: t.replace("alos, group: tertiary", "alos, group: tertiary, in_sample: [x]"),
            "unknown parameter 'x'",
        ),
        ("yaml", lambda t: t.replace("left_out", "lost"), "unknown key 'lost'"),
        ("csv", lambda t: t.replace("alos,tertiary,2012", "alos,tertiary,2032"), "'2032' is no year from 2010 to 2019"),
        ("csv", lambda t: t.replace("alos,tertiary,2012", "alos,all,2012"), "no such series in made_up.yaml"),
        ("csv", lambda t: t.replace("alos,tertiary,2012", "alos,tertiary,2013"), "given twice"),
        ("csv", lambda t: t.replace(row(t, "cost_growth,all", 2014) + "\n", ""), "2014 is missing: growths do not add"),
        ("csv", lambda t: t.replace(",share,", ",percent,", 1), "unit"),
        (
            "csv",
            lambda t: t.replace(row(t, "alos,tertiary", 2011), "alos,tertiary,2011,10,days,,,made up,statistic,"),
            "no range: nothing says how exact it is -> write low and high",
        ),
        ("csv", lambda t: t.replace("made up,assumption", ",assumption", 1), "every number has a source"),
    ],
)  # fmt: skip
def test_a_fault_is_said_where_it_is(tmp_path: Path, name: str, edit: Edit, said: str) -> None:
    place = library(tmp_path, figures(TRUTH))
    changed(place, name, edit)
    found = faults(place)
    assert any(said in line and f"made_up.{name}" in line for line in found), found


def test_too_few_figures_on_either_side(tmp_path: Path) -> None:
    rows = [line for line in figures(TRUTH) if not line.startswith("alos") or int(line.split(",")[2]) > 2014]
    rows = [line for line in rows if not line.startswith("visits") or int(line.split(",")[2]) < 2017]
    found = "\n".join(faults(library(tmp_path, rows)))
    assert "series[4]: 2 figures in the first two thirds, fewer than 3" in found
    assert "series[2]: no figure in the last third (2017-2019)" in found


def test_every_fault_at_once(tmp_path: Path) -> None:
    place = library(tmp_path, figures(TRUTH))
    changed(place, "yaml", lambda text: text.replace("id: made_up", "id: other"))
    changed(place, "csv", lambda text: text.replace("alos,tertiary,2012", "alos,tertiary,2032").replace("days", "d", 1))
    assert len(faults(place)) >= 3
    result = CliRunner().invoke(cli.app, ["backtest", "made_up", "--library", str(place), "--lang", "zh"])
    assert result.exit_code == 3
    assert "不是2010至2019年" in result.stderr


def test_no_such_back_test(tmp_path: Path) -> None:
    place = library(tmp_path, figures(TRUTH))
    for name, lang, said in (("nations", "en", "no such back-test"), ("nations", "zh", "没有这个回测")):
        result = CliRunner().invoke(cli.app, ["backtest", name, "--library", str(place), "--lang", lang])
        assert result.exit_code == 3
        assert said in result.stderr
    empty = tmp_path / "empty"
    empty.mkdir()
    result = CliRunner().invoke(cli.app, ["backtest", "--library", str(empty), "--lang", "en"])
    assert result.exit_code == 3
    assert "no back-test there" in result.stderr


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_is_shipped(path: Path) -> None:
    """Every number has its source in both languages, and what is only remembered is an assumption with a range."""
    found = read_backtest(path)
    assert len(found.series) == len(found.shape.series) >= 10
    for one in found.series:
        for year, figure in one.figures.items():
            assert figure.source.zh != figure.source.en, (one.name, year)
            assert not figure.note or figure.note.zh != figure.note.en, (one.name, year)
            assert figure.low is not None
            assert figure.high is not None
            assert figure.low < figure.value < figure.high
            remembered = "recalled" in figure.source.en
            assert remembered == (figure.confidence is Confidence.ASSUMPTION), (one.name, year)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_two_series_have_one_name(path: Path) -> None:
    found = read_backtest(path).series
    for lang in ("zh", "en"):
        names = [series_name(one.indicator, one.group, lang) for one in found]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_trend_answers_to_a_growth_or_is_left_for_a_reason(path: Path) -> None:
    found = read_backtest(path)
    numbers = free_trends(found.scenario, found.series)
    block = set(trends_of(found.scenario.parameters))
    assert {one.name for one in numbers.free} | set(numbers.left) == block
    assert {one.name for one in numbers.free} == {row.trend for row in TABLE}
    for one in numbers.free:
        number = found.scenario.parameters[one.name]
        assert (one.low, one.high) == (number.low, number.high)
        assert one.answers[0].low < one.answers[0].value < one.answers[0].high
    assert {row.growth for row in TABLE} <= set(TEXT)
    named = {name for one in found.series for name in one.in_sample}
    assert named <= block, "only trends are fitted"


def test_the_dry_run_says_what_answers_to_what(tmp_path: Path) -> None:
    place = library(tmp_path, figures(TRUTH))
    for lang, said in (
        ("en", "charges per visit at county level, which was +3.2 %"),
        ("zh", "县级次均门诊费用，实际+3.2%"),
    ):
        result = CliRunner().invoke(
            cli.app, ["backtest", "made_up", "--library", str(place), "--dry-run", "--lang", lang]
        )
        assert result.exit_code == 0, result.output
        assert "".join(said.split()) in "".join(result.stdout.split())
