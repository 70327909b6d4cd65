"""What is charged for one encounter, in whole fen."""

import math


def charge(mean_fen: float, factor: float) -> int:
    """One category's charge: the mean of the cell times the patient's factor, to the nearest fen."""
    return math.floor(mean_fen * factor + 0.5)
