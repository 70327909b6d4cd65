"""The benefit rules of a region: the tables the engine reads, and the tables that rules move."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Benefit
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Grade

Number = TypeVar("Number", int, float)
NO_CEILING = 10**15  # fen, beyond any bill
PREFIX = "benefit."  # before the names of the benefit's tables, where they stand beside others
BY_GRADE = ("deductible", "reimbursement", "catalogue", "outpatient_share", "fee_paid")
WHOLE = (
    "deductible", "ceiling", "outpatient_deductible", "outpatient_ceiling", "signed_ceiling", "fee_paid", "carries",
    "critical_threshold", "critical_ceiling",
)  # fmt: skip
SHARES = frozenset(PREFIX + name for name in ("reimbursement", "outside_unreferred", "outpatient_share"))


def benefit_of(scenario: Scenario, day: date | None = None) -> Benefit:
    """The benefit rules of every payer as tables in fen, on a day or, without one, in the base year.

    The outside payer is the last; where the region does not say what it pays, it pays every bill in full.
    """
    payers, elsewhere = scenario.region.payers, scenario.region.outside_benefit
    numbers = [payer.benefit if day is None else payer.benefit_on(day) for payer in payers]
    numbers += [elsewhere] if elsewhere else []

    def fen(name: str, outside: int) -> list[int]:
        return [*(math.floor(n[name].value * FEN + 0.5) for n in numbers), *_rest(outside)]

    def plain(name: str, outside: float) -> list[float]:
        return [*(n[name].value for n in numbers), *_rest(outside)]

    def fen_by_grade(name: str, outside: int) -> list[int]:
        own = [math.floor(n[f"{name}_{grade.id}"].value * FEN + 0.5) for n in numbers for grade in Grade]
        return own + _rest(outside) * len(Grade)

    def by_grade(name: str, outside: float) -> list[float]:
        return [n[f"{name}_{grade.id}"].value for n in numbers for grade in Grade] + _rest(outside) * len(Grade)

    def _rest(outside: Number) -> list[Number]:
        return [] if elsewhere else [outside]

    return Benefit(
        deductible=fen_by_grade("deductible", 0),
        reimbursement=by_grade("reimbursement", 1.0),
        outside_unreferred=plain("reimbursement_outside_unreferred", 1.0),
        repeat_share=plain("repeat_deductible_share", 1.0),
        catalogue=by_grade("catalogue", 1.0),
        ceiling=fen("ceiling", NO_CEILING),
        outpatient_share=by_grade("outpatient_share", 1.0),
        outpatient_deductible=fen("outpatient_deductible", 0),
        outpatient_ceiling=fen("outpatient_ceiling", NO_CEILING),
        signed_share=[0.0] * (len(payers) + 1),
        signed_ceiling=[0] * (len(payers) + 1),
        fee_paid=[0] * ((len(payers) + 1) * len(Grade)),
        carries=[round(x) for x in plain("carries_deductible", 0.0)],
        critical_threshold=fen("critical_threshold", 0),
        critical_share=plain("critical_share", 0.0),
        critical_ceiling=fen("critical_ceiling", 0),
        assistance=plain("assistance_share", 0.0),
    )


def benefit_tables(benefit: Benefit) -> dict[str, NDArray[np.float64]]:
    """The benefit as tables that moves name: [payer], or [payer, grade]; money in fen."""
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
