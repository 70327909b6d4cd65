"""What the engine has no room for is refused when the file is read: the last that fits passes, one more does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from sim.engine.widths import CONDITIONS, DISTRICTS, FACILITIES, FOLLOW_UPS, NEEDS_A_MONTH, PAYERS, PERSONS, YEARS
from sim.region import quantities
from sim.reporting.scenario_summary import summary_text
from sim.scenario.plan import plan_data
from sim.scenario.plan_cost import Machine
from sim.scenario.plan_size import plan_size
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.width_check import check_persons, most_needs_a_month, share_that_fits
from sim.vocabulary.errors import InputInvalid

from .conftest import GOOD, NUMBER, table

HERE = Machine()


def plan_of(scenario: Scenario) -> dict[str, Any]:
    """The plan as data."""
    return plan_data(scenario, plan_size(scenario, HERE))


def refused(read: Callable[[], object], *words: str) -> None:
    """One fault, with these words in both languages."""
    with pytest.raises(InputInvalid) as caught:
        read()
    (problem,) = caught.value.problems
    for lang in ("zh", "en"):
        assert all(word in problem.told(lang) for word in words), problem.told(lang)


def with_districts(library: Path, count: int) -> Path:
    """The made-up region with more districts: copies of its county."""
    region = library / "regions/weicheng"
    names = ["town", "hill", *(f"more{n}" for n in range(count - 2))]
    text = (region / "region.yaml").read_text(encoding="utf-8")
    more = "".join(f"  - {{id: {n}, en: {n}, zh: {n}, kind: county, area: county_area}}\n" for n in names[2:])
    (region / "region.yaml").write_text(text.replace("hospitals:\n", f"{more}hospitals:\n", 1), encoding="utf-8")
    owners = [f"{name}," for name in names]
    asked = {name: limits for name, limits in quantities.DISTRICTS.items() if limits.required}
    (region / "districts.csv").write_text(table("entity,quantity", owners, asked), encoding="utf-8")
    ways = product(names, ("urban", "rural"), (*names, "outside", "own_primary"))
    lines = [f"{start},{place},{end},10,minutes,5,20,made up,assumption," for start, place, end in ways]
    (region / "travel.csv").write_text("\n".join([f"from,settlement,to,{NUMBER}", *lines, ""]), encoding="utf-8")
    return library


def with_pools(library: Path, count: int, last: str = "") -> Path:
    """A pool a district, each with two schemes but the last with those of ``last``."""
    with_districts(library, count)
    region = library / "regions/weicheng"
    names = ["town", "hill", *(f"more{n}" for n in range(count - 2))]
    lines = [f"  - {{id: p_{n}, en: {n}, zh: {n}, districts: [{n}]}}\n" for n in names]
    if last:
        lines[-1] = lines[-1].replace("}\n", f", schemes: [{last}]}}\n")
    with (region / "region.yaml").open("a", encoding="utf-8") as file:
        file.write("pools:\n" + "".join(lines))
    of_last = re.findall(r"id: (\w+)", last) or ["employee", "resident"]
    payers = [(n, s) for n in names[:-1] for s in ("employee", "resident")] + [(names[-1], s) for s in of_last]
    rows = table("entity,quantity", [f"p_{pool}.{scheme}," for pool, scheme in payers], quantities.BENEFIT)
    (region / "benefit.csv").write_text(rows, encoding="utf-8")
    return library


def put(file: Path, row: str, value: str) -> None:
    """Another value in the row of a table that begins with these cells; its range goes with it."""
    text = file.read_text(encoding="utf-8")
    changed = re.sub(
        rf"(?m)^({re.escape(row)}),[^,]*,([^,]*),[^,]*,[^,]*,", rf"\g<1>,{value},\g<2>,{value},{value},", text
    )
    assert changed != text, row
    file.write_text(changed, encoding="utf-8")


def read(library: Path, *overrides: str) -> Scenario:
    """The good scenario on a library."""
    return read_scenario(GOOD, library=library, overrides=overrides)


def with_slow_trends(library: Path) -> Path:
    """Needs grow by a hundredth a year, not by as much again."""
    for name in ("trend_mild_needs", "trend_hospital_visits"):
        put(library / "parameters/plain/plain.csv", name, "0.01")
    return library


def test_years(own_library: Path) -> None:
    library = with_slow_trends(own_library)
    assert read(library, f"years.last={2016 + YEARS - 1}", "years.run_in_months=24").years.last == 2055
    refused(lambda: read(library, f"years.last={2016 + YEARS}"), "41", "40", "2055")


def test_districts(own_library: Path) -> None:
    assert len(read(with_districts(own_library, DISTRICTS)).region.districts) == DISTRICTS


def test_payers(own_library: Path) -> None:
    parts = (
        ("employee", "employee", ""),
        ("u", "resident", ", settlement: urban"),
        ("r", "resident", ", settlement: rural"),
    )
    schemes = ", ".join(f"{{id: {own}, en: s, zh: s, counts_as: {word}{more}}}" for own, word, more in parts)
    assert len(read(with_pools(own_library, PAYERS // 2, schemes)).region.payers) == PAYERS


def test_a_payer_too_many(own_library: Path) -> None:
    refused(lambda: read(with_pools(own_library, PAYERS // 2 + 1)), "128", "127")


def test_a_district_too_many(own_library: Path) -> None:
    refused(lambda: read(with_districts(own_library, DISTRICTS + 1)), "128", "127")


def test_facilities(own_library: Path) -> None:
    """Ten districts of a thousand places, and as many more as fit; a place is three facilities, three are hospitals."""
    library = with_districts(own_library, 10)
    districts = library / "regions/weicheng/districts.csv"
    for n in range(8):
        put(districts, f"more{n},primary_places", "1000")
    put(districts, "town,primary_places", "2000")
    left = (FACILITIES - 3) // 3 - 10_000
    put(districts, "hill,primary_places", str(left))
    assert len(read(library).region.districts) == 10
    put(districts, "hill,primary_places", str(left + 1))
    refused(lambda: read(library), str(FACILITIES), "primary_places")


def with_conditions(library: Path, count: int) -> Path:
    """So many condition groups, each of them rare."""
    file = library / "parameters/plain/conditions.csv"
    groups = [f"group{n}," for n in range(count)]
    text = table("condition,quantity", groups, quantities.CONDITIONS)
    file.write_text(re.sub(r"(?m)(,rate_\w+),1,([^,]*),0\.5,2,", r"\1,0.1,\2,0.1,0.1,", text), encoding="utf-8")
    return library


def test_conditions(own_library: Path) -> None:
    assert len(read(with_conditions(own_library, CONDITIONS)).conditions) == CONDITIONS
    refused(lambda: read(with_conditions(own_library, CONDITIONS + 1)), "129", "128")


def test_follow_ups(own_library: Path) -> None:
    file = own_library / "parameters/plain/conditions.csv"
    put(own_library / "parameters/plain/plain.csv", "follow_factor_max", "2")
    put(file, "cold,follow_ups", f"{FOLLOW_UPS / 2}")
    assert read(own_library).conditions["cold"]["follow_ups"].value == FOLLOW_UPS / 2
    put(file, "cold,follow_ups", f"{FOLLOW_UPS / 2 + 0.01}")
    refused(lambda: read(own_library), "17", "16", "conditions.cold.follow_ups")


def test_needs_of_a_month(own_library: Path) -> None:
    """The mean that fills half the room passes; a little more is refused, and so are more years of growth."""
    file = own_library / "parameters/plain/conditions.csv"
    scenario = read(own_library)
    now = most_needs_a_month(scenario.region, scenario.parameters, scenario.conditions, scenario.years)
    rate = scenario.conditions["cold"]["rate_65_plus"].value
    season = 1 + scenario.conditions["cold"]["season_amplitude"].value
    room = (NEEDS_A_MONTH - now) * rate_a_month(scenario)
    put(file, "cold,rate_65_plus", f"{rate + 0.999 * room / season:.6g}")
    assert read(own_library).conditions["cold"]["rate_65_plus"].value > rate
    put(file, "cold,rate_65_plus", f"{rate + 1.001 * room / season:.6g}")
    refused(lambda: read(own_library), "32", "rate_")


def rate_a_month(scenario: Scenario) -> float:
    """Yearly rate of one condition that makes one need a month in the year with the most, without season."""
    found = most_needs_a_month(scenario.region, scenario.parameters, scenario.conditions, scenario.years)
    rates = sum(n["rate_65_plus"].value * (1 + n["season_amplitude"].value) for n in scenario.conditions.values())
    return rates / found


def test_residents(own_library: Path) -> None:
    """As many as have a number; one more is refused by whoever counts them, with the sample that fits."""
    districts = own_library / "regions/weicheng/districts.csv"
    put(own_library / "regions/weicheng/calibrated.csv", "inflow_residents_share", "0")
    put(districts, "town,residents", str(PERSONS - 1))
    put(districts, "hill,residents", "1")
    fits = read(own_library)
    check_persons(fits, 1.0)
    assert share_that_fits(fits) == 1.0
    assert "--sample" not in summary_text(fits, "en")
    put(districts, "hill,residents", "2")
    scenario = read(own_library)
    share = share_that_fits(scenario)
    assert 0.99 <= share < 1.0
    check_persons(scenario, share)
    for count in (lambda: check_persons(scenario, 1.0), lambda: plan_size(scenario, HERE), lambda: plan_of(scenario)):
        refused(count, f"{PERSONS:,}", f"--sample {share:g}")
    for lang in ("zh", "en"):
        assert f"--sample {share:g}" in summary_text(scenario, lang)


def test_the_plan_says_from_when_trends_have_no_source(own_library: Path) -> None:
    file = with_slow_trends(own_library) / "parameters/plain/plain.csv"
    put(file, "trend_known_until", "2018")
    assert plan_of(read(own_library))["trends_extrapolated_from"] is None
    assert plan_of(read(own_library, "years.last=2030"))["trends_extrapolated_from"] == 2019
