"""What is validated is what is reported: the outcome of a study, of all facilities, is the indicator of that name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.experiments.measure import tables_of, values_from
from sim.experiments.tables import facility_table
from sim.experiments.validate.outcomes import OUTCOMES, Choice, OutcomeTables, months_of, series
from sim.indicators.register import register
from sim.model.run import run_arm
from sim.model.task import Task
from sim.region.description import frozen
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import YUAN
from sim.vocabulary.names import Arm

ROOT = Path(__file__).parents[2]
SAMPLE = 0.05
REPORTED = {name: what.reported for name, what in OUTCOMES.items() if what.reported}
# Studies keep fen and thousandths of a weight, as the tables do.
SCALE = {"cost_per_discharge": YUAN, "cost_per_visit": YUAN, "case_mix_index": 0.001}


@pytest.fixture(scope="module")
def run() -> tuple[Scenario, pd.DataFrame, OutcomeTables]:
    """Two years of the made-up prefecture with most of its payments, without the rules that step patients down."""
    found = read_scenario(ROOT / "tests/regions/xiaocheng/scenario.yaml", library=ROOT / "scenarios")
    kept = tuple(rule for rule in found.rules if rule.lever.id != "step_down")
    never = replace(found.parameters["stepdown_base"], value=0.0)
    numbers = frozen({**found.parameters, "stepdown_base": never})
    scenario = replace(found, years=replace(found.years, last=2017), rules=kept, parameters=numbers)
    done = run_arm(Task(scenario, Arm.REFORM, 0, 7, SAMPLE, simulate_queues=False))
    (tables,) = tables_of([done])
    assert "step_down" not in set(tables["cases"]["kind"][tables["cases"]["count"] > 0])
    values = values_from(scenario, [tables], SAMPLE)
    return scenario, values, OutcomeTables(tables["cases"], tables["people"], tables["finance"])


@pytest.mark.parametrize("name", REPORTED)
def test_an_outcome_is_the_indicator_it_names(run: tuple[Scenario, pd.DataFrame, OutcomeTables], name: str) -> None:
    scenario, values, tables = run
    facilities = facility_table(scenario)
    inside = tuple(facilities.loc[facilities["tier"] != "outside", "id"])
    homes = tuple(district.id for district in scenario.region.districts)
    found = series(tables, name, Choice(inside, homes=homes), months_of(scenario))
    indicator = REPORTED[name]
    assert indicator in register()
    there = values[(values["indicator"] == indicator) & (values["area"] == "all") & (values["group"] == "all")]
    for n, year in enumerate(("2016", "2017")):
        of_year = slice(12 * n, 12 * n + 12)
        below = found.below[of_year].sum()
        expected = there.loc[there["year"] == year, "value"]
        if below == 0:  # no contract paid by case in the base year
            assert (name, year) == ("share_kept_out", "2016")
            assert expected.empty
            continue
        value = found.top[of_year].sum() / below * SCALE.get(indicator, 1.0)
        assert value == pytest.approx(expected.item(), rel=1e-12)


def test_most_of_what_studies_measure_in_full_is_named() -> None:
    assert len(REPORTED) >= 7
    assert len(set(REPORTED.values())) == len(REPORTED)
