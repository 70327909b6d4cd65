"""What lies in a folder of results: runs, comparisons, sweeps, validations, analyses, back-tests; the newest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sim.experiments.asked import (
    COMPARISON,
    QUESTION,
    SENSITIVITY,
    read_comparison,
    read_question,
    read_sensitivity,
    read_tested,
)
from sim.experiments.backtest.folder import YEARS
from sim.experiments.kept_files import read_csv
from sim.experiments.manifest import MANIFEST, VALIDATION, read_manifest
from sim.experiments.sensitivity.folder import MEASURES
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

PHRASES = {"again": ("请重新运行情景", "run the scenario again")}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class ListedFolder:
    """One folder; ``met`` of ``targets`` are those of the reform arm by calendar year, None where there are none."""

    folder: Path
    kind: Literal["run", "comparison", "sweep", "validation", "sensitivity", "backtest"]
    when: str
    what: str
    sample: float
    replications: int
    seed: int
    quick: bool
    members: int = 0
    met: int | None = None
    targets: int | None = None


def entries(root: Path) -> tuple[list[ListedFolder], list[Problem]]:
    """The results below a folder, and what is wrong with those that cannot be read."""
    found: list[ListedFolder] = []
    problems: list[Problem] = []
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        try:
            entry = _entry(folder)
        except InputInvalid as invalid:
            problems += invalid.problems
            continue
        if entry is not None:
            found.append(entry)
    return sorted(found, key=lambda entry: (entry.when, entry.folder.name), reverse=True), problems


def _entry(folder: Path) -> ListedFolder | None:
    """What a folder holds; nothing if it is none of results."""
    if not folder.name.startswith(".") and folder.is_dir():
        for name, read in READERS.items():
            if (folder / name).exists():
                return read(folder)
    return None


def _run_or_validation(folder: Path) -> ListedFolder:
    told = read_manifest(folder)
    when = datetime.fromisoformat(told["started"]).strftime("%Y-%m-%d %H:%M")
    if told.get("kind") == VALIDATION:
        names = told["studies"]
        what = " / ".join([*names[:3], "…"] if len(names) > 3 else names)
        return ListedFolder(folder, "validation", when, what, **_luck(told))
    met, targets = _targets(folder / "targets.csv")
    return ListedFolder(folder, "run", when, told["name"], **_luck(told), met=met, targets=targets)


def _comparison(folder: Path) -> ListedFolder:
    told = read_comparison(folder)
    return ListedFolder(folder, "comparison", _written(folder / COMPARISON), " / ".join(told["cases"]), **_luck(told))


def _sweep(folder: Path) -> ListedFolder:
    told = read_question(folder)
    luck = _luck({**told, "replications": told["reps"]})
    return ListedFolder(folder, "sweep", _written(folder / QUESTION), "; ".join(told.get("vary", ())), **luck)


def _sensitivity(folder: Path) -> ListedFolder:
    told = read_sensitivity(folder)
    what = f"{told['scenario']} ({told['method']}: {len(told['inputs'])})"
    return ListedFolder(folder, "sensitivity", _written(folder / SENSITIVITY), what, **_luck(told))


def _backtest(folder: Path) -> ListedFolder:
    told = read_tested(folder)
    luck = {"sample": told.sample, "replications": told.replications, "seed": told.seed}
    what = f"{told.name} ({told.years[0]}-{told.years[1]})"
    return ListedFolder(folder, "backtest", _written(folder / SENSITIVITY), what, **_luck(luck))


READERS: Mapping[str, Callable[[Path], ListedFolder]] = {
    MANIFEST: _run_or_validation,
    COMPARISON: _comparison,
    QUESTION: _sweep,
    MEASURES: _sensitivity,
    YEARS: _backtest,
}


def _luck(told: Mapping[str, Any]) -> dict[str, Any]:
    own = {key: told[key] for key in ("sample", "replications", "seed")}
    return {**own, "quick": told.get("quick", False), "members": told.get("members", 0)}


def _written(file: Path) -> str:
    return datetime.fromtimestamp(file.stat().st_mtime).strftime("%Y-%m-%d %H:%M")


def _targets(file: Path) -> tuple[int | None, int | None]:
    """How many targets of calendar years the reform meets, and of how many; where every district must, that line."""
    if not file.exists():
        return None, None
    rows = read_csv(file, tell("again"), ("target", "year", "arm", "met"), dtype=str, keep_default_na=False)
    whole = rows[~rows["year"].str.contains("..", regex=False) & (rows["arm"] == "reform")]
    decisive = whole.drop_duplicates("target", keep="last")
    return (None, None) if decisive.empty else (int((decisive["met"] == "True").sum()), len(decisive))
