"""First contact: seek, go by habit, accept primary care, choose (docs/model.md 2.4). Letters as in `steps`.

Habit and acceptance see the price at two doors, the usual primary place's and the usual hospital's: the nearest that
the resident weighs. Without a rule that moves prices neither moves.
"""

from collections.abc import MutableSequence, Sequence

from sim.draws import ACCEPT, CHOOSE, CONSIDER, SEEK, uniform
from sim.engine.bill_to_expect import price_base, price_now
from sim.engine.cells import PRIMARY_PLACES, by_group, by_severity, cell, centre_of, is_village
from sim.engine.given_place import NOWHERE, destination
from sim.engine.steps import price_weight, worth
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.rules.event.choice import captive_share, choose, gated_share, price_gap_closed, shifted
from sim.rules.event.demand import bounded, price_index, seek_share
from sim.vocabulary.names import Contract, Reason, Referral, Severity

Doors = tuple[float, float, float, float]
UNMOVED: Doors = (0.0, 0.0, 0.0, 0.0)


def prices_at_doors(w: World, p: Behaviour, m: Month, r: Residents, i: int, g: int, s: int) -> Doors:
    """Yuan of this need at the usual primary place and hospital: now, and the same two without the scenario's rules."""
    usual, hospital, alone = r.usual[i], w.choice_set[w.set_start[r.home[i]]], Referral.NONE
    return (
        price_now(w, p, m, r, i, usual, g, s, alone),
        price_now(w, p, m, r, i, hospital, g, s, alone),
        price_base(w, m, r, i, usual, g, s, alone),
        price_base(w, m, r, i, hospital, g, s, alone),
    )


def door_pull(w: World, p: Behaviour, m: Month, r: Residents, i: int, g: int, s: int, doors: Doors) -> float:
    """Worth of what the usual primary place has become cheaper by against the hospital, in units of utility.

    0 for who chooses by the prices of old, and for patients from beyond.
    """
    if m.prices_moved == 0 or r.old_price[i] or r.home[i] == w.districts:
        return 0.0
    closed = price_gap_closed(doors[0], doors[1], doors[2], doors[3], p.tau_oop)
    return price_weight(p, m, r.urban[i], g, s) * closed


def habit_share(w: World, p: Behaviour, m: Month, r: Residents, i: int, g: int, s: int, at_door: float) -> float:
    """Probability that the resident goes to the usual primary place by habit; ``at_door`` as `door_pull` says."""
    home = r.home[i]
    pull = m.village_pull if is_village(r.usual[i]) else 1.0
    bends = p.door_price_habit * at_door
    if s != Severity.MILD and not r.risks[i] & w.chronic[g]:
        bends *= p.door_price_slow
    base = m.captive[by_severity(w.area[home], s)]
    return captive_share(base, pull, p.habit_gain, r.habit[i], m.habit_base[home], bends)


def captive(w: World, p: Behaviour, m: Month, r: Residents, i: int, g: int, s: int, at_door: float) -> float:
    """Probability that the resident goes to the usual primary place without weighing, contract and gate in."""
    home = r.home[i]
    share = habit_share(w, p, m, r, i, g, s, at_door)
    contract = r.contract[i]
    shift = p.contract_shift if contract == Contract.EFFECTIVE and r.risks[i] & w.chronic[g] else 0.0
    bound = m.gate_all[home] != 0 or contract != Contract.NONE
    comply = m.gate[home] if bound and w.gate_exempt[g] == 0 else 0.0
    return gated_share(share, shift, comply)


def seeks(p: Behaviour, m: Month, s: int, share: float, doors: Doors, u: float) -> bool:
    """Whether the need is brought to any facility, at the price of the usual primary place and hospital."""
    factor = 1.0
    if m.prices_moved:
        now = share * doors[0] + (1.0 - share) * doors[1]
        base = share * doors[2] + (1.0 - share) * doors[3]
        factor = bounded(price_index(now, base, p.tau_oop, p.e_seek), p.seek_factor_max)
    return u < seek_share(m.seek[s], factor)


def accepts(w: World, p: Behaviour, m: Month, home: int, g: int, s: int, at_door: float, key: int) -> bool:
    """Whether primary care is weighed at all by who does not go there by habit."""
    return uniform(key, ACCEPT) < shifted(m.accept[cell(w, home, g, s)], p.door_price_accept * at_door)


def first_contact(
    w: World,
    p: Behaviour,
    m: Month,
    r: Residents,
    i: int,
    g: int,
    s: int,
    hour: int,
    key: int,
    waits: Sequence[float],
    worths: MutableSequence[float],
    places: MutableSequence[int],
) -> int:
    """Where a need that is no emergency is brought first: seek, consider, choose; NOWHERE if it is not brought.

    ``worths`` and ``places`` are room for the alternatives, overwritten.
    """
    home, u = r.home[i], uniform(key, SEEK)
    doors = UNMOVED
    if m.prices_moved:
        if u >= seek_share(m.seek[s], p.seek_factor_max):  # at no price, so that prices need not be worked out
            return NOWHERE
        doors = prices_at_doors(w, p, m, r, i, g, s)
    at_door = door_pull(w, p, m, r, i, g, s, doors)
    share = 0.0 if home == w.districts else captive(w, p, m, r, i, g, s, at_door)
    if not seeks(p, m, s, share, doors, u):
        return NOWHERE
    if home == w.districts and w.inflow_known:
        return destination(w, g, uniform(key, CHOOSE))
    count = 0
    if home < w.districts:
        if uniform(key, CONSIDER) < share:
            return r.usual[i]
        if accepts(w, p, m, home, g, s, at_door, key):
            centre = centre_of(r.place[i])
            for f in range(centre, centre + PRIMARY_PLACES):
                worths[count] = worth(w, p, m, r, i, f, g, s, hour, Referral.NONE, waits)
                places[count] = f
                count += 1
    for k in range(w.set_start[home], w.set_start[home + 1]):
        f = w.choice_set[k]
        if w.takes[by_group(w, f, g)]:
            worths[count] = worth(w, p, m, r, i, f, g, s, hour, Referral.NONE, waits)
            places[count] = f
            count += 1
    return places[choose(worths, count, uniform(key, CHOOSE))]


def first_reason(
    w: World, p: Behaviour, m: Month, r: Residents, i: int, g: int, s: int, key: int, emergency: bool
) -> int:
    """Which step of first contact decided (codes of `names.Reason`); only a journal asks for it."""
    if emergency:
        return Reason.EMERGENCY
    home = r.home[i]
    if home == w.districts:
        return Reason.WEIGHED_HOSPITALS
    u = uniform(key, CONSIDER)
    doors = prices_at_doors(w, p, m, r, i, g, s) if m.prices_moved else UNMOVED
    at_door = door_pull(w, p, m, r, i, g, s, doors)
    if u < captive(w, p, m, r, i, g, s, at_door):
        own = habit_share(w, p, m, r, i, g, s, at_door)
        return Reason.USUAL_PLACE if u < own else Reason.CONTRACT_OR_GATE
    return Reason.WEIGHED_ALL if accepts(w, p, m, home, g, s, at_door, key) else Reason.WEIGHED_HOSPITALS
