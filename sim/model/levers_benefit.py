"""Levers on what patients and fund share, for whole pools: each turns one rule into moves of the benefit tables.

Money in fen. A rule at part of its strength is that part of the way from what there is to what it names; points of a
tilt come on top of what the other rules name, whichever is further up in the file (`sim.model.moves`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sim.model.benefit import PREFIX
from sim.model.lever_moves import Moves
from sim.model.moves import How, Move
from sim.model.rule_now import RuleNow
from sim.policy.lever import Lever
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.protection import Protection
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Grade


def protection(lever: Protection, now: RuleNow) -> Iterator[Move]:
    """Ceiling, critical-illness layer, assistance."""
    for cell in _payers(lever.schemes, now):
        yield from _toward("ceiling", cell, _fen(lever.ceiling), now)
        yield from _toward("critical_threshold", cell, _fen(lever.critical_threshold), now)
        yield from _toward("critical_ceiling", cell, _fen(lever.critical_ceiling), now)
        yield from _toward("critical_share", cell, lever.critical_share, now)
        yield from _toward("assistance", cell, lever.assistance_share, now)


def outpatient_pooling(lever: OutpatientPooling, now: RuleNow) -> Iterator[Move]:
    """Shares by grade, yearly deductible and ceiling of visits."""
    shares = {Grade.FIRST: lever.first, Grade.SECOND: lever.second, Grade.THIRD: lever.third}
    for payer in _payers(lever.schemes, now):
        yield from _toward("outpatient_deductible", payer, _fen(lever.deductible), now)
        yield from _toward("outpatient_ceiling", payer, _fen(lever.ceiling), now)
        yield from _toward("signed_share", payer, lever.signed_first, now)
        yield from _toward("signed_ceiling", payer, _fen(lever.signed_ceiling), now)
        for grade, share in shares.items():
            yield from _toward("outpatient_share", (*payer, grade), share, now)


def deductibles(lever: Deductibles, now: RuleNow) -> Iterator[Move]:
    """Deductibles of stays by grade, of later stays, along a chain of referrals."""
    yuan = {
        Grade.FIRST: lever.first,
        Grade.SECOND: lever.second,
        Grade.THIRD: lever.third,
        Grade.OUTSIDE: lever.outside,
    }
    for payer in _payers(lever.schemes, now):
        yield from _toward("repeat_share", payer, lever.repeat_share, now)
        if lever.carries is not None:  # a switch knows no half
            yield Move(f"{PREFIX}carries", How.SET, int(lever.carries), payer)
        for grade, deductible in yuan.items():
            yield from _toward("deductible", (*payer, grade), _fen(deductible), now)


def benefit_tilt(lever: BenefitTilt, now: RuleNow) -> Iterator[Move]:
    """Points of reimbursement more or less, by grade."""
    stays = {
        Grade.FIRST: lever.first,
        Grade.SECOND: lever.second,
        Grade.THIRD: lever.third,
        Grade.OUTSIDE: lever.outside,
    }
    visits = {Grade.FIRST: lever.visits_first, Grade.SECOND: lever.visits_second, Grade.THIRD: lever.visits_third}
    for payer in _payers(lever.schemes, now):
        yield _add("outside_unreferred", payer, lever.outside + lever.outside_unreferred, now)
        for grade, points in stays.items():
            yield _add("reimbursement", (*payer, grade), points, now)
        for grade, points in visits.items():
            yield _add("outpatient_share", (*payer, grade), points, now)


def _payers(schemes: Sequence[str], now: RuleNow) -> list[tuple[int, ...]]:
    """The cells of the payers of these schemes."""
    return [(payer,) for payer in now.insured(schemes)]


def _fen(yuan: float | None) -> float | None:
    return None if yuan is None else yuan * FEN


def _toward(table: str, cell: tuple[int, ...], value: float | None, now: RuleNow) -> Iterator[Move]:
    """The way to a value, if the rule names one."""
    if value is not None:
        yield Move(PREFIX + table, How.TOWARD, value, cell, now.strength)


def _add(table: str, cell: tuple[int, ...], points: float, now: RuleNow) -> Move:
    return Move(PREFIX + table, How.ADD, now.strength * points, cell)


MOVES: Mapping[type[Lever], Moves] = {
    BenefitTilt: benefit_tilt,
    Deductibles: deductibles,
    OutpatientPooling: outpatient_pooling,
    Protection: protection,
}
