"""What ``explain/`` in a results folder says: how much of the reform's effect is due to which group of rules."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.asked import read_explained
from sim.experiments.asked import tell as tell_asked
from sim.reporting.checked_files import read_table
from sim.reporting.coverage import Coverage
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import in_order
from sim.reporting.numbers import plain
from sim.vocabulary.labels import unit

REMEDY = tell_asked("explain_again")
COLUMNS = ("indicator", "year", "player", "kind", "mean", "low", "high", "n")
EVERYONE = "all"


@dataclass(frozen=True)
class Explanation:
    """The files of ``explain/``; a player is a group of rules that is taken in or left out as a whole."""

    folder: Path

    @cached_property
    def asked(self) -> dict[str, Any]:
        """Sample, replications, seed, method, permutations, runs, year."""
        return read_explained(self.folder / "explain")

    @property
    def coverage(self) -> Coverage:
        """What intervals hold: luck alone, as every combination of groups runs on the same parameters."""
        return Coverage(int(self.asked["replications"]))

    @cached_property
    def players(self) -> pd.DataFrame:
        """Names and rules of the players, in their order."""
        columns = ("player", "label_en", "label_zh", "rules")
        return read_table(self.folder / "explain" / "players.csv", columns, REMEDY).set_index("player")

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """The contributions to the year that was asked about."""
        found = read_table(self.folder / "explain" / "contributions.csv", COLUMNS, REMEDY)
        return found[found["year"] == str(self.asked["year"])].reset_index(drop=True)

    @property
    def order(self) -> list[str]:
        """The players in their order."""
        return [str(player) for player in self.players.index]

    def name(self, player: str, lang: str) -> str:
        """What a player is called."""
        return str(self.players.loc[player, f"label_{lang}"])


def indicators(rows: pd.DataFrame) -> list[str]:
    """Those explained: headlines in the order of the report, then others as they stand."""
    return in_order(rows["indicator"].tolist())


def part(rows: pd.DataFrame, indicator: str, kind: str, player: str = EVERYONE) -> Estimate | None:
    """One number; None if it was not written."""
    found = rows[(rows["indicator"] == indicator) & (rows["kind"] == kind) & (rows["player"] == player)]
    if found.empty or not math.isfinite(found["mean"].iloc[0]):
        return None
    line = found.iloc[0]
    return Estimate(float(line["mean"]), float(line["low"]), float(line["high"]))


def most(rows: pd.DataFrame, indicator: str) -> tuple[str, Estimate] | None:
    """The player with the largest contribution in the direction of the total; of the largest at all if that is 0."""
    total = part(rows, indicator, "total")
    shares = rows[(rows["indicator"] == indicator) & (rows["kind"] == "shapley") & rows["mean"].notna()]
    if shares.empty:
        return None
    kind = unit(indicator)
    direction = 0.0 if total is None or plain(total.mean, kind) == plain(0.0, kind) else math.copysign(1, total.mean)
    size = shares["mean"] * direction if direction else shares["mean"].abs()
    player = str(shares["player"].iloc[int(size.to_numpy().argmax())])
    found = part(rows, indicator, "shapley", player)
    return None if found is None else (player, found)
