"""Sets of numbers for a region, none of which its statistics can rule out: what an answer is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sim.vocabulary.phrase import Bilingual

PARAMETERS, CALIBRATED = "parameters", "calibrated"  # what a number of a set belongs to: before a dot, then its name


@dataclass(frozen=True, slots=True)
class EnsembleMember:
    """One set: ``number`` says which of those that were drawn it is; ``values`` by path, as ``parameters.e_seek``."""

    number: int
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class EnsembleRecord:
    """How the sets were found, and from what.

    ``candidates`` sets were drawn with ``seed``, of which ``kept`` could not be ruled out. ``inputs`` are hashes of
    what the base year is made of, ``priors`` that of the ranges drawn from, ``calibrated`` that of the region's fitted
    values, ``table`` that of the sets themselves. ``discrepancy`` is what the form of the model may be off at a figure,
    in the figure's unit, by ``indicator/area/group``; ``experiments`` are sets that published experiments ruled out, by
    number, each with the estimate (``study/id``).
    """

    region: str
    base_year: int
    by: Literal["sim calibrate"]
    method: Bilingual
    seed: int
    candidates: int
    kept: int
    inputs: Mapping[str, str]
    priors: str
    calibrated: str
    table: str
    discrepancy: Mapping[str, float]
    experiments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ensemble:
    """All sets of a region that were kept, in the order in which they are used; ``central`` are the region's own.

    Every member has a value for every path of ``central``.
    """

    central: Mapping[str, float]
    members: tuple[EnsembleMember, ...] = ()
    record: EnsembleRecord | None = field(default=None)
