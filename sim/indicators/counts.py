"""The counts of one period: what an indicator's numerator and denominator read.

Every sum comes back on the same grid of runs x areas x groups (`Cells`); nan marks a cell that the sum is not
defined for, 0 one in which nothing happened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sim.indicators.numbering import Columns
from sim.indicators.period import Period
from sim.indicators.tables import SummedTables
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import AgeBand, Scheme, Tier

YEARLY = ("persons", "budgets")
Cells = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Areas: the prefecture, the pool of all counties, then each district. Groups: all, tiers, schemes, age bands, then the
# levels of care that a region declares beside the national classes.
ALL, COUNTIES, FIRST_DISTRICT = 0, 1, 2
FIRST_TIER, FIRST_SCHEME = 1, 1 + len(Tier)
SCHEMES = (Scheme.EMPLOYEE, Scheme.RESIDENT)
FIRST_AGE = FIRST_SCHEME + len(SCHEMES)
GROUPS = ("all", *Tier.ids(), *(scheme.id for scheme in SCHEMES), *AgeBand.ids())
FIRST_LEVEL = len(GROUPS)
# What residents are told apart by, where a table has it: column, number of words (others are one more), those shown,
# first group.
TRAITS = (("scheme", len(Scheme), SCHEMES, FIRST_SCHEME), ("age", len(AgeBand), tuple(AgeBand), FIRST_AGE))


@dataclass(frozen=True)
class PeriodCounts:
    """Counts of one period of all arms and replications; ``months`` are those the run reports."""

    tables: SummedTables
    period: Period
    months: frozenset[int]

    def _slice(self, table: str) -> Columns:
        columns = self.tables.columns[table]
        first = self.period.first
        if table in YEARLY:  # counted once a year: those of the year in which the period begins
            rows = columns["stamp"] == first // MONTHS * MONTHS
        else:
            rows = (columns["stamp"] >= first) & (columns["stamp"] < first + self.period.length)
        return {name: column[rows] for name, column in columns.items()}

    @cached_property
    def visits(self) -> Columns:
        """Visits: home, district, tier, facility_kind, kind, referral."""
        return self._slice("visits")

    @cached_property
    def cases(self) -> Columns:
        """Visits and stays with their bills: district, tier, facility_kind, public, owner, scheme, kind, referral."""
        return self._slice("cases")

    @cached_property
    def people(self) -> Columns:
        """Visits, stays and payments of residents: home, place, age, scheme; ``charges_fen`` is all that was paid."""
        return self._slice("people")

    @cached_property
    def needs(self) -> Columns:
        """Needs: home, condition."""
        return self._slice("needs")

    @cached_property
    def beds(self) -> Columns:
        """Beds: district, tier, facility_kind, public."""
        return self._slice("beds")

    @cached_property
    def bookings(self) -> Columns | None:
        """Booked visits: district, tier, facility_kind; None if the run wrote none."""
        return self._slice("bookings") if "bookings" in self.tables.columns else None

    @cached_property
    def persons(self) -> Columns:
        """Residents: home, age, scheme, contract, key_group, urban."""
        return self._slice("persons")

    @cached_property
    def finance(self) -> Columns | None:
        """Income and marginal cost of facilities: district, tier, public; None if the run wrote none."""
        return self._slice("finance") if "finance" in self.tables.columns else None

    @cached_property
    def fund(self) -> Columns | None:
        """Income and spending of the funds: scheme; None if the run wrote none."""
        return self._slice("fund") if "fund" in self.tables.columns else None

    @cached_property
    def budgets(self) -> Columns | None:
        """Packaged budgets: home, the number after the last for all; None if the run wrote none."""
        return self._slice("budgets") if "budgets" in self.tables.columns else None

    @cached_property
    def before(self) -> PeriodCounts | None:
        """The same months one year earlier; None where the reported months do not reach back."""
        earlier = self.period.before
        return PeriodCounts(self.tables, earlier, self.months) if self.months.issuperset(earlier.stamps) else None

    @property
    def groups(self) -> tuple[str, ...]:
        """The words of the groups."""
        return (*GROUPS, *self.tables.levels)

    def empty(self) -> Cells:
        """The grid, nothing defined."""
        return np.full((len(self.tables.runs), FIRST_DISTRICT + len(self.tables.districts), len(self.groups)), np.nan)

    def total(self, rows: Columns, column: str, where: Mask | None, *keys: tuple[str, int]) -> Cells:
        """Sum of a column by run and the given keys (name, number of values)."""
        code = rows["run"].astype(np.int64)
        shape = [len(self.tables.runs)]
        for name, size in keys:
            code = code * size + rows[name].astype(np.int64)
            shape.append(size)
        counted = rows[column] if where is None else rows[column] * where
        sums: Cells = np.bincount(code, counted, minlength=int(np.prod(shape))).astype(np.float64)
        return sums.reshape(shape)

    def at_facilities(self, rows: Columns, column: str, where: Mask | None = None, *, by_tier: bool = False) -> Cells:
        """Sum by place of care, for the prefecture and each district, by tier and own level if asked.

        Care beyond the prefecture belongs to no area; it is shown only as the group ``outside`` of ``all``.
        """
        districts = len(self.tables.districts)
        sums = self.total(rows, column, where, ("district", districts + 1), ("tier", len(Tier)))
        found = self.empty()
        found[:, FIRST_DISTRICT:, 0] = sums[:, :districts].sum(axis=2)
        found[:, ALL, 0] = sums[:, :districts].sum(axis=(1, 2))
        if by_tier:
            found[:, FIRST_DISTRICT:, FIRST_TIER:FIRST_SCHEME] = sums[:, :districts]
            found[:, ALL, FIRST_TIER:FIRST_SCHEME] = sums.sum(axis=1)
        levels = len(self.tables.levels)
        if by_tier and levels:
            own = self.total(rows, column, where, ("district", districts + 1), ("level", levels + 1))[..., :levels]
            found[:, FIRST_DISTRICT:, FIRST_LEVEL:] = own[:, :districts]
            found[:, ALL, FIRST_LEVEL:] = own.sum(axis=1)
        return found

    def of_residents(self, rows: Columns, column: str, where: Mask | None = None, *, counties: bool = False) -> Cells:
        """Sum by home, wherever care was given; patients from elsewhere are left out.

        With ``counties`` only county homes enter; their pool is the area ``counties``, and ``all`` too. Where the
        table tells scheme and age, ``all`` has a group for each.
        """
        districts = len(self.tables.districts)
        homes = np.array([*(self.tables.counties if counties else [True] * districts), False])
        sums = self.total(rows, column, where, ("home", districts + 1))[:, :districts]
        if counties:
            sums = np.where(self.tables.counties, sums, np.nan)
        found = self.empty()
        found[:, FIRST_DISTRICT:, 0] = sums
        found[:, ALL, 0] = np.nansum(sums, axis=1)
        inside = homes[rows["home"].astype(np.int64)]
        for key, members, shown, first in TRAITS:
            if key in rows:
                split = self.total(rows, column, inside if where is None else inside & where, (key, members + 1))
                found[:, ALL, first : first + len(shown)] = split[:, shown]
        if counties:
            found[:, COUNTIES] = found[:, ALL]
        return found


Amount = Callable[[PeriodCounts], Cells]
