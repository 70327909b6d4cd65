"""What providers and budgets look back on: the months' sums by facility, and what the base year looked like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from sim.engine.booking import CASE_WIDTH
from sim.engine.counts import Cells, Counts, sizes_of
from sim.engine.tables import World
from sim.vocabulary.names import Category, Encounter, Scheme
from sim.vocabulary.tables import CASES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
DRUGS, SERVICES = CASES.counts.index("drugs_fen"), CASES.counts.index("services_fen")
POCKET = slice(CASES.counts.index("self_paid_fen"), CASES.counts.index("self_funded_fen") + 1)
DUE, PER_CASE, COUNT = CASES.counts.index("due_fen"), CASES.counts.index("per_case"), 0
TREATMENTS = (Encounter.STAY, Encounter.DAY_SURGERY)


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """One month of one arm, in fen and cases of the simulated residents.

    ``charges[F, category]``, ``due[F]`` owed under the contracts, ``pocket[F]`` paid by patients, ``due_by[F, scheme]``
    and ``charges_by[F, scheme]``; ``stays[F]`` and ``per_case[F]`` stays, and those paid per case;
    ``stay_count[F, g]``, ``stay_charges[F, g]`` of insured stays; ``spending[home, F, scheme, (fund, charges)]``.
    """

    year: int
    month: int
    charges: Ints
    due: Ints
    pocket: Ints
    due_by: Ints
    charges_by: Ints
    stays: Ints
    per_case: Ints
    stay_count: Ints
    stay_charges: Ints
    spending: Ints


def facts_of(counts: Counts, w: World, year: int, month: int) -> MonthFacts:
    """Sum a month's case table by facility; whole numbers, so both engines give the same."""
    sizes = sizes_of(w.facilities, w.conditions, w.districts)
    cells, amount = _touched(counts.cases)
    row, column = np.divmod(cells, CASE_WIDTH)
    f, scheme, g, _, kind, _ = np.unravel_index(row, sizes["cases"])
    count, groups, schemes = w.facilities, w.conditions, len(Scheme)
    charged = (column >= DRUGS) & (column <= SERVICES)
    pocket = (column >= POCKET.start) & (column < POCKET.stop)
    treated = np.isin(kind, TREATMENTS)
    insured = treated & (scheme != Scheme.NONE)

    def total(where: NDArray[np.bool_], key: NDArray[np.int64], *shape: int) -> Ints:
        # Sums of fen stay far below 2**53, so they are exact in float64.
        found = np.bincount(key[where], weights=amount[where], minlength=int(np.prod(shape)))
        return found.astype(np.int64).reshape(shape)

    spending = np.zeros(int(np.prod(sizes["spending"])), dtype=np.int64)
    index, fen = _touched(counts.spending)
    spending[index] = fen
    return MonthFacts(
        year,
        month,
        charges=total(charged, f * len(Category) + column - DRUGS, count, len(Category)),
        due=total(column == DUE, f, count),
        pocket=total(pocket, f, count),
        due_by=total(column == DUE, f * schemes + scheme, count, schemes),
        charges_by=total(charged, f * schemes + scheme, count, schemes),
        stays=total(treated & (column == COUNT), f, count),
        per_case=total(treated & (column == PER_CASE), f, count),
        stay_count=total(insured & (column == COUNT), f * groups + g, count, groups),
        stay_charges=total(insured & charged, f * groups + g, count, groups),
        spending=spending.reshape(sizes["spending"]),
    )


def _touched(table: Cells) -> tuple[Ints, Ints]:
    """Indices and values of the cells that are not zero."""
    if isinstance(table, np.ndarray):
        index = np.flatnonzero(table)
        return index, table[index]
    sparse = cast("dict[int, int]", table)
    return np.fromiter(sparse.keys(), np.int64, len(sparse)), np.fromiter(sparse.values(), np.int64, len(sparse))


@dataclass(frozen=True, slots=True)
class Structure:
    """What the base year looked like: ``share[F, category]`` of charges, ``charges[F]`` fen a year.

    ``stay_mean[F, g]`` is the mean charge of an insured stay at the facility's tier, fen; 0 where there was none.
    """

    share: Floats
    charges: Floats
    stay_mean: Floats


def structure_of(history: tuple[MonthFacts, ...], tier: Ints, usual: Floats) -> Structure:
    """The mix and volume of up to twelve months; ``usual[category]`` where a facility had no income."""
    months = history[-12:]
    charges = sum((m.charges for m in months), np.zeros((len(tier), len(Category)), dtype=np.int64))
    total = charges.sum(axis=1)
    share = np.where(total[:, None] > 0, charges / np.maximum(total, 1)[:, None], usual[None, :])
    mean = np.zeros(months[0].stay_count.shape) if months else np.zeros((len(tier), 0))
    for level in np.unique(tier) if months else ():
        at = tier == level
        count = sum(m.stay_count[at].sum(axis=0) for m in months)
        yuan = sum(m.stay_charges[at].sum(axis=0) for m in months)
        mean[at] = np.where(count > 0, yuan / np.maximum(count, 1), 0.0)
    return Structure(share, total * (12.0 / max(1, len(months))), mean)
