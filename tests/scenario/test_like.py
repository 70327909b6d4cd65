"""A parameters folder that holds only what differs from the one it is like."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.faults import Faults
from sim.scenario.inputs import Inputs
from sim.scenario.parameter_files import read_parameters

LIBRARY = Path(__file__).parents[2] / "scenarios" / "parameters"
HEAD = "quantity,value,unit,low,high,source,confidence,note\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder like that of 2016 with another elasticity."""
    (tmp_path / "china-2016").symlink_to(LIBRARY / "china-2016")
    found = tmp_path / "own"
    found.mkdir()
    (found / "like.txt").write_text("china-2016\n", encoding="utf-8")
    (found / "own.csv").write_text(f"{HEAD}roemer,0.7,elasticity,0.2,0.8,made up,assumption,\n", encoding="utf-8")
    return found


def test_its_own_rows_replace_those_below(folder: Path) -> None:
    faults, inputs = Faults(), Inputs()
    found, _ = read_parameters(folder, "parameters/own", faults, inputs)
    base, _ = read_parameters(LIBRARY / "china-2016", "parameters/china-2016", faults, Inputs())
    assert found is not None
    assert base is not None
    assert not faults.problems
    assert {name for name in base[0] if base[0][name] != found[0][name]} == {"roemer"}
    assert found[0]["roemer"].value == 0.7
    assert found[1] == base[1], "disease groups too"
    assert {"parameters/own/like.txt", "parameters/own/own.csv", "parameters/china-2016/trend.csv"} <= set(
        inputs.hashes
    )


@pytest.mark.parametrize("word", ["", "nowhere", "../own", "own", "a b", "china-2016/.."])
def test_it_names_a_folder_beside_it(folder: Path, word: str) -> None:
    (folder / "like.txt").write_text(word, encoding="utf-8")
    faults = Faults()
    found, _ = read_parameters(folder, "parameters/own", faults, Inputs())
    assert found is None
    assert any("like.txt" in str(problem) for problem in faults.problems)
