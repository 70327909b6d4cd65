"""What payment makes of one stay: postponed under a cap, under which contract, split in two.

Letters as in `steps`.
"""

from sim.draws import LEG, PER_CASE, POSTPONED, QUOTA, SPLIT, uniform
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.rules.event.pricing.contract import BY_ITEM, KEPT_OUT, pays_cases
from sim.rules.event.quota import postponement


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
    if t.size == 0 or r.scheme[i] >= 2:
        return BY_ITEM
    cell = ((f * 2 + r.scheme[i]) * w.conditions + g) * t.size
    u = uniform(key, LEG * leg + PER_CASE)
    for c in range(t.size):
        if u < t.upto[cell + c]:
            if t.optional[c] != 0:
                place = (f * w.conditions + g) * 3 + s
                price = t.price[c * w.facilities * w.conditions * 3 + place] * m.coding[f]
                if factor * m.stay_total[place] > price:
                    return KEPT_OUT
            return c
    return BY_ITEM


def splits(m: Month, f: int, contract: int, key: int, leg: int) -> bool:
    """Whether a stay that is paid per case is split into two that are paid each."""
    if contract < 0 or m.split[f] <= 0.0 or not pays_cases(m.contracts.pricing[contract]):
        return False
    return uniform(key, LEG * leg + SPLIT) < m.split[f]
