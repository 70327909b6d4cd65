"""Pools in ``region.yaml`` and in rules: what is refused, and with which words."""

# A table is read along its lines.
# ruff: noqa: E501

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.policy.rule import Rule
from sim.region import quantities
from sim.scenario.bundle import bundle
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid

from .conftest import GOOD, table

POOLS = """pools:
  - {id: low, en: Low, zh: 低, districts: [town]}
  - id: high
    en: High
    zh: 高
    districts: [hill]
    inside: [low]
    schemes:
      - {id: employee, en: employees, zh: 职工, counts_as: employee}
      - {id: urban, en: urban, zh: 城, counts_as: resident, settlement: urban}
      - {id: rural, en: rural, zh: 农, counts_as: resident, settlement: rural}
"""
PAYERS = ("low.employee,", "low.resident,", "high.employee,", "high.urban,", "high.rural,")
BROKEN = [
    ("districts: [hill]", "districts: [hil]", r"pools\[1\]\.districts\[0\]: unknown district 'hil' -> did you mean 'hill'"),
    ("districts: [hill]", "districts: [town]", r"pools\[1\]\.districts\[0\]: district 'town' is in pool 'low' already"),
    ("districts: [hill]", "districts: [town]", r"pools: district 'hill' is in no pool -> name it under districts"),
    ("inside: [low]", "inside: [lo]", r"pools\[1\]\.inside\[0\]: unknown pool 'lo' -> did you mean 'low'"),
    ("inside: [low]", "inside: [high]", r"pools\[1\]\.inside\[0\]: 'high' is the pool itself -> remove it"),
    ("id: high", "id: low", r"pools\[1\]\.id: 'low' twice"),
    ("id: high", "id: all", r"pools\[1\]\.id: 'all' is reserved"),
    ("id: rural", "id: urban", r"pools\[1\]\.schemes\[2\]\.id: 'urban' twice"),
    ("settlement: rural", "settlement: urban", r"pools\[1\]\.schemes: no scheme insures rural residents"),
    ("settlement: rural", "settlement: urban", r"pools\[1\]\.schemes: urban residents are insured by several schemes: urban, rural"),
    ("counts_as: employee", "counts_as: none", r"pools\[1\]\.schemes\[0\]\.counts_as: .*employee.*resident"),
]  # fmt: skip
APART = """  - id: state
    en: State
    zh: 省直
    districts: [hill]
    apart: true
    schemes: [{id: employee, en: employees, zh: 职工, counts_as: employee}]
"""
SHARE = "hill,employees_apart_share,0.2,share,0.1,0.3,made up,assumption,\n"
BROKEN_APART = [
    ("districts: [hill]\n    apart", "districts: [town]\n    apart", r"employees_apart_share of district 'town' is missing"),
    ("districts: [hill]\n    apart", "districts: [town]\n    apart", r"no pool stands apart in district 'hill'"),
    ("counts_as: employee}]", "counts_as: resident}]", r"pools\[2\]: a pool apart has one scheme, which insures employees"),
    ("counts_as: employee}]", "counts_as: employee, settlement: urban}]", r"pools\[2\]: a pool apart has one scheme"),
    ("districts: [hill]\n    apart", "districts: [hill, hill]\n    apart", r"pool 'state' stands apart in district 'hill'"),
]  # fmt: skip
RULE = "  - LEVER\n    id: own\n    from: 2017-01-01\n    assumption: made up\n    NARROW\n"
RULES = [
    ("financing: {subsidy_rise: 1}", "pools: [hig]", r"unknown pool 'hig' -> did you mean 'high'"),
    ("financing: {subsidy_rise: 1}", "pools: [low, low]", r"'low' twice"),
    ("day_surgery: {hospitals: [city]}", "pools: [low]", r"pools: narrows nothing down for day_surgery"),
    (
        "public_health: {yuan_per_resident: 50}",
        "pools: [low]\n    where: [hill]",
        r"where: district 'hill' is not in low",
    ),
]


@pytest.fixture
def two(own_library: Path) -> Path:
    """A library whose region has two pools."""
    region = own_library / "regions/weicheng"
    with (region / "region.yaml").open("a", encoding="utf-8") as file:
        file.write(POOLS)
    (region / "benefit.csv").write_text(table("entity,quantity", PAYERS, quantities.BENEFIT), encoding="utf-8")
    return own_library


def said(library: Path, scenario: Path = GOOD) -> str:
    """Everything that is wrong."""
    with pytest.raises(InputInvalid) as raised:
        read_scenario(scenario, library=library)
    return str(raised.value)


def with_rule(folder: Path, lever: str, narrow: str) -> Path:
    """The good scenario with one rule more."""
    text, rule = GOOD.read_text(encoding="utf-8"), RULE.replace("LEVER", lever).replace("NARROW", narrow)
    file = folder / "more.yaml"
    file.write_text(text.replace("rules:\n", "rules:\n" + rule, 1), encoding="utf-8")
    return file


def rule_of(scenario: Scenario, name: str) -> Rule:
    """One rule."""
    return next(rule for rule in scenario.rules if rule.id == name)


@pytest.mark.parametrize(("old", "new", "words"), BROKEN)
def test_pools_that_do_not_fit(two: Path, old: str, new: str, words: str) -> None:
    file = two / "regions/weicheng/region.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    found = said(two)
    assert re.search(words, found), found


def test_benefit_belongs_to_a_payer(two: Path) -> None:
    file = two / "regions/weicheng/benefit.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("high.rural,ceiling", "rural,ceiling"), encoding="utf-8")
    found = said(two)
    assert "unknown scheme 'rural'" in found
    assert "high.rural.ceiling: missing" in found


@pytest.fixture
def apart(two: Path) -> Path:
    """The same with a scheme of some employees of one district."""
    region = two / "regions/weicheng"
    with (region / "region.yaml").open("a", encoding="utf-8") as file:
        file.write(APART)
    with (region / "districts.csv").open("a", encoding="utf-8") as file:
        file.write(SHARE)
    payers = (*PAYERS, "state.employee,")
    (region / "benefit.csv").write_text(table("entity,quantity", payers, quantities.BENEFIT), encoding="utf-8")
    return two


def test_a_pool_apart_is_read_and_bundled(apart: Path, tmp_path: Path) -> None:
    own = read_scenario(GOOD, library=apart)
    assert [(pool.id, pool.apart) for pool in own.region.pools] == [("low", False), ("high", False), ("state", True)]
    again = read_scenario(bundle(own, tmp_path / "bundle"))
    assert again.region.pools == own.region.pools
    assert fingerprint(again) == fingerprint(own)


@pytest.mark.parametrize(("old", "new", "words"), BROKEN_APART)
def test_pools_apart_that_do_not_fit(apart: Path, old: str, new: str, words: str) -> None:
    file = apart / "regions/weicheng/region.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    head, _, tail = text.rpartition(old)
    file.write_text(head + new + tail, encoding="utf-8")
    found = said(apart)
    assert re.search(words, found), found


FARES = "from,settlement,to,value,unit,low,high,source,confidence,note\n"


def test_fares_are_read_where_a_file_says_them(own_library: Path, tmp_path: Path) -> None:
    file = own_library / "regions/weicheng/fares.csv"
    file.write_text(FARES + "hill,rural,town,80,yuan,50,120,made up,assumption,\n", encoding="utf-8")
    own = read_scenario(GOOD, library=own_library)
    assert {way: number.value for way, number in own.region.fares.items()} == {("hill", "rural", "town"): 80.0}
    again = read_scenario(bundle(own, tmp_path / "bundle"))
    assert again.region.fares == own.region.fares
    assert fingerprint(again) == fingerprint(own)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("hil,rural,town,80,yuan,50,120,made up,assumption,", r"unknown word 'hil' -> did you mean 'hill'"),
        ("hill,rural,town,-5,yuan,-9,0,made up,assumption,", r"fares\.csv.*hill\.rural\.town"),
        ("hill,rural,town,80,minutes,50,120,made up,assumption,", r"hill\.rural\.town.*minutes"),
    ],
)
def test_fares_that_cannot_be(own_library: Path, row: str, words: str) -> None:
    (own_library / "regions/weicheng/fares.csv").write_text(FARES + row + "\n", encoding="utf-8")
    found = said(own_library)
    assert re.search(words, found), found


@pytest.mark.parametrize(("lever", "narrow", "words"), RULES)
def test_rules_of_pools_that_do_not_fit(two: Path, tmp_path: Path, lever: str, narrow: str, words: str) -> None:
    assert words.replace("\\", "") in said(two, with_rule(tmp_path, lever, narrow))


def test_a_region_of_one_pool_has_none_to_name(own_library: Path, tmp_path: Path) -> None:
    found = said(own_library, with_rule(tmp_path, "financing: {subsidy_rise: 1}", "pools: [low]"))
    assert "pools: the region has one pool -> leave 'pools' out" in found


def test_a_rule_of_a_pool_acts_in_its_districts(two: Path, tmp_path: Path) -> None:
    own = with_rule(tmp_path, "public_health: {yuan_per_resident: 50}", "pools: [high]")
    assert rule_of(read_scenario(own, library=two), "public_health@own").where == ("hill",)
    own = with_rule(tmp_path, "financing: {subsidy_rise: 1}", "pools: [high]")
    assert rule_of(read_scenario(own, library=two), "financing@own").where == (), "money, not a place"


def test_what_is_bundled_has_the_same_pools(two: Path, tmp_path: Path) -> None:
    own = read_scenario(with_rule(tmp_path, "financing: {subsidy_rise: 1}", "pools: [high]"), library=two)
    again = read_scenario(bundle(own, tmp_path / "bundle"))
    assert again.region.pools == own.region.pools
    assert fingerprint(again) == fingerprint(own)
