"""A finished run as it lies in its results folder: what was run, how, and by which program."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.kept_files import invalid, read_csv
from sim.experiments.manifest import MANIFEST, VALIDATION, read_manifest
from sim.experiments.options import Options
from sim.experiments.seal import check_seal
from sim.scenario.faults import Faults
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import telling

INPUTS = ("scenario.yaml", "regions", "parameters", "documents")
LARGE = ("tables", "journal")  # what only those who ask for months or encounters read

PHRASES = {
    "no_run": ("不是一次运行的结果文件夹", "no results folder of a run"),
    "no_folder": ("没有这个文件夹", "there is no such folder"),
    "name_one": (
        "请指定由`sim run`写成的文件夹；用`sim list`查看",
        "name a folder that `sim run` wrote; `sim list` shows them",
    ),
    "again": ("请重新运行情景", "run the scenario again"),
}
tell = telling(PHRASES)


@dataclass(frozen=True)
class Past:
    """One results folder of `sim run`."""

    folder: Path
    manifest: dict[str, Any]

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario as it was run, read from the folder; InputInvalid if its files are not as they were written."""
        self.check(only=INPUTS)
        return read_scenario(self.folder / "scenario.yaml")

    @cached_property
    def values(self) -> pd.DataFrame:
        """Every indicator by arm, replication, year, area and group."""
        words = dict.fromkeys(("indicator", "arm", "year", "area", "group"), str)
        path = self.folder / "replications.csv"
        columns = ("replication", "value", *words)
        return read_csv(path, tell("again"), columns, dtype=words, keep_default_na=False, na_values=[""])

    def check(self, *, but: Collection[str] = (), only: Collection[str] = ()) -> None:
        """Raise InputInvalid with every file that is not as the run wrote it; see `check_seal`."""
        faults = Faults()
        check_seal(self.folder, faults, but, only)
        faults.stop_if_any()

    def options(self, jobs: int) -> Options:
        """How it was run."""
        told = self.manifest
        return Options(
            sample=float(told["sample"]),
            replications=told["replications"],
            seed=told["seed"],
            jobs=jobs,
            quick=told["quick"],
            journal=told["journal"],
            engine=told["engine"],
            precision=told["precision"]["asked"] if told.get("precision") else None,
            members=told.get("members", 0),
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
    if not is_result(folder):
        raise invalid(folder, tell("no_run" if folder.exists() else "no_folder"), tell("name_one"))
    told = read_manifest(folder)
    if told.get("kind") == VALIDATION:
        raise invalid(folder, tell("no_run"), tell("name_one"))
    return Past(folder, told)
