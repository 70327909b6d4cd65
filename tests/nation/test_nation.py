"""The nation: what its files say, what a pool is made of, how pools are added up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from ruamel.yaml import YAML

from sim.nation.amounts import amounts_of, shares_of
from sim.nation.places import districts_of
from sim.nation.scenario import NationScenario, read_nation_scenario
from sim.nation.weighted import ADDED, KEYS, added
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.indicator_ids import INDICATOR_IDS

LIBRARY = Path(__file__).parents[2] / "scenarios"
CASES: list[dict[str, Any]] = YAML(typ="safe").load((Path(__file__).parent / "shares.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shipped() -> NationScenario:
    """The scenario that comes with the program."""
    return read_nation_scenario(LIBRARY / "national.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_shares(case: Mapping[str, Any]) -> None:
    own = {f"discharge_share_{place}": float(share) for place, share in case["shares"].items()}
    found = shares_of(own, "discharge", float(case["outside"]), float(case["tertiary"]))
    assert found == pytest.approx(case["expected"], abs=1e-6)
    assert sum(found.values()) == pytest.approx(1)


def test_pools_stand_for_the_nation(shipped: NationScenario) -> None:
    nation = shipped.nation
    assert (len(nation.pools), len(nation.archetypes)) == (48, 12)
    assert sum(pool.weight for pool in nation.pools) == pytest.approx(341)
    assert nation.residents == pytest.approx(1_409.7e6, rel=1e-3)


def test_who_pays_is_the_schedule(shipped: NationScenario) -> None:
    """As the checks of the data set have it: 52 % at the end of 2022, 71 and 97 % a year later."""
    nation = shipped.nation
    assert nation.share_paying("target", date(2022, 12, 31)) == pytest.approx(0.520, abs=5e-4)
    assert nation.share_paying("target", date(2023, 9, 30)) == pytest.approx(0.610, abs=5e-4)
    assert nation.share_paying("target", date(2023, 10, 1)) == pytest.approx(0.713, abs=5e-4)
    assert nation.share_paying("target", date(2023, 12, 31), of_residents=True) == pytest.approx(0.774, abs=5e-4)
    assert nation.share_paying("fast", date(2023, 12, 31)) == pytest.approx(0.969, abs=5e-4)
    assert nation.share_paying("frozen", date(2024, 12, 31)) == pytest.approx(0.610, abs=5e-4)


def test_replications_move_who_pays_within_a_type(shipped: NationScenario) -> None:
    first, second = shipped.pools(0), shipped.pools(1)
    assert [pool.id for pool in first] == [pool.id for pool in second]
    assert first == shipped.nation.pools
    for archetype in shipped.nation.archetypes:
        of_type = [
            sorted((p.payment, sorted(p.starts.items())) for p in pools if p.archetype.id == archetype.id)
            for pools in (first, second)
        ]
        assert of_type[0] == of_type[1]
    assert [pool.starts for pool in first] != [pool.starts for pool in second]
    assert shipped.pools(4) == first


def test_districts_hold_all_residents(shipped: NationScenario) -> None:
    for pool in shipped.nation.pools:
        districts = districts_of(shipped.nation, pool)
        people = sum(district.residents for district in districts)
        assert people == pytest.approx(pool.residents, abs=len(districts))
        urban = sum(district.residents * district.urban_share for district in districts) / people
        assert urban == pytest.approx(pool.archetype.numbers["urban_share"].value, abs=0.03), pool.id


def test_the_undisturbed_year(shipped: NationScenario) -> None:
    """Reported: 8.42 bn visits, 246.9 M stays; without the epidemic 9.34 bn and 292 M."""
    visits, stays = (
        sum(sum(amounts_of(shipped.nation, pool).of[setting].values()) * pool.weight for pool in shipped.nation.pools)
        for setting in ("visits", "discharges")
    )
    assert visits == pytest.approx(9.34e9, rel=0.02)
    assert stays == pytest.approx(292.4e6, rel=0.02)


def test_what_is_added_is_known() -> None:
    assert set(ADDED) <= set(INDICATOR_IDS)
    assert not [name for name in ADDED if name.startswith(("wait_", "bed_wait_"))]


def test_pools_are_added_by_sums_not_by_means() -> None:
    """30 of 100 for two pools, 90 of 100 for one: 150 of 300; what has no denominator is a weighted sum."""
    rows = [
        ("primary_visit_share", "a", 30.0, 100.0, 0.3),
        ("primary_visit_share", "b", 90.0, 100.0, 0.9),
        ("fund_balance", "a", 5.0, float("nan"), 5.0),
        ("fund_balance", "b", -4.0, float("nan"), -4.0),
        ("admissions_per_100", "a", 20.0, 100.0, 20.0),
    ]
    parts = pd.DataFrame(
        [
            {
                "indicator": indicator, "arm": "x", "replication": 0, "year": "2022", "area": "all", "group": "all",
                "pool": pool, "numerator": above, "denominator": below, "value": value,
            }
            for indicator, pool, above, below, value in rows
        ]
    )  # fmt: skip
    found = added(parts, {"a": 2.0, "b": 1.0}).set_index(KEYS[0])["value"]
    assert found["primary_visit_share"] == pytest.approx(0.5)
    assert found["fund_balance"] == pytest.approx(6.0)
    assert found["admissions_per_100"] == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("reading: fast", "reading: soon", "arms[2].reading", "soon"),
        ("arms: [target, fast]", "arms: [target, later]", "rules[0].arms", "later"),
        ("types: [mountain]", "types: [hill]", "rules[3].types", "hill"),
        ("nation: nations/china-2022", "nation: nations/china-1949", "nation", "china-1949"),
        ("at_least: 0.70", "at_least: 70", "share_targets[0].at_least", "70"),
    ],
)
def test_faults_say_where(tmp_path: Path, old: str, new: str, line: str, what: str) -> None:
    text = (LIBRARY / "national.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "national.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputInvalid) as error:
        read_nation_scenario(file, library=LIBRARY)
    problem = error.value.problems[0]
    assert problem.file.endswith("national.yaml")
    assert problem.line == next(n for n, one in enumerate(text.splitlines(), 1) if old in one)
    assert problem.path == line
    assert what in problem.told("en")
    assert problem.told("zh")


def test_a_fault_of_a_rule_stands_at_its_line(small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace("audit_share: 0.1", "audit_share: 7"), encoding="utf-8")
    whole = read_nation_scenario(small, library=LIBRARY)
    pool = whole.nation.pools[0]
    with whole.regions([pool]) as home:
        whole.scenario(pool, whole.arms[0], home)  # the arm frozen has no such rule
        with pytest.raises(InputInvalid) as error:
            whole.scenario(pool, whole.arms[1], home)
    problem = error.value.problems[0]
    assert problem.line == next(n for n, one in enumerate(text.splitlines(), 1) if "audit_share" in one)
