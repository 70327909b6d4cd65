"""The points of a sweep: none lost, none taken that is not as it was written, none of another program in silence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments import design, point
from sim.experiments.axes import read_axes
from sim.experiments.design import points
from sim.experiments.point_files import read_point, stems, write_point
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
TINY = ("--sample", "0.005", "--reps", "1", "-j", "1", "--library", str(LIBRARY))
TWO = ("--vary", "family_doctor.coverage=0.2,0.6")


def ask(folder: Path, *more: str, file: Path = FILE, lang: str = "en") -> Result:
    """The command as typed."""
    return CliRunner().invoke(cli.app, ["sweep", str(file), *TINY, *TWO, "--lang", lang, "-o", str(folder), *more])


@pytest.fixture(scope="module")
def swept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two points, undisturbed."""
    folder = tmp_path_factory.mktemp("swept") / "sweep"
    assert ask(folder).exit_code == 0
    return folder


@pytest.fixture
def copy(swept: Path, tmp_path: Path) -> Path:
    """One that a test may damage."""
    return Path(shutil.copytree(swept, tmp_path / "sweep"))


def test_a_large_grid_keeps_every_point() -> None:
    axes = read_axes(
        ["family_doctor.coverage=0.1:0.9:300", "pathways.share=0.1:0.9:300"],
        read_scenario(FILE, library=LIBRARY),
        grid=True,
    )
    found = points(axes, "grid", 0, 1)
    assert len(found) == 90_000
    assert len({one.id for one in found}) == 90_000
    assert {len(one.id) for one in found} == {16}


def test_points_of_one_id_are_refused_and_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    axes = read_axes(["family_doctor.coverage=0.1:0.9:40"], read_scenario(FILE, library=LIBRARY), grid=True)
    assert len(points(axes, "grid", 0, 1)) == 40
    monkeypatch.setattr(design, "LETTERS", 1)
    with pytest.raises(InputInvalid, match="two points have one id -> change one of the values"):
        points(axes, "grid", 0, 1)


def test_a_file_of_the_right_form_and_other_numbers_is_not_taken(swept: Path, copy: Path) -> None:
    before = (swept / "results.csv").read_bytes()
    one, other = sorted(stems(copy / "points"))
    # The file of another point: sound by itself, and wrong here.
    shutil.copy(copy / "points" / f"{one}.parquet", copy / "points" / f"{other}.parquet")
    result = ask(copy, "--json")
    assert json.loads(result.stdout)["reused"] == 1
    assert (copy / "results.csv").read_bytes() == before


@pytest.mark.parametrize("end", [".parquet", ".targets.parquet", ".sha256"])
@pytest.mark.parametrize("what", ["cut", "edited", "gone", "folder"])
def test_damaged_point_files_are_as_good_as_missing(tmp_path: Path, end: str, what: str) -> None:
    table = pd.DataFrame({"indicator": ["x"], "mean": [1.0]})
    write_point(tmp_path, "key-program", table, table.head(0))
    found = read_point(tmp_path, "key-program")
    assert found is not None
    pd.testing.assert_frame_equal(found[0], table)
    file = tmp_path / f"key-program{end}"
    data = file.read_bytes()
    if what == "cut":
        file.write_bytes(data[:-3])
    elif what == "edited":
        file.write_bytes(data[:20] + bytes([data[20] ^ 1]) + data[21:])
    else:
        file.unlink()
        if what == "folder":
            file.mkdir()
    assert read_point(tmp_path, "key-program") is None


def test_points_of_another_state_of_the_program(copy: Path, swept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cosmetic change of a source file: said, run anew, or kept and marked."""
    for module in ("sim.experiments.sweep", "sim.experiments.point"):
        monkeypatch.setattr(f"{module}.source_hash", lambda: "f" * 64)
    kept = ask(copy, "--keep")
    assert kept.exit_code == 0, kept.output
    assert f"2 points in {copy} were run by another state of the program and are kept" in kept.stderr
    assert "2 points: 0 done, 2 reused" in kept.stdout
    assert "2 of them were run by another state of the program: programs.csv" in kept.stdout
    programs = pd.read_csv(copy / "programs.csv")
    assert programs["id"].tolist() == sorted(pd.read_csv(copy / "design.csv")["id"])
    assert set(programs["program"]) == {stem.rpartition("-")[2] for stem in stems(swept / "points")}
    assert (copy / "results.csv").read_bytes() == (swept / "results.csv").read_bytes()

    anew = ask(copy, lang="zh")
    assert "将重新运行 -> 要沿用请加--keep" in anew.stderr
    assert "本次完成2，沿用0" in anew.stdout
    assert not (copy / "programs.csv").exists()
    again = ask(copy, "--keep")
    assert again.stderr.count("another state") == 0, "this program's own points are there now"


def test_a_sweep_without_targets(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").partition("\ntargets:")[0] + "\ntargets: []\n"
    region = Path(shutil.copytree(FILE.parent, tmp_path / "xiaocheng"))
    (region / "scenario.yaml").write_text(text, encoding="utf-8")
    result = ask(tmp_path / "sweep", file=region / "scenario.yaml")
    assert result.exit_code == 0, result.output
    assert "2 points: 2 done, 0 reused, 0 failed" in result.stdout
    assert len(pd.read_csv(tmp_path / "sweep" / "results.csv")["id"].unique()) == 2
    assert pd.read_csv(tmp_path / "sweep" / "targets.csv").empty


def test_a_full_disk_ends_a_sweep_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no point's fault: the others are not run to be thrown away."""
    ran = []

    def full(points: Path, stem: str, *_: object) -> None:
        ran.append(stem)
        raise OSError(28, "No space left on device", str(points))

    monkeypatch.setattr(point, "write_point", full)
    result = ask(tmp_path / "sweep")
    assert result.exit_code == 1
    assert len(ran) == 1
    assert "the disk is full -> make room" in result.stderr
    assert "points are kept; the same command goes on" in result.stderr
