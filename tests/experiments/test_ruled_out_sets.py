"""Sets of parameters that published experiments rule out: judged by `sim validate`, left out by `sim calibrate`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments.calibrate.candidate import behaviour
from sim.experiments.prior import draws, uncertain
from sim.experiments.validate.published import PublishedEstimate
from sim.experiments.validate.sets import beyond, implausibility, sets_table, tuning
from sim.experiments.validate.study import Study, read_study
from tests.experiments.own_statistics import LIBRARY, ROOT, made, read, region

TINY = ("--candidates", "3", "--rounds", "4", "--sample", "0.5", "-j", "1", "--lang", "en")


@pytest.fixture(scope="module")
def study() -> Study:
    """A made-up study, one of whose estimates set a parameter."""
    return read_study(ROOT / "tests/regions/xiaocheng/study.yaml", library=LIBRARY)


def drawn(study: Study, effects: list[float]) -> pd.DataFrame:
    """Every estimate of a study with these effects, a set each."""
    rows = [(study.shape.id, one.shape.id, n, effect) for one in study.estimates for n, effect in enumerate(effects)]
    return pd.DataFrame(rows, columns=["study", "id", "draw", "effect"])


def with_interval(one: PublishedEstimate, value: float, low: float, high: float) -> PublishedEstimate:
    return replace(one, published=value, low=low, high=high)


def test_only_what_set_a_parameter_rules_out(study: Study) -> None:
    assert {one.shape.id for _, one in tuning([study])} == {
        one.shape.id for one in study.estimates if one.shape.in_sample
    }
    free = [replace(one, shape=one.shape.model_copy(update={"in_sample": []})) for one in study.estimates]
    table = sets_table([replace(study, estimates=tuple(free))], drawn(study, [0.0, 1000.0]))
    assert table["kept"].all()
    assert (table["worst"] == "").all()


def test_a_set_far_from_an_estimate_and_from_the_others_is_ruled_out(study: Study) -> None:
    _, one = tuning([study])[0]
    near = [one.published] * 9
    far = one.published + 100 * max(1.0, abs(one.published))
    table = sets_table([study], drawn(study, [*near, far])).set_index("draw")
    assert table.loc[9, "worst"].split("/")[0] == study.shape.id
    assert table["kept"].tolist() == [True] * 9 + [False]


def test_what_all_sets_miss_rules_no_set_out(study: Study) -> None:
    """A miss of the mechanism: the middle of the sets lies beyond the interval, which widens it."""
    one = with_interval(tuning([study])[0][1], 10.0, 8.0, 12.0)
    assert beyond(one, 9.0) == beyond(one, 12.0) == 0.0
    assert beyond(one, -3.0) == 11.0
    assert implausibility(one, -3.0, 0.0) > 3.0
    assert implausibility(one, -3.0, beyond(one, -3.0)) < 3.0
    assert implausibility(one, 10.0, 0.0) == 0.0
    assert implausibility(one, 12.0, 0.0) == pytest.approx(1.959963984540054)


# -- sim calibrate ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Xiaocheng with the statistics of its own base year."""
    return made(tmp_path_factory.mktemp("town"), sample=1.0, seed=1)


def validation(folder: Path, place: Path, seed: int = 1) -> Path:
    """Results of a validation that rules the second set out."""
    folder.mkdir()
    parameters = read(place).parameters
    found = draws(parameters, uncertain(parameters), 3, seed)
    rows = [(draw.number, name, value) for draw in found for name, value in draw.values]
    pd.DataFrame(rows, columns=["draw", "quantity", "value"]).to_csv(
        folder / "parameters.csv", index=False, float_format="%.10g"
    )
    sets = {"draw": [0, 1, 2], "kept": [True, False, True], "implausibility": [1.0, 4.0, 2.0]}
    pd.DataFrame({**sets, "worst": ["a/E001", "b/E002", ""]}).to_csv(folder / "sets.csv", index=False)
    return folder


def calibrate(place: Path, out: Path, *more: str) -> Result:
    line = ["calibrate", str(place / "scenario.yaml"), "--library", str(LIBRARY), "-o", str(out), *TINY]
    return CliRunner().invoke(cli.app, [*line, *more])


def test_sets_that_experiments_rule_out_are_left_out_and_named(town: Path, tmp_path: Path) -> None:
    result = calibrate(town, tmp_path / "sets", "--experiments", str(validation(tmp_path / "v", town)))
    assert result.exit_code == 6, result.output
    assert "b/E002: 1" in result.stdout
    table = pd.read_csv(tmp_path / "sets/candidates.csv", keep_default_na=False).set_index("set")
    assert (bool(table.loc[1, "kept"]), table.loc[1, "study"]) == (False, "b/E002")
    found = read(town).region.ensemble
    assert found is not None
    assert found.record is not None
    assert dict(found.record.experiments) == {"1": "b/E002"}
    assert 1 not in {member.number for member in found.members}
    assert "e_seek" in behaviour(read(town))
    assert "b/E002" in (region(town) / "ensemble.yaml").read_text(encoding="utf-8")


def test_experiments_of_other_draws_are_refused(town: Path, tmp_path: Path) -> None:
    result = calibrate(town, tmp_path / "sets", "--experiments", str(validation(tmp_path / "v", town, seed=2)))
    assert result.exit_code == 3
    assert "sim validate --seed 1" in result.stderr


def test_a_folder_that_is_none_of_a_validation_is_refused(town: Path, tmp_path: Path) -> None:
    result = calibrate(town, tmp_path / "sets", "--experiments", str(tmp_path / "nowhere"))
    assert result.exit_code == 3
    assert "sim validate -o" in result.stderr
