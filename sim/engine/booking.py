"""Every encounter is billed and counted here, once: the resident's year, the count tables, the transfers.

Plain functions of tables and records like `steps`; a bill comes back as ten amounts in fen: drugs, consumables,
tests, services; fund, critical illness, assistance, self-paid, self-funded; what the provider is owed.
"""

import math
from collections.abc import Sequence

from sim.engine.counts import Counts
from sim.engine.steps import contract_of
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.rules.event.bill import stay_bill, visit_bill
from sim.rules.event.charges import charge
from sim.rules.event.pricing.contract import CAPITATION, KEPT_OUT, beside, outlier, owed, pays_cases
from sim.rules.event.stay import bed_days

TICKS_PER_DAY = 345_600
PLACES = 5
KINDS = 6
VISIT_KINDS = 3
SCHEMES = 3
AGES = 5
STAY, DAY_SURGERY, STEP_DOWN, EMERGENCY = 3, 4, 5, 2
# Payers of transfers: the scheme's own number (employee fund, resident fund, outside payer), then these.
CRITICAL_ILLNESS, ASSISTANCE, FIRST_HOME = 3, 4, 5
NO_SCHEME = 2
NOWHERE = -1
SEVERE = 2
SECOND_HALF = 2
CASE_WIDTH, BED_WIDTH, VISIT_WIDTH = 19, 8, 4
AFTER_DISCHARGE = 14  # days in which a visit counts as one around a stay
FAR_ABOVE = 3  # a stay dearer than this many times the mean of its cell is counted apart

Amounts = tuple[int, int, int, int, int, int, int, int, int, int]


def place_class(w: World, home: int, f: int) -> int:
    """Where a facility stands seen from a home: primary, home county, other district, tertiary, outside."""
    tier = w.tier[f]
    if tier == 0:
        return 0
    if tier == 1:
        return 1 if w.district[f] == home else 2
    return 3 if tier == 2 else 4


def count_need(w: World, r: Residents, c: Counts, i: int, g: int, s: int, emergency: bool, f: int) -> None:
    """A need arose and was brought to facility ``f``, or to nobody."""
    row = (((r.home[i] * w.conditions + g) * 3 + s) * AGES + r.age[i]) * 7
    c.needs[row] += 1
    if f == NOWHERE:
        c.needs[row + 1] += 1
        return
    if emergency or w.gate_exempt[g]:
        c.needs[row + 2] += 1
    c.needs[row + 3 + w.tier[f]] += 1


def count_flow(w: World, r: Residents, c: Counts, i: int, first: int, admitted: int) -> None:
    """An episode ended: where it was first seen and where, if at all, it was admitted."""
    home = r.home[i]
    last = PLACES if admitted == NOWHERE else place_class(w, home, admitted)
    c.flows[(home * PLACES + place_class(w, home, first)) * (PLACES + 1) + last] += 1


def count_census(c: Counts, f: int, open_beds: int, occupied: int) -> None:
    """Beds at midnight."""
    c.beds[f * BED_WIDTH] += open_beds
    c.beds[f * BED_WIDTH + 1] += occupied


def count_bed_wait(c: Counts, f: int, ticks: int) -> None:
    """An elective patient got a bed after this wait."""
    c.beds[f * BED_WIDTH + 2] += ticks
    c.beds[f * BED_WIDTH + 3] += 1


def count_sent_on(c: Counts, f: int, s: int) -> None:
    """A patient who needed a bed was sent to the next hospital."""
    c.beds[f * BED_WIDTH + 4] += 1
    if s == SEVERE:
        c.beds[f * BED_WIDTH + 5] += 1


def count_postponed(c: Counts, f: int, lost: bool) -> None:
    """An elective case was postponed under a cap; some never come back."""
    c.beds[f * BED_WIDTH + 6] += 1
    if lost:
        c.beds[f * BED_WIDTH + 7] += 1


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
    wait: int,
    day: int,
    factor: float,
) -> Amounts:
    """One visit ended on ``day`` after ``wait`` ticks: bill it and count it."""
    scheme = r.scheme[i]
    cell = ((f * w.conditions + g) * 3 + s) * 4
    if kind == EMERGENCY:
        factor = factor * p.emergency_visit_ratio
    drugs, consumables, tests, services = _charges(m.visit_fen, cell, factor)
    total = drugs + consumables + tests + services
    bill = visit_bill(total, scheme, w.grade[f], r.outpatient_scope[i], r.outpatient_fund[i], m.benefit)
    r.outpatient_scope[i] += bill[0] + bill[3]
    r.outpatient_fund[i] += bill[0]
    r.visits[i] += 1
    contract = contract_of(m, r, i)
    centre = 3 * r.place[i]
    if contract > 0 and f == centre:
        r.own_team[i] += 1
    row = (((r.home[i] * w.facilities + f) * VISIT_KINDS + kind) * 3 + referral) * VISIT_WIDTH
    c.visits[row] += 1
    c.visits[row + 1] += wait
    if wait > p.long_wait_minutes * 240.0:
        c.visits[row + 2] += 1
    if r.last_discharge[i] >= 0 and day - r.last_discharge[i] <= AFTER_DISCHARGE:
        c.visits[row + 3] += 1
    due = total
    if contract > 0 and scheme != NO_SCHEME and centre <= f <= centre + 1:
        c.own_care[centre * 2 + scheme] += bill[0]
        if m.contracts.capitated[centre * 2 + scheme] != 0:
            due = owed(CAPITATION, total, bill[3] + bill[4], 0, 0.0, m.contracts, 0)
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
    day: int,
    length: int,
    factor: float,
    part: float,
    split: int,
    contract: int,
    u_review: float,
) -> Amounts:
    """One stay ended on ``day`` after ``length`` ticks: bill its ``part`` of the treatment and count it.

    ``contract`` pays it (codes of `paying.contract_of_stay`); ``split`` is 1 or 2 for the halves of a stay that was
    split, each of which counts as a whole case; ``u_review`` decides on special review.
    """
    scheme, t = r.scheme[i], m.contracts
    cell = ((f * w.conditions + g) * 3 + s) * 4
    factor = factor * part
    if contract >= 0:
        factor = factor * m.case_level[f * 3 + s]
    if kind == DAY_SURGERY:
        factor = factor * p.day_surgery_cost_ratio
    drugs, consumables, tests, services = _charges(m.stay_fen, cell, factor)
    total = drugs + consumables + tests + services
    bill = stay_bill(
        total,
        scheme,
        w.grade[f],
        r.poor[i] != 0,
        referral,
        0,
        r.stays[i],
        r.inpatient_fund[i],
        r.self_paid[i],
        r.critical[i],
        m.unreferred_penalty[r.home[i]],
        m.benefit,
    )
    r.inpatient_fund[i] += bill[0]
    r.self_paid[i] += bill[3] + bill[1]
    r.critical[i] += bill[1]
    r.stays[i] += 1
    if kind != STEP_DOWN:
        before = r.last_discharge[i]
        admitted = day - length // TICKS_PER_DAY
        if before >= 0 and admitted - before <= 30:
            gap = max(1, admitted - before)
            r.readmitted[i] = gap if r.readmitted[i] == 0 else min(r.readmitted[i], gap)
        r.last_discharge[i] = day
    days = bed_days(length, TICKS_PER_DAY)
    true_weight = w.weight_milli[g * 3 + s]
    weight, due, reviewed = true_weight, total, False
    if contract >= 0:
        code = t.pricing[contract]
        price = t.price[((contract * w.facilities + f) * w.conditions + g) * 3 + s]
        pocket = bill[3] + bill[4]
        if pays_cases(code):
            price = price * m.coding[f]
            weight = math.floor(weight * m.coding[f] + 0.5)
            if split == 0:
                price = price * part
        if kind == DAY_SURGERY:
            price = price * p.day_surgery_cost_ratio
        reviewed = outlier(total, price, code, t, contract) and u_review < t.review[contract * w.facilities + f]
        if not reviewed:
            due = owed(code, total, pocket, days, price, t, contract)
            if t.inside[contract] == 0:
                due = beside(due, total, pocket)
    amounts = (drugs, consumables, tests, services, bill[0], bill[1], bill[2], bill[3], bill[4], due)
    row = _book(w, r, c, i, kind, f, g, s, referral, days, contract_of(m, r, i), amounts)
    c.cases[row + 11] += weight
    c.cases[row + 15] += true_weight
    if contract >= 0:
        c.cases[row + 13] += 1
    if contract == KEPT_OUT:
        c.cases[row + 16] += 1
    if total > FAR_ABOVE * part * m.stay_total[cell // 4]:
        c.cases[row + 14] += 1
    if reviewed:
        c.cases[row + 17] += 1
    if split == SECOND_HALF:
        c.cases[row + 18] += 1
    return amounts


def _charges(means: Sequence[float], cell: int, factor: float) -> tuple[int, int, int, int]:
    """The four categories of one encounter."""
    return (
        charge(means[cell], factor),
        charge(means[cell + 1], factor),
        charge(means[cell + 2], factor),
        charge(means[cell + 3], factor),
    )


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
    """Add one billed encounter to the case table, the people table, the transfers and the fund's spending.

    Returns the row of the case table.
    """
    scheme, home = r.scheme[i], r.home[i]
    row = (((((f * SCHEMES + scheme) * w.conditions + g) * 3 + s) * KINDS + kind) * 3 + referral) * CASE_WIDTH
    c.cases[row] += 1
    c.cases[row + 1] += days
    for k in range(9):
        c.cases[row + 2 + k] += amounts[k]
    c.cases[row + 12] += amounts[9]
    pocket = amounts[7] + amounts[8]
    r.out_of_pocket[i] += pocket
    place = place_class(w, home, f)
    person = (
        (((((home * PLACES + place) * AGES + r.age[i]) * 3 + scheme) * 3 + contract) * 2 + r.key_group[i]) * 2
        + r.urban[i]
    ) * 4
    if kind >= STAY:
        c.people[person + 1] += 1
    else:
        c.people[person] += 1
    c.people[person + 2] += amounts[4] + amounts[5] + amounts[6]
    c.people[person + 3] += pocket
    n = w.facilities
    c.transfers[scheme * n + f] += amounts[4]
    c.transfers[CRITICAL_ILLNESS * n + f] += amounts[5]
    c.transfers[ASSISTANCE * n + f] += amounts[6]
    c.transfers[(FIRST_HOME + home) * n + f] += pocket
    if scheme != NO_SCHEME:
        total = amounts[0] + amounts[1] + amounts[2] + amounts[3]
        setting = 1 if kind >= STAY else 0
        spent = (((home * n + f) * 2 + scheme) * 2 + setting) * 2
        c.spending[spent] += amounts[4] + amounts[9] - total
        c.spending[spent + 1] += total
    return row
