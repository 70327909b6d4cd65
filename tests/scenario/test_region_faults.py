"""Numbers, ids and staff of a region that cannot be meant: refused when the file is read, with what to write."""

# A table is read along its lines.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from sim.region.facilities import facilities_of, place_ids
from sim.region.quantities import DISTRICTS, HOSPITALS
from sim.scenario.bundle import bundle
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.indicator_ids import INDICATOR_IDS
from sim.vocabulary.indicator_range import range_of
from sim.vocabulary.labels import unit

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
R, P = "regions/weicheng", "parameters/plain"
ANCHOR = "alos,all,all,8,days,,,book,statistic,"
BROKEN = [
    (f"{R}/anchors.csv", ANCHOR, "visits_per_resident,all,all,1e7,visits per year,,,book,statistic,", "10000000.0 is outside|1e\\+07 is outside"),
    (f"{R}/anchors.csv", ANCHOR, "drug_share,all,all,45,share,,,book,statistic,", r"drug_share\.all\.all\.value: 45 is outside what share can be -> write 0 to 1"),
    (f"{R}/anchors.csv", ANCHOR, "drug_share,all,all,0.45,%,,,book,statistic,", r"drug_share\.all\.all\.unit: found '%' -> write 'share'"),
    (f"{R}/anchors.csv", ANCHOR, "alos,all,tertiery,8,days,,,book,statistic,", "unknown group 'tertiery' -> did you mean 'tertiary'"),
    (f"{R}/anchors.csv", ANCHOR, "alos,hil,all,8,days,,,book,statistic,", "unknown area 'hil' -> did you mean 'hill'"),
    (f"{R}/hospitals.csv", "city,doctors,1,doctors,0.5,2", "city,doctors,0,doctors,0,2", r"city\.doctors: no doctor works there, yet it treats -> write one doctor or more"),
    (f"{R}/districts.csv", "town,primary_places,1,facilities,1,2", "town,primary_places,1.5,facilities,1,2", r"town\.primary_places\.value: 1\.5 is not a whole number"),
    (f"{R}/districts.csv", "town,village_doctors,1,doctors,0.5,2", "town,village_doctors,0,doctors,0,2", r"town\.village_doctors: no doctor works there, yet residents go to its village clinics"),
    (f"{R}/hospitals.csv", "city,beds,1,beds,0.5,2", "city,beds,1.5,beds,0.5,2", r"city\.beds\.value: 1\.5 is not a whole number"),
    (f"{R}/benefit.csv", "carries_deductible,1,flag,0.5,1", "carries_deductible,0.5,flag,0.5,1", r"carries_deductible\.value: 0\.5 is not a whole number"),
    (f"{P}/conditions.csv", "season_peak_month,1,month,1,2", "season_peak_month,13,month,1,13", r"season_peak_month\.value: 13 is outside what month can be -> write 1 to 12"),
    (f"{R}/region.yaml", "id: hill,", "id: outside,", r"districts\[1\]\.id: 'outside' is reserved"),
    (f"{R}/region.yaml", "id: beyond,", "id: all,", r"hospitals\[2\]\.id: 'all' is reserved"),
    (f"{R}/region.yaml", "id: one,", "id: counties,", r"alliances\[0\]\.id: 'counties' is reserved"),
    (f"{R}/region.yaml", "id: city,", "id: town,", r"hospitals\[0\]\.id: 'town' is the id of a district"),
    (f"{R}/region.yaml", "id: city,", f"id: {place_ids('town', 0)[0]},", r"hospitals\[0\]\.id: 'town_centre_01' is the id the model gives a primary place of town"),
    (f"{R}/region.yaml", "en: Town,", "en: '  ',", r"districts\[0\]\.en: found '  ' -> write some text"),
    (f"{R}/region.yaml", "zh: 城区,", "zh: 　,", r"districts\[0\]\.zh: "),
    (f"{R}/region.yaml", "kind: county, area", "code: 360302, kind: county, area", r"districts\[1\]\.code: found 360302 -> write it as text, in quotes: '360302'"),
    (f"{R}/region.yaml", "kind: county, area", "code: '36030', kind: county, area", r"districts\[1\]\.code: found '36030' -> write a code of 6 or 12 digits"),
    (f"{R}/region.yaml", "kind: county, area", "code: '３６０３０２', kind: county, area", r"districts\[1\]\.code: found '３６０３０２' -> write a code of 6 or 12 digits"),
    (f"{R}/region.yaml", "kind: county, area", "valid_from: 2019-12-10, kind: county, area", r"districts\[1\]\.valid_from: 2019-12-10 is after the base year 2016: it was not there yet"),
    (f"{R}/region.yaml", "id: hill,", "id: inf,", r"districts\[1\]\.id: 'inf' is reserved"),
    (f"{R}/districts.csv", "hill,residents", "山县,residents", "unknown district '山县' -> did you mean 'hill'"),
    (f"{P}/conditions.csv", "cold,", "all,", r"all: 'all' is no id"),
    (f"{P}/conditions.csv", "cold,", "J20,", r"J20: 'J20' is no id"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN)
def test_what_cannot_be_meant_is_refused(own_library: Path, name: str, old: str, new: str, said: str) -> None:
    file = own_library / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new) if old == "cold," else text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputInvalid, match=said):
        read_scenario(GOOD, library=own_library)


def test_the_region_an_alliance_is_founded_in_has_none_of_that_name(own_library: Path) -> None:
    plan = own_library / "plan.yaml"
    rule = "  - alliance: {lead: city, members: [hill]}\n    id: one\n    from: 2017-01-01\n    assumption: made up\n"
    plan.write_text(GOOD.read_text(encoding="utf-8").replace("targets:\n", rule + "targets:\n"), encoding="utf-8")
    with pytest.raises(InputInvalid, match=r"rules\[3\]\.id: the region has an alliance 'one'"):
        read_scenario(plan, library=own_library)


def test_ids_that_are_refused_are_those_that_are_made(library: Path) -> None:
    """The check asks the code that makes them."""
    region = read_scenario(GOOD, library=library).region
    made = {facility.id for facility in facilities_of(region).all} - {hospital.id for hospital in region.hospitals}
    assert made == {word for district in region.districts for word in place_ids(district.id, 0)}


def test_what_is_counted_is_whole() -> None:
    whole = {name for name, limit in {**DISTRICTS, **HOSPITALS}.items() if limit.whole}
    assert whole == {"residents", "primary_places", "primary_beds", "beds"}


@pytest.mark.parametrize("indicator", INDICATOR_IDS)
def test_every_indicator_has_a_range(indicator: str) -> None:
    found = range_of(indicator)
    assert found.low < found.high
    if unit(indicator) in ("share", "growth"):
        assert found.high <= 2, "a percentage passes"


def test_a_code_is_text_and_stays_with_its_district(own_library: Path, tmp_path: Path) -> None:
    file = own_library / R / "region.yaml"
    new = "code: '036030200000', valid_from: 1997-11-01, kind: county, area"
    file.write_text(file.read_text(encoding="utf-8").replace("kind: county, area", new), encoding="utf-8")
    scenario = read_scenario(GOOD, library=own_library)
    assert [district.code for district in scenario.region.districts] == [None, "036030200000"]
    assert read_scenario(bundle(scenario, tmp_path)).region == scenario.region


def test_places_and_groups_are_never_matched_by_name_or_beginning(own_library: Path) -> None:
    """Ids join the tables; everything else is refused, however alike."""
    for name, old, new in (
        (f"{R}/districts.csv", "hill,", "Hill,"),
        (f"{R}/hospitals.csv", "hill_first,", "hill_firs,"),
        (f"{R}/travel.csv", "hill,", "山县,"),
    ):
        file = own_library / name
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(InputInvalid, match="unknown"):
            read_scenario(GOOD, library=own_library)
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("word", ["h", "hea", "heart_attack", "Heart", "心"])
def test_a_condition_is_never_matched_by_its_beginning(own_library: Path, word: str) -> None:
    plan = own_library / "plan.yaml"
    rule = f"  - specialty: {{conditions: [{word}]}}\n    from: 2017-01-01\n    assumption: made up\n"
    plan.write_text(GOOD.read_text(encoding="utf-8").replace("targets:\n", rule + "targets:\n"), encoding="utf-8")
    with pytest.raises(InputInvalid, match=f"unknown condition '{word}'"):
        read_scenario(plan, library=own_library)
