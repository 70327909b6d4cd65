"""The benefit rules of a region as the tables the engine reads, and what rules in force change in them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.engine.tables import Benefit
from sim.policy.lever import Lever
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.protection import Protection
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


def changed(base: Benefit, rules: Sequence[tuple[Lever, float]]) -> Benefit:
    """The benefit with every rule in force at its strength: the way from what there is to what the rule names.

    Money is in fen; shares stay within 0 and 1. Points of a tilt are added to what the other rules name, whichever
    is further up in the file.
    """
    if not rules:
        return base
    table: dict[str, list[float]] = {name: list(getattr(base, name)) for name in Benefit._fields}

    def move(name: str, cell: int, target: float | None, strength: float) -> None:
        if target is not None:
            table[name][cell] += strength * (target - table[name][cell])

    def add(name: str, cell: int, points: float, strength: float) -> None:
        table[name][cell] = min(1.0, max(0.0, table[name][cell] + strength * points))

    for lever, strength in sorted(rules, key=lambda item: isinstance(item[0], BenefitTilt)):
        for word in lever.schemes:  # type: ignore[attr-defined]  # all levers on benefit name their schemes
            scheme = int(Scheme.of(word))
            if isinstance(lever, Protection):
                for name in ("ceiling", "critical_threshold", "critical_ceiling"):
                    yuan = getattr(lever, name)
                    move(name, scheme, None if yuan is None else yuan * FEN, strength)
                move("critical_share", scheme, lever.critical_share, strength)
                move("assistance", scheme, lever.assistance_share, strength)
            if isinstance(lever, OutpatientPooling):
                for name in ("deductible", "ceiling"):
                    yuan = getattr(lever, name)
                    move(f"outpatient_{name}", scheme, None if yuan is None else yuan * FEN, strength)
            if isinstance(lever, Deductibles):
                move("repeat_share", scheme, lever.repeat_share, strength)
                if lever.carries is not None and strength > 0.0:
                    table["carries"][scheme] = int(lever.carries)
            if isinstance(lever, BenefitTilt):
                add("outside_unreferred", scheme, lever.outside + lever.outside_unreferred, strength)
            for grade in Grade:
                cell = scheme * len(Grade) + grade
                if isinstance(lever, BenefitTilt):
                    add("reimbursement", cell, getattr(lever, grade.id), strength)
                    add("outpatient_share", cell, getattr(lever, f"visits_{grade.id}", 0.0), strength)
                if isinstance(lever, OutpatientPooling):
                    move("outpatient_share", cell, getattr(lever, grade.id, None), strength)
                if isinstance(lever, Deductibles):
                    yuan = getattr(lever, grade.id)
                    move("deductible", cell, None if yuan is None else yuan * FEN, strength)
    whole = {"deductible", "ceiling", "outpatient_deductible", "outpatient_ceiling", "carries"}
    whole |= {"critical_threshold", "critical_ceiling"}
    rounded = {n: [math.floor(x + 0.5) for x in c] if n in whole else c for n, c in table.items()}
    return Benefit(**rounded)  # type: ignore[arg-type]  # whole where the table is whole
