"""Visits after a solved case: how many, and where. Letters as in `tables`; the same text for every engine."""

from sim.draws import INFUSION, INFUSION_PLACE, LEG, uniform
from sim.engine.bill_to_expect import fee_felt, visit_price
from sim.engine.cells import by_group, cell
from sim.engine.given_place import NOWHERE
from sim.engine.levels import contacts
from sim.engine.tables import Behaviour, Month, Residents, World
from sim.engine.widths import FOLLOW_UPS
from sim.rules.event.demand import bounded, follow_up_share, price_index
from sim.vocabulary.names import AgeBand, Severity

ADULT = AgeBand.AGE_18_44  # and the bands after it


def follow_up_probability(
    w: World, p: Behaviour, m: Month, r: Residents, i: int, f: int, g: int, s: int, arrival: int
) -> float:
    """Probability of each of the group's possible follow-up visits at this facility; ``arrival`` as of the illness."""
    factor = 1.0
    if m.prices_moved:
        at = cell(w, f, g, s)
        now = visit_price(w, m.benefit, r, i, f, g, s, arrival, m.visit_total[at])
        now += fee_felt(w, p, m, r, i, f, g, s, arrival)
        base = visit_price(w, m.benefit_base, r, i, f, g, s, arrival, m.visit_base[at])
        factor = bounded(price_index(now, base, p.tau_oop, p.e_follow), p.follow_factor_max)
    return min(1.0, follow_up_share(w.follow_mean[g], w.follow_slots[g], factor) * m.revisit[by_group(w, f, g)])


def drips_stop(
    w: World, m: Month, r: Residents, i: int, f: int, g: int, s: int, emergency: bool, key: int, leg: int
) -> bool:
    """Whether somebody would have had drips at this clinic and has none: an adult, no emergency, no severe case."""
    if m.infusions_stopped == 0 or emergency or s == Severity.SEVERE or r.age[i] < ADULT:
        return False
    return uniform(key, LEG * leg + INFUSION) < m.drips_stopped[by_group(w, f, g)]


def follow_up_place(w: World, p: Behaviour, r: Residents, i: int, f: int, stopped: bool, key: int, leg: int) -> int:
    """Where the follow-up visits take place: where the case was solved, drips that are stopped there at the usual
    primary place. NOWHERE for who takes tablets, or is from beyond and has the drips at home.
    """
    if not stopped:
        return f
    below = r.home[i] < w.districts and uniform(key, LEG * leg + INFUSION_PLACE) < p.infusion_at_primary
    return r.usual[i] if below else NOWHERE


def follow_up_leg(w: World, leg: int, slot: int) -> int:
    """The leg on which the draws of a follow-up visit hang: beyond those of the episode."""
    return contacts(w) + leg * FOLLOW_UPS + slot
