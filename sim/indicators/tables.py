"""The count tables of a run with what is known of each facility, made ready once for all indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.vocabulary.names import DistrictKind, Kind, Owner, Tier
from sim.vocabulary.tables import ALL, BEDS, CASES, PERSONS, VISITS

YES = {"1", "yes", "true", "key_group", "urban"}
INFLOW = "inflow"
RUN = ["arm", "replication"]


@dataclass(frozen=True)
class Tables:
    """Count tables by name, facilities joined, in real persons.

    Counts of simulated persons are multiplied by ``weight`` here, once. Open bed-days are not: they are those
    of the whole hospital, whatever the sample. Tables of facilities carry ``district``, ``tier``,
    ``facility_kind`` and ``public``; monthly tables carry ``stamp`` (year * 12 + month - 1).
    """

    frames: Mapping[str, pd.DataFrame]
    facilities: pd.DataFrame
    counties: tuple[str, ...]
    districts: tuple[str, ...]

    @property
    def runs(self) -> pd.DataFrame:
        """Every arm and replication."""
        return self.frames["visits"][RUN].drop_duplicates().sort_values(RUN, ignore_index=True)


def prepare(
    tables: Mapping[str, pd.DataFrame], facilities: pd.DataFrame, districts: pd.DataFrame, weight: float
) -> Tables:
    """Join facility attributes, scale to real persons, add the month number.

    Parameters
    ----------
    tables : count tables by name (`sim.vocabulary.tables`), with the columns arm, replication, year, month.
    facilities : id, district (empty beyond the prefecture), tier, kind, owner, beds, doctors.
    districts : id, kind (county | urban), residents.
    weight : real persons a simulated person stands for.
    """
    places = _attributes(facilities)
    frames: dict[str, pd.DataFrame] = {}
    for shape in ALL:
        frame = tables[shape.name].copy()
        for column in shape.counts:
            if column != "open_bed_days":
                frame[column] = frame[column].to_numpy(dtype=np.float64) * weight
        if "month" in frame.columns:
            frame["stamp"] = frame["year"] * 12 + frame["month"] - 1
        if shape in (VISITS, CASES, BEDS):
            frame = frame.join(places, on="facility")
        if shape is PERSONS:
            frame["key_group"] = frame["key_group"].astype(str).str.lower().isin(YES)
        frames[shape.name] = frame
    county = districts["kind"] == DistrictKind.COUNTY.id
    return Tables(frames, places, tuple(districts["id"][county]), tuple(districts["id"]))


def _attributes(facilities: pd.DataFrame) -> pd.DataFrame:
    """Facility attributes by id: district, tier, facility_kind, public, doctors."""
    above = facilities["tier"].isin([Tier.COUNTY.id, Tier.TERTIARY.id])
    found = pd.DataFrame(
        {
            "district": facilities["district"].fillna("").astype(str),
            "tier": facilities["tier"].astype(str),
            "facility_kind": facilities["kind"].astype(str),
            "hospital": above,
            "public": above & (facilities["owner"] != Owner.PRIVATE.id),
            "doctors": facilities["doctors"].astype(float),
        }
    )
    found.index = pd.Index(facilities["id"].astype(str), name="facility")
    return found


# Facilities with a clinic queue of their own; village and private clinics see people as they come.
CENTRES = (Kind.TOWNSHIP_CENTRE.id, Kind.COMMUNITY_CENTRE.id)
