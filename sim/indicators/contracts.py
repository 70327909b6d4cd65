"""Family-doctor contracts and first contact."""

from __future__ import annotations

import pandas as pd

from sim.indicators.counts import Amount, Counts
from sim.indicators.indicator import Domain, Indicator, ratio
from sim.vocabulary.names import Contract

FIRST = ["first_primary", "first_county", "first_tertiary", "first_outside"]


def _residents(contracts: tuple[Contract, ...], *, key_group: bool = False) -> Amount:
    """Residents (or those of the key groups) with one of these contracts at year end."""

    def amount(counts: Counts) -> pd.Series:
        frame = counts.persons
        where = frame["contract"].isin([contract.id for contract in contracts])
        if key_group:
            where &= frame["key_group"]
        return counts.of_residents("persons", "residents", where)

    return amount


EVERYBODY = tuple(Contract)
SIGNED = (Contract.SIGNED, Contract.EFFECTIVE)


def _not_exempt(counts: Counts) -> pd.DataFrame:
    """Needs brought to somebody that were no emergency and of no exempt condition, and where they went first.

    Emergencies start at a hospital, so no primary first contact of a condition is exempt,
    unless the whole condition is exempt: then every need of it is.
    """
    frame = counts.needs
    seen = frame[FIRST].sum(axis=1)
    free = seen - frame["exempt"]
    return frame.assign(free=free, free_primary=frame["first_primary"].where(free > 0, 0.0))


def _first(column: str) -> Amount:
    def amount(counts: Counts) -> pd.Series:
        frame = _not_exempt(counts)
        frame = frame[frame["home"].isin(counts.tables.districts)]
        areas = pd.concat([frame.assign(area="all"), frame.assign(area=frame["home"])]).assign(group="all")
        return areas.groupby(["arm", "replication", "area", "group"])[column].sum()

    return amount


INDICATORS = (
    Indicator(
        "contract_rate", "up", Domain.RESIDENTS, ratio(_residents(SIGNED), _residents(EVERYBODY)),
        "residents with a contract at year end / residents", "D", yearly=True,
    ),
    Indicator(
        "contract_rate_priority", "up", Domain.RESIDENTS,
        ratio(_residents(SIGNED, key_group=True), _residents(EVERYBODY, key_group=True)),
        "priority residents with a contract at year end / priority residents", "D", yearly=True,
    ),
    Indicator(
        "contract_fulfilment", "up", Domain.RESIDENTS,
        ratio(_residents((Contract.EFFECTIVE,)), _residents(SIGNED)),
        "fulfilled contracts / contracts at year end", "D", yearly=True,
    ),
    Indicator(
        "first_contact_rate", "up", Domain.RESIDENTS, ratio(_first("free_primary"), _first("free")),
        "needs first brought to primary care / needs brought to anybody, both without exempt ones",
        "D",
    ),
)  # fmt: skip
