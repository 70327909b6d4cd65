"""The unit of time inside the engine: a tick is a quarter of a second."""

from __future__ import annotations

TICKS_PER_SECOND = 4
TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND
TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE
TICKS_PER_DAY = 24 * TICKS_PER_HOUR
