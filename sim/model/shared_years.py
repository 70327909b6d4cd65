"""Contracts whose year is settled in brackets: what is owed for the care of a year against what that care cost.

Under a price or a sum a head the provider keeps all of the difference. Where a rule shares it, the share comes with a
settlement after December or the rule's last month, and is expected from month to month.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.ledger import Account, Line, facility_of, fund_of
from sim.model.books import CITY
from sim.model.contracts import shares_of
from sim.model.effects import Effects
from sim.model.facts import MonthFacts
from sim.region.description import Region
from sim.region.facilities import Facilities
from sim.rules.period.brackets import Sharing
from sim.rules.period.budget import settle, share_of_saving, shared
from sim.vocabulary.measures import MONTHS

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
SCALE = 1e9  # fen: so much that bounds to the fen do not matter
WHOLE = 1.0 - 1e-9  # a contract that takes less of some stays shares nothing of them


class SharedMonth(NamedTuple):
    """What a rule that shares owes its facilities for a month, and what it cost; fen, [F, payer]."""

    id: str
    sharing: Sharing
    owed: Ints
    cost: Ints


@dataclass(frozen=True, slots=True)
class SharedYear:
    """One rule in one calendar year so far; ``before`` are owed and cost [F] of the last year settled."""

    sharing: Sharing
    year: int
    owed: Ints
    cost: Ints
    before: tuple[Ints, Ints]

    def ratio(self) -> Floats:
        """Cost over what is owed by the last year and this one so far; 1 where nothing is known; [F]."""
        owed, cost = (a + b.sum(axis=1) for a, b in zip(self.before, (self.owed, self.cost), strict=True))
        return np.asarray(np.where(owed > 0, cost / np.maximum(owed, 1), 1.0))


def _months(effects: Effects, facts: MonthFacts, sums: Ints) -> Iterator[SharedMonth]:
    """The rules of a month that share; ``sums`` [F, payer] are those paid a head."""
    sharing = {now.id: now.pricing.settings.sharing for now in effects.contracts}
    if any(sharing.values()):
        count, payers, groups, _ = facts.stay_due.shape
        order = list(reversed(effects.contracts))
        for now, share in zip(order, shares_of(order, count, payers, groups), strict=True):
            found = sharing[now.id]
            if found is not None:
                cells = (share > WHOLE)[..., None]
                owed, cost = ((table * cells).sum(axis=(2, 3)) for table in (facts.stay_due, facts.stay_charges))
                yield SharedMonth(now.id, found, owed, cost)
    for head in effects.capitations:
        if head.lever.sharing is not None:
            at = np.zeros(sums.shape, dtype=np.bool_)
            at[np.ix_(head.at, head.payers)] = True
            yield SharedMonth(head.id, head.lever.sharing, sums * at, facts.own_care * at)


def close_years(
    years: Mapping[str, SharedYear],
    facts: MonthFacts,
    effects: Effects,
    sums: Ints,
    region: Region,
    facilities: Facilities,
    *,
    last: bool,
) -> tuple[dict[str, SharedYear], list[Line]]:
    """The years with a month more, and the lines of those that end with it; ``last`` is the last month simulated."""
    found, lines = dict(years), list[Line]()
    now = {month.id: month for month in _months(effects, facts, sums)}
    for name, month in now.items():
        year = found.get(name)
        if year is None:
            none = np.zeros(len(month.owed), dtype=np.int64)
            year = SharedYear(month.sharing, facts.year, 0 * month.owed, 0 * month.cost, (none, none))
        found[name] = replace(year, year=facts.year, owed=year.owed + month.owed, cost=year.cost + month.cost)
    for name, year in list(found.items()):
        if last or facts.month == MONTHS or name not in now:
            lines += _settlement(year, region, facilities)
            before = (year.owed.sum(axis=1), year.cost.sum(axis=1))
            found[name] = replace(year, owed=0 * year.owed, cost=0 * year.cost, before=before)
            if name not in now:
                del found[name]
    return found, lines


def _settlement(year: SharedYear, region: Region, facilities: Facilities) -> Iterator[Line]:
    """What funds and treasury give a facility, or get back from it, so that the year is shared as the rule says."""
    funds = [fund_of(payer.id) for payer in region.payers]
    for f in np.flatnonzero(year.owed.sum(axis=1)).tolist():
        split = settle(int(year.owed[f].sum()), int(year.cost[f].sum()), year.sharing)
        to = facility_of(facilities.all[f].id)
        parts = shared(split.from_fund - split.to_fund, [float(fen) for fen in year.owed[f]])
        given: list[tuple[Account, int]] = [*zip(funds, parts, strict=True), (CITY, split.treasury)]
        yield from (Line(purse, to, "year_settlement", fen) for purse, fen in given if fen)


def kept_of(years: Mapping[str, SharedYear], effects: Effects, band: float) -> dict[str, Floats]:
    """By rule that shares: what of a yuan saved is expected to be the facility's, [F]."""
    wanted: dict[str, Sharing | None] = {now.id: now.pricing.settings.sharing for now in effects.contracts}
    wanted |= {now.id: now.lever.sharing for now in effects.capitations}
    count = len(effects.audit)
    found = {}
    for name, sharing in wanted.items():
        if sharing is not None:
            ratio = years[name].ratio() if name in years else np.ones(count)
            known = {one: share_of_saving(sharing, one * SCALE, SCALE, band) for one in np.unique(ratio).tolist()}
            found[name] = np.array([known[one] for one in ratio.tolist()])
    return found
