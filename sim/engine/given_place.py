"""Where patients are brought who do not weigh places: emergencies, who comes from beyond, who finds no bed.

Letters as in `steps`.
"""

from sim.draws import CHOOSE, uniform
from sim.engine.cells import by_group, cell, travel_at
from sim.engine.levels import is_weighed
from sim.engine.tables import Behaviour, Month, Residents, World

NOWHERE = -1


def came_from(w: World, before: int, f: int, onward: int) -> int:
    """The level a patient comes from who was to be at ``f`` and is at ``onward``; as before if that is the same."""
    return before if onward == f else w.level[f]


def destination(w: World, g: int, u: float) -> int:
    """The hospital that a patient from beyond comes to, in given shares among those that treat the group.

    ``u`` is the draw that chooses. Where none of them treats it, the first takes what comes.
    """
    total = 0.0
    for k in range(w.set_start[w.districts], w.set_start[w.districts + 1]):
        f = w.choice_set[k]
        if w.takes[by_group(w, f, g)]:
            total += w.inflow_weight[f]
    limit = u * total
    found = w.choice_set[w.set_start[w.districts]]
    running = 0.0
    for k in range(w.set_start[w.districts], w.set_start[w.districts + 1]):
        f = w.choice_set[k]
        if w.takes[by_group(w, f, g)] == 0:
            continue
        found = f
        running += w.inflow_weight[f]
        if limit < running:
            break
    return found


def emergency_place(w: World, p: Behaviour, m: Month, r: Residents, i: int, g: int, s: int, key: int) -> int:
    """The nearest emergency department that can treat the case; among equally near ones by their beds."""
    home = r.home[i]
    if home == w.districts and w.inflow_known:
        return destination(w, g, uniform(key, CHOOSE))
    row = travel_at(w, home, r.urban[i], 0)
    nearest = -1.0
    beds = 0.0
    fallback = NOWHERE
    for k in range(w.set_start[home], w.set_start[home + 1]):
        f = w.emergency_set[k]
        if w.takes[by_group(w, f, g)] == 0:
            continue
        fallback = f
        if m.capability[cell(w, f, g, s)] < p.ed_capability_min:
            continue
        if nearest < 0.0:
            nearest = w.minutes[row + f]
        if w.minutes[row + f] > nearest:
            break
        beds += max(1, m.beds[f])
    if nearest < 0.0:
        return fallback
    limit = uniform(key, CHOOSE) * beds
    found = fallback
    running = 0.0
    for k in range(w.set_start[home], w.set_start[home + 1]):
        f = w.emergency_set[k]
        capable = m.capability[cell(w, f, g, s)] >= p.ed_capability_min
        if w.takes[by_group(w, f, g)] == 0 or not capable or w.minutes[row + f] > nearest:
            continue
        found = f
        running += max(1, m.beds[f])
        if limit < running:
            break
    return found


def next_hospital(w: World, p: Behaviour, m: Month, r: Residents, i: int, g: int, s: int, full: int) -> int:
    """Where who finds no bed at ``full`` is sent on: the next nearest hospital for it, from a centre the nearest."""
    home = r.home[i]
    passed = not is_weighed(w, home, full)
    last = full
    for k in range(w.set_start[home], w.set_start[home + 1]):
        f = w.emergency_set[k]
        if f == full:
            passed = True
            continue
        if w.takes[by_group(w, f, g)] == 0:
            continue
        last = f
        if passed and m.capability[cell(w, f, g, s)] >= p.ed_capability_min:
            return f
    return last
