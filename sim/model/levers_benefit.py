"""Levers on what patients and fund share: each turns one rule into moves of the benefit tables.

Money in fen. A rule at part of its strength is that part of the way from what there is to what it names; points of a
tilt come on top of what the other rules name, whichever is further up in the file (`sim.model.moves`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.model.apart import Apart, Flags, nobody_apart
from sim.model.benefit import PREFIX
from sim.model.lever_moves import Moves
from sim.model.moves import How, Index, Move, crossing
from sim.model.rule_now import RuleNow
from sim.model.telling_apart import care_under, hospitals_under, people_under
from sim.policy.benefit_lever import BenefitLever, CareBenefitLever
from sim.policy.lever import Lever
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.deductibles import Deductibles
from sim.policy.levers.outpatient_pooling import OutpatientPooling
from sim.policy.levers.protection import Protection
from sim.policy.levers.reimbursement import Reimbursement
from sim.policy.levers.unreferred import Unreferred
from sim.policy.levers.visit_fee import VisitFee
from sim.vocabulary.measures import FEN
from sim.vocabulary.names import Arrival, Grade, Owner, Setting

ALONE = (Arrival.UNREFERRED, Arrival.EMERGENCY)  # without a referral
DEDUCTIBLE_OF = {"first": "deductible", "second": "deductible_second", "later": "deductible_later"}


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a rule moves the benefit tables: its covers, kinds of care and facilities ([F], of ``apart``)."""

    covers: list[int]
    kinds: list[int]
    facilities: Flags
    apart: Apart

    @property
    def by_cover(self) -> Index:
        """The cells of a table of covers."""
        return crossing(self.covers)

    @property
    def by_kind(self) -> Index:
        """The cells of a table of covers and kinds."""
        return crossing(self.covers, self.kinds)

    def at(self, grades: Sequence[int], arrivals: Sequence[int] = tuple(Arrival)) -> Index:
        """The cells of these grades and arrivals."""
        return crossing(self.covers, self.kinds, self.apart.at(self.facilities, grades), arrivals)


def cells_of(lever: BenefitLever, now: RuleNow) -> Cells:
    """The cells of the people and the care that a rule holds for."""
    apart = now.apart or nobody_apart(now.scenario, now.facilities)
    kinds, facilities = list(range(apart.kind_count)), np.ones(len(apart.seats), dtype=np.bool_)
    if isinstance(lever, CareBenefitLever):
        kinds, facilities = apart.care(care_under(lever, now)), hospitals_under(lever, now)
    return Cells(apart.covers(people_under(lever, now)), kinds, facilities, apart)


def protection(lever: Protection, now: RuleNow) -> Iterator[Move]:
    """Ceiling, critical-illness layer, assistance."""
    at = cells_of(lever, now).by_cover
    yield from _toward("ceiling", at, _fen(lever.ceiling), now)
    yield from _toward("critical_threshold", at, _fen(lever.critical_threshold), now)
    yield from _toward("critical_ceiling", at, _fen(lever.critical_ceiling), now)
    yield from _toward("critical_share", at, lever.critical_share, now)
    yield from _toward("assistance", at, lever.assistance_share, now)


def reimbursement(lever: Reimbursement, now: RuleNow) -> Iterator[Move]:
    """Shares of stays by grade, and what the patient pays before."""
    cells, arrivals = cells_of(lever, now), _arrivals(lever.referral)
    shares = {
        Grade.FIRST: lever.first,
        Grade.SECOND: lever.second,
        Grade.THIRD: lever.third,
        Grade.OUTSIDE: lever.outside,
    }
    for grade, share in shares.items():
        yield from _toward("reimbursement", cells.at((grade,), arrivals), share, now)
    named = [grade for grade, share in shares.items() if share is not None] or [Grade.OUTSIDE]
    yield from _toward("paid_first", cells.at(named, arrivals), lever.paid_first, now)


def unreferred(lever: Unreferred, now: RuleNow) -> Iterator[Move]:
    """Less for who comes by himself: a factor, points, a first part, a higher deductible."""
    arrivals = ALONE if lever.emergencies else (Arrival.UNREFERRED,)
    at = cells_of(lever, now).at([Grade.of(word) for word in lever.grades], arrivals)
    factor = 1.0 + now.strength * (lever.factor - 1.0)
    if Setting.STAYS.id in lever.settings:
        yield Move(f"{PREFIX}reimbursement", How.MULTIPLY, factor, at)
        yield _add("reimbursement", at, lever.points, now)
        yield _add("paid_first", at, lever.paid_first, now)
        yield Move(f"{PREFIX}deductible", How.MULTIPLY, 1.0 + now.strength * (lever.deductible_factor - 1.0), at)
        yield _add("deductible", at, lever.deductible * FEN, now)
    if Setting.VISITS.id in lever.settings:
        yield Move(f"{PREFIX}outpatient_share", How.MULTIPLY, factor, at)
        yield _add("outpatient_share", at, lever.points, now)
        yield _add("visit_paid_first", at, lever.paid_first, now)
        yield _add("visit_deductible", at, lever.deductible * FEN, now)


def outpatient_pooling(lever: OutpatientPooling, now: RuleNow) -> Iterator[Move]:
    """Shares by grade, yearly deductible and ceiling of visits; conditions with limits have them to themselves."""
    cells, arrivals = cells_of(lever, now), _arrivals(lever.referral)
    grades = (Grade.FIRST, Grade.SECOND, Grade.THIRD, Grade.OUTSIDE)
    shares = (lever.first, lever.second, lever.third, lever.outside)
    sums = (lever.per_visit_first, lever.per_visit_second, lever.per_visit_third)
    limits = {"deductible": _fen(lever.deductible), "ceiling": _fen(lever.ceiling)}
    if (lever.conditions or lever.severities) and any(limit is not None for limit in limits.values()):
        yield Move(f"{PREFIX}own_limits", How.SET, 1, cells.by_kind)  # a switch knows no half
        for name, limit in limits.items():
            yield from _toward(f"own_{name}", cells.by_kind, limit, now)
    else:
        for name, limit in limits.items():
            yield from _toward(f"outpatient_{name}", cells.by_cover, limit, now)
    yield from _toward("signed_share", cells.by_cover, lever.signed_first, now)
    yield from _toward("signed_ceiling", cells.by_cover, _fen(lever.signed_ceiling), now)
    for grade, share in zip(grades, shares, strict=True):
        yield from _toward("outpatient_share", cells.at((grade,), arrivals), share, now)
    for grade, yuan in zip(grades, sums, strict=False):
        yield from _toward("visit_deductible", cells.at((grade,), arrivals), _fen(yuan), now)


def visit_fee(lever: VisitFee, now: RuleNow) -> Iterator[Move]:
    """A fee for every visit to public places by their grade, of several rules the highest; what funds pay of it."""
    fees = {Grade.FIRST: lever.first, Grade.SECOND: lever.second, Grade.THIRD: lever.third}
    paid = {Grade.FIRST: lever.fund_first, Grade.SECOND: lever.fund_second, Grade.THIRD: lever.fund_third}
    public = np.array([f.level.primary and f.owner != Owner.PRIVATE for f in now.facilities.all]) & now.at
    charging, cells = public | now.hospitals(lever.owners), cells_of(lever, now)
    for grade, yuan in fees.items():
        of_grade = np.array([f.level.grade == grade for f in now.facilities.all])
        fee = math.floor(yuan * FEN * now.strength + 0.5)
        yield Move("visit_fee", How.RAISE, fee, np.flatnonzero(charging & of_grade))
    for grade, yuan in paid.items():
        yield from _toward("fee_paid", cells.at((grade,)), _fen(yuan), now)


def deductibles(lever: Deductibles, now: RuleNow) -> Iterator[Move]:
    """Deductibles of stays by grade, of later stays, along a chain of referrals, in a year."""
    cells, arrivals = cells_of(lever, now), _arrivals(lever.referral)
    yuan = {
        Grade.FIRST: lever.first,
        Grade.SECOND: lever.second,
        Grade.THIRD: lever.third,
        Grade.OUTSIDE: lever.outside,
    }
    yield from _toward("repeat_share", cells.by_cover, lever.repeat_share, now)
    yield from _set("later_share", cells.by_cover, lever.later_share)
    yield from _set("carries", cells.by_cover, lever.carries)
    yield from _toward("ally_deductible", cells.by_cover, lever.ally_factor, now)
    yield from _set("deductible_year", cells.by_cover, _fen(lever.year_ceiling))
    if lever.once:
        yield from _set("once", cells.by_kind, True)
    named = [grade for grade, deductible in yuan.items() if deductible is not None] or list(Grade)
    yield from _toward("deductible_cost", cells.at(named, arrivals), lever.cost_share, now)
    yield from _set("deductible_most", cells.at(named, arrivals), _fen(lever.most))
    for grade, deductible in yuan.items():
        at = cells.at((grade,), arrivals)
        for rank in lever.stays or ("first",):
            if rank == "first":
                yield from _toward("deductible", at, _fen(deductible), now)
            else:
                yield from _set(DEDUCTIBLE_OF[rank], at, _fen(deductible))


def benefit_tilt(lever: BenefitTilt, now: RuleNow) -> Iterator[Move]:
    """Points of reimbursement more or less, by grade."""
    cells = cells_of(lever, now)
    stays = {Grade.FIRST: lever.first, Grade.SECOND: lever.second, Grade.THIRD: lever.third}
    visits = {Grade.FIRST: lever.visits_first, Grade.SECOND: lever.visits_second, Grade.THIRD: lever.visits_third}
    yield _add("reimbursement", cells.at((Grade.OUTSIDE,), (Arrival.REFERRED,)), lever.outside, now)
    alone = lever.outside + lever.outside_unreferred
    yield _add("reimbursement", cells.at((Grade.OUTSIDE,), ALONE), alone, now)
    for grade, points in stays.items():
        yield _add("reimbursement", cells.at((grade,)), points, now)
    for grade, points in visits.items():
        yield _add("outpatient_share", cells.at((grade,)), points, now)


def _arrivals(words: Sequence[str]) -> list[int]:
    """The arrivals named; all where none is."""
    return [arrival for arrival in Arrival if not words or arrival.id in words]


def _fen(yuan: float | None) -> float | None:
    return None if yuan is None else yuan * FEN


def _toward(table: str, cells: Index, value: float | None, now: RuleNow) -> Iterator[Move]:
    """The way to a value, if the rule names one."""
    if value is not None:
        yield Move(PREFIX + table, How.TOWARD, value, cells, now.strength)


def _set(table: str, cells: Index, value: float | bool | None) -> Iterator[Move]:
    """A value there is no way to, since there is none without the rule: a switch, a limit."""
    if value is not None:
        yield Move(PREFIX + table, How.SET, value, cells)


def _add(table: str, cells: Index, points: float, now: RuleNow) -> Move:
    return Move(PREFIX + table, How.ADD, now.strength * points, cells)


MOVES: Mapping[type[Lever], Moves] = {
    BenefitTilt: benefit_tilt,
    Deductibles: deductibles,
    OutpatientPooling: outpatient_pooling,
    Protection: protection,
    Reimbursement: reimbursement,
    Unreferred: unreferred,
    VisitFee: visit_fee,
}
