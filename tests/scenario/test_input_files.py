"""Which files are read: regular ones of bearable size, as UTF-8, from below the library."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from sim.scenario.input_file import LONGEST
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
R, P = "regions/weicheng", "parameters/plain"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows makes neither pipes nor, for most users, links")
FILES = (f"{R}/people.csv", f"{R}/region.yaml", f"{P}/plain.csv", f"{P}/conditions.csv", "documents/paper.yaml")


def faults(library: Path, scenario: Path = GOOD) -> list[str]:
    """What is said, one line a fault."""
    with pytest.raises(InputInvalid) as caught:
        read_scenario(scenario, library=library)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", FILES)
def test_a_link_may_not_lead_out(own_library: Path, tmp_path: Path, name: str) -> None:
    elsewhere = Path(shutil.move(own_library / name, tmp_path / "elsewhere"))
    (own_library / name).symlink_to(elsewhere)
    assert any("link" in line and "leaves" in line for line in faults(own_library))


def test_the_texts_of_the_library_are_no_link_out_of_it(own_library: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("en,zh\nmade up,虚构\n", encoding="utf-8")
    (own_library / "texts.csv").symlink_to(tmp_path / "elsewhere")
    assert any("texts.csv" in line and "a link that leaves" in line for line in faults(own_library))


@pytest.mark.parametrize("name", FILES)
def test_a_link_that_stays_inside_is_followed(own_library: Path, name: str) -> None:
    inside = own_library / "elsewhere"
    shutil.move(own_library / name, inside)
    (own_library / name).symlink_to(inside)
    assert read_scenario(GOOD, library=own_library).name == "weicheng"


@pytest.mark.parametrize("name", FILES)
def test_a_pipe_is_no_file_and_nobody_waits_for_it(own_library: Path, name: str) -> None:
    (own_library / name).unlink()
    os.mkfifo(own_library / name)
    assert any(f"{name}: not a regular file" in line for line in faults(own_library))


def test_a_device_is_no_file(own_library: Path) -> None:
    (own_library / R / "people.csv").unlink()
    (own_library / R / "people.csv").symlink_to("/dev/zero")
    assert any("leaves" in line for line in faults(own_library))


def test_the_scenario_itself_is_no_pipe(own_library: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    assert "not a regular file" in faults(own_library, tmp_path / "plan.yaml")[0]


def test_a_folder_where_a_table_belongs(own_library: Path) -> None:
    (own_library / R / "people.csv").unlink()
    (own_library / R / "people.csv").mkdir()
    assert any("people.csv: a folder, not a file" in line for line in faults(own_library))


@pytest.mark.parametrize("name", FILES)
def test_a_link_in_a_circle(own_library: Path, name: str) -> None:
    (own_library / name).unlink()
    (own_library / name).symlink_to(own_library / name)
    assert faults(own_library)


def test_a_file_that_is_too_long_is_not_read(own_library: Path) -> None:
    with (own_library / R / "people.csv").open("ab") as file:
        file.truncate(10 * LONGEST)
    lines = faults(own_library)
    assert len(lines) == 1
    assert "bytes long -> keep it under" in lines[0]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("gb18030", "looks like GBK"), ("utf-16", "looks like UTF-16"), ("utf-16-le", "looks like UTF-16")],
)
def test_another_encoding_is_the_one_cause(own_library: Path, encoding: str, said: str) -> None:
    file = own_library / R / "people.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("made up", "估计"), encoding=encoding)
    lines = faults(own_library)
    assert len(lines) == 1, "every number would be called missing"
    assert said in lines[0]
    assert "CSV UTF-8" in lines[0]
