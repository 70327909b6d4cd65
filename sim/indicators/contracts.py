"""Family-doctor contracts and first contact."""

from __future__ import annotations

import numpy as np

from sim.indicators.counts import Amount, Cells, PeriodCounts
from sim.indicators.indicator import Domain, Indicator, ratio
from sim.vocabulary.names import Contract, Settlement

FIRST = ("first_primary", "first_county", "first_tertiary", "first_outside")


def _residents(contracts: tuple[Contract, ...], *, key_group: bool = False, living: Settlement | None = None) -> Amount:
    """Residents (or those of the key groups, or of town or country) with one of these contracts at year end."""

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.persons
        where = np.isin(rows["contract"], contracts)
        if key_group:
            where &= rows["key_group"] == 1
        if living is not None:
            where &= rows["urban"] == living
        return counts.of_residents(rows, "residents", where)

    return amount


def _persons(column: str) -> Amount:
    return lambda counts: counts.of_residents(counts.persons, column)


EVERYBODY = tuple(Contract)
SIGNED = (Contract.SIGNED, Contract.EFFECTIVE)


def _first(*, primary: bool) -> Amount:
    """Needs brought to somebody (first to primary care) that were no emergency and of no exempt condition.

    Emergencies start at a hospital, so no primary first contact of a condition is exempt, unless the whole
    condition is: then every need of it is, and it is left out above and below.
    """

    def amount(counts: PeriodCounts) -> Cells:
        rows = counts.needs
        free = sum(rows[column] for column in FIRST) - rows["exempt"]
        counted = dict(rows)
        counted["free"] = np.where(free > 0, rows["first_primary"], 0.0) if primary else free
        return counts.of_residents(counted, "free")

    return amount


INDICATORS = (
    Indicator(
        "contract_rate", "up", Domain.RESIDENTS, ratio(_residents(SIGNED), _residents(EVERYBODY)), "D", yearly=True,
    ),
    Indicator(
        "contract_rate_priority", "up", Domain.RESIDENTS,
        ratio(_residents(SIGNED, key_group=True), _residents(EVERYBODY, key_group=True)), "D", yearly=True,
    ),
    *(
        Indicator(
            f"contract_rate_{living.id}", "up", Domain.RESIDENTS,
            ratio(_residents(SIGNED, living=living), _residents(EVERYBODY, living=living)), "D", yearly=True,
        )
        for living in (Settlement.URBAN, Settlement.RURAL)
    ),
    Indicator(
        "chronic_managed", "up", Domain.RESIDENTS, ratio(_persons("managed"), _persons("chronic")), "M", yearly=True,
    ),
    Indicator(
        "contract_fulfilment", "up", Domain.RESIDENTS,
        ratio(_residents((Contract.EFFECTIVE,)), _residents(SIGNED)), "D", yearly=True,
    ),
    Indicator(
        "first_contact_rate", "up", Domain.RESIDENTS, ratio(_first(primary=True), _first(primary=False)), "D",
    ),
)  # fmt: skip
