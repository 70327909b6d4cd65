"""A validation folder as it is read for people: rows with names, numbers in the units of the study."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.reporting.lines import sentence_case
from sim.reporting.numbers import MINUS
from sim.reporting.validation.words import say
from sim.scenario.faults import Faults
from sim.scenario.yaml_nodes import read_yaml

SLOPE = "interrupted_slope"
LEVEL = "level"


@dataclass(frozen=True)
class Validation:
    """The files of a validation folder."""

    folder: Path

    @cached_property
    def rows(self) -> pd.DataFrame:
        """A row an estimate; see `sim.experiments.validate.score.COLUMNS`."""
        words = {"study": str, "id": str, "in_sample": str}
        table = pd.read_csv(self.folder / "validation.csv", dtype=words, keep_default_na=False, na_values=[""])
        return table.assign(in_sample=table["in_sample"].fillna(""))

    @cached_property
    def told(self) -> dict[str, Any]:
        """The score, and months at a guard by study."""
        found: dict[str, Any] = json.loads((self.folder / "score.json").read_text(encoding="utf-8"))
        return found

    @cached_property
    def titles(self) -> dict[str, dict[str, str]]:
        """Title of each study by language."""
        found = {}
        for file in sorted((self.folder / "studies").glob("*.yaml")):
            tree = read_yaml(file, Faults())
            found[file.stem] = dict(tree.value["title"]) if tree is not None else {"zh": file.stem, "en": file.stem}
        return found

    def name(self, row: Any, lang: str) -> str:
        """``E074 Zero mark-up ...: drugs per admission``; a small circle where the study informed a parameter."""
        mark = say("fitted", lang) if row["in_sample"] else ""
        colon = "：" if lang == "zh" else ": "
        title, outcome = self.titles[row["study"]][lang], say(f"outcome.{row['outcome']}", lang)
        return f"{row['id']}{mark} {sentence_case(title)}{colon}{outcome}"


def shown(value: float, row: Any, lang: str) -> str:
    """An effect in percent, or points of a share; per month for a slope."""
    text = say("points" if row["scale"] == "points" else "percent", lang, x=plain(value, row))
    return say("a_month", lang, x=text) if row["estimator"] == SLOPE else text


def plain(value: float, row: Any) -> str:
    """The number alone; levels have no sign."""
    scaled = round(in_percent(value, row["scale"]), 1)
    if not math.isfinite(scaled):
        return "–"
    digits = 0 if abs(scaled) >= 20 else 1
    sign = MINUS if scaled < 0 else "+" if scaled > 0 and row["estimator"] != LEVEL else ""
    return f"{sign}{abs(scaled):.{digits}f}"


def in_percent(value: float, scale: str) -> float:
    """Log points as the percentage they are; shares in points."""
    return 100.0 * (math.expm1(value) if scale == "log" else value)


def verdict(row: Any) -> str:
    """``hit``, ``miss``, or ``sign`` where even the direction is wrong."""
    return "hit" if row["inside"] else "miss" if row["sign_ok"] else "sign"
