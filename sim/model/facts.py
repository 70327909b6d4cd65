"""What providers and budgets look back on: the months' sums by facility, and what the base year looked like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.engine.counts import Counts, Dense, filled, sizes_of
from sim.engine.tables import World
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import Category, Encounter, Setting, Severity
from sim.vocabulary.tables import OWN_CARE, SPENDING, CaseCount

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CHARGES = slice(CaseCount.DRUGS_FEN, CaseCount.SERVICES_FEN + 1)
POCKET = slice(CaseCount.SELF_PAID_FEN, CaseCount.SELF_FUNDED_FEN + 1)
TREATMENTS = (Encounter.STAY, Encounter.DAY_SURGERY)


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """One month of one arm, in fen and cases of the simulated residents.

    ``visits[F]``, ``charges[F, category]``, ``charges_in[F, setting]`` and both in one,
    ``by_setting[F, setting, category]``; ``due[F]`` owed under the contracts, ``pocket[F]`` paid by patients,
    ``self_funded[F]`` of it outside the catalogue, ``due_by[F, payer]`` and ``charges_by[F, payer]``; ``stays[F]`` and
    ``per_case[F]`` stays, and those paid per case; ``stay_count``, ``stay_charges``, ``stay_days`` and ``stay_due``
    [F, payer, g, s] of insured stays;
    ``spending[home, F, payer, setting, (fund, charges)]``; ``own_care[F, payer]`` the fund's part of the contracted's
    visits to their own centre, ``heads[F, payer]`` who is under contract there (counted where a rule pays per head);
    facilities below ``primary`` are primary places.
    """

    year: int
    month: int
    visits: Ints
    charges: Ints
    charges_in: Ints
    by_setting: Ints
    due: Ints
    pocket: Ints
    due_by: Ints
    charges_by: Ints
    stays: Ints
    per_case: Ints
    stay_count: Ints
    stay_charges: Ints
    stay_days: Ints
    stay_due: Ints
    spending: Ints
    own_care: Ints
    heads: Ints
    self_funded: Ints
    primary: int


def facts_of(billed: Dense, counts: Counts, heads: Ints, w: World, year: int, month: int) -> MonthFacts:
    """Sum what was billed in a month by facility; whole numbers, so both engines give the same."""
    f, payer, g, s, kind, _ = billed.keys.T
    count, groups, payers, categories = w.facilities, w.conditions, w.payers + 1, len(Category)
    charges = billed.counts[:, CHARGES]
    total, due, treated = charges.sum(axis=1), billed.counts[:, CaseCount.DUE_FEN], np.isin(kind, TREATMENTS)
    insured = treated & (payer < w.payers)
    inpatient = (count, w.payers, groups, len(Severity))

    def by(key: NDArray[np.int64], amount: Ints, *shape: int) -> Ints:
        # Sums of fen stay far below 2**53, so they are exact in float64.
        found = np.bincount(key, weights=amount, minlength=int(np.prod(shape)))
        return found.astype(np.int64).reshape(shape)

    paid_by, at = f * payers + payer, f * len(Setting) + (kind >= Encounter.STAY)
    cell = ((f * w.payers + np.minimum(payer, w.payers - 1)) * groups + g) * len(Severity) + s
    sizes = sizes_of(w)
    return MonthFacts(
        year,
        month,
        visits=by(f, billed.counts[:, CaseCount.COUNT] * (kind < Encounter.STAY), count),
        charges=np.stack([by(f, charges[:, k], count) for k in range(categories)], axis=1),
        charges_in=by(at, total, count, len(Setting)),
        by_setting=np.stack([by(at, charges[:, k], count, len(Setting)) for k in range(categories)], axis=2),
        due=by(f, due, count),
        pocket=by(f, billed.counts[:, POCKET].sum(axis=1), count),
        due_by=by(paid_by, due, count, payers),
        charges_by=by(paid_by, total, count, payers),
        stays=by(f, billed.counts[:, CaseCount.COUNT] * treated, count),
        per_case=by(f, billed.counts[:, CaseCount.PER_CASE] * treated, count),
        stay_count=by(cell, billed.counts[:, CaseCount.COUNT] * insured, *inpatient),
        stay_charges=by(cell, total * insured, *inpatient),
        stay_days=by(cell, billed.counts[:, CaseCount.BED_DAYS] * insured, *inpatient),
        stay_due=by(cell, due * insured, *inpatient),
        spending=filled(SPENDING, counts.spending, sizes),
        own_care=filled(OWN_CARE, counts.own_care, sizes)[..., 0],
        heads=heads,
        self_funded=by(f, billed.counts[:, CaseCount.SELF_FUNDED_FEN], count),
        primary=sum(w.primary[level] for level in w.level),
    )


@dataclass(frozen=True, slots=True)
class Structure:
    """What the base year looked like: ``share[F, category]`` of charges, ``charges[F]`` fen a year.

    ``by_setting[F, setting, category]`` which share of a category is charged for visits and for stays; ``stays``,
    ``stay_charges`` and ``stay_days`` [F, payer, g, s] of insured stays in those months.
    """

    share: Floats
    charges: Floats
    by_setting: Floats
    stays: Floats
    stay_charges: Floats
    stay_days: Floats


def structure_of(
    history: tuple[MonthFacts, ...], groups: int, facilities: int, payers: int, usual: Floats
) -> Structure:
    """The mix and volume of up to twelve months; ``usual[category]`` where a facility had no income."""
    months = history[-MONTHS:]
    charges = sum((m.charges for m in months), np.zeros((facilities, len(Category)), dtype=np.int64))
    total = charges.sum(axis=1)
    share = np.where(total[:, None] > 0, charges / np.maximum(total, 1)[:, None], usual[None, :])
    none = np.zeros((facilities, payers, groups, len(Severity)))
    return Structure(
        share,
        total * (MONTHS / max(1, len(months))),
        _by_setting(months, facilities),
        *(sum((getattr(m, n) for m in months), none) for n in ("stay_count", "stay_charges", "stay_days")),
    )


def _by_setting(months: tuple[MonthFacts, ...], facilities: int) -> Floats:
    """[F, setting, category] where a category was charged; halves where it was not."""
    none = np.zeros((facilities, len(Setting), len(Category)), dtype=np.int64)
    fen = sum((m.by_setting for m in months), none)
    total = fen.sum(axis=1, keepdims=True)
    return np.asarray(np.where(total > 0, fen / np.maximum(total, 1), 1.0 / len(Setting)))
