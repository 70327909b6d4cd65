"""What a worker of a validation is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sim.experiments.prior import Draw
from sim.experiments.validate.study import Study


@dataclass(frozen=True, slots=True)
class ValidationJob:
    """One draw of the studies that share a setting, so that its run without reform is simulated once."""

    draw: Draw
    studies: tuple[Study, ...]
    seed: int
    engine: Literal["simpy", "compiled"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of `COLUMNS`, and what a sound run must not have: months in which a guard was reached."""

    rows: tuple[tuple[Any, ...], ...]
    clipped: tuple[tuple[str, int], ...]
