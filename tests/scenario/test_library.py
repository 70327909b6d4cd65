"""Where references are looked for, and that none leads out."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sim.scenario.faults import Faults, FilePoint
from sim.scenario.library import ENVIRONMENT, library_for
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.phrase import one

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The good scenario in a folder with nothing else."""
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    folder = tmp_path / "alone"
    folder.mkdir()
    return Path(shutil.copy(GOOD, folder / "plan.yaml"))


def test_beside_the_file_comes_first(own_library: Path, library: Path) -> None:
    file = own_library / "plan.yaml"
    shutil.copy(GOOD, file)
    people = own_library / "regions/weicheng/people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("made up", "beside"), encoding="utf-8")
    assert read_scenario(file, library=library).region.people["age_share_0_6"].source == one("beside")


def test_the_environment_names_a_library(alone: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(library))
    assert read_scenario(alone).name == "weicheng"


def test_the_option_goes_before_the_environment(alone: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(alone.parent))
    assert read_scenario(alone, library=library).name == "weicheng"


def test_the_nearest_scenarios_folder_above_the_file(alone: Path, library: Path) -> None:
    root = alone.parent.parent / "project"
    shutil.copytree(library, root / "scenarios")
    deep = root / "plans" / "2017"
    deep.mkdir(parents=True)
    assert read_scenario(Path(shutil.copy(alone, deep / "plan.yaml"))).name == "weicheng"


def test_the_nearest_scenarios_folder_above_the_working_directory(
    alone: Path, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(library, tmp_path / "work" / "scenarios")
    monkeypatch.chdir(tmp_path / "work")
    assert read_scenario(alone).name == "weicheng"


def test_else_the_library_of_the_checkout(alone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(alone.parent)
    found = library_for(alone, None, Faults()).folder
    assert found == Path(__file__).resolve().parents[2] / "scenarios"


def test_a_library_that_is_no_folder_is_a_fault(alone: Path) -> None:
    with pytest.raises(InputInvalid, match=r"--library: nowhere is not a folder"):
        read_scenario(alone, library=Path("nowhere"))


def test_a_link_may_not_lead_out(own_library: Path, tmp_path: Path) -> None:
    region = own_library / "regions" / "weicheng"
    elsewhere = tmp_path / "elsewhere"
    shutil.move(region, elsewhere)
    try:
        region.symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    with pytest.raises(InputInvalid, match="by a link"):
        read_scenario(GOOD, library=own_library)


@pytest.mark.parametrize("reference", ["..", "a/../../b", "/etc", "a//b", "C:/x", "a\\b"])
def test_a_reference_stays_below(library: Path, reference: str) -> None:
    faults = Faults()
    found = library_for(GOOD, library, faults).resolve(reference, FilePoint("x"), "region", faults)
    assert found is None
    assert "leaves the library" in str(faults.problems[0].what)


def test_a_name_too_long_for_any_file() -> None:
    with pytest.raises(InputInvalid, match="there is no such file"):
        read_scenario(Path("x" * 300 + ".yaml"))


def test_no_such_file_and_a_folder() -> None:
    with pytest.raises(InputInvalid, match=r"there is no such file -> did you mean 'weicheng\.yaml'"):
        read_scenario(GOOD.with_name("weichen.yaml"))
    with pytest.raises(InputInvalid, match="a folder -> name the scenario file"):
        read_scenario(GOOD.parent)
