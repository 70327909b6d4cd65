"""Where results go: known before anything is simulated, never shared by two runs, nothing left of what failed."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments import place, store
from sim.experiments import run as experiments
from sim.experiments.store import Draft, Written, usual_draft
from sim.vocabulary.errors import FolderTaken

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
TINY = ("--sample", "0.005", "--reps", "1", "-j", "1", "--library", str(LIBRARY))


def run(*words: str, lang: str = "en") -> Result:
    """`sim run` as typed."""
    return CliRunner().invoke(cli.app, ["run", str(FILE), *TINY, "--lang", lang, *words])


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that would simulate fails the test."""

    def simulated(*_: object) -> None:
        raise AssertionError("simulated")

    monkeypatch.setattr(experiments, "run_all", simulated)


@pytest.mark.usefixtures("nothing_runs")
def test_another_run_is_writing_there(tmp_path: Path) -> None:
    with Draft(tmp_path / "out") as draft:
        draft.json("summary", {})
        second = run("-o", str(tmp_path / "out"))
        assert second.exit_code == 2
        assert "-o: another process is writing into this folder -> wait for it" in second.stderr
        assert "另一个进程正在写入" in run("-o", str(tmp_path / "out"), lang="zh").stderr
        draft.publish()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert "not empty" in run("-o", str(tmp_path / "out")).stderr


def test_two_commands_at_once_into_one_folder(tmp_path: Path) -> None:
    """One of them writes its results, the other is refused: never the numbers of one under the seed of the other."""
    words = [sys.executable, "-m", "cli", "run", str(FILE), *TINY, "--lang", "en", "-o", str(tmp_path / "out")]
    both = [
        subprocess.Popen([*words, "--seed", seed], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for seed in ("1", "2")
    ]
    told = [process.communicate() for process in both]
    assert sorted(process.returncode for process in both) == [0, 2], told
    won = next(n for n, process in enumerate(both) if process.returncode == 0)
    assert f'"seed": {won + 1},' in (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.usefixtures("nothing_runs")
@pytest.mark.parametrize(
    ("target", "what"),
    [
        (".", "this is the folder you stand in"),
        ("", "this is the folder you stand in"),
        ("letter.txt", "this is a file"),
        ("letter.txt/out", "cannot be written: "),
        ("full", "this folder is not empty"),
        ("x" * 300, "cannot be written: "),
        ("round", "cannot be written: "),
    ],
)
def test_places_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, what: str
) -> None:
    here = tmp_path / "here"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").touch()
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    here.mkdir()
    monkeypatch.chdir(here if target in (".", "") else tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = run("-o", target)
    assert result.exit_code == 2, result.output
    assert what in result.stderr
    assert " -> " in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.usefixtures("nothing_runs")
def test_folders_above_are_made_and_taken_away_again(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "a" / "b" / "out")
    draft.discard()
    assert list(tmp_path.iterdir()) == []
    assert Draft(tmp_path / "a" / "b" / "out").publish().is_dir()


@pytest.mark.usefixtures("nothing_runs")
@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_place_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Root may write anywhere, so the system is asked to refuse."""

    make = Path.mkdir

    def refuse(folder: Path, *rest: Any, **how: Any) -> None:
        if tmp_path in folder.parents:
            raise OSError(number, os.strerror(number))
        make(folder, *rest, **how)

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = run("-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert ("the disk is full" if number == errno.ENOSPC else os.strerror(number)) in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("nothing_runs")
def test_too_little_room_is_known_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=3_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    result = run("-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "about 16 MB are needed, 3 MB are free" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and os.name == "posix" and os.geteuid() == 0
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if not mounted or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_up_while_results_are_written(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.experiments.disk.bytes_of_run", lambda *_: 0.0)
    result = run("-o", str(small_disk / "out"))
    assert result.exit_code == 1, result.output
    assert "the disk is full -> make room" in result.stderr
    assert "Traceback" not in result.output
    assert list(small_disk.iterdir()) == []


def test_a_full_disk_is_known_before(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(bytes(1_000_000))
    with pytest.raises(FolderTaken, match="the disk is full"):
        Draft(small_disk / "out")
    assert [path.name for path in small_disk.iterdir()] == ["ballast"]


def test_what_somebody_put_there_meanwhile_stays(tmp_path: Path) -> None:
    draft = Draft(tmp_path / "out")
    draft.json("summary", {"mine": True})
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "theirs").touch()
    assert draft.publish() == tmp_path / "out-2"
    assert (tmp_path / "out-2" / "summary.json").exists()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["theirs"]


def test_what_a_kill_left_is_cleared_and_what_is_in_the_making_is_not(tmp_path: Path) -> None:
    (tmp_path / ".dead.123.partial" / "tables").mkdir(parents=True)
    (tmp_path / ".dead.lock").touch()
    (tmp_path / ".mine.1.partial").touch()  # a file, and of nobody's run
    alive = Draft(tmp_path / "alive")
    Draft(tmp_path / "out").publish()
    assert alive.folder.is_dir()
    assert {path.name for path in tmp_path.iterdir()} >= {"out", ".mine.1.partial"}
    assert not (tmp_path / ".dead.123.partial").exists()
    alive.discard()


def test_default_names_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "default_folder", lambda *_: tmp_path / "same_second")
    one, other = usual_draft("x", "abc", 1, tmp_path), usual_draft("x", "abc", 1, tmp_path)
    assert {one.publish().name, other.publish().name} == {"same_second", "same_second-2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["same_second", "same_second-2"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with Draft(tmp_path / "link") as draft:
        Written(draft.folder).json("summary", {})
        assert draft.publish() == tmp_path / "link"
    assert (tmp_path / "elsewhere" / "summary.json").exists()
    assert (tmp_path / "link").is_symlink()


def test_a_file_that_cannot_be_written_is_known_before(tmp_path: Path) -> None:
    for target, what in ((tmp_path, "this is a folder"), (tmp_path / "none" / "page.md", "cannot be written")):
        words = ["assumptions", str(FILE), "--library", str(LIBRARY), "--lang", "en", "-o", str(target)]
        result = CliRunner().invoke(cli.app, words)
        assert result.exit_code == 2
        assert what in result.stderr
    assert place.BYTES_OF_A_PROBE > 0
    assert list(tmp_path.iterdir()) == []
