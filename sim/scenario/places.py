"""What a region calls its places: enough to check what names them, also where the rest of its files has faults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.region.pools import SCHEMES, payer_id
from sim.scenario.yaml_nodes import words_of
from sim.vocabulary.names import DistrictKind
from sim.vocabulary.phrase import Bilingual

USUAL = tuple(scheme.id for scheme in SCHEMES)


@dataclass(frozen=True, slots=True)
class Places:
    """Ids with names, in file order; ``counties`` are the districts that county indicators count.

    ``payers`` are what ``benefit.csv`` calls the payers of the pools, ``districts_of`` the districts of each pool.
    """

    districts: Mapping[str, Bilingual]
    hospitals: Mapping[str, Bilingual]
    alliances: Mapping[str, Bilingual]
    pools: Mapping[str, Bilingual]
    counties: tuple[str, ...]
    payers: tuple[str, ...]
    districts_of: Mapping[str, tuple[str, ...]]

    @property
    def names(self) -> Mapping[str, Bilingual]:
        """How every place is called."""
        return {**self.alliances, **self.hospitals, **self.districts}


def places_of(region: Mapping[str, Any]) -> Places | None:
    """The places of ``region.yaml`` as written; None where an entry has no legible id, so that none is called unknown.

    Parts are read whether or not the rest of their entry can be.
    """
    parts = {key: region.get(key, ()) for key in ("districts", "hospitals", "alliances", "pools")}
    schemes = [pool.get("schemes", ()) for pool in _listed(parts["pools"]) if isinstance(pool, dict)]
    entries = [entry for part in (*parts.values(), *schemes) for entry in _listed(part)]
    if not all(isinstance(entry, dict) and isinstance(entry.get("id"), str) for entry in entries):
        return None
    pools = {pool["id"]: tuple(s["id"] for s in pool.get("schemes", ())) or USUAL for pool in parts["pools"]}
    kinds = {entry["id"]: entry.get("kind") for entry in parts["districts"]}
    return Places(
        **{key: {entry["id"]: _name(entry) for entry in part} for key, part in parts.items()},
        counties=tuple(word for word, kind in kinds.items() if kind == DistrictKind.COUNTY.id),
        payers=tuple(payer_id(pool, own, len(pools)) for pool, ids in pools.items() for own in ids) or USUAL,
        districts_of={pool["id"]: words_of(pool.get("districts")) for pool in parts["pools"]},
    )


def _listed(part: Any) -> tuple[Any, ...]:
    """The entries of a list; one that is none where it is no list."""
    return part if isinstance(part, tuple) else (None,)


def _name(entry: Mapping[str, Any]) -> Bilingual:
    """In both languages; one written once counts for both."""
    en, zh = (name if isinstance(name := entry.get(key), str) else None for key in ("en", "zh"))
    return Bilingual(en or zh or entry["id"], zh or en or entry["id"])
