"""Every pair of cases, who ends the year better or worse off, and what was moved: the tables of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sim.experiments.asked import tell
from sim.indicators.positions import PARTIES
from sim.reporting.checked_files import read_table
from sim.reporting.estimate import Estimate

REMEDY = tell("compare_again")
ENDS = ("mean", "low", "high")


@dataclass(frozen=True)
class Contrasts:
    """``pairs.csv``, ``positions.csv`` and ``moved.csv`` of a comparison; empty where an older program wrote none."""

    folder: Path

    def pair(self, indicator: str, case: str, against: str) -> Estimate | None:
        """One case less another, the arm without rules among them; None if there is no such pair."""
        return self._pairs.get((indicator, case, against))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every pair of cases, the later one first."""
        return list(dict.fromkeys((case, against) for _, case, against in self._pairs))

    def position(self, party: str, case: str, measure: str = "value") -> Estimate | None:
        """Net yuan of a party in the year, or its difference to the reference; None if it was not written."""
        return self._positions.get((party, case, measure))

    @property
    def parties(self) -> list[str]:
        """Parties with any money in any case."""
        there = {key[0] for key, one in self._positions.items() if round(one.mean) != 0}
        return [party for party in PARTIES if party in there]

    def moved(self, what: str, case: str) -> Estimate | None:
        """What a case moves against the reference; what a visit costs only where it surely moves some."""
        if what == "yuan_per_visit":
            visits = self._moved.get(("visits", case))
            if visits is None or visits.verdict("count") not in ("sure", "single"):
                return None
        return self._moved.get((what, case))

    @cached_property
    def _pairs(self) -> dict[tuple[str, ...], Estimate]:
        return self._read("pairs", ("indicator", "case", "against"))

    @cached_property
    def _positions(self) -> dict[tuple[str, ...], Estimate]:
        return self._read("positions", ("party", "case", "measure"))

    @cached_property
    def _moved(self) -> dict[tuple[str, ...], Estimate]:
        return self._read("moved", ("what", "case"))

    def _read(self, name: str, keys: Sequence[str]) -> dict[tuple[str, ...], Estimate]:
        path = self.folder / f"{name}.csv"
        if not path.exists():
            return {}
        rows = read_table(path, (*keys, *ENDS), REMEDY)
        rows = rows[rows["mean"].notna()]
        named = zip(*(rows[column] for column in keys), strict=True)
        values = zip(*(rows[end] for end in ENDS), strict=True)
        return {key: Estimate(*map(float, value)) for key, value in zip(named, values, strict=True)}
