"""Which files there are to spoil, and the commands that read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice

Words = Sequence[str]
WORKING = 0.15  # share of the commands that simulate or draw, where they accept what they read


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of input: its weight among the cases, its files, and a command that reads them.

    ``runs`` says that what the command accepts must also run; ``named`` that what it refuses must be told with the
    name of the file.
    """

    weight: int
    files: Callable[[Path], list[Path]]
    command: Callable[[Path, Path, Dice], Words]
    runs: bool = False
    named: bool = True


def _in(*patterns: str) -> Callable[[Path], list[Path]]:
    """Files below the home, large ones apart."""
    return lambda home: sorted({file for pattern in patterns for file in home.glob(pattern) if file.is_file()})


def _check(home: Path, file: Path, dice: Dice) -> Words:
    scenario = file if file.parent == home else home / dice.one_of(("small.yaml", "full.yaml"))
    return ("check", str(scenario), "--library", str(home))


def _validate(home: Path, _: Path, __: Dice) -> Words:
    return ("validate", "--study", "study", "--draws", "2", "-j", "1", "--library", str(home), "-o", str(home / "out"))


def _backtest(home: Path, _: Path, __: Dice) -> Words:
    return ("backtest", "past", "--dry-run", "--library", str(home))


def _of_a_run(home: Path, _: Path, dice: Dice) -> Words:
    run, out = str(home / "results" / "run"), str(home / "out")
    small = str(home / "small.yaml")
    reading: Sequence[Words] = (
        ("report", run, "--format", "xlsx"),
        ("report", run, "--format", "xlsx"),
        ("diff", run, small, "--library", str(home)),
        ("diff", run, run),
        ("list", str(home / "results")),
        ("check", str(home / "results" / "run" / "scenario.yaml")),
    )
    working: Sequence[Words] = (
        ("report", run),
        ("rerun", run, "-j", "1", "-o", out),
        ("explain", run, "--sample", "1", "--reps", "1", "-j", "1"),
        ("compare", run, "--variant", "more:family_doctor.coverage=0.6", "-j", "1", "-o", out),
        ("compare", small, run, "--library", str(home), "-j", "1", "-o", out),
    )
    return dice.one_of(working if dice.odds(WORKING) else reading)


def _of_two(home: Path, file: Path, dice: Dice) -> Words:
    folder = home / "results" / "comparison"
    words: list[Words] = [("list", str(home / "results")), ("report", str(folder))]
    if file.parent.parent.name == "cases":
        words.append(("report", str(file.parent)))
    return dice.one_of(words)


def _of_a_sweep(home: Path, _: Path, dice: Dice) -> Words:
    axes = ("--vary", "family_doctor.coverage=0.3,0.6", "--vary", "dip.rebase_weight=0.3,0.5")
    folder = str(home / "results" / "sweep")
    again = ("sweep", str(home / "small.yaml"), *axes, "--reps", "1", "--sample", "1", "--seed", "3", "-j", "1")
    return dice.one_of(
        (
            (*again, "--library", str(home), "-o", folder),
            (*again, "--library", str(home), "-o", folder),
            ("list", str(home / "results")),
            ("report", folder),
        )
    )


def _list(home: Path, _: Path, __: Dice) -> Words:
    return ("list", str(home / "results"))


READERS: Mapping[str, Reader] = {
    "scenario": Reader(30, _in("*.yaml"), _check, runs=True),
    "region": Reader(25, _in("regions/*/*"), _check, runs=True),
    "parameters": Reader(15, _in("parameters/*/*.csv"), _check, runs=True),
    "calendar": Reader(8, _in("calendar.csv"), _check, runs=True, named=False),
    "document": Reader(5, _in("documents/*.yaml"), _check, runs=True, named=False),
    "backtest": Reader(8, _in("backtests/*"), _backtest),
    "study": Reader(10, _in("experiments/*"), _validate),
    "run": Reader(30, _in("results/run/*.*", "results/run/SHA256SUMS"), _of_a_run, named=False),
    "manifest": Reader(15, _in("results/run/manifest.json"), _of_a_run),
    "parts of a run": Reader(10, _in("results/run/*/**/*"), _of_a_run, named=False),
    "comparison": Reader(10, _in("results/comparison/*", "results/comparison/cases/*/*"), _of_two, named=False),
    "sweep": Reader(10, _in("results/sweep/*", "results/sweep/points/*"), _of_a_sweep, named=False),
    "validation": Reader(5, _in("results/validation/*"), _list, named=False),
}


def chosen(dice: Dice) -> str:
    """The reader of a case, by weight."""
    names = [name for name, reader in READERS.items() for _ in range(reader.weight)]
    return dice.one_of(names)
