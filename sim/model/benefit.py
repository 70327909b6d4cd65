"""The benefit rules of a region as the tables the engine reads."""

from __future__ import annotations

import math

from sim.engine.tables import Benefit
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Grade, Scheme

FEN = 100


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
