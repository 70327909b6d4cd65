"""Compiled code between runs: a damaged file is made anew and said, a folder that cannot be written blocks nothing."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.engine import kept_code
from sim.engine.kept_code import KeptCode, settle

ROOT = Path(__file__).parents[2]
numba = pytest.importorskip("numba")
OFF = os.environ.get("NUMBA_DISABLE_JIT", "0") not in {"", "0"}
DAMAGED: dict[str, Callable[[bytes], bytes]] = {
    "cut": lambda data: data[:-1],
    "empty": lambda data: b"",  # noqa: ARG005
    "a bit": lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
    "foreign": lambda data: b"GIF89a" * 40,  # noqa: ARG005
    "a pickle of its own": lambda data: pickle.dumps({"no": "code"}),  # noqa: ARG005
}


@pytest.fixture
def files(tmp_path: Path) -> KeptCode:
    """One function's, with something kept."""
    found = KeptCode(tmp_path, "event_loop.run_day-40.py311")
    found.save(("signature", 1), {"code": b"x" * 300})
    return found


def test_what_was_kept_is_there_under_its_key(files: KeptCode, tmp_path: Path) -> None:
    assert files.load(("signature", 1)) == {"code": b"x" * 300}
    assert files.load(("signature", 2)) is None
    assert [path.suffix for path in tmp_path.iterdir()] == [".nbc"]
    files.flush()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("how", DAMAGED)
@pytest.mark.parametrize(("lang", "words"), [("en", "is damaged: removed, compiled anew"), ("zh", "已损坏")])
def test_a_damaged_file_is_removed_and_told(
    files: KeptCode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    how: str, lang: str, words: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("SIM_LANG", lang)
    (file,) = tmp_path.iterdir()
    file.write_bytes(DAMAGED[how](file.read_bytes()))
    assert files.load(("signature", 1)) is None
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert str(file) in told
    assert words in told
    assert list(tmp_path.iterdir()) == []
    files.save(("signature", 1), "new")
    assert files.load(("signature", 1)) == "new"


def test_a_folder_in_the_place_of_a_file_costs_the_keeping_and_no_more(
    files: KeptCode, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (file,) = tmp_path.iterdir()
    file.unlink()
    (file / "full").mkdir(parents=True)
    assert files.load(("signature", 1)) is None
    files.save(("signature", 1), "new")
    assert capsys.readouterr().err.count("\n") == 2
    assert [path.name for path in tmp_path.iterdir()] == [file.name], "no draft is left"


def test_a_cache_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A temporary one, private to the user, for this process and those that it starts; said once."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("SIM_CACHE", str(tmp_path / "file"))
    monkeypatch.setenv("SIM_LANG", "en")
    folder = settle("state")
    assert folder.is_dir()
    assert folder == kept_code.root() / "state"
    base = Path(os.environ["SIM_CACHE"])
    assert base.stat().st_mode & 0o077 == 0
    told = capsys.readouterr().err
    assert str(tmp_path / "file") in told
    assert "a temporary folder is used; SIM_CACHE names another" in told
    assert settle("state") == folder
    assert capsys.readouterr().err == ""


SUM = """
def add_up(n):
    total = 0
    for i in range(n):
        total += i
    return total
"""


@pytest.mark.skipif(OFF, reason="Numba is switched off")
def test_a_run_heals_its_cache(tmp_path: Path) -> None:
    """The real compiler: kept, read again, damaged on the disk, compiled anew; the answer is the same each time."""
    (tmp_path / "summing.py").write_text(SUM, encoding="utf-8")
    code = "import summing; from sim.engine.compile import twin; print(twin(summing.add_up, cache=True)(10))"
    environment = {**os.environ, "SIM_CACHE": str(tmp_path / "cache"), "SIM_LANG": "en"}
    environment["PYTHONPATH"] = f"{ROOT}{os.pathsep}{tmp_path}"

    def run() -> tuple[str, str]:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip(), done.stderr

    assert run() == ("45", "")
    (file,) = (tmp_path / "cache").rglob("*.nbc")
    kept = file.stat().st_mtime_ns
    assert run() == ("45", "")
    assert file.stat().st_mtime_ns == kept, "read, not compiled"
    file.write_bytes(file.read_bytes()[:1000])
    answer, told = run()
    assert answer == "45"
    assert "is damaged: removed, compiled anew" in told
    assert run() == ("45", "")
