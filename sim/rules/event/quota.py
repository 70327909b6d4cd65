"""What becomes of an elective case that a hospital under a cap postpones."""

TAKEN, WAITS, ELSEWHERE, LOST = 0, 1, 2, 3


def postponement(cut: float, u_cut: float, waits: float, elsewhere: float, u_then: float) -> int:
    """TAKEN unless among the share cut; else on the waiting list, to another hospital, or lost."""
    if u_cut >= cut:
        return TAKEN
    if u_then < waits:
        return WAITS
    return ELSEWHERE if u_then < waits + elsewhere else LOST
