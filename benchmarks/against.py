"""An older revision beside this one, in turn on the same inputs: ``python -m benchmarks against REV``."""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .goals import Ratio, table
from .timing import ROOT, machine

FILE = "scenarios/pingxiang.yaml"


@dataclass(frozen=True)
class Tree:
    """A checkout with a cache of compiled code of its own."""

    root: Path
    cache: Path

    def run(self, *words: str, cache: Path | None = None) -> tuple[float, float, str]:
        """Run Python here: processor seconds with those of children, seconds by the clock, what it printed."""
        place = {"PYTHONPATH": str(self.root), "SIM_CACHE": str(cache or self.cache)}
        before, start = _used(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, *words], check=False, cwd=self.root, env=os.environ | place, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(words)} in {self.root}:\n{done.stderr}")
        return _used() - before, time.perf_counter() - start, done.stdout

    def command(self, *words: str) -> tuple[float, float]:
        """Run ``sim`` into a folder that is thrown away: processor seconds, seconds by the clock."""
        with tempfile.TemporaryDirectory() as folder:
            return self.run("-m", "cli", *words, "-o", f"{folder}/out")[:2]

    def arm(self, sample: float) -> dict[str, float]:
        """One reform arm: see `probe`."""
        found: dict[str, float] = json.loads(self.run(str(Path(__file__).with_name("probe.py")), str(sample))[2])
        return found

    def cold(self) -> float:
        """Processor seconds of the smallest arm with nothing compiled, over those with everything compiled."""
        script = str(Path(__file__).with_name("probe.py"))
        with tempfile.TemporaryDirectory() as empty:
            cold = self.run(script, "0.001", cache=Path(empty))[0]
        return cold - self.run(script, "0.001")[0]


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


# What is compared: a name, its goal (new over old), and what gives the numbers of one tree, each with its own name.
PARTS: dict[str, tuple[float, Callable[[Tree], dict[str, float]]]] = {
    "arm": (0.5, lambda tree: {f"1:1 arm: {name}": value for name, value in tree.arm(1.0).items()}),
    "sample": (0.5, lambda tree: {f"arm at 5 %: {name}": value for name, value in tree.arm(0.05).items()}),
    "cold": (0.7, lambda tree: {"cold compile, CPU": tree.cold()}),
    "run": (0.4, lambda tree: {"sim run --reps 2, wall": tree.command("run", FILE, "--reps", "2")[1]}),
    "quick": (0.5, lambda tree: {"sim run --quick, wall": tree.command("run", FILE, "--quick")[1]}),
    "report": (
        0.35,
        lambda tree: {
            "sim run --sample 0.001 --reps 1, CPU": tree.command("run", FILE, "--sample", "0.001", "--reps", "1")[0]
        },
    ),
    "sweep": (
        0.35,
        lambda tree: {
            "sweep of 20 points at 5 %, wall": tree.command(
                "sweep", FILE, "--vary", "family_doctor.coverage=0.1:0.9:20", "--sample", "0.05"
            )[1]
        },
    ),
    "validate": (0.5, lambda tree: {"sim validate, 4 draws, wall": tree.command("validate", "--draws", "4")[1]}),
}


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """A checkout of an older revision, removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "old"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", str(place), revision], check=True, capture_output=True)
        try:
            yield place
        finally:
            subprocess.run([*git, "remove", "--force", str(place)], check=True, capture_output=True)


def compare(revision: str, parts: list[str], pairs: int) -> list[Ratio]:
    """Medians of each part in the new tree over the old one; the trees take turns."""
    ratios = []
    with checkout(revision) as place, tempfile.TemporaryDirectory() as caches:
        trees = [Tree(place, Path(caches) / "old"), Tree(ROOT, Path(caches) / "new")]
        for tree in trees:
            tree.arm(0.001)  # compile
        for name in parts:
            goal, measure = PARTS[name]
            found = [[measure(tree) for tree in trees] for _ in range(pairs)]
            for what in found[0][0]:
                old, new = (statistics.median(pair[n][what] for pair in found) for n in (0, 1))
                ratios.append(Ratio(what, new / old, goal, at_most=True, note=f"{old:,.4g} -> {new:,.4g}"))
                print(ratios[-1].row(), flush=True)
    return ratios


def main(words: list[str]) -> None:
    """Measure, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks against", description=__doc__)
    parser.add_argument("revision", help="of git")
    parser.add_argument("--pairs", type=int, default=3, help="times that each part is measured in either tree")
    parser.add_argument("--parts", default=",".join(PARTS), help="which, with commas between them")
    asked = parser.parse_args(words)
    parts = asked.parts.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    print("\n".join(machine()), flush=True)
    ratios = compare(asked.revision, parts, asked.pairs)
    print("\n".join(["", *table(ratios)]))
