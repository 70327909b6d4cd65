"""Who is served next: general and reserved doctors, general and referred patients (docs/model.md 2.5)."""

NOBODY = 0
GENERAL = 1
REFERRED = 2


def doctor_for(referred: bool, free_general: int, free_reserved: int) -> int:
    """Which kind of free doctor an arriving patient takes: REFERRED (a reserved one), GENERAL or NOBODY."""
    if referred and free_reserved > 0:
        return REFERRED
    if free_general > 0:
        return GENERAL
    return NOBODY


def next_patient(reserved_doctor: bool, general_head: int, referred_head: int) -> int:
    """Which queue a doctor who becomes free serves; heads are arrival keys, negative if the queue is empty.

    A reserved doctor serves the referred only; a general one the older head of the two.
    """
    if reserved_doctor:
        return REFERRED if referred_head >= 0 else NOBODY
    if general_head < 0:
        return REFERRED if referred_head >= 0 else NOBODY
    if referred_head < 0 or general_head < referred_head:
        return GENERAL
    return REFERRED
