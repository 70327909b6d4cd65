"""The counts of one period, summed over its months: what an indicator's numerator and denominator read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sim.indicators.period import Period
from sim.indicators.tables import RUN, Tables
from sim.vocabulary.names import Encounter, Tier
from sim.vocabulary.tables import BEDS, CASES, NEEDS, PEOPLE, PERSONS, VISITS

VISIT_KINDS = tuple(kind.id for kind in Encounter if kind < Encounter.STAY)
STAY_KINDS = tuple(kind.id for kind in Encounter if kind >= Encounter.STAY)
PLACE = ["district", "tier", "facility_kind", "hospital", "public"]
CHARGES = ["drugs_fen", "consumables_fen", "tests_fen", "services_fen"]


@dataclass(frozen=True)
class Counts:
    """Counts of one period of all arms and replications.

    Frames are summed over months and over the keys no indicator reads. ``cases`` gains ``charges_fen``, and
    ``people`` too (everything that was paid). ``before`` holds the counts a year earlier if there are any.
    """

    tables: Tables
    period: Period
    months: frozenset[int]

    def _sum(self, table: str, keys: list[str], counts: tuple[str, ...]) -> pd.DataFrame:
        frame = self.tables.frames[table]
        rows = frame[frame["stamp"].isin(self.period.stamps)]
        total: pd.DataFrame = rows.groupby([*RUN, *keys], as_index=False, observed=True)[list(counts)].sum()
        return total

    @cached_property
    def visits(self) -> pd.DataFrame:
        """Visits by home, district of care, facility attributes, kind, referral."""
        return self._sum("visits", ["home", *PLACE, "kind", "referral"], VISITS.counts)

    @cached_property
    def cases(self) -> pd.DataFrame:
        """Visits and stays with their bills, by facility attributes, scheme, kind, referral."""
        frame = self._sum("cases", [*PLACE, "scheme", "kind", "referral"], CASES.counts)
        frame["charges_fen"] = frame[CHARGES].sum(axis=1)
        frame["stay"] = frame["kind"].isin(STAY_KINDS)
        return frame

    @cached_property
    def people(self) -> pd.DataFrame:
        """Residents' visits, stays and payments by home and place."""
        frame = self._sum("people", ["home", "place"], PEOPLE.counts)
        frame["charges_fen"] = frame["fund_fen"] + frame["out_of_pocket_fen"]
        return frame

    @cached_property
    def needs(self) -> pd.DataFrame:
        """Needs by home and condition."""
        return self._sum("needs", ["home", "condition"], NEEDS.counts)

    @cached_property
    def beds(self) -> pd.DataFrame:
        """Beds by district and facility attributes."""
        return self._sum("beds", PLACE, BEDS.counts)

    @cached_property
    def persons(self) -> pd.DataFrame:
        """Residents of the year in which the period begins, by home, contract and key group."""
        frame = self.tables.frames["persons"]
        rows = frame[frame["year"] == self.period.first // 12]
        keys = [*RUN, "home", "scheme", "contract", "key_group"]
        return rows.groupby(keys, as_index=False, observed=True)[list(PERSONS.counts)].sum()

    @cached_property
    def before(self) -> Counts | None:
        """The same months one year earlier; None where the run (without its run-in) does not reach back."""
        earlier = self.period.before
        return Counts(self.tables, earlier, self.months) if self.months.issuperset(earlier.stamps) else None

    def at_facilities(
        self, table: str, column: str, where: pd.Series | None = None, groups: str = ""
    ) -> pd.Series:
        """Sum by place of care: areas ``all`` and each district, groups ``all`` and, if asked, each tier.

        Care beyond the prefecture belongs to no area; it is shown only as the group ``outside`` of ``all``.
        """
        frame: pd.DataFrame = getattr(self, table)
        if where is not None:
            frame = frame[where]
        inside = frame[frame["tier"] != Tier.OUTSIDE.id]
        parts = [_by(inside, column, "all", "all"), _by(inside, column, "district", "all")]
        if groups:
            parts += [_by(frame, column, "all", groups), _by(inside, column, "district", groups)]
        total: pd.Series = pd.concat(parts)
        return total

    def of_residents(
        self, table: str, column: str, where: pd.Series | None = None, *, counties: bool = False
    ) -> pd.Series:
        """Sum by home, wherever care was given; patients from elsewhere are left out.

        With ``counties`` only county homes enter; their pool is the area ``counties``, and ``all`` too.
        """
        frame: pd.DataFrame = getattr(self, table)
        if where is not None:
            frame = frame[where]
        homes = self.tables.counties if counties else self.tables.districts
        frame = frame[frame["home"].isin(homes)]
        areas = ("all", "home", "counties") if counties else ("all", "home")
        total: pd.Series = pd.concat([_by(frame, column, area, "all") for area in areas])
        return total


INDEX = [*RUN, "area", "group"]


def _by(frame: pd.DataFrame, column: str, area: str, group: str) -> pd.Series:
    """Sum one column by run, area and group; a name that is no column is the label itself."""
    keys = frame[RUN].copy()
    keys["area"] = frame[area] if area in frame.columns else area
    keys["group"] = frame[group] if group in frame.columns else group
    keys["value"] = frame[column]
    total: pd.Series = keys.groupby(INDEX)["value"].sum()
    return total


Amount = Callable[[Counts], pd.Series]
