"""Every encounter is billed and counted here, once: the resident's year, the count tables, the transfers.

Plain functions of tables and records like `steps`; a bill comes back as its amounts in fen (`names.Amount`).
"""

import math
from collections.abc import Iterable

from sim.engine.bill_to_expect import (
    at_own_team,
    cover_of,
    due_of_stay,
    fee_split_of,
    grade_seen,
    seat_seen,
    visit_split,
)
from sim.engine.cells import (
    BILLED_WIDTH,
    LAYERS,
    NOT_ADMITTED,
    bed_row,
    bill_cell,
    billed_at,
    by_severity,
    case,
    cell,
    centre_of,
    charges_of,
    contract_at,
    flow_row,
    insured_at,
    kind_of,
    need_row,
    people_row,
    price_at,
    purse_of_home,
    purse_of_payer,
    spending_row,
    transfer_row,
    visit_row,
)
from sim.engine.charged import charges_of_case, fees_of, tests_made
from sim.engine.counts import Counts
from sim.engine.given_place import NOWHERE
from sim.engine.levels import place_class
from sim.engine.paying import NOT_MOVED
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.rules.event.bill import arrival_of, benefit_at, kind_at, stay_bill
from sim.rules.event.pricing.capitation import owed as owed_per_head
from sim.rules.event.pricing.contract import KEPT_OUT, again, beside, owed, pays_cases, reviewable
from sim.rules.event.stay import bed_days
from sim.vocabulary.names import (
    Amount,
    Billed,
    Contract,
    Encounter,
    PatientShare,
    Referral,
    Setting,
    Severity,
)
from sim.vocabulary.tables import BedCount, CaseCount, NeedCount, PeopleCount, SpendingCount, VisitCount
from sim.vocabulary.ticks import TICKS_PER_DAY, TICKS_PER_MINUTE

SECOND_HALF = 2
AFTER_DISCHARGE = 14  # days in which a visit counts as one around a stay
FAR_ABOVE = 3  # a stay dearer than this many times the mean of its cell is counted apart
READMISSION_DAYS = 30  # days in which a new stay is one of the readmitted

Amounts = tuple[int, int, int, int, int, int, int, int, int, int]


def count_need(w: World, r: Residents, c: Counts, i: int, g: int, s: int, emergency: bool, f: int) -> None:
    """A need arose and was brought to facility ``f``, or to nobody."""
    row = need_row(w, r.home[i], g, s, r.age[i])
    c.needs[row + NeedCount.ONSETS] += 1
    if f == NOWHERE:
        c.needs[row + NeedCount.NO_CARE] += 1
        return
    if emergency or w.gate_exempt[g]:
        c.needs[row + NeedCount.EXEMPT] += 1
    c.needs[row + w.first_contact[w.level[f]]] += 1


def count_flow(w: World, r: Residents, c: Counts, i: int, first: int, admitted: int) -> None:
    """An episode ended: where it was first seen and where, if at all, it was admitted."""
    home = r.home[i]
    last = NOT_ADMITTED if admitted == NOWHERE else place_class(w, home, admitted)
    c.flows[flow_row(home, place_class(w, home, first), last)] += 1


def count_census(c: Counts, f: int, open_beds: int, occupied: int) -> None:
    """Beds at midnight."""
    row = bed_row(f)
    c.beds[row + BedCount.OPEN_BED_DAYS] += open_beds
    c.beds[row + BedCount.OCCUPIED_BED_DAYS] += occupied


def count_open_waits(c: Counts, asked: Iterable[tuple[int, int]], end: int) -> None:
    """All ends: who still waits for a bed (where, since which tick) is counted too, with the wait so far."""
    for f, since in asked:
        count_bed_wait(c, f, end - since)


def count_bed_wait(c: Counts, f: int, ticks: int) -> None:
    """An elective patient got a bed after this wait."""
    row = bed_row(f)
    c.beds[row + BedCount.BED_WAIT_TICKS] += ticks
    c.beds[row + BedCount.BED_WAITS] += 1


def count_sent_on(c: Counts, f: int, s: int) -> None:
    """A patient who needed a bed was sent to the next hospital."""
    row = bed_row(f)
    c.beds[row + BedCount.SENT_ON] += 1
    if s == Severity.SEVERE:
        c.beds[row + BedCount.SEVERE_SENT_ON] += 1


def count_postponed(c: Counts, f: int, lost: bool) -> None:
    """An elective case was postponed under a cap; some never come back."""
    row = bed_row(f)
    c.beds[row + BedCount.POSTPONED] += 1
    if lost:
        c.beds[row + BedCount.LOST] += 1


def bill_row(c: Counts, at: int) -> int:
    """The first count of a cell of `BILLED`, which gets a place with its first bill of the month."""
    place = c.bill_place[at]
    if place == 0:
        place = c.bill_places[0] + 1
        c.bill_places[0] = place
        c.bill_place[at] = place
        c.bill_cell[place] = at
    return place * BILLED_WIDTH


def book_visit(
    w: World,
    p: Behaviour,
    m: Month,
    r: Residents,
    c: Counts,
    i: int,
    kind: int,
    f: int,
    g: int,
    s: int,
    referral: int,
    arrival: int,
    before: int,
    stopped: bool,
    wait: int,
    day: int,
    factor: float,
) -> Amounts:
    """One visit ended on ``day`` after ``wait`` ticks: bill it and count it.

    ``arrival`` is how benefits see it (codes of `names.Arrival`), a follow-up like the illness it belongs to.
    ``before`` is the level of the place that the patient came from in this illness, NOWHERE for none; ``stopped`` says
    that he has tablets where he would have had drips.
    """
    payer = r.payer[i]
    if kind == Encounter.EMERGENCY:
        factor = factor * p.emergency_visit_ratio
    made = tests_made(w, m, f, g, before)
    left = 1.0 - p.infusion_drug_share if stopped else 1.0
    fees = fees_of(m, f, Setting.VISITS, r.age[i])
    drugs, consumables, tests, services = charges_of_case(
        m.visit_fen, charges_of(cell(w, f, g, s)), factor, left, made, fees
    )
    total = drugs + consumables + tests + services
    signed = at_own_team(r, i, f)
    left_out = m.left_out[billed_at(f, Billed.VISITS)]
    bill = visit_split(w, m.benefit, r, i, f, g, s, arrival, total, left_out)
    if m.benefit.own_limits[kind_at(cover_of(w, m.benefit, r, i), kind_of(m.benefit, g, s), m.benefit)] != 0:
        r.own_scope[i] += bill[0] + bill[3]
        r.own_fund[i] += bill[0]
    else:
        r.outpatient_scope[i] += bill[0] + bill[3]
        r.outpatient_fund[i] += bill[0]
    if m.visit_fee[f] > 0:
        fund, own = fee_split_of(w, m, r, i, f, g, s, arrival)
        services, total = services + m.visit_fee[f], total + m.visit_fee[f]
        bill = (bill[0] + fund, bill[1], bill[2], bill[3] + own, bill[4])
    r.visits[i] += 1
    contract = r.contract[i]
    centre = centre_of(r.place[i])
    if contract != Contract.NONE and f == centre:
        r.own_team[i] += 1
    row = visit_row(w, r.home[i], f, kind, referral)
    c.visits[row + VisitCount.COUNT] += 1
    c.visits[row + VisitCount.WAIT_TICKS] += wait
    if wait > p.long_wait_minutes * TICKS_PER_MINUTE:
        c.visits[row + VisitCount.LONG_WAITS] += 1
    if r.last_discharge[i] >= 0 and day - r.last_discharge[i] <= AFTER_DISCHARGE:
        c.visits[row + VisitCount.AFTER_DISCHARGE] += 1
    due = total
    if signed and payer < w.payers:
        insured = insured_at(w, centre, payer)
        c.own_care[insured] += bill[0]
        if m.contracts.capitated[insured] != 0:
            due = owed_per_head(total, bill[3] + bill[4], 0, 0.0, m.contracts, 0)
    amounts = (drugs, consumables, tests, services, bill[0], bill[1], bill[2], bill[3], bill[4], due)
    _book(w, r, c, i, kind, f, g, s, referral, 0, contract, amounts)
    return amounts


def book_stay(
    w: World,
    p: Behaviour,
    m: Month,
    r: Residents,
    c: Counts,
    i: int,
    kind: int,
    f: int,
    g: int,
    s: int,
    referral: int,
    emergency: bool,
    before: int,
    day: int,
    length: int,
    factor: float,
    part: float,
    split: int,
    contract: int,
    packet: int,
    chain_paid: int,
    u_review: float,
) -> Amounts:
    """One stay ended on ``day`` after ``length`` ticks: bill its ``part`` of the treatment and count it.

    ``emergency`` and ``before`` are those of the case; a stay after a visit in the same house has that of the visit.
    ``contract`` pays it (codes of `paying.contract_of_stay`) as of ``packet``; ``split`` is 1 or 2 for the halves of a
    stay that was split, each of which counts as a whole case; ``chain_paid`` is the deductible that the stay cost from
    which the patient was moved up, NOT_MOVED for any other; ``u_review`` decides on special review.
    """
    t = m.contracts
    at = cell(w, f, g, s)
    factor = factor * part
    if contract >= 0:
        factor = factor * m.case_level[by_severity(f, s)]
    if kind == Encounter.DAY_SURGERY:
        factor = factor * p.day_surgery_cost_ratio
    made = tests_made(w, m, f, g, before)
    fees = fees_of(m, f, Setting.STAYS, r.age[i])
    drugs, consumables, tests, services = charges_of_case(m.stay_fen, charges_of(at), factor, 1.0, made, fees)
    total = drugs + consumables + tests + services
    b, sort = m.benefit, kind_of(m.benefit, g, s)
    cover = cover_of(w, b, r, i)
    benefit = benefit_at(cover, sort, seat_seen(b, grade_seen(w, r, i, f), f), arrival_of(referral, emergency), b)
    stays = r.stays[i] if chain_paid == NOT_MOVED else r.stays[i] - 1
    deductible = due_of_stay(m, b, r, i, f, benefit, cover, sort, total, referral, max(0, chain_paid), stays)
    penalty = m.unreferred_penalty[r.home[i]] if referral == Referral.NONE else 0.0
    bill = stay_bill(
        total,
        cover,
        benefit,
        r.poor[i] != 0,
        deductible,
        r.inpatient_fund[i],
        r.self_paid[i],
        r.critical[i],
        penalty,
        b,
        m.left_out[billed_at(f, Billed.CASES if contract >= 0 else Billed.STAYS)],
    )
    deductible = min(deductible, total - bill[4])
    r.deductibles[i] += deductible
    if b.once[kind_at(cover, sort, b)] != 0:
        r.once_paid[i] += deductible
    r.inpatient_fund[i] += bill[0]
    r.self_paid[i] += bill[3] + bill[1]
    r.critical[i] += bill[1]
    r.stays[i] += 1
    soon, gap = False, 0
    if kind != Encounter.STEP_DOWN:
        before = r.last_discharge[i]
        gap = max(1, day - length // TICKS_PER_DAY - before)
        # Who was moved up is not readmitted.
        soon = before >= 0 and chain_paid == NOT_MOVED
        if soon and gap <= READMISSION_DAYS:
            r.readmitted[i] = gap if r.readmitted[i] == 0 else min(r.readmitted[i], gap)
        r.last_discharge[i] = day
    days = bed_days(length, TICKS_PER_DAY)
    true_weight = w.weight_milli[case(g, s)]
    weight, due, reviewed = true_weight, total, False
    if contract >= 0:
        code = t.pricing[contract]
        price = t.price[price_at(w, contract, f, packet, s)]
        pocket = bill[3] + bill[4]
        if pays_cases(code):
            price = price * m.coding[f]
            weight = math.floor(weight * m.coding[f] + 0.5)
            if split == 0 and t.whole_transfers[contract] == 0:
                price = price * part
        if kind == Encounter.DAY_SURGERY:
            price = price * p.day_surgery_cost_ratio
        chance = t.review[contract_at(w, contract, f)]
        reviewed = u_review < chance and reviewable(total, days, price, code, t, contract)
        if not reviewed:
            due = owed(code, total, pocket, days, price, t, contract)
            if t.inside[contract] == PatientShare.ON_CHARGES:
                due = beside(due, total, pocket)
            elif t.inside[contract] == PatientShare.CATALOGUE_INSIDE:
                due = beside(due, total, bill[4])
        if soon and gap <= t.readmission_days[contract]:
            due = again(due, pocket, t, contract)
    amounts = (drugs, consumables, tests, services, bill[0], bill[1], bill[2], bill[3], bill[4], due)
    row = _book(w, r, c, i, kind, f, g, s, referral, days, r.contract[i], amounts)
    c.billed[row + CaseCount.WEIGHT_MILLI] += weight
    c.billed[row + CaseCount.TRUE_WEIGHT_MILLI] += true_weight
    if contract >= 0:
        c.billed[row + CaseCount.PER_CASE] += 1
    if contract == KEPT_OUT:
        c.billed[row + CaseCount.KEPT_OUT] += 1
    if total > FAR_ABOVE * part * m.stay_total[at]:
        c.billed[row + CaseCount.OVER_3X] += 1
    if reviewed:
        c.billed[row + CaseCount.REVIEWED] += 1
    if split == SECOND_HALF:
        c.billed[row + CaseCount.SPLIT_STAYS] += 1
    return amounts


def _book(
    w: World,
    r: Residents,
    c: Counts,
    i: int,
    kind: int,
    f: int,
    g: int,
    s: int,
    referral: int,
    days: int,
    contract: int,
    amounts: Amounts,
) -> int:
    """Add one billed encounter to what is billed, the people table, the transfers and the fund's spending.

    Returns where `BILLED` counts it.
    """
    payer, home = r.payer[i], r.home[i]
    row = bill_row(c, bill_cell(w, f, payer, g, s, kind, referral))
    c.billed[row + CaseCount.COUNT] += 1
    c.billed[row + CaseCount.BED_DAYS] += days
    for k in range(Amount.DUE):
        c.billed[row + CaseCount.DRUGS_FEN + k] += amounts[k]
    c.billed[row + CaseCount.DUE_FEN] += amounts[Amount.DUE]
    pocket = amounts[Amount.SELF_PAID] + amounts[Amount.SELF_FUNDED]
    r.out_of_pocket[i] += pocket
    stay = kind >= Encounter.STAY
    place = place_class(w, home, f)
    person = people_row(home, place, r.age[i], r.scheme[i], contract, r.key_group[i], r.urban[i])
    if stay:
        c.people[person + PeopleCount.STAYS] += 1
    else:
        c.people[person + PeopleCount.VISITS] += 1
    paid = amounts[Amount.FUND] + amounts[Amount.CRITICAL_ILLNESS] + amounts[Amount.ASSISTANCE]
    c.people[person + PeopleCount.FUND_FEN] += paid
    c.people[person + PeopleCount.OUT_OF_POCKET_FEN] += pocket
    for layer in range(LAYERS):
        c.transfers[transfer_row(w, purse_of_payer(payer, layer), f)] += amounts[Amount.FUND + layer]
    c.transfers[transfer_row(w, purse_of_home(w, home), f)] += pocket
    if payer < w.payers:
        total = amounts[Amount.DRUGS] + amounts[Amount.CONSUMABLES] + amounts[Amount.TESTS] + amounts[Amount.SERVICES]
        spent = spending_row(w, home, f, payer, Setting.STAYS if stay else Setting.VISITS)
        c.spending[spent + SpendingCount.FUND_FEN] += amounts[Amount.FUND] + amounts[Amount.DUE] - total
        c.spending[spent + SpendingCount.CHARGES_FEN] += total
    return row
