"""``explain/`` in a results folder: derived from the scenario beside it, so it may be written again."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from sim.experiments.explain import Explained
from sim.experiments.options import Options
from sim.experiments.place import let_go, lock_of, locked, probe
from sim.experiments.seal import seal
from sim.experiments.store import FLOAT, clear_left_over

NAME = "explain"


def write_explained(found: Explained, options: Options, year: int, results: Path) -> Path:
    """Write the four files under a temporary name, then put them in the place of what was there."""
    folder, draft = results / NAME, results / f".{NAME}.{os.getpid()}.partial"
    try:
        draft.mkdir()
        _write(found, options, year, draft)
        seal(draft)
        _replace(folder, draft)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return folder


def _replace(folder: Path, draft: Path) -> None:
    """Whoever is killed on the way leaves the old one, the new one or none, never half of one."""
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    draft.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def alone_in(results: Path) -> Iterator[None]:
    """Nobody else explains this result meanwhile, and there is room to write: asked before anything runs.

    Raises
    ------
    FolderTaken : another process is at it, or the folder cannot be written.
    """
    place = results.resolve() / NAME
    lock = locked(lock_of(place), results)
    try:
        clear_left_over(place.parent, NAME)
        probe(place.parent, results)
        yield
    finally:
        let_go(lock)


def _write(found: Explained, options: Options, year: int, draft: Path) -> None:
    players = pd.DataFrame(
        [(p.id, p.label.en, p.label.zh, " ".join(p.rules)) for p in found.players],
        columns=["player", "label_en", "label_zh", "rules"],
    )
    tables = {"contributions": found.contributions, "pairs": found.pairs, "players": players}
    for name, table in tables.items():
        table.to_csv(draft / f"{name}.csv", index=False, float_format=FLOAT, lineterminator="\n")
    told = {
        "sample": options.sample,
        "replications": options.replications,
        "seed": options.seed,
        "method": found.method,
        "permutations": found.permutations,
        "runs": found.runs,
        "year": str(year),
    }
    (draft / "explain.json").write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")
