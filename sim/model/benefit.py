"""The benefit rules of a region: the tables the engine reads, and the tables that rules move."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Benefit
from sim.model.apart import Apart
from sim.region.description import Numbers
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Arrival, Grade

Number = TypeVar("Number", int, float)
NO_CEILING = 10**15  # fen, beyond any bill
UNSAID = -1  # of a deductible or a share of one: another number counts
PREFIX = "benefit."  # before the names of the benefit's tables, where they stand beside others
MAPS = ("covers", "kinds", "seats", "cover", "kind", "seat")  # which row is whose: no rule moves them
# [cover, kind, seat, arrival], [cover, kind]; all others [cover].
BY_CELL = (
    "deductible", "deductible_cost", "deductible_most", "deductible_second", "deductible_later", "paid_first",
    "reimbursement", "catalogue", "outpatient_share", "visit_deductible", "visit_paid_first", "fee_paid",
)  # fmt: skip
BY_KIND = ("once", "own_limits", "own_deductible", "own_ceiling")
WHOLE = (
    "deductible", "deductible_most", "deductible_second", "deductible_later", "deductible_year", "once", "ceiling",
    "visit_deductible", "outpatient_deductible", "outpatient_ceiling", "own_limits", "own_deductible", "own_ceiling",
    "signed_ceiling", "fee_paid", "carries", "critical_threshold", "critical_ceiling",
)  # fmt: skip
SHARES = frozenset(
    PREFIX + name for name in ("reimbursement", "outpatient_share", "paid_first", "visit_paid_first", "deductible_cost")
)


def _unsaid(covers: int, cells: int) -> dict[str, Any]:
    """What only rules set, not the numbers of a region: nothing of it holds."""
    return {
        "deductible_cost": [0.0] * (covers * cells),
        "deductible_most": [NO_CEILING] * (covers * cells),
        "deductible_second": [UNSAID] * (covers * cells),
        "deductible_later": [UNSAID] * (covers * cells),
        "later_share": [float(UNSAID)] * covers,
        "ally_deductible": [1.0] * covers,
        "deductible_year": [NO_CEILING] * covers,
        "once": [0] * covers,
        "paid_first": [0.0] * (covers * cells),
        "visit_deductible": [0] * (covers * cells),
        "visit_paid_first": [0.0] * (covers * cells),
        "own_limits": [0] * covers,
        "signed_share": [0.0] * covers,
        "signed_ceiling": [0] * covers,
        "fee_paid": [0] * (covers * cells),
    }


def benefit_of(scenario: Scenario, day: date | None = None) -> Benefit:
    """The benefit rules of every payer as tables in fen, on a day or, without one, in the base year.

    The outside payer is the last; where the region does not say what it pays, it pays every bill in full.
    """
    payers, elsewhere = scenario.region.payers, scenario.region.outside_benefit
    numbers = [payer.benefit if day is None else payer.benefit_on(day) for payer in payers]
    numbers += [elsewhere] if elsewhere else []
    cells, all_payers = len(Grade) * len(Arrival), len(payers) + 1

    def fen(name: str, outside: int) -> list[int]:
        return [*(math.floor(n[name].value * FEN + 0.5) for n in numbers), *_rest(outside)]

    def plain(name: str, outside: float) -> list[float]:
        return [*(n[name].value for n in numbers), *_rest(outside)]

    def by_cell(name: str, outside: float) -> list[float]:
        own = [n[_named(name, grade, arrival, n)].value for n in numbers for grade in Grade for arrival in Arrival]
        return own + _rest(outside) * cells

    def _rest(outside: Number) -> list[Number]:
        return [] if elsewhere else [outside]

    return Benefit(
        covers=all_payers,
        kinds=1,
        seats=len(Grade),
        cover=[],
        kind=[],
        seat=[],
        deductible=[math.floor(x * FEN + 0.5) for x in by_cell("deductible", 0.0)],
        repeat_share=plain("repeat_deductible_share", 1.0),
        reimbursement=by_cell("reimbursement", 1.0),
        catalogue=by_cell("catalogue", 1.0),
        ceiling=fen("ceiling", NO_CEILING),
        outpatient_share=by_cell("outpatient_share", 1.0),
        outpatient_deductible=fen("outpatient_deductible", 0),
        outpatient_ceiling=fen("outpatient_ceiling", NO_CEILING),
        own_deductible=fen("outpatient_deductible", 0),
        own_ceiling=fen("outpatient_ceiling", NO_CEILING),
        carries=[round(x) for x in plain("carries_deductible", 0.0)],
        critical_threshold=fen("critical_threshold", 0),
        critical_share=plain("critical_share", 0.0),
        critical_ceiling=fen("critical_ceiling", 0),
        assistance=plain("assistance_share", 0.0),
        **_unsaid(all_payers, cells),
    )


def _named(name: str, grade: Grade, arrival: Arrival, numbers: Numbers) -> str:
    """What the files call a number of a licence grade; some have another one without a referral."""
    alone = f"{name}_{grade.id}_unreferred"
    return alone if arrival != Arrival.REFERRED and alone in numbers else f"{name}_{grade.id}"


def benefit_tables(benefit: Benefit, apart: Apart | None = None) -> dict[str, NDArray[np.float64]]:
    """The benefit as tables that moves name; money in fen.

    Where rules set people or care ``apart``, each begins with what holds for the payer.
    """
    found = {}
    for name in Benefit._fields:
        if name in MAPS:
            continue
        table = np.array(getattr(benefit, name), dtype=np.float64)
        if name in BY_CELL:
            table = table.reshape(benefit.covers, benefit.kinds, benefit.seats, len(Arrival))
        elif name in BY_KIND:
            table = table.reshape(benefit.covers, benefit.kinds)
        if apart is not None:
            table = table[list(apart.payer_of)]
            table = np.repeat(table, apart.kind_count, axis=1) if name in (*BY_CELL, *BY_KIND) else table
            table = table[:, :, list(apart.grade_of)] if name in BY_CELL else table
        found[PREFIX + name] = table
    return found


def benefit_from(tables: Mapping[str, NDArray[Any]], apart: Apart | None = None) -> Benefit:
    """The benefit as the engine reads it: flat, money and switches as whole numbers."""
    names = [name for name in Benefit._fields if name not in MAPS]
    flat: dict[str, Any] = {name: tables[PREFIX + name].ravel().tolist() for name in names}
    whole: dict[str, Any] = {name: [math.floor(x + 0.5) for x in flat[name]] for name in WHOLE}
    maps: dict[str, Any] = {"covers": len(flat["ceiling"]), "kinds": 1, "seats": len(Grade)}
    maps |= {"cover": [], "kind": [], "seat": []}
    if apart is not None:
        maps |= {
            "kinds": apart.kind_count,
            "seats": len(apart.grade_of),
            "seat": apart.seats.tolist(),
            "cover": apart.people.ravel().tolist(),
            "kind": apart.kinds.ravel().tolist(),
        }  # fmt: skip
    return Benefit(**{**flat, **whole, **maps})
