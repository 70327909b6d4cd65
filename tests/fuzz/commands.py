"""The commands that are killed, what each publishes, and what is right about it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sim.experiments.seal import NAME as SEAL

MANIFEST = "manifest.json"
OF_THE_MOMENT = ("started", "seconds")  # what a manifest knows of the time
NOT_PUBLISHED = (".lock",)


@dataclass(frozen=True, slots=True)
class Command:
    """A command line with ``{out}`` for the folder it writes to and ``{home}`` for that of its inputs.

    ``within`` names a results folder of the home that the command writes into; it stands at ``{out}`` before.
    ``goes_on`` says that the same command may be given again for the same folder; ``made_good`` is what draws the rest
    of what was published without its plots, and a briefing.
    """

    name: str
    words: Sequence[str]
    within: str = ""
    goes_on: bool = False
    made_good: Sequence[str] = ()

    def at(self, home: Path, out: Path) -> list[str]:
        """The line for a folder."""
        return _filled(self.words, home, out)

    def rest(self, home: Path, out: Path) -> list[str]:
        """The line that draws what is missing."""
        return _filled(self.made_good, home, out)

    def prepare(self, home: Path, out: Path) -> None:
        """What must stand there before."""
        if self.within:
            shutil.copytree(home / self.within, out)


def _filled(words: Sequence[str], home: Path, out: Path) -> list[str]:
    return [word.format(home=home, out=out) for word in words]


MORE = "more:family_doctor.coverage=0.6"
SIZE = ("--sample", "1", "--reps", "1", "-j", "2")
LIBRARY = ("--library", "{home}", "--lang", "en", "-o", "{out}")
REPORT = ("report", "{out}", "--lang", "en")
AXES = ("--vary", "family_doctor.coverage=0.3,0.6", "--vary", "dip.rebase_weight=0.3,0.5")
PAST = ("--sets", "40", "--rounds", "2", "--reps", "2")
COMMANDS = (
    Command("run", ("run", "{home}/small.yaml", *SIZE, *LIBRARY), made_good=REPORT),
    Command("compare", ("compare", "{home}/small.yaml", "--variant", MORE, *SIZE, *LIBRARY), made_good=REPORT),
    Command("sweep", ("sweep", "{home}/small.yaml", *AXES, *SIZE, *LIBRARY), goes_on=True),
    Command("explain", ("explain", "{out}", *SIZE, "--lang", "en"), within="results/run", goes_on=True),
    Command("backtest", ("backtest", "past", *PAST, "-j", "2", *LIBRARY), goes_on=True),
    Command("validate", ("validate", "--study", "study", "--draws", "2", "-j", "2", *LIBRARY), made_good=REPORT),
)


def published(folder: Path) -> dict[str, str]:
    """A mark for every file that somebody may read; those under a temporary name are nobody's yet."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            found[name] = _mark(path)
    return found


def _mark(path: Path) -> str:
    content = path.read_bytes()
    if path.name == MANIFEST:
        told: Mapping[str, Any] = json.loads(content)
        content = json.dumps({key: value for key, value in told.items() if key not in OF_THE_MOMENT}).encode()
    return sha256(content).hexdigest()


def wrong(found: Mapping[str, str], right: Mapping[str, str], before: Mapping[str, str]) -> list[str]:
    """Files that are neither as an undisturbed command leaves them nor as they were before it."""
    return [name for name, mark in found.items() if mark not in (right.get(name), before.get(name))]


def lacking(folder: Path, found: Mapping[str, str]) -> list[str]:
    """Files that a seal in the folder names and that are not there: it was published before it was whole."""
    gone = []
    for name in (name for name in found if name.rpartition("/")[2] == SEAL):
        place = name.rpartition("/")[0]
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        gone += [f"{place}/{line[66:]}".lstrip("/") for line in lines if not (folder / place / line[66:]).is_file()]
    return gone
