"""How long something still takes: at first what such work takes elsewhere, more and more what this one has taken."""

from __future__ import annotations

import time
from collections.abc import Callable

from sim.scenario.plan_cost import Seconds

ALL_MEASURED = 0.25  # from this share of the work on, nothing but its own pace counts
FEW = 2  # answers that may come together, as the first
ONCE = 30.0  # seconds that may go to something that happens once, as compiling, and slows nothing that comes after it
BEFORE_WORK = 0.7  # at most this share of the time until the first answer goes to what comes before the work


class TimeLeft:
    """Told of what is done, says how many seconds are left; without ``expected`` only by its own pace."""

    def __init__(self, expected: Seconds | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._expected, self._clock = expected, clock
        self._started, self._first = clock(), 0.0
        self.done, self.total = 0, 0

    def told(self, done: int, total: int) -> None:
        """So many of so many are done; fewer than before are those of another round."""
        if done < self.done:
            self._started, self._expected = self._clock(), None
        if done and (done < self.done or not self.done):
            self._first = self.elapsed
        self.done, self.total = done, total

    @property
    def counted(self) -> tuple[int, int]:
        """What is shown of how far it is: so many of so many."""
        return self.done, self.total

    @property
    def elapsed(self) -> float:
        """Seconds since the start, of this round."""
        return self._clock() - self._started

    @property
    def seconds(self) -> float | None:
        """Seconds left; None while nobody can say."""
        share = self.done / self.total if self.total else 0.0
        if self._expected is None:
            return self._by_pace(0.0) if self.done else None
        weight = min(1.0, share / ALL_MEASURED)
        told = max(0.0, self._expected.begin - self.elapsed) * (not self.done) + self._expected.work * (1.0 - share)
        slower = self._slower(self._expected)
        return (
            (1.0 - weight) * told * slower
            + weight * self._by_pace(self._expected.begin)
            + self._expected.after * slower
        )

    def _slower(self, expected: Seconds) -> float:
        """How many times longer than expected the first answer takes; a faster machine is believed by its pace only."""
        first = expected.begin + (FEW * expected.work / self.total if self.total else 0.0)
        return max(1.0, ((self._first or self.elapsed) + ONCE) / (first + ONCE))

    def _by_pace(self, begin: float) -> float:
        """What is left at the pace so far, not counting what came before the work."""
        if not self.done:
            return 0.0
        working = self.elapsed - min(begin, BEFORE_WORK * self._first)
        return working / self.done * (self.total - self.done)
