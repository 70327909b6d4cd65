"""The benefit rules of a region: the tables the engine reads, and the tables that rules move."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Benefit
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Grade, Scheme

FEN = 100
PREFIX = "benefit."  # before the names of the benefit's tables, where they stand beside others
BY_GRADE = ("deductible", "reimbursement", "catalogue", "outpatient_share")
WHOLE = (
    "deductible", "ceiling", "outpatient_deductible", "outpatient_ceiling", "carries", "critical_threshold",
    "critical_ceiling",
)  # fmt: skip
SHARES = frozenset(PREFIX + name for name in ("reimbursement", "outside_unreferred", "outpatient_share"))


def benefit_of(scenario: Scenario) -> Benefit:
    """The benefit rules of both schemes as tables in fen; patients from beyond have no scheme here."""
    schemes = (Scheme.EMPLOYEE, Scheme.RESIDENT)
    numbers = [scenario.region.benefit[scheme] for scheme in schemes]

    def fen(name: str) -> list[int]:
        return [math.floor(n[name].value * FEN + 0.5) for n in numbers]

    def plain(name: str) -> list[float]:
        return [n[name].value for n in numbers]

    def fen_by_grade(name: str) -> list[int]:
        return [math.floor(n[f"{name}_{grade.id}"].value * FEN + 0.5) for n in numbers for grade in Grade]

    def by_grade(name: str) -> list[float]:
        return [n[f"{name}_{grade.id}"].value for n in numbers for grade in Grade]

    return Benefit(
        deductible=fen_by_grade("deductible"),
        reimbursement=by_grade("reimbursement"),
        outside_unreferred=plain("reimbursement_outside_unreferred"),
        repeat_share=plain("repeat_deductible_share"),
        catalogue=by_grade("catalogue"),
        ceiling=fen("ceiling"),
        outpatient_share=by_grade("outpatient_share"),
        outpatient_deductible=fen("outpatient_deductible"),
        outpatient_ceiling=fen("outpatient_ceiling"),
        carries=[round(x) for x in plain("carries_deductible")],
        critical_threshold=fen("critical_threshold"),
        critical_share=plain("critical_share"),
        critical_ceiling=fen("critical_ceiling"),
        assistance=plain("assistance_share"),
    )


def benefit_tables(benefit: Benefit) -> dict[str, NDArray[np.float64]]:
    """The benefit as tables that moves name: [scheme], or [scheme, grade]; money in fen."""
    found = {}
    for name in Benefit._fields:
        table = np.array(getattr(benefit, name), dtype=np.float64)
        found[PREFIX + name] = table.reshape(-1, len(Grade)) if name in BY_GRADE else table
    return found


def benefit_from(tables: Mapping[str, NDArray[Any]]) -> Benefit:
    """The benefit as the engine reads it: flat, money and switches as whole numbers."""
    flat: dict[str, list[float]] = {name: tables[PREFIX + name].ravel().tolist() for name in Benefit._fields}
    whole = {name: [math.floor(x + 0.5) for x in flat[name]] for name in WHOLE}
    return Benefit(**{**flat, **whole})  # type: ignore[arg-type]  # whole where the table is whole
