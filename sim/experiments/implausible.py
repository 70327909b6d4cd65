"""How far a model may be from what was found before it is ruled out, in units of what is not known of both.

The cut is that of history matching (Vernon, Goldstein and Bower 2010): of any distribution with one peak nineteen of
twenty lie within three standard deviations (Pukelsheim 1994).
"""

from __future__ import annotations

import math

RULED_OUT = 3.0
NINE_TENTHS = 1.6448536269514722  # half of the middle nine tenths of a normal distribution, in standard deviations
NINETEEN_TWENTIETHS = 1.959963984540054  # the same of its middle nineteen twentieths, as studies print intervals


def implausible(gap: float, known: float, off: float) -> float:
    """A gap over its standard deviation: of what was found (``known``), and of what the model's form is off."""
    spread = math.hypot(known, off)
    return abs(gap) / spread if spread > 0 else math.inf if gap else 0.0
