"""Made-up folders of a run or a comparison over members: the numbers of luck alone, said to hold parameters too."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from . import made_up, made_up_comparison

SHARES = {"primary_visit_share": 0.012, "county_visit_rate": 0.058}  # of the others nobody can say


def run(folder: Path, members: int = 3) -> Path:
    """Write the folder of a run; ``members`` of them, one replication each."""
    return _marked(made_up.build(folder, replications=members), members)


def comparison(folder: Path, members: int = 3, by: str = "county") -> Path:
    """Write the folder of a comparison, each case over the same members."""
    made_up_comparison.build(folder, replications=members, by=by)
    for case in (folder / "cases").iterdir():
        _marked(case, members)
    _told(folder / "comparison.json", members=members)
    return folder


def unmarked(folder: Path) -> None:
    """Take the column of shares out again, as older programs wrote the table."""
    path = folder / "indicators.csv"
    pd.read_csv(path).drop(columns="luck_share").to_csv(path, index=False)


def _marked(folder: Path, members: int) -> Path:
    path = folder / "indicators.csv"
    table = pd.read_csv(path)
    shares = table["indicator"].map(SHARES).where(table["arm"] == "difference")
    table.assign(luck_share=shares).to_csv(path, index=False)
    path = folder / "targets.csv"
    pd.read_csv(path).assign(probability_kind="both").to_csv(path, index=False)
    _told(folder / "manifest.json", members=members)
    return folder


def _told(path: Path, **more: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | more), encoding="utf-8")
