"""Where patients from beyond the prefecture go, where the region counts them by hospital."""

from sim.engine.cells import by_group
from sim.engine.tables import World


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
