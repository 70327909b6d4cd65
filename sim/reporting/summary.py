"""summary.txt for an official, summary.json for a script."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pandas as pd

from sim.indicators.register import NOT_COMPUTED
from sim.reporting.folder import Results
from sim.reporting.scoreboard import scoreboard_text
from sim.reporting.sentences import HEADLINES, PARTS, effect, sentences
from sim.vocabulary.labels import LANGUAGES, label, unit
from sim.vocabulary.whole_file import write_whole


def write_summary(folder: Path, lang: str) -> None:
    """Write both files into the results folder; equal results give equal bytes."""
    write_both(folder, scoreboard_text(folder, lang), summary(folder))


def write_both(folder: Path, text: str, data: dict[str, Any]) -> None:
    """The text as ``summary.txt``, the data as ``summary.json``."""
    write_whole(folder / "summary.txt", text)
    told = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False, default=str)
    write_whole(folder / "summary.json", told + "\n")


def summary(folder: Path) -> dict[str, Any]:
    """Headlines, targets and sentences as data; values are fractions and yuan as in the tables."""
    results = Results(folder)
    names = [name for head in HEADLINES for name in (head, *PARTS.get(head, ()))]
    found = [effect(results, name, results.last_year) for name in names]
    return {
        "name": results.manifest["name"],
        "title": {lang: results.title(lang) for lang in LANGUAGES},
        "quick": bool(results.manifest.get("quick", False)),
        "base_year": results.base_year,
        "year": results.last_year,
        "replications": results.replications,
        "sample": results.manifest["sample"],
        "interval": results.coverage.data(),
        "headlines": [
            {
                "indicator": one.indicator,
                "unit": unit(one.indicator),
                **{lang: label(one.indicator, lang) for lang in LANGUAGES},
                "baseline": one.baseline,
                "reform": one.reform,
                "difference": {"mean": one.difference, "low": _number(one.low), "high": _number(one.high)},
                "verdict": one.verdict,
                "luck_share": _number(one.luck_share),
            }
            for one in found
            if one is not None
        ],
        "targets": [_record(row) for _, row in results.targets.iterrows()],
        "not_computed": {name: str(reason) for name, reason in NOT_COMPUTED.items()},
        "sentences": {lang: sentences(results, lang) for lang in LANGUAGES},
    }


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _record(row: pd.Series) -> dict[str, Any]:
    """A row without empty values that JSON cannot hold."""
    found: dict[str, Any] = {}
    for column, value in row.items():
        if pd.isna(value):
            found[str(column)] = None
        elif isinstance(value, str):
            found[str(column)] = value
        else:
            found[str(column)] = bool(value) if column == "met" else float(value)
    return found
