"""What a facility is by its level of care, and where it stands seen from a home.

Functions of the world's per-level columns; called by both engines and compiled away.
"""

from sim.engine.tables import World


def is_primary(w: World, f: int) -> bool:
    """A centre, village clinics or private clinics."""
    return w.primary[w.level[f]] != 0


def is_hospital(w: World, f: int) -> bool:
    """A hospital of the region: neither primary care nor beyond."""
    return w.hospital[w.level[f]] != 0


def is_beyond(w: World, f: int) -> bool:
    """The care beyond the region."""
    return w.beyond[w.level[f]] != 0


def elsewhere(w: World, home: int, f: int) -> bool:
    """A facility of a county, and not of the home's."""
    return w.in_county[w.level[f]] != 0 and w.district[f] != home


def is_weighed(w: World, home: int, f: int) -> bool:
    """Whether a facility is one of the hospitals that residents of a home weigh."""
    found = False
    for k in range(w.set_start[home], w.set_start[home + 1]):
        found = found or w.choice_set[k] == f
    return found


def place_class(w: World, home: int, f: int) -> int:
    """Where a facility stands seen from a home (codes of `names.Place`)."""
    level = w.level[f]
    return w.place_at_home[level] if w.district[f] == home else w.place_away[level]


def contacts(w: World) -> int:
    """Contacts of one episode at most: one at each level."""
    return w.levels
