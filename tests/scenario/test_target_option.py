"""A target on the command line is checked by the unit of its indicator and stands beside those of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.bundle import bundle
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid, Problem

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"


def only_fault(text: str) -> Problem:
    with pytest.raises(InputInvalid) as caught:
        read_scenario(FILE, library=LIBRARY, targets=[text])
    (problem,) = caught.value.problems
    assert problem.file == f"--target {text}"
    return problem


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("primary_visit_share>=0.65", ("primary_visit_share", "at_least", 0.65, 2018, "all")),
        (" cost_growth <= 0.1 ", ("cost_growth", "at_most", 0.1, 2018, "all")),
        ("cost_growth@2017≤0.08", ("cost_growth", "at_most", 0.08, 2017, "all")),
        ("primary_visit_share@2018@hill>=0.5", ("primary_visit_share", "at_least", 0.5, 2018, "hill")),
        ("primary_visit_share＞＝０．６５", ("primary_visit_share", "at_least", 0.65, 2018, "all")),
        ("县域内住院人次占比>=0.6", ("county_inpatient_share", "at_least", 0.6, 2018, "all")),
        ("cost_per_visit<=250", ("cost_per_visit", "at_most", 250.0, 2018, "all")),
    ],
)
def test_what_is_asked(text: str, asked: tuple[object, ...]) -> None:
    plain = read_scenario(FILE, library=LIBRARY)
    districts = [d.id for d in plain.region.districts]
    text, asked = text.replace("hill", districts[0]), tuple(districts[0] if a == "hill" else a for a in asked)
    *old, new = read_scenario(FILE, library=LIBRARY, targets=[text]).targets
    assert tuple(old) == plain.targets
    assert (new.indicator, new.comparator, new.value, new.year, new.area) == asked
    assert new.clauses == ()


@pytest.mark.parametrize(
    ("text", "what", "write"),
    [
        ("primary_visit_share>=65%", "65%不是数字", "请写 0.65"),
        ("primary_visit_share>=65", "65 超出", "65 写作 0.65"),
        ("cost_growth<=10", "10 超出", "10 写作 0.1"),
        ("cost_growth<=500", "500 超出", "请写 -0.5 到 0.5"),
        ("alos<=8天", "8天不是数字", "请写 8"),
        ("alos<=八", "八不是数字", "请写 8"),
        ("alos<=nan", "nan不是数字", "请写普通数字"),
        ("primary_visit_shar>=0.65", "没有名为primary_visit_shar的指标", "是否应为“primary_visit_share”（"),
        ("基层诊疗量>=0.65", "没有名为基层诊疗量的指标", "是否应为“primary_visit_share”（"),
        ("primary_visit_share", "不是“指标>=数值”的形式", "primary_visit_share>=0.65"),
        ("primary_visit_share>0.65", "不是“指标>=数值”的形式", "primary_visit_share>=0.65"),
    ],
)
def test_what_is_refused_says_what_to_write(text: str, what: str, write: str) -> None:
    told = only_fault(text).told("zh")
    assert what in told
    assert write in told.partition("->")[2]
    assert only_fault(text).told("en") != told


@pytest.mark.parametrize("text", ["primary_visit_share@2031>=0.6", "primary_visit_share@nowhere>=0.6"])
def test_year_and_place_are_checked_as_in_a_file(text: str) -> None:
    assert only_fault(text).path.endswith(("year", "area"))


def test_more_than_the_document_asks_may_be_asked_but_not_the_same_twice() -> None:
    texts = ["primary_visit_share>=0.65", "primary_visit_share>=0.7"]
    ids = [target.id for target in read_scenario(FILE, library=LIBRARY, targets=texts).targets]
    assert len(set(ids)) == len(ids)
    with pytest.raises(InputInvalid, match="the scenario asks the same already"):
        read_scenario(FILE, library=LIBRARY, targets=[texts[0], texts[0]])
    assert only_fault("cost_growth@2017<=0.1").told("zh").endswith("目标表中会列出")


def test_the_results_folder_keeps_it(tmp_path: Path) -> None:
    asked = read_scenario(FILE, library=LIBRARY, targets=["primary_visit_share>=0.65"])
    assert fingerprint(read_scenario(bundle(asked, tmp_path))) == fingerprint(asked)
