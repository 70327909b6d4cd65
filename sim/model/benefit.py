"""The benefit rules of a region as the tables the engine reads, and what rules in force change in them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sim.engine.tables import Benefit
from sim.model.effects import BenefitNow
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.protection import Protection
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Grade

FEN = 100
NO_CEILING = 10**15  # fen, beyond any bill


def benefit_of(scenario: Scenario) -> Benefit:
    """The benefit rules of every payer as tables in fen; the outside payer, the last, pays every bill in full."""
    numbers = [payer.benefit for payer in scenario.region.payers]

    def fen(name: str, outside: int) -> list[int]:
        return [*(math.floor(n[name].value * FEN + 0.5) for n in numbers), outside]

    def plain(name: str, outside: float) -> list[float]:
        return [*(n[name].value for n in numbers), outside]

    def fen_by_grade(name: str, outside: int) -> list[int]:
        own = [math.floor(n[f"{name}_{grade.id}"].value * FEN + 0.5) for n in numbers for grade in Grade]
        return own + [outside] * len(Grade)

    def by_grade(name: str, outside: float) -> list[float]:
        return [n[f"{name}_{grade.id}"].value for n in numbers for grade in Grade] + [outside] * len(Grade)

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
        carries=[round(x) for x in plain("carries_deductible", 0.0)],
        critical_threshold=fen("critical_threshold", 0),
        critical_share=plain("critical_share", 0.0),
        critical_ceiling=fen("critical_ceiling", 0),
        assistance=plain("assistance_share", 0.0),
    )


def changed(base: Benefit, rules: Sequence[BenefitNow]) -> Benefit:
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

    for rule in sorted(rules, key=lambda rule: isinstance(rule.lever, BenefitTilt)):
        lever, strength = rule.lever, rule.strength
        for payer in rule.payers:
            if isinstance(lever, Protection):
                for name in ("ceiling", "critical_threshold", "critical_ceiling"):
                    yuan = getattr(lever, name)
                    move(name, payer, None if yuan is None else yuan * FEN, strength)
                move("critical_share", payer, lever.critical_share, strength)
                move("assistance", payer, lever.assistance_share, strength)
            if isinstance(lever, OutpatientPooling):
                for name in ("deductible", "ceiling"):
                    yuan = getattr(lever, name)
                    move(f"outpatient_{name}", payer, None if yuan is None else yuan * FEN, strength)
            if isinstance(lever, Deductibles):
                move("repeat_share", payer, lever.repeat_share, strength)
                if lever.carries is not None and strength > 0.0:
                    table["carries"][payer] = int(lever.carries)
            if isinstance(lever, BenefitTilt):
                add("outside_unreferred", payer, lever.outside + lever.outside_unreferred, strength)
            for grade in Grade:
                cell = payer * len(Grade) + grade
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
