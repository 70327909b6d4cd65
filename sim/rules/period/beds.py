"""Beds of primary care in a district: how many are added, and how many would be used."""

from __future__ import annotations


def beds_added(beds: float, residents: float, per_1000: float, growth: float) -> float:
    """Beds that a district lacks of so many per 1,000 residents, or of a share more, whichever is more; never fewer."""
    return max(0.0, max(per_1000 * residents / 1000.0, beds * (1.0 + growth)) - beds)


def share_used(used: float, times: float, roemer: float) -> float:
    """Share of beds used when there are ``times`` as many and admissions answer by the elasticity ``roemer`` alone."""
    return float(used * times ** (roemer - 1.0))
