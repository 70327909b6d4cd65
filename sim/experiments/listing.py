"""What lies in a folder of results: runs, comparisons, sweeps and validations, the newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from sim.experiments.past import MANIFEST
from sim.experiments.sweep_folder import QUESTION
from sim.scenario.faults import Faults
from sim.scenario.yaml_nodes import read_yaml


@dataclass(frozen=True, slots=True)
class Entry:
    """One folder; ``met`` of ``targets`` are those of the reform arm by calendar year, None where there are none."""

    folder: Path
    kind: Literal["run", "comparison", "sweep", "validation"]
    when: str
    what: str
    sample: float
    replications: int
    seed: int
    quick: bool
    met: int | None = None
    targets: int | None = None


def entries(root: Path) -> list[Entry]:
    """The results below a folder; what cannot be read is left out."""
    if not root.is_dir():
        return []
    found = [entry for folder in root.iterdir() if folder.is_dir() and (entry := _entry(folder)) is not None]
    return sorted(found, key=lambda entry: (entry.when, entry.folder.name), reverse=True)


def _entry(folder: Path) -> Entry | None:
    if folder.name.startswith("."):
        return None
    try:
        if (folder / MANIFEST).exists():
            told = _json(folder / MANIFEST)
            return _validation(folder, told) if told.get("kind") == "validation" else _run(folder, told)
        if (folder / "comparison.json").exists():
            return _comparison(folder, _json(folder / "comparison.json"))
        if (folder / QUESTION).exists():
            return _sweep(folder)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _json(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def _run(folder: Path, told: dict[str, Any]) -> Entry:
    met, targets = _targets(folder / "targets.csv")
    when = datetime.fromisoformat(told["started"]).strftime("%Y-%m-%d %H:%M")
    return Entry(
        folder,
        "run",
        when,
        told["name"],
        told["sample"],
        told["replications"],
        told["seed"],
        told["quick"],
        met,
        targets,
    )


def _validation(folder: Path, told: dict[str, Any]) -> Entry:
    when = datetime.fromisoformat(told["started"]).strftime("%Y-%m-%d %H:%M")
    names = told["studies"]
    what = " / ".join([*names[:3], "…"] if len(names) > 3 else names)
    return Entry(folder, "validation", when, what, told["sample"], told["replications"], told["seed"], told["quick"])


def _comparison(folder: Path, told: dict[str, Any]) -> Entry:
    what = " / ".join(told["cases"])
    luck = (told["sample"], told["replications"], told["seed"], told["quick"])
    return Entry(folder, "comparison", _written(folder / "comparison.json"), what, *luck)


def _sweep(folder: Path) -> Entry:
    tree = read_yaml(folder / QUESTION, Faults())
    if tree is None:
        raise ValueError("not readable")
    told = tree.value
    what = "; ".join(str(path) for path in told["vary"])
    return Entry(folder, "sweep", _written(folder / QUESTION), what, told["sample"], told["reps"], told["seed"], False)


def _written(file: Path) -> str:
    return datetime.fromtimestamp(file.stat().st_mtime).strftime("%Y-%m-%d %H:%M")


def _targets(file: Path) -> tuple[int | None, int | None]:
    """How many targets of calendar years the reform meets, and of how many; where every district must, that line."""
    if not file.exists():
        return None, None
    rows = pd.read_csv(file, dtype={"year": str, "met": str})
    whole = rows[~rows["year"].str.contains("..", regex=False) & (rows["arm"] == "reform")]
    decisive = whole.drop_duplicates("target", keep="last")
    return (None, None) if decisive.empty else (int((decisive["met"] == "True").sum()), len(decisive))
