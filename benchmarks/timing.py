"""Medians, the machine, and a run cut to two months."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Task
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

ROOT = Path(__file__).resolve().parents[1]
FIRST_MONTH = (2017, 11)  # the scenario's first rules are in force
MONTHS = 2
PACKAGES = ("numpy", "numba", "simpy", "ciw", "salabim", "cimba")
Found = TypeVar("Found")


def pingxiang() -> Scenario:
    """The city of the ready scenario."""
    return read_scenario(ROOT / "scenarios/pingxiang.yaml", library=ROOT / "scenarios")


def two_months(task: Task) -> ArmRun:
    """An arm whose run is November and December 2017 only, with the rules then in force and fresh residents."""
    return some_months(task, FIRST_MONTH, MONTHS)


def some_months(task: Task, first: tuple[int, int], months: int) -> ArmRun:
    """An arm whose run begins with fresh residents in that year and month and ends so many months later."""
    setup = setup_of(task)
    kept = [when for when in setup.months if (when.year, when.month) >= first][:months]
    shifted = tuple(when._replace(first_day=when.first_day - kept[0].first_day) for when in kept)
    return ArmRun(replace(setup, months=shifted))


class Watched:
    """Runs an arm and keeps the processor seconds spent in the engine and the visits and stays it counted."""

    def __init__(self, arm: ArmRun) -> None:
        self.seconds = 0.0
        self.encounters = 0
        kind: Any = type(arm.engine)  # not the engine itself, which goes when the run is over
        advance = kind.advance

        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            counts = advance(*arguments, **named)
            self.seconds += time.process_time() - start
            return counts

        kind.advance = timed
        try:
            self.run = arm.run(None)
        finally:
            kind.advance = advance
        self.encounters = int(self.run.tables["cases"]["count"].sum())


def median(times: int, one: Callable[[], float]) -> float:
    """The median of several measurements."""
    return statistics.median(one() for _ in range(times))


def seconds(one: Callable[[], object]) -> float:
    """Wall-clock seconds of a call."""
    start = time.perf_counter()
    one()
    return time.perf_counter() - start


def alone(module: str, *arguments: int) -> list[Any]:
    """What a module of the benchmarks prints last, as JSON, when it runs with arguments in a process of its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found: list[Any] = json.loads(answer.splitlines()[-1])
    return found


def peak_bytes() -> int:
    """Most memory this process has had. On Linux ``ru_maxrss`` would be that of the parent, if it was larger."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = (line.split() for line in status.read_text().splitlines())
        return next(int(words[1]) for words in lines if words[0] == "VmHWM:") * 1024
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def machine() -> list[str]:
    """Processor, memory, system and versions, one line each."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        processor = names[0] if names else processor
    lines = [f"{processor}, {os.cpu_count()} cores", f"{platform.system()} {platform.machine()}"]
    if hasattr(os, "getloadavg"):
        lines.append(f"{os.getloadavg()[0]:.1f} processes wanted a core in the minute before")
    versions = [f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            versions.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{package} not installed")
    return [*lines, ", ".join(versions)]
