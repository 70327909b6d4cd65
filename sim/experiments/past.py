"""A finished run as it lies in its results folder: what was run, how, and by which program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.run import Options
from sim.scenario.faults import shown
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem

MANIFEST = "manifest.json"
# What the manifest of a run must tell for anybody to go on from it.
NEEDED = ("name", "sample", "replications", "seed", "engine", "queues", "fingerprint", "sources", "language", "started")


@dataclass(frozen=True)
class Past:
    """One results folder of `sim run`."""

    folder: Path
    manifest: dict[str, Any]

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario as it was run, read from the folder."""
        return read_scenario(self.folder / "scenario.yaml")

    @cached_property
    def values(self) -> pd.DataFrame:
        """Every indicator by arm, replication, year, area and group."""
        words = dict.fromkeys(("indicator", "arm", "year", "area", "group"), str)
        return pd.read_csv(self.folder / "replications.csv", dtype=words, keep_default_na=False, na_values=[""])

    def options(self, jobs: int) -> Options:
        """How it was run."""
        told = self.manifest
        return Options(
            sample=float(told["sample"]),
            replications=int(told["replications"]),
            seed=int(told["seed"]),
            jobs=jobs,
            quick=bool(told["quick"]),
            journal=bool(told["journal"]),
            engine=told["engine"],
        )


def is_result(folder: Path) -> bool:
    """Whether a path looks like the folder of a run."""
    return folder.is_dir() and (folder / MANIFEST).is_file() and (folder / "scenario.yaml").is_file()


def past_of(folder: Path) -> Past:
    """The run of a results folder.

    Raises
    ------
    InputInvalid : the folder is none, or its manifest cannot be read or was written by an older program.
    """
    place = shown(folder)
    if not is_result(folder):
        what = "no results folder of a run" if folder.exists() else "there is no such folder"
        raise _invalid(place, what, "name a folder that `sim run` wrote; `sim list` shows them")
    file = folder / MANIFEST
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise _invalid(shown(file), f"cannot be read: {error}", "run the scenario again") from None
    lacks = [key for key in NEEDED if not isinstance(told, dict) or key not in told]
    if lacks:
        what = f"says nothing about {', '.join(lacks)}: written by another version"
        raise _invalid(shown(file), what, f"run it again: sim run {shown(folder / 'scenario.yaml')}")
    return Past(folder, told)


def _invalid(place: str, what: str, remedy: str) -> InputInvalid:
    return InputInvalid([Problem(place, 0, 0, "", what, remedy)])
