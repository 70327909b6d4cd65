"""``explain/`` in a results folder: derived from the scenario beside it, so it may be written again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd

from sim.experiments.explain import Explained
from sim.experiments.run import Options
from sim.experiments.seal import seal
from sim.experiments.store import FLOAT

NAME = "explain"


def write_explained(found: Explained, options: Options, year: int, results: Path) -> Path:
    """Write the four files under a temporary name, then put them in the place of what was there."""
    folder, draft, old = results / NAME, results / f".{NAME}.partial", results / f".{NAME}.old"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
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
    seal(draft)
    # Whoever is killed on the way leaves the old one, the new one or none, never half of one.
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    draft.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder
