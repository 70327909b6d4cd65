"""What becomes of one stay: postponed under a cap, under which contract, split in two, moved up half-way.

Letters as in `steps`.
"""

from sim.draws import LEG, MOVE_UP, PACKET, PER_CASE, POSTPONED, QUOTA, SPLIT, uniform
from sim.engine.cells import cell, price_at, shares_at
from sim.engine.levels import contacts
from sim.engine.steps import stay_factor
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.rules.event.pricing.contract import BY_ITEM, KEPT_OUT, pays_cases
from sim.rules.event.quota import postponement

NOT_MOVED = -1


def packet_of(w: World, g: int, key: int) -> int:
    """The packet of an episode's stays: a part of the group, the same wherever the patient goes."""
    packet = w.packet_first[g]
    if w.packeted == 0:
        return packet
    u, last = uniform(key, PACKET), w.packet_first[g + 1] - 1
    while packet < last and u >= w.packet_upto[packet]:
        packet += 1
    return packet


def treatment_factor(w: World, p: Behaviour, g: int, key: int, dear: float) -> float:
    """How much dearer than the cell's mean a patient's stays are: by himself (`steps.stay_factor`) and his packet."""
    if w.packeted == 0:
        return stay_factor(p, dear)
    return stay_factor(p, dear) * w.packet_cost[packet_of(w, g, key)]


def postponed(p: Behaviour, m: Month, f: int, emergency: bool, key: int, leg: int) -> int:
    """Whether a cap postpones an admission, and what then (codes of `rules.event.quota`); 0 if it is taken."""
    if emergency or m.quota[f] <= 0.0:
        return 0
    return postponement(
        m.quota[f],
        uniform(key, LEG * leg + QUOTA),
        p.postponed_waits,
        p.postponed_elsewhere,
        uniform(key, LEG * leg + POSTPONED),
    )


def contract_of_stay(
    w: World, m: Month, r: Residents, i: int, f: int, g: int, s: int, key: int, leg: int, factor: float
) -> int:
    """The contract that pays a stay: its number, BY_ITEM for none, KEPT_OUT of an optional one.

    A hospital that may choose keeps out who is expected to cost more than the price (E003).
    """
    t = m.contracts
    if t.size == 0 or r.payer[i] == w.payers:
        return BY_ITEM
    packet = packet_of(w, g, key)
    first = shares_at(w, f, r.payer[i], packet, t.size)
    u = uniform(key, LEG * leg + PER_CASE)
    for c in range(t.size):
        if u < t.upto[first + c]:
            if t.optional[c] != 0:
                price = t.price[price_at(w, c, f, packet, s)] * m.coding[f]
                if factor * m.stay_total[cell(w, f, g, s)] > price:
                    return KEPT_OUT
            return c
    return BY_ITEM


def splits(m: Month, f: int, contract: int, key: int, leg: int) -> bool:
    """Whether a stay that is paid per case is split into two that are paid each."""
    if contract < 0 or m.split[f] <= 0.0 or not pays_cases(m.contracts.pricing[contract]):
        return False
    return uniform(key, LEG * leg + SPLIT) < m.split[f]


def moves_up(
    w: World, p: Behaviour, m: Month, r: Residents, i: int, f: int, g: int, s: int, key: int, leg: int
) -> bool:
    """Whether a patient below the top level turns out to be beyond the place and is moved up in mid-stay.

    The less a place solves, the more often; nobody is moved up from the last contact of an episode.
    """
    if w.level[f] >= w.top_level or leg + 1 >= contacts(w) or r.home[i] == w.districts:
        return False
    beyond = 1.0 - m.capability[cell(w, f, g, s)]
    return uniform(key, LEG * leg + MOVE_UP) < p.move_up_share * beyond
