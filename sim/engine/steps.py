"""The steps of a patient's way as functions of tables and records: the same text for every engine.

Each reads the world, the month, the behaviour and one resident; none keeps time, queues or counts.
Letters as in `tables`: w world, p behaviour, m month, r residents, i resident, f facility, g condition group,
s severity, key the episode's chain of draws.
"""

import math
from collections.abc import MutableSequence, Sequence

from sim.draws import (
    LEG,
    NEXT_PLACE,
    REFER,
    SIDEWAYS,
    SOLVED,
    uniform,
)
from sim.engine.appointments import wait_to_expect
from sim.engine.bill_to_expect import fee_felt, price_base, price_now, stay_price, visit_price
from sim.engine.cells import (
    belief_at,
    by_group,
    case,
    cell,
    centre_of,
    claim_at,
    constant_at,
    signing_at,
    travel_at,
)
from sim.engine.given_place import NOWHERE
from sim.engine.levels import elsewhere, is_hospital, is_primary
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.rules.event.bill import arrival_of
from sim.rules.event.chance import lognormal, lognormal_factor
from sim.rules.event.choice import choose, utility
from sim.rules.event.outcome import admission_share, outcome
from sim.vocabulary.names import Contract, Reason, Referral, Severity, Sideways
from sim.vocabulary.ticks import TICKS_PER_MINUTE

HOSPITALS_ASKED = 3  # a patient is sent on twice at most before he waits where he is


def has_queue(w: World, f: int) -> bool:
    """Whether patients queue for doctors of this facility; beyond the prefecture nobody knows."""
    return w.pool_first[f] >= 0


def pool_of(w: World, f: int, i: int, g: int) -> int:
    """The doctors who see a resident: his own at a primary place, the department of his condition at a hospital.

    At a centre everybody has a doctor whom he waits for; clinics are many small places under one name, and see people
    as one.
    """
    return w.pool_first[f] + (i % w.pool_count[f] if is_primary(w, f) else w.pool_slot[g])


def contract_of(m: Month, r: Residents, i: int) -> int:
    """The contract that a resident has in a month of these tables."""
    home = r.home[i]
    at = signing_at(home, r.urban[i])
    coverage = m.coverage_key[at] if r.key_group[i] else m.coverage_other[at]
    if r.sign[i] >= coverage:
        return Contract.NONE
    return Contract.EFFECTIVE if r.fulfil[i] < m.fulfilment[home] else Contract.SIGNED


def price_weight(p: Behaviour, m: Month, urban: int, g: int, s: int) -> float:
    """Utility of a log yuan: less where a stay is the rule for a rural resident (E068)."""
    if not urban and m.inpatient_setting[case(g, s)]:
        return p.b_price_urban * p.b_price_rural_ratio
    return p.b_price_urban


def worth(
    w: World,
    p: Behaviour,
    m: Month,
    r: Residents,
    i: int,
    f: int,
    g: int,
    s: int,
    hour: int,
    referral: int,
    waits: Sequence[float],
) -> float:
    """Utility of one facility for one need."""
    home = r.home[i]
    level = w.level[f]
    urban = r.urban[i]
    if m.prices_moved and not r.old_price[i]:
        price = price_now(w, p, m, r, i, f, g, s, referral)
    else:
        price = price_base(w, m, r, i, f, g, s, referral)
    wait = 0.0
    if has_queue(w, f):
        wait = wait_to_expect(w, m, f, pool_of(w, f, i, g), hour, waits)
    constant = m.constant[constant_at(w, w.area[home], level)] + p.b_size * w.size[f]
    if elsewhere(w, home, f):
        constant += m.elsewhere
    way = travel_at(w, home, urban, f)
    minutes = w.minutes[way]
    if w.district[f] != home:
        minutes *= m.roads[home]
    return utility(
        constant,
        price_weight(p, m, urban, g, s),
        price + w.fare[way],
        p.tau_oop,
        p.b_travel * m.travel_factor[s],
        minutes,
        p.b_wait,
        wait,
        m.b_quality[s],
        m.belief[belief_at(w, home, level, g, s)],
    )


def onward_reason(formal: bool, for_bed: bool) -> int:
    """Why an episode goes on elsewhere."""
    if for_bed:
        return Reason.SENT_FOR_BED
    return Reason.REFERRED_UP if formal else Reason.WENT_ON


def next_place(
    w: World,
    p: Behaviour,
    m: Month,
    r: Residents,
    i: int,
    g: int,
    s: int,
    f: int,
    formal: bool,
    hour: int,
    key: int,
    leg: int,
    waits: Sequence[float],
    worths: MutableSequence[float],
    places: MutableSequence[int],
) -> int:
    """Where an unsolved case goes: the alliance partner or the next level up if referred, any higher one by itself.

    NOWHERE if no higher place treats the group.
    """
    if formal and m.partner[f] >= 0 and w.takes[by_group(w, m.partner[f], g)]:
        return m.partner[f]
    home = r.home[i]
    level = w.level[f]
    last = w.levels - 1
    highest = last
    if formal and s < Severity.SEVERE:
        highest = level + 1
    for _ in range(last):
        count = 0
        for k in range(w.set_start[home], w.set_start[home + 1]):
            h = w.choice_set[k]
            if level < w.level[h] <= highest and w.takes[by_group(w, h, g)]:
                worths[count] = worth(w, p, m, r, i, h, g, s, hour, Referral.UP if formal else Referral.NONE, waits)
                places[count] = h
                count += 1
        if count > 0:
            return places[choose(worths, count, uniform(key, LEG * leg + NEXT_PLACE))]
        if highest == last:
            return NOWHERE
        highest += 1
    return NOWHERE


def sideways_place(
    w: World,
    p: Behaviour,
    m: Month,
    r: Residents,
    i: int,
    g: int,
    s: int,
    f: int,
    hour: int,
    key: int,
    leg: int,
    waits: Sequence[float],
    worths: MutableSequence[float],
    places: MutableSequence[int],
) -> int:
    """The specialist hospital that an unsolved complex case is sent to at the same tier; NOWHERE if there is none.

    Only one that treats the group and solves more of it than the hospital that sends; of several the patient chooses.
    """
    if m.sideways[f] != Sideways.SENDS or s < Severity.SEVERE:
        return NOWHERE
    home, count = r.home[i], 0
    here = m.capability[cell(w, f, g, s)]
    for k in range(w.set_start[home], w.set_start[home + 1]):
        h = w.choice_set[k]
        if m.sideways[h] == Sideways.TAKES and w.takes[by_group(w, h, g)] and solves_sent(w, p, m, h, g, s) > here:
            worths[count] = worth(w, p, m, r, i, h, g, s, hour, Referral.UP, waits)
            places[count] = h
            count += 1
    return places[choose(worths, count, uniform(key, LEG * leg + SIDEWAYS))] if count > 0 else NOWHERE


def solves_sent(w: World, p: Behaviour, m: Month, f: int, g: int, s: int) -> float:
    """Share of the complex cases sent to a specialist hospital that it solves: they are of its own field."""
    return min(1.0, m.capability[cell(w, f, g, s)] + p.specialist_capability_lead)


def admission_probability(
    w: World, p: Behaviour, m: Month, r: Residents, i: int, f: int, g: int, s: int, emergency: bool, referral: int
) -> float:
    """Probability that a solved consultation ends in a stay here."""
    at = cell(w, f, g, s)
    base = m.admit[at]
    if base <= 0.0 or emergency:
        return base
    base *= m.volume[f]
    penalty, saving = m.unreferred_penalty[r.home[i]], m.claim_saving[claim_at(r.payer[i], referral)]
    now = stay_price(w, m, m.benefit, r, i, f, g, s, m.stay_total[at], referral, penalty, saving)
    # Price relative to income: what the base year's stay would cost, carried forward with income (docs/model.md).
    then = stay_price(w, m, m.benefit_base, r, i, f, g, s, m.stay_origin[at], referral, 0.0, 0.0) * m.income_index
    exponent, visit_now, visit_then = 0.0, 1.0, 1.0
    if m.prices_moved and w.chronic[g] and r.home[i] < w.districts:
        # Who is looked after at home is admitted less: what counts is the price at the usual primary place, not here.
        exponent, usual, alone = p.x_ip_op, r.usual[i], arrival_of(Referral.NONE, False)
        cared = cell(w, usual, g, s)
        visit_now = visit_price(w, m.benefit, r, i, usual, g, s, alone, m.visit_total[cared])
        visit_now += fee_felt(w, p, m, r, i, usual, g, s, alone) + p.tau_oop
        visit_then = visit_price(w, m.benefit_base, r, i, usual, g, s, alone, m.visit_base[cared]) + p.tau_oop
    return admission_share(
        base, emergency, now + p.tau_oop, then + p.tau_oop, p.e_admission, visit_now, visit_then, exponent
    )


def outcome_here(w: World, p: Behaviour, m: Month, f: int, g: int, s: int, key: int, leg: int, sent: bool) -> int:
    """What comes of a consultation (codes of `rules.event.outcome`); ``sent`` sideways or not."""
    at = cell(w, f, g, s)
    return outcome(
        solves_sent(w, p, m, f, g, s) if sent else m.capability[at],
        uniform(key, LEG * leg + SOLVED),
        p.refer_up_share,
        m.refer_factor[at],
        p.go_on_share,
        uniform(key, LEG * leg + REFER),
    )


def own_centre(w: World, m: Month, r: Residents, i: int, f: int) -> int:
    """The centre a village or private clinic sends a patient to who needs one of its beds; NOWHERE else."""
    centre = centre_of(r.place[i])
    return centre if is_primary(w, f) and f != centre and m.beds[centre] > 0 else NOWHERE


def place_below(w: World, m: Month, r: Residents, i: int, f: int, g: int, occupied_there: int) -> int:
    """Where the rest of a stay could be spent: the resident's own centre, if it has a free bed; NOWHERE else."""
    if not is_hospital(w, f) or r.home[i] == w.districts:
        return NOWHERE
    centre = centre_of(r.place[i])
    return centre if m.beds[centre] > occupied_there and w.step_down_part[g] > 0.0 else NOWHERE


def visit_factor(p: Behaviour, dear: float) -> float:
    """How much dearer than the cell's mean a patient's visits are, mean 1; ``dear`` is his standard normal deviate."""
    return lognormal_factor(p.visit_sigma, dear)


def stay_factor(p: Behaviour, dear: float) -> float:
    """The same of his stays: who is dear at the clinic is dear on the ward, but stays differ more."""
    return lognormal_factor(p.patient_sigma, dear)


def service_ticks(w: World, p: Behaviour, f: int, u1: float, u2: float) -> int:
    """Length of a consultation in ticks; lognormal about the mean of the level, at least one tick."""
    minutes = w.service_minutes[w.level[f]]
    if p.service_sigma > 0.0:
        minutes = lognormal(minutes, p.service_sigma, u1, u2)
    return max(1, math.floor(minutes * TICKS_PER_MINUTE + 0.5))
