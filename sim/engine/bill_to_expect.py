"""What a resident would pay at a facility, in the present position of the year: the price that choices look at.

Letters as in `tables`: w world, b benefit, m month, r residents, i resident, f facility, g condition group, s severity.
"""

import math

from sim.engine.cells import case, cell, centre_of, claim_at, cover_at, grade_at, kind_of
from sim.engine.tables import Behaviour, Benefit, Month, Residents, World
from sim.rules.event.benefit import within_year
from sim.rules.event.bill import arrival_of, benefit_at, fee_split, kind_at, stay_bill, stay_deductible, visit_bill
from sim.vocabulary.names import Contract, Grade, PrimaryPlace, Referral

GRADES = len(Grade)


def at_own_team(r: Residents, i: int, f: int) -> bool:
    """Whether somebody with a contract would be at his own team: its centre or village clinics."""
    centre = centre_of(r.place[i])
    return r.contract[i] != Contract.NONE and centre <= f <= centre + PrimaryPlace.VILLAGE_CLINICS


def cover_of(w: World, b: Benefit, r: Residents, i: int) -> int:
    """The rules of benefit that hold for a resident: his payer's, unless rules set some of its people apart."""
    payer = r.payer[i]
    if b.covers == w.payers + 1:
        return payer
    signed = 0 if r.contract[i] == Contract.NONE else 1
    return b.cover[cover_at(w, payer, r.home[i], r.retired[i], r.poor[i], r.age[i], signed)]


def grade_seen(w: World, r: Residents, i: int, f: int) -> int:
    """The licence grade of a facility as the resident's payer sees it."""
    return w.grade[grade_at(w, r.payer[i], f)]


def seat_seen(b: Benefit, grade: int, f: int) -> int:
    """Where the benefit holds a facility of this grade: apart from others, if rules name it and it lies in the pool."""
    return grade if b.seats == GRADES or grade == Grade.OUTSIDE else b.seat[f]


def visit_split(
    w: World, b: Benefit, r: Residents, i: int, f: int, g: int, s: int, arrival: int, total: int, left_out: float = 1.0
) -> tuple[int, int, int, int, int]:
    """Who pays what of a visit, in the present position of the year.

    ``total`` in fen; ``left_out`` and the bill as those of `visit_bill`.
    """
    cover, kind = cover_of(w, b, r, i), kind_of(b, g, s)
    at = benefit_at(cover, kind, seat_seen(b, grade_seen(w, r, i, f), f), arrival, b)
    scope, fund = r.outpatient_scope[i], r.outpatient_fund[i]
    if b.own_limits[kind_at(cover, kind, b)] != 0:
        scope, fund = r.own_scope[i], r.own_fund[i]
    return visit_bill(total, cover, kind, at, scope, fund, at_own_team(r, i, f), b, left_out)


def visit_price(
    w: World, b: Benefit, r: Residents, i: int, f: int, g: int, s: int, arrival: int, total_fen: float
) -> float:
    """Yuan the resident would pay for a visit with these charges, in the present position of the year."""
    bill = visit_split(w, b, r, i, f, g, s, arrival, math.floor(total_fen + 0.5))
    return (bill[3] + bill[4]) * 0.01


def fee_split_of(w: World, m: Month, r: Residents, i: int, f: int, g: int, s: int, arrival: int) -> tuple[int, int]:
    """The fee at this door in fen: what the fund pays of it, and the resident."""
    fee = m.visit_fee[f]
    if fee == 0:
        return 0, 0
    cover, kind = cover_of(w, m.benefit, r, i), kind_of(m.benefit, g, s)
    seat = seat_seen(m.benefit, grade_seen(w, r, i, f), f)
    return fee_split(fee, benefit_at(cover, kind, seat, arrival, m.benefit), m.benefit)


def fee_felt(w: World, p: Behaviour, m: Month, r: Residents, i: int, f: int, g: int, s: int, arrival: int) -> float:
    """The resident's part of the fee at this door, in yuan of a later bill that are felt alike."""
    return p.fee_weight * fee_split_of(w, m, r, i, f, g, s, arrival)[1] * 0.01


def due_of_stay(
    m: Month,
    b: Benefit,
    r: Residents,
    i: int,
    f: int,
    at: int,
    cover: int,
    kind: int,
    total: int,
    referral: int,
    chain_paid: int,
    before: int,
) -> int:
    """Deductible of a stay in fen: by rank in the year, along a chain of referrals, up to what a year may cost.

    ``at`` is its cell of the benefit table, ``before`` how many stays of the year came before it.
    """
    ally = m.partner[centre_of(r.place[i])] == f
    due = stay_deductible(total, cover, at, referral, chain_paid, before, ally, b)
    once = b.once[kind_at(cover, kind, b)] != 0
    return within_year(due, b.deductible_year[cover], r.deductibles[i], once, r.once_paid[i])


def stay_price(
    w: World,
    m: Month,
    b: Benefit,
    r: Residents,
    i: int,
    f: int,
    g: int,
    s: int,
    total_fen: float,
    referral: int,
    penalty: float,
    claim_saving: float,
) -> float:
    """Yuan the resident would pay for a stay with these charges.

    ``penalty`` are points lost without a referral; ``claim_saving`` is what it is worth out of the pool not to pay the
    fund's part first and claim it later.
    """
    cover, kind, grade = cover_of(w, b, r, i), kind_of(b, g, s), grade_seen(w, r, i, f)
    at = benefit_at(cover, kind, seat_seen(b, grade, f), arrival_of(referral, False), b)
    total = math.floor(total_fen + 0.5)
    bill = stay_bill(
        total,
        cover,
        at,
        r.poor[i] != 0,
        due_of_stay(m, b, r, i, f, at, cover, kind, total, referral, 0, r.stays[i]),
        r.inpatient_fund[i],
        r.self_paid[i],
        r.critical[i],
        penalty if referral == Referral.NONE else 0.0,
        b,
    )
    saving = claim_saving * bill[0] if grade == Grade.OUTSIDE else 0.0
    return max(0.0, bill[3] + bill[4] - saving) * 0.01


def price_now(w: World, p: Behaviour, m: Month, r: Residents, i: int, f: int, g: int, s: int, referral: int) -> float:
    """What this need would cost the resident at a facility: a stay where stays are the rule, else a visit.

    A fee at the door of a visit is in it as it is felt.
    """
    at = cell(w, f, g, s)
    if m.inpatient_setting[case(g, s)]:
        penalty, saving = m.unreferred_penalty[r.home[i]], m.claim_saving[claim_at(r.payer[i], referral)]
        return stay_price(w, m, m.benefit, r, i, f, g, s, m.stay_total[at], referral, penalty, saving)
    arrival = arrival_of(referral, False)
    bill = visit_price(w, m.benefit, r, i, f, g, s, arrival, m.visit_total[at])
    return bill + fee_felt(w, p, m, r, i, f, g, s, arrival)


def price_base(w: World, m: Month, r: Residents, i: int, f: int, g: int, s: int, referral: int) -> float:
    """The same price without the scenario's rules."""
    at = cell(w, f, g, s)
    if m.inpatient_setting[case(g, s)]:
        return stay_price(w, m, m.benefit_base, r, i, f, g, s, m.stay_base[at], referral, 0.0, 0.0)
    return visit_price(w, m.benefit_base, r, i, f, g, s, arrival_of(referral, False), m.visit_base[at])
