"""Which sets the region's figures rule out, what the others say, and what cannot be told apart.

A set is implausible by how far it is from a figure, over what is not known of both (`sim.experiments.implausible`): the
range of the figure, read as nine tenths of a normal distribution on either side, and what the form of the model may be
off, its discrepancy: how far the region's own fit misses the figure's range. From three on, for any figure, a set is
ruled out. Published experiments may have ruled it out before (`studies`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from sim.experiments.calibrate.candidate import FittedCandidate
from sim.experiments.fit.numbers import Aim, Key
from sim.experiments.implausible import NINE_TENTHS, RULED_OUT, implausible

ENDS = (0.05, 0.5, 0.95)
RIDGE = 0.7  # of a rank correlation, at least
BY_CHANCE = 0.01  # how often any pair at all may be called a ridge that is none
MOST_RIDGES = 12
FEW = 8  # sets, of which nothing can be said


@dataclass(frozen=True, slots=True)
class Judged:
    """A set with the figure it is farthest from, and how implausible that makes it; the study that ruled it out."""

    candidate: FittedCandidate
    implausible: float
    worst: Aim | None
    study: str = ""

    @property
    def kept(self) -> bool:
        """Whether it cannot be ruled out."""
        return not self.study and self.implausible <= RULED_OUT


def discrepancy(anchors: Sequence[Aim], measured: Mapping[Key, float]) -> dict[Key, float]:
    """How far the region's own fit lies beyond the range of a figure, in its unit; nothing where it lies within."""
    found = {}
    for aim in anchors:
        model = measured.get(aim.key, math.nan)
        beyond = max(aim.low - model, model - aim.high)
        if beyond > 0:
            found[aim.key] = beyond
    return found


def judged(candidate: FittedCandidate, anchors: Sequence[Aim], off: Mapping[Key, float], study: str = "") -> Judged:
    """How implausible a set is; ``study`` is the estimate that has ruled it out already."""
    worst: tuple[float, Aim | None] = (0.0, None)
    for aim in anchors:
        found = implausibility(aim, candidate.measured.get(aim.key, math.nan), off.get(aim.key, 0.0))
        if found > worst[0]:
            worst = found, aim
    return Judged(candidate, *worst, study)


def implausibility(aim: Aim, model: float, off: float) -> float:
    """How far the model is from a figure over what is not known of it; nothing where the model has no value."""
    if not math.isfinite(model):
        return 0.0
    end = aim.high if model > aim.value else aim.low
    return implausible(model - aim.value, (end - aim.value) / NINE_TENTHS, off)


def candidate_table(found: Sequence[Judged]) -> pd.DataFrame:
    """A row a set: its number, whether it was kept, how implausible it is at which figure, rounds of its fit."""
    rows = []
    for one in found:
        worst = "/".join(one.worst.key) if one.worst else ""
        rows.append((one.candidate.number, one.kept, one.implausible, worst, one.candidate.rounds))
    return pd.DataFrame(rows, columns=["set", "kept", "implausibility", "worst", "rounds"])


def number_table(
    ranges: Mapping[str, tuple[float, float, float]], all_sets: pd.DataFrame, kept: pd.DataFrame
) -> pd.DataFrame:
    """A row a number: its range before, where all sets put it, and where those that were kept put it.

    Parameters
    ----------
    ranges : low, value and high by path.
    all_sets, kept : a column a path, a row a set.
    """
    rows = []
    for path in kept.columns:
        before, after = (frame[path].to_numpy(dtype=float) for frame in (all_sets, kept))
        narrowed = 1 - after.std() / before.std() if len(after) and before.std() > 0 else math.nan
        rows.append((path, *ranges[path], *_ends(before), *_ends(after), narrowed))
    ends = [f"{which}_{name}" for which in ("drawn", "kept") for name in ("p5", "p50", "p95")]
    return pd.DataFrame(rows, columns=["path", "low", "value", "high", *ends, "narrowed"])


def _ends(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(end) for end in np.quantile(values, ENDS)) if len(values) else (math.nan,) * len(ENDS)


def ridges(kept: pd.DataFrame) -> pd.DataFrame:
    """Pairs of numbers that move together over the sets kept: the figures tell their combination, not each of them."""
    varied = kept.loc[:, kept.nunique() > 2]
    if len(varied) < FEW:
        return pd.DataFrame(columns=["one", "other", "correlation"])
    table = varied.rank().corr().to_numpy()
    first, second = np.triu_indices(len(varied.columns), 1)
    pairs = list(zip(first.tolist(), second.tolist(), strict=True))
    least = max(RIDGE, _by_chance(len(varied), len(pairs)))
    strong = sorted((-abs(table[a, b]), a, b) for a, b in pairs if abs(table[a, b]) >= least)
    names = list(varied.columns)
    rows = [(names[a], names[b], float(table[a, b])) for _, a, b in strong[:MOST_RIDGES]]
    return pd.DataFrame(rows, columns=["one", "other", "correlation"])


def _by_chance(sets: int, pairs: int) -> float:
    """The correlation that the strongest of so many pairs reaches in so many sets where nothing moves together."""
    t = float(stdtrit(sets - 2, 1 - BY_CHANCE / (2 * pairs)))
    return t / math.sqrt(sets - 2 + t * t)


def anchor_table(
    anchors: Sequence[Aim], own: Mapping[Key, float], off: Mapping[Key, float], found: Sequence[Judged]
) -> pd.DataFrame:
    """A row a figure: its range, the region's own fit, the sets kept, and whether their median lies in the range."""
    rows = []
    for aim in anchors:
        values = np.array([one.candidate.measured.get(aim.key, math.nan) for one in found if one.kept], dtype=float)
        ends = _ends(values[np.isfinite(values)])
        inside = bool(aim.low <= ends[1] <= aim.high) if math.isfinite(ends[1]) else None
        model = own.get(aim.key, math.nan)
        rows.append((*aim.key, aim.value, aim.low, aim.high, model, off.get(aim.key, 0.0), *ends, inside))
    names = ["indicator", "area", "group", "figure", "low", "high", "own", "discrepancy", "p5", "p50", "p95", "inside"]
    return pd.DataFrame(rows, columns=names)
