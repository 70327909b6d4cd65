"""Insurance pools and their payers as the engine numbers them: who pays for whom, and how a pool sees a facility.

A region whose file names no pools is one pool of its own name with the schemes for employees and residents.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.region.description import Pool, Region
from sim.region.facilities import Facility
from sim.vocabulary.names import Grade, Scheme, Settlement

SCHEMES = (Scheme.EMPLOYEE, Scheme.RESIDENT)  # with a fund here
FUNDED = tuple(scheme.id for scheme in SCHEMES)


def payer_id(pool: str, scheme: str, pools: int) -> str:
    """What tables and ``benefit.csv`` call a payer: its scheme, with its pool in front where there are several."""
    return scheme if pools == 1 else f"{pool}.{scheme}"


def payers_under(region: Region, schemes: Sequence[str], pools: Sequence[str]) -> tuple[int, ...]:
    """Numbers of the payers that a rule on these schemes acts on, scheme by scheme; in all pools if none is named."""
    return tuple(
        number
        for scheme in schemes
        for number, (pool, payer) in enumerate(zip(pool_of_payers(region), region.payers, strict=True))
        if payer.scheme.id == scheme and (not pools or pool.id in pools)
    )


def districts_of(region: Region, pools: Sequence[str]) -> tuple[str, ...]:
    """The districts of these pools."""
    return tuple(district for pool in region.pools if pool.id in pools for district in pool.districts)


def pool_of_payers(region: Region) -> tuple[Pool, ...]:
    """The pool of every payer, in the order of `Region.payers`."""
    return tuple(pool for pool in region.pools for _ in pool.payers)


def payers_of(region: Region, *, apart: bool = False) -> NDArray[np.int8]:
    """Number of the payer by [home, settlement, scheme]; who comes from beyond has the outside payer.

    The entries of ``Scheme.NONE`` are the outside payer's everywhere. With ``apart`` those of the employees whom a pool
    without a place insures.
    """
    outside = len(region.payers)
    found = np.full((len(region.districts) + 1, len(Settlement), len(Scheme)), outside, dtype=np.int8)
    homes = [district.id for district in region.districts]
    for number, (pool, payer) in enumerate(zip(pool_of_payers(region), region.payers, strict=True)):
        if pool.apart and not apart:
            continue
        at = [homes.index(district) for district in pool.districts]
        for settlement in Settlement if payer.settlement is None else (payer.settlement,):
            found[at, settlement, payer.scheme] = number
    return found


def grades_seen(region: Region, facilities: Sequence[Facility]) -> list[int]:
    """Licence grade of every facility as each payer sees it, [payer, F] in a row; the outside payer sees it as it is.

    A facility in a district of no pool that the payer's own counts as inside is care out of the pool.
    """
    districts = [district.id for district in region.districts]
    pool_of = {district: pool.id for pool in region.pools if not pool.apart for district in pool.districts}
    found: list[int] = []
    for pool in pool_of_payers(region):
        inside = {pool.id, *pool.inside}
        for f in facilities:
            at = None if f.district < 0 else districts[f.district]
            own = at is None or at in pool.districts or pool_of[at] in inside
            found.append(int(f.grade if own else Grade.OUTSIDE))
    return found + [int(f.grade) for f in facilities]
