"""What people know of the wait: a slow mean by hour of day, from the queues or from the rule.

With queues simulated, each closing moves the mean of a pool and hour towards the day's measured wait. Under a
sample the load of each group of facilities is measured slowly, and the wait is `rules.event.wait` of the full
number of doctors at that load, hour by hour.
"""

from __future__ import annotations

from collections.abc import Sequence

from sim.engine.tables import Behaviour, Month, World, pools_of
from sim.rules.event.wait import slow_mean, stationary_wait

LOAD_MEMORY_DAYS = 60  # open days over which a sample's load is measured: short enough for trends, long enough for few
REFRESH_DAYS = 5  # the rule's table follows the slow load once a working week
FULL = 0.98


class WaitMemory:
    """Waits by pool and hour, in minutes, as residents perceive them; and bed waits by facility, in days."""

    def __init__(self, w: World, p: Behaviour, *, simulate: bool, fraction: float, memory_days: float, ca2: float) -> None:
        self.w = w
        self.simulate = simulate
        self.fraction = fraction
        self.weight = 1.0 / memory_days
        self.ca2 = ca2
        self.cs2 = p.service_cv * p.service_cv
        self.minutes = [0.0] * (w.pools * w.hours)
        self.seen = [0.0] * (w.pools * w.hours)
        self.count = [0] * (w.pools * w.hours)
        self.load = [0.0] * w.load_groups
        self.arrivals = [0] * w.load_groups
        self.bed_days = [0.0] * w.facilities
        self.lying = [0.0] * w.load_groups
        self.open_days = 0
        self.doctor_index: Sequence[float] = (1.0, 1.0, 1.0, 1.0)

    def open_month(self, m: Month) -> None:
        """Doctors on duty this month."""
        self.doctor_index = m.doctor_index

    def note(self, f: int, pool: int, hour: int, wait_minutes: float) -> None:
        """One clinic visit was seen after this wait."""
        self.arrivals[self.w.load_group[f]] += 1
        if self.simulate:
            self.seen[pool * self.w.hours + hour] += wait_minutes
            self.count[pool * self.w.hours + hour] += 1

    def close_day(self, clinic_open: bool) -> None:
        """At closing: move the perceived waits."""
        if self.simulate:
            self._from_queues()
        elif clinic_open:
            self._from_load()

    def close_night(self, occupied_by_group: list[int]) -> None:
        """At midnight: move the measured bed load of a sample."""
        weight = max(1.0 / LOAD_MEMORY_DAYS, 1.0 / (self.open_days + 1))
        for group, occupied in enumerate(occupied_by_group):
            self.lying[group] = slow_mean(self.lying[group], occupied / self.fraction, weight)

    def _from_queues(self) -> None:
        for cell, count in enumerate(self.count):
            if count:
                self.minutes[cell] = slow_mean(self.minutes[cell], self.seen[cell] / count, self.weight)
                self.count[cell] = 0
                self.seen[cell] = 0.0

    def _from_load(self) -> None:
        self.open_days += 1
        weight = max(1.0 / LOAD_MEMORY_DAYS, 1.0 / self.open_days)
        for group in range(self.w.load_groups):
            self.load[group] = slow_mean(self.load[group], self.arrivals[group] / self.fraction, weight)
            self.arrivals[group] = 0
        if self.open_days % REFRESH_DAYS == 1:
            self._apply_rule()

    def _apply_rule(self) -> None:
        w = self.w
        for f in range(w.facilities):
            group = w.load_group[f]
            tier = w.tier[f]
            for pool in pools_of(w, f):
                doctors = (w.pool_general[pool] + w.pool_reserved[pool]) * self.doctor_index[tier]
                self._day_of_pool(pool, doctors, self.load[group] * w.pool_share[pool], w.service_minutes[tier])

    def _day_of_pool(self, pool: int, doctors: float, arrivals: float, service: float) -> None:
        """Waits over one clinic day; work beyond 98 % of an hour's capacity is carried to the next hour."""
        w = self.w
        room = FULL * doctors * 60.0
        carried = 0.0
        for hour in range(w.hours):
            work = arrivals * w.hour_share[hour] * service
            rho = min(FULL, (work + carried) / (doctors * 60.0))
            left = max(0.0, work + carried - room)
            queued = 0.5 * (carried + left) / doctors
            steady = stationary_wait(doctors, rho, service, self.ca2, self.cs2)
            self.minutes[pool * w.hours + hour] = steady + queued
            carried = left

    def bed_wait_days(self, f: int, beds: int, stay_days: float) -> float:
        """The rule's wait for an elective bed at the measured load, in days."""
        group = self.w.load_group[f]
        if self.w.load_beds[group] <= 0 or beds <= 0:
            return 0.0
        rho = self.lying[group] / self.w.load_beds[group]
        steady = stationary_wait(beds, min(rho, FULL), stay_days, 1.0, 0.4)
        return steady + max(0.0, rho - FULL) * stay_days

    def bed_rho(self, f: int) -> float:
        """Measured share of the group's beds that is taken."""
        beds = self.w.load_beds[self.w.load_group[f]]
        return self.lying[self.w.load_group[f]] / beds if beds > 0 else 0.0
