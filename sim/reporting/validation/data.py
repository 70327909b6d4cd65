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
from sim.vocabulary.labels import label

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
    def sets(self) -> pd.DataFrame:
        """A row a parameter set; see `sim.experiments.validate.sets`."""
        return pd.read_csv(self.folder / "sets.csv", dtype={"kept": bool, "worst": str}, keep_default_na=False)

    @cached_property
    def told(self) -> dict[str, Any]:
        """The score, and months at a guard by study."""
        found: dict[str, Any] = json.loads((self.folder / "score.json").read_text(encoding="utf-8"))
        return found

    def title(self, row: Any, lang: str) -> str:
        """What the study is about."""
        return sentence_case(self.titles[row["study"]][lang])

    def outcome(self, row: Any, lang: str) -> str:
        """``E074 drugs per admission``; a small circle where the study informed a parameter."""
        mark = say("fitted", lang) if row["in_sample"] else ""
        return f"{row['id']}{mark} {say('outcome.' + row['outcome'], lang)}{self._part(row['study'], row['id'], lang)}"

    def _part(self, study: str, estimate: str, lang: str) -> str:
        """Which part of the cases, where an estimate does not look at all of the study's."""
        shape = self.estimates[study].get(estimate, {})
        words = [*shape.get("schemes", ()), *shape.get("tiers", ()), *shape.get("conditions", ())]
        if not words:
            return ""
        names = [label(word, lang) for word in words]
        return f"（{'、'.join(names)}）" if lang == "zh" else f" ({', '.join(names)})"

    @cached_property
    def estimates(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The estimates of each study as written, by id."""
        return {name: {one["id"]: one for one in tree["estimates"]} for name, tree in self._studies.items()}

    @property
    def titles(self) -> dict[str, dict[str, str]]:
        """Title of each study by language."""
        return {name: tree["title"] for name, tree in self._studies.items()}

    @cached_property
    def _studies(self) -> dict[str, dict[str, Any]]:
        found = {}
        for file in sorted((self.folder / "studies").glob("*.yaml")):
            tree = read_yaml(file, Faults())
            if tree is not None:
                found[file.stem] = tree.value
        return found


def shown(value: float, row: Any, lang: str) -> str:
    """An effect in percent, or points of a share; per month for a slope."""
    unit = row["scale"] if row["scale"] in ("points", "odds") else "percent"
    text = say(unit, lang, x=plain(value, row))
    return say("a_month", lang, x=text) if row["estimator"] == SLOPE else text


def plain(value: float, row: Any) -> str:
    """The number alone; levels have no sign."""
    slope = row["estimator"] == SLOPE
    scaled = round(in_percent(value, row["scale"]), 2 if slope else 1)
    if not math.isfinite(scaled):
        return "–"
    digits = 2 if slope else 0 if abs(scaled) >= 20 else 1
    sign = MINUS if scaled < 0 else "+" if scaled > 0 and row["estimator"] != LEVEL else ""
    return f"{sign}{abs(scaled):.{digits}f}"


def in_percent(value: float, scale: str) -> float:
    """Log points as the percentage they are; shares in points."""
    return 100.0 * (math.expm1(value) if scale == "log" else value)


def verdict(row: Any) -> str:
    """``hit``, ``miss``, or ``sign`` where even the direction is wrong."""
    return "hit" if row["inside"] else "miss" if row["sign_ok"] else "sign"
