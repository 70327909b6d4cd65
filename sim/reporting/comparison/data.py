"""A comparison for scripts: fractions and yuan as in the tables, titles and sentences in both languages."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pandas as pd

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.money_words import say
from sim.reporting.comparison.positions import MOVED
from sim.reporting.comparison.sentences import sentences
from sim.reporting.comparison.tables import beyond_interval, split_indicators
from sim.reporting.estimate import Estimate
from sim.vocabulary.labels import LANGUAGES, label, unit

MEASURES = ("value", "effect", "difference")


def comparison_data(folder: Path) -> dict[str, Any]:
    """What `comparison_text` says, for ``--json``.

    Raises
    ------
    InputInvalid : a file of the folder is not there or lacks a column.
    """
    found = Comparison(folder)
    return {
        **found.asked,
        "interval": found.coverage.data(),
        "titles": {case: {lang: found.name(case, lang) for lang in LANGUAGES} for case in found.cases},
        "inputs": found.inputs.to_dict("records"),
        "headlines": [_numbers(found, name) for name in found.headlines],
        "targets": [_target(row) for _, row in found.targets.iterrows()],
        "targets_met": {case: dict(zip(("met", "of"), found.met(case), strict=True)) for case in found.cases},
        "pairs": [_pair(found, case, against) for case, against in found.contrasts.pairs],
        "net_positions": [_position(found, party) for party in found.contrasts.parties],
        "moved": {
            case: {what: _estimate(found.contrasts.moved(what, case)) for what in MOVED} for case in found.others
        },
        "side_effects_beyond_interval": [_numbers(found, name, group=group) for name, group in beyond_interval(found)],
        "groups": [_numbers(found, name, *pair) for pair in found.groups for name in split_indicators(found)],
        "sentences": {lang: sentences(found, lang) for lang in LANGUAGES},
    }


def _numbers(found: Comparison, indicator: str, area: str = "all", group: str = "all") -> dict[str, Any]:
    cases = {
        case: {word: _estimate(found.number(indicator, case, word, area, group)) for word in MEASURES}
        for case in found.shown
    }
    names = {lang: label(indicator, lang) for lang in LANGUAGES}
    return {"indicator": indicator, "unit": unit(indicator), **names, "area": area, "group": group, "cases": cases}


def _pair(found: Comparison, case: str, against: str) -> dict[str, Any]:
    ones = {name: _estimate(found.contrasts.pair(name, case, against)) for name in found.headlines}
    return {"case": case, "less": against, "indicators": ones}


def _position(found: Comparison, party: str) -> dict[str, Any]:
    cases = {
        case: {word: _estimate(found.contrasts.position(party, case, word)) for word in ("value", "difference")}
        for case in found.shown
    }
    return {"party": party, "unit": "yuan", **{lang: say(f"party.{party}", lang) for lang in LANGUAGES}, "cases": cases}


def _estimate(one: Estimate | None) -> dict[str, float | None] | None:
    if one is None:
        return None
    return {key: _or_none(value) for key, value in (("mean", one.mean), ("low", one.low), ("high", one.high))}


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _target(row: pd.Series) -> dict[str, Any]:
    columns = ("case", "target", "indicator", "year", "area", "comparator", "value", "mean", "met", "probability")
    return {column: None if pd.isna(row[column]) else row[column] for column in columns}
