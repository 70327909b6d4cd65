"""Which points a sweep runs: every combination, a Latin hypercube, or a Sobol sequence."""

from __future__ import annotations

import hashlib
import itertools
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
from scipy.stats import qmc

from sim.experiments.axes import Axis
from sim.scenario.plain_yaml import flow
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

# 64 bits: two of a million points share an id once in forty million sweeps; then it is refused, not lost.
LETTERS = 16
PHRASES = {
    "one_id": ("有两个点的编号相同", "two points have one id"),
    "other_values": ("请稍微改动一个取值", "change one of the values a little"),
}
tell = telling(PHRASES)
DesignName = Literal["grid", "lhs", "sobol"]


@dataclass(frozen=True, slots=True)
class Point:
    """One set of values; ``id`` is made of them alone, so the same values have the same id in every sweep."""

    id: str
    values: tuple[tuple[str, Any], ...]

    @property
    def sets(self) -> list[str]:
        """The values as ``--set`` takes them."""
        return [f"{path}={flow(value)}" for path, value in self.values]


def points(axes: Sequence[Axis], design: DesignName, count: int, seed: int) -> list[Point]:
    """The points in the order of the design; ``count`` and ``seed`` are for lhs and sobol.

    Points that came out equal (few levels, many points) are kept once.

    Raises
    ------
    InputInvalid : two points have one id.
    """
    if design == "grid":
        rows = list(itertools.product(*(axis.levels for axis in axes)))
    else:
        rows = [
            tuple(a.at(float(s)) for a, s in zip(axes, r, strict=True))
            for r in unit_rows(len(axes), design, count, seed)
        ]
    found = [_point([(axis.path, value) for axis, value in zip(axes, row, strict=True)]) for row in rows]
    distinct = list({_text(point.values): point for point in found}.values())
    if len({point.id for point in distinct}) < len(distinct):
        raise InputInvalid([Problem("--vary", 0, 0, "", tell("one_id"), tell("other_values"))])
    return distinct


def unit_rows(columns: int, design: DesignName, count: int, seed: int) -> list[list[float]]:
    """Rows of numbers from 0 to below 1, one a point, for ``lhs`` or ``sobol``.

    A column more changes every row (scipy 1.17: of a Sobol sequence all but the first): the scrambling draws on through
    the columns. A row more leaves those of ``sobol`` as they were, not those of ``lhs``.
    """
    if design == "lhs":
        lhs: list[list[float]] = qmc.LatinHypercube(columns, rng=seed).random(count).tolist()
        return lhs
    with warnings.catch_warnings():
        # A count that is no power of two costs balance, not validity.
        warnings.simplefilter("ignore", UserWarning)
        sobol: list[list[float]] = qmc.Sobol(columns, rng=seed).random(count).tolist()
    return sobol


def _point(values: list[tuple[str, Any]]) -> Point:
    return Point(hashlib.sha256(_text(values).encode()).hexdigest()[:LETTERS], tuple(values))


def _text(values: Iterable[tuple[str, Any]]) -> str:
    return "\n".join(f"{path}={flow(value)}" for path, value in sorted(values))


def design_table(found: Sequence[Point]) -> pd.DataFrame:
    """One row a point: id, then one column a path, values as they are typed."""
    rows = [{"id": point.id, **{path: flow(value) for path, value in point.values}} for point in found]
    return pd.DataFrame(rows).astype("str")


def path_table(axes: Sequence[Axis]) -> pd.DataFrame:
    """One row a path: what it is called, its unit, the scenario's own value."""
    rows = [(a.path, a.item.zh, a.item.en, a.item.unit, flow(a.item.value)) for a in axes]
    return pd.DataFrame(rows, columns=["path", "zh", "en", "unit", "value"])
