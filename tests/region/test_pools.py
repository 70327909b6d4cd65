"""Who pays for whom, and how a pool sees a facility."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sim.region.facilities import facilities_of
from sim.region.pools import grades_seen, payers_of, payers_under
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Grade, Scheme, Settlement

ROOT = Path(__file__).parents[2]
JIN_EMPLOYEE, JIN_RESIDENT, YUN_EMPLOYEE, YUN_URBAN, YUN_RURAL, OUTSIDE = range(6)


@pytest.fixture(scope="module")
def twopools() -> Scenario:
    """Two pools; one has a scheme of its own for rural residents."""
    return read_scenario(ROOT / "tests/regions/twopools/scenario.yaml", library=ROOT / "scenarios")


def test_one_scheme_of_the_pool_of_the_home_pays(twopools: Scenario) -> None:
    found = payers_of(twopools.region)
    jin, yun = [0, 1, 2], [3, 4]
    rural, urban = Settlement
    assert (found[jin, :, Scheme.EMPLOYEE] == JIN_EMPLOYEE).all()
    assert (found[jin, :, Scheme.RESIDENT] == JIN_RESIDENT).all()
    assert (found[yun, :, Scheme.EMPLOYEE] == YUN_EMPLOYEE).all()
    assert (found[yun, urban, Scheme.RESIDENT] == YUN_URBAN).all()
    assert (found[yun, rural, Scheme.RESIDENT] == YUN_RURAL).all()
    assert (found[-1] == OUTSIDE).all()
    assert (found[:, :, Scheme.NONE] == OUTSIDE).all()


def test_payers_are_called_by_their_pool_where_there_are_several(twopools: Scenario) -> None:
    region = twopools.region
    assert [payer.id for payer in region.payers] == [
        "jin.employee", "jin.resident", "yun.employee", "yun.urban", "yun.rural",
    ]  # fmt: skip
    assert region.payers[YUN_RURAL].label.en == "Yuncheng pool: new rural cooperative scheme"
    assert payers_under(region, ("resident",), ()) == (JIN_RESIDENT, YUN_URBAN, YUN_RURAL)
    assert payers_under(region, ("resident", "employee"), ("yun",)) == (YUN_URBAN, YUN_RURAL, YUN_EMPLOYEE)


def test_a_hospital_of_another_pool_is_out_of_it_unless_it_counts_as_inside(twopools: Scenario) -> None:
    region = twopools.region
    facilities = facilities_of(region)
    count = len(facilities.all)
    hospital = facilities.index("autonomous")

    def grades(seen: list[int]) -> list[int]:
        return seen[hospital::count]

    assert grades(grades_seen(region, facilities.all)) == [Grade.THIRD] * 2 + [Grade.OUTSIDE] * 3 + [Grade.THIRD]
    jin, yun = region.pools
    opened = replace(region, pools=(jin, replace(yun, inside=("jin",))))
    assert grades(grades_seen(opened, facilities.all)) == [Grade.THIRD] * 6
    own = facilities.index("yun_hospital")
    assert grades_seen(opened, facilities.all)[own::count][:2] == [Grade.OUTSIDE] * 2, "not the other way round"


def test_a_region_without_pools_is_one() -> None:
    plain = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios").region
    assert [pool.id for pool in plain.pools] == ["xiaocheng"]
    assert plain.pools[0].districts == tuple(district.id for district in plain.districts)
    assert [payer.id for payer in plain.payers] == ["employee", "resident"]
    facilities = facilities_of(plain).all
    assert grades_seen(plain, facilities) == [int(f.grade) for f in facilities] * 3
