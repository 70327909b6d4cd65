"""Patients from beyond must be brought by something."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid

from .conftest import GOOD


def written(library: Path, inflow: str, flag: str) -> Path:
    for name, quantity, value in (
        ("parameters/plain/conditions.csv", "from_beyond", flag),
        ("regions/weicheng/calibrated.csv", "inflow_residents_share", inflow),
    ):
        file = library / name
        lines = file.read_text(encoding="utf-8").splitlines()
        for n, line in enumerate(lines):
            cells = line.split(",")
            if quantity in cells:
                cells[cells.index(quantity) + 1] = value
                lows = cells.index(quantity) + 3
                cells[lows : lows + 2] = ["0", "1"]
                lines[n] = ",".join(cells)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return library


@pytest.mark.parametrize(("inflow", "flag"), [("0.1", "1"), ("0", "0"), ("0", "1")])
def test_what_fits_is_read(own_library: Path, inflow: str, flag: str) -> None:
    scenario = read_scenario(GOOD, library=written(own_library, inflow, flag))
    assert scenario.conditions["cold"]["from_beyond"].value == float(flag)


def test_patients_from_beyond_whom_nothing_brings_are_refused(own_library: Path) -> None:
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=written(own_library, "0.1", "0"))
    (problem,) = caught.value.problems
    assert "inflow_residents_share 0.1" in problem.what.en
    assert "from_beyond 1" in problem.remedy.en
    assert problem.line > 0
