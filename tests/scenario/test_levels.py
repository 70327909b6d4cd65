"""A region's own levels of care: read with every fault at its cell, and written again as they were."""

# A table is read along its lines.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from sim.engine.widths import LEVELS
from sim.region.levels import Levels
from sim.region.quantities import CALIBRATED, calibrated_of
from sim.scenario.bundle import bundle
from sim.scenario.numbers import numbers_of
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.labels import labels

from .conftest import REGION

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
FOUR = Path(__file__).resolve().parents[1] / "regions/twopools/scenario.yaml"
LIBRARY = Path(__file__).resolve().parents[2] / "scenarios"
R = "regions/weicheng"
HEADING = "id,order,tier,grade,primary,in_county,every_day,like,en,zh"
USUAL = f"""{HEADING}
primary,0,primary,first,yes,yes,no,,primary care,基层
county,1,county,second,no,yes,no,,county level,县级
tertiary,2,tertiary,third,no,no,no,,tertiary,三级
outside,3,outside,outside,no,no,no,,outside the prefecture,市外
"""
MORE = "region,5,tertiary,third,no,no,no,tertiary,region,自治区级\n"
BROKEN = [
    ("primary,0,", "Primary,0,", r"levels\.csv:2:1: Primary\.id: 'Primary' is no id"),
    ("county,1,county", "all,1,county", r"all\.id: 'all' is no id"),
    ("county,1,", "county,one,", r"levels\.csv:3:8: county\.order: 'one' is not a whole number"),
    ("tertiary,2,tertiary", "tertiary,2,third", r"tertiary\.tier: unknown word 'third' -> allowed: "),
    ("third,no,no", "third,No,no", r"tertiary\.primary: unknown word 'No' -> "),
    (",outside,no,no", ",outsid,no,no", r"outside\.grade: unknown word 'outsid' -> did you mean 'outside'"),
    (",county level,县级", ",,", r"county\.en: no name -> write en or zh"),
    ("county,1,county", "county,1,tertiary", r"county\.tier: 'county' is of the class tertiary -> write county for a level called county"),
    ("county,1,", "county,2,", r"tertiary\.order: '?2'? twice -> give each its own"),
    ("county,1,county,second,no,yes,no,,", "county,1,county,second,no,yes,no,countie,", r"county\.like: unknown level 'countie' -> write like: tertiary"),
    ("county,1,county", "xian,1,county", r"xian\.like: it does not say whose numbers hold -> |xian\.like: it does not say whose numbers hold where it has none of its own -> write like: county, tertiary"),
    ("tertiary,2,tertiary,third,no,no,no,,", "tertiary,2,tertiary,third,no,no,no,primary,", r"tertiary\.like: 'primary' is of another kind"),
    ("primary,0,", "primary,4,", r"not exactly one level is primary care -> give exactly one primary = yes: the lowest order"),
    ("primary,first,yes,yes", "primary,first,yes,no", r"not exactly one level is primary care"),
    ("outside,3,", "outside,-1,", r"not exactly one level"),
    ("outside,outside,no,no", "outside,outside,no,yes", r"not exactly one level of tier outside"),
    ("zh\n", "name\n", r"name: unknown column -> did you mean 'zh'|name: unknown column -> "),
    ("三级", "三级,", r"11 cells, the first line has 10"),
]  # fmt: skip


def written(library: Path, text: str) -> Path:
    """The library with a table of levels."""
    (library / R / "levels.csv").write_text(text, encoding="utf-8")
    return library


@pytest.mark.parametrize(("old", "new", "said"), BROKEN, ids=[new[:24] for _, new, _ in BROKEN])
def test_a_wrong_level_is_refused(own_library: Path, old: str, new: str, said: str) -> None:
    assert old in USUAL
    with pytest.raises(InputInvalid, match=said):
        read_scenario(GOOD, library=written(own_library, USUAL.replace(old, new, 1)))


@pytest.mark.parametrize("text", ["", "\n", HEADING, HEADING + "\n\n"])
def test_a_table_without_a_level_is_refused(own_library: Path, text: str) -> None:
    with pytest.raises(InputInvalid, match="no level -> write a row for each level: id,order,tier") as caught:
        read_scenario(GOOD, library=written(own_library, text))
    assert len(caught.value.problems) == 1


def test_one_cause_is_one_fault(own_library: Path) -> None:
    """Nothing else of the region is called unknown because its levels cannot be read."""
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=written(own_library, USUAL.replace("county,1,", "county,one,")))
    assert len(caught.value.problems) == 1


def test_the_usual_levels_written_down_are_those_of_a_region_without_the_file(own_library: Path) -> None:
    plain = read_scenario(GOOD, library=own_library).region
    assert plain.levels == Levels()
    assert read_scenario(GOOD, library=written(own_library, USUAL)).region == plain


def test_hospitals_name_their_level_or_as_before_their_tier(own_library: Path) -> None:
    plain = read_scenario(GOOD, library=own_library).region
    file = own_library / R / "region.yaml"
    assert "tier: county" in REGION
    file.write_text(REGION.replace("tier:", "level:"), encoding="utf-8")
    assert read_scenario(GOOD, library=own_library).region == plain
    file.write_text(REGION.replace("tier: county", "level: region"), encoding="utf-8")
    with pytest.raises(InputInvalid, match=r"hospitals\[1\]\.level: unknown level 'region' -> allowed: county"):
        read_scenario(GOOD, library=own_library)
    found = read_scenario(GOOD, library=written(own_library, USUAL.replace("outside,3", "outside,9") + MORE)).region
    assert found.hospitals[1].level.like == "tertiary"
    assert found.hospitals[1].tier.id == "tertiary"


def test_circles_and_too_many_levels(own_library: Path) -> None:
    circle = USUAL.replace("outside,3", "outside,9") + MORE.replace("tertiary,region", "other,region")
    circle += MORE.replace("region,5", "other,6").replace("tertiary,region", "region,other")
    with pytest.raises(InputInvalid, match=r"region\.like: it leads back to itself"):
        read_scenario(GOOD, library=written(own_library, circle))
    many = USUAL.replace("outside,3", "outside,99")
    many += "".join(MORE.replace("region,5", f"level_{n},{n}") for n in range(5, 5 + LEVELS))
    with pytest.raises(InputInvalid, match=f"{4 + LEVELS} levels -> at most {LEVELS}"):
        read_scenario(GOOD, library=written(own_library, many))


def test_a_number_of_a_level_may_be_that_of_the_one_it_is_like() -> None:
    region = read_scenario(FOUR, library=LIBRARY).region
    given = set(region.calibrated)
    limits = calibrated_of(region.levels, given)
    assert given <= set(limits)
    assert "minutes_region" in given
    assert not limits["stay_scale_region"].required, "that of the tertiary level is given"
    assert calibrated_of(region.levels, given - {"stay_scale_tertiary"})["stay_scale_region"].required
    assert limits["minutes_region"].required == ("minutes_tertiary" not in given)
    assert not limits["visit_yuan_region"].required
    assert "minutes_outside" not in limits
    assert all(limit.required for limit in CALIBRATED.values())


def test_four_levels_are_written_again_as_they_were(tmp_path: Path) -> None:
    scenario = read_scenario(FOUR, library=LIBRARY)
    again = read_scenario(bundle(scenario, tmp_path))
    assert again.region == scenario.region
    assert (tmp_path / "regions/twopools/levels.csv").read_bytes() == (
        FOUR.parent / "regions/twopools/levels.csv"
    ).read_bytes()


def test_numbers_of_own_levels_have_names_in_both_languages() -> None:
    scenario = read_scenario(FOUR, library=LIBRARY)
    named = {path: name for path, name, _ in numbers_of(scenario)}
    assert named["region.minutes_region"].en == "region (its consultation time, tertiary)"
    assert named["region.minutes_region"].zh == "自治区级（对应“三级医院每人次诊疗时间”）"
    own = [name for path, name in named.items() if path.startswith("region.capability.")]
    assert own
    assert all(name.zh != name.en for name in own)
    assert labels()["county"].zh != labels()["county"].en


def test_capability_is_of_own_levels_and_known_conditions(own_library: Path) -> None:
    library = written(own_library, USUAL.replace("outside,3", "outside,9") + MORE)
    file = library / R / "capability.csv"
    row = "condition,quantity,value,unit,low,high,source,confidence,note\n{},{},0.5,share,0.4,0.6,made up,assumption,\n"
    file.write_text(row.format("heart", "capability_region_severe"), encoding="utf-8")
    found = read_scenario(GOOD, library=library).region.capability
    assert found["heart"]["capability_region_severe"].value == 0.5
    for condition, quantity, said in (
        ("hart", "capability_region_severe", "unknown condition 'hart' -> did you mean 'heart'"),
        ("heart", "capability_tertiary_severe", "unknown quantity 'capability_tertiary_severe'"),
    ):
        file.write_text(row.format(condition, quantity), encoding="utf-8")
        with pytest.raises(InputInvalid, match=said):
            read_scenario(GOOD, library=library)
