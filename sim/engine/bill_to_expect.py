"""What a resident would pay at a facility, in the present position of the year: the price that choices look at.

Letters as in `tables`: w world, b benefit, m month, r residents, i resident, f facility, g condition group, s severity.
"""

import math

from sim.engine.cells import case, cell, centre_of, claim_at, grade_at
from sim.engine.tables import Behaviour, Benefit, Month, Residents, World
from sim.rules.event.bill import fee_split, stay_bill, visit_bill
from sim.vocabulary.names import Contract, Grade, PrimaryPlace


def at_own_team(r: Residents, i: int, f: int) -> bool:
    """Whether somebody with a contract would be at his own team: its centre or village clinics."""
    centre = centre_of(r.place[i])
    return r.contract[i] != Contract.NONE and centre <= f <= centre + PrimaryPlace.VILLAGE_CLINICS


def visit_price(w: World, b: Benefit, r: Residents, i: int, f: int, total_fen: float) -> float:
    """Yuan the resident would pay for a visit with these charges, in the present position of the year."""
    payer = r.payer[i]
    grade = w.grade[grade_at(w, payer, f)]
    total, signed = math.floor(total_fen + 0.5), at_own_team(r, i, f)
    bill = visit_bill(total, payer, grade, r.outpatient_scope[i], r.outpatient_fund[i], signed, b)
    return (bill[3] + bill[4]) * 0.01


def fee_felt(w: World, p: Behaviour, m: Month, r: Residents, i: int, f: int) -> float:
    """The resident's part of the fee at this door, in yuan of a later bill that are felt alike."""
    fee = m.visit_fee[f]
    if fee == 0:
        return 0.0
    payer = r.payer[i]
    return p.fee_weight * fee_split(fee, payer, w.grade[grade_at(w, payer, f)], m.benefit)[1] * 0.01


def stay_price(
    w: World,
    b: Benefit,
    r: Residents,
    i: int,
    f: int,
    total_fen: float,
    referral: int,
    penalty: float,
    claim_saving: float,
) -> float:
    """Yuan the resident would pay for a stay with these charges.

    ``claim_saving`` is what it is worth out of the pool not to pay the fund's part first and claim it later.
    """
    payer = r.payer[i]
    grade = w.grade[grade_at(w, payer, f)]
    bill = stay_bill(
        math.floor(total_fen + 0.5),
        payer,
        grade,
        r.poor[i] != 0,
        referral,
        0,
        r.stays[i],
        r.inpatient_fund[i],
        r.self_paid[i],
        r.critical[i],
        penalty,
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
        return stay_price(w, m.benefit, r, i, f, m.stay_total[at], referral, penalty, saving)
    return visit_price(w, m.benefit, r, i, f, m.visit_total[at]) + fee_felt(w, p, m, r, i, f)


def price_base(w: World, m: Month, r: Residents, i: int, f: int, g: int, s: int, referral: int) -> float:
    """The same price without the scenario's rules."""
    at = cell(w, f, g, s)
    if m.inpatient_setting[case(g, s)]:
        return stay_price(w, m.benefit_base, r, i, f, m.stay_base[at], referral, 0.0, 0.0)
    return visit_price(w, m.benefit_base, r, i, f, m.visit_base[at])
