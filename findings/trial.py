"""Tries public packages in a folder and an environment of their own, and says whether what was seen is still so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

INSIDE = "FINDING_INSIDE"
Look = Callable[[Path], list[str]]


def trial(packages: Sequence[str], look: Look, guess: Sequence[str], seen: Sequence[str]) -> int:
    """Install the packages, call ``look`` with an empty folder in a process that has them, compare; the exit code.

    ``guess`` is what somebody who knows the field would expect of each line of ``seen``.
    """
    if os.environ.get(INSIDE):
        print(json.dumps(look(Path.cwd()), ensure_ascii=False))
        return 0
    with tempfile.TemporaryDirectory(prefix="finding-") as folder:
        found = _inside(Path(folder), packages)
    print(f"== {Path(sys.argv[0]).stem}: {', '.join(packages)}")
    for expected, before, now in zip(guess, seen, found, strict=True):
        print(
            f"  a good guess: {expected}\n  seen:         {now}" + ("" if now == before else f"   (before: {before})")
        )
    same = found == list(seen)
    print("  as it was" if same else "  CHANGED: this finding no longer holds as written")
    return 0 if same else 1


def _inside(folder: Path, packages: Sequence[str]) -> list[str]:
    """The lines of ``look``, called by this script in a new environment."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    (folder / "empty").mkdir()
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
    answer = subprocess.run(
        [python, Path(sys.argv[0]).resolve()],
        cwd=folder / "empty",
        env={**os.environ, INSIDE: "1", "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.PIPE,
        check=True,
    )
    lines: list[str] = json.loads(answer.stdout.decode("utf-8").splitlines()[-1])
    return lines
