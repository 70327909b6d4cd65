"""To how many digits people read a value, by its unit: what prints as the number asked for is that number."""

from __future__ import annotations

# Shares and growth are printed in percent, a mean of numbers over replications to one digit more.
DIGITS = {
    "share": 1,
    "growth": 1,
    "yuan": 0,
    "days": 1,
    "minutes": 1,
    "per_year": 2,
    "per_100": 1,
    "per_day": 1,
    "per_case": 1,
    "count": 0,
    "number": 0,
    "ratio": 2,
    "index": 3,
}
PERCENT = ("share", "growth")


def half_digit(unit: str) -> float:
    """How far a share may lie beside a number and still print as it: 0.0005; 0 in every other unit.

    Documents and bulletins ask for and report shares to a tenth of a percent at most, and who asks that 30 % sign is
    content with 29.98; days and yuan are compared as they are.
    """
    return 0.5 * 10.0 ** -(DIGITS[unit] + 2) if unit in PERCENT else 0.0
