"""The count tables of a run, made ready once for all indicators: numbers for words, persons for agents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.indicators.money_tables import budget_columns, finance_columns, fund_columns
from sim.indicators.numbering import Columns, Ints, numbers, runs_of
from sim.policy.rule import Rule
from sim.region.description import Alliance
from sim.vocabulary.measures import stamp
from sim.vocabulary.names import (
    HOSPITAL_TIERS,
    AgeBand,
    Contract,
    DistrictKind,
    Encounter,
    Kind,
    Name,
    Owner,
    Place,
    Referral,
    Scheme,
    Settlement,
    Severity,
    Tier,
)
from sim.vocabulary.tables import BEDS, CASES, NEEDS, PEOPLE, PERSONS, SOME, VISITS, TableShape

CHARGES = ("drugs_fen", "consumables_fen", "tests_fen", "services_fen")
YES = {"1", "yes", "true", "key_group"}
Tables = Mapping[str, pd.DataFrame]

# What each table is summed over on the way in: the keys that no indicator reads are left out.
KEPT: dict[str, tuple[str, ...]] = {
    "visits": ("home", "district", "tier", "facility_kind", "owner", "kind", "referral"),
    "cases": ("district", "tier", "facility_kind", "public", "owner", "scheme", "kind", "referral"),
    "people": ("home", "place", "age", "scheme"),
    "needs": ("home", "condition"),
    "beds": ("district", "tier", "facility_kind", "public"),
    "bookings": ("district", "tier", "facility_kind"),
    "persons": ("home", "age", "scheme", "contract", "key_group", "urban"),
}
BY_PLACE = ("visits", "cases", "beds", "bookings")  # keyed by facility: also by the region's own levels, if it has any
WORDS: dict[str, type[Name]] = {
    "kind": Encounter, "referral": Referral, "scheme": Scheme, "place": Place, "contract": Contract, "age": AgeBand,
    "urban": Settlement,
}  # fmt: skip
LOW_WEIGHT_MILLI = 500  # a relative weight of 0.5: half of what the mean stay takes


@dataclass(frozen=True, slots=True)
class PublicHospital:
    """A public hospital of the prefecture, for the indicators about levers."""

    id: str
    district: int
    tier: Tier
    owner: Owner


@dataclass(frozen=True)
class SummedTables:
    """Summed tables as columns of whole numbers, all counts in real persons.

    Keys are the numbers of the vocabulary; ``run`` is an index into ``runs``, ``home`` and ``district`` into
    ``districts`` (their number stands for patients from elsewhere, for care beyond the prefecture); ``stamp``
    is that of `measures.stamp`. Open bed-days are those of the whole hospital, whatever the sample. Bookings and
    the tables of money (finance, fund, budgets) are there only if the run wrote them.
    """

    columns: Mapping[str, Columns]
    runs: tuple[tuple[str, int], ...]
    districts: tuple[str, ...]
    levels: tuple[str, ...]  # levels of care that the region declares beside the national classes
    counties: NDArray[np.bool_]
    residents: NDArray[np.float64]  # [district], of the base year
    doctors: NDArray[np.float64]  # [district, tier]
    hospitals: tuple[PublicHospital, ...]
    rules: Sequence[Rule] | None  # of the reform arm; None where nobody said which
    alliances: Sequence[Alliance]  # of the region, in both arms
    earlier: Sequence[Rule]  # in force before the base year, in both arms
    gps: NDArray[np.float64] | None = None  # [district], of the base year; None where the region does not say

    @property
    def months(self) -> frozenset[int]:
        """Months with visits."""
        return frozenset(int(stamp) for stamp in np.unique(self.columns["visits"]["stamp"]))


def parts_of(tables: Tables | Sequence[Tables]) -> Sequence[Tables]:
    """The tables of each run, or those of all runs as one part."""
    return [tables] if isinstance(tables, Mapping) else tables


def prepare(
    tables: Tables | Sequence[Tables],
    facilities: pd.DataFrame,
    districts: pd.DataFrame,
    weight: float,
    rules: Sequence[Rule] | None = None,
    alliances: Sequence[Alliance] = (),
    earlier: Sequence[Rule] = (),
) -> SummedTables:
    """Number the words, join facility attributes, sum over what no indicator reads, scale to real persons.

    A large region's case table has millions of rows a run: given run by run no more than one of them is in work.

    Parameters
    ----------
    tables : count tables by name (`sim.vocabulary.tables`), with the columns arm, replication, year, month; and, if
        there, finance, fund and budgets (`sim.indicators.money_tables`); of all runs, or a sequence of those of each.
    facilities : id, district (empty beyond the prefecture), tier, kind, owner, doctors; level, if the region declares
        levels.
    districts : id, kind (county | urban), residents; gps, if the region says how many it has.
    weight : real persons a simulated person stands for.
    rules, alliances : what is in force in the reform arm, and what the region has anyway.
    earlier : measures in force before the base year, which both arms have.
    """
    order = tuple(districts["id"].astype(str))
    parts = parts_of(tables)
    named = (part["visits"][["arm", "replication"]].drop_duplicates().itertuples(index=False) for part in parts)
    runs = tuple(sorted({(str(arm), int(n)) for part in named for arm, n in part}))
    levels = own_levels(facilities)
    places = _attributes(facilities, order, levels)
    doctors = np.zeros((len(order), len(Tier)))
    inside = places[places["district"] < len(order)]
    np.add.at(doctors, (inside["district"].to_numpy(), inside["tier"].to_numpy()), inside["doctors"].to_numpy())
    conditions = sorted({str(word) for part in parts for word in part["needs"]["condition"].unique()})
    words = _Words(runs, order, tuple(conditions))
    return SummedTables(
        _together([_summed(part, places, words, weight) for part in parts]),
        runs,
        order,
        levels,
        (districts["kind"] == DistrictKind.COUNTY.id).to_numpy(dtype=np.bool_),
        districts["residents"].to_numpy(dtype=np.float64),
        doctors,
        _hospitals(inside),
        rules,
        alliances,
        earlier,
        districts["gps"].to_numpy(dtype=np.float64) if "gps" in districts else None,
    )


class _Words(NamedTuple):
    """What is numbered: runs, districts, condition groups."""

    runs: tuple[tuple[str, int], ...]
    districts: tuple[str, ...]
    conditions: tuple[str, ...]


def _summed(tables: Tables, places: pd.DataFrame, words: _Words, weight: float) -> dict[str, Columns]:
    """The columns of each table of some runs."""
    shapes = (VISITS, CASES, PEOPLE, NEEDS, BEDS, PERSONS, *(shape for shape in SOME if shape.name in tables))
    columns = {shape.name: _columns(tables[shape.name], shape, places, words, weight) for shape in shapes}
    if "finance" in tables:
        columns["finance"] = finance_columns(tables["finance"], places, words.runs, weight)
    if "fund" in tables:
        columns["fund"] = fund_columns(tables["fund"], words.runs, weight)
    if "budgets" in tables:
        columns["budgets"] = budget_columns(tables["budgets"], words.runs, words.districts, weight)
    return columns


def _together(parts: Sequence[Mapping[str, Columns]]) -> dict[str, Columns]:
    """The same columns of several parts, one below the other."""
    return {
        table: {name: np.concatenate([part[table][name] for part in parts]) for name in columns}
        for table, columns in parts[0].items()
    }


def _hospitals(inside: pd.DataFrame) -> tuple[PublicHospital, ...]:
    public = inside[inside["public"] == 1]
    rows = zip(public.index, public["district"], public["tier"], public["owner"], strict=True)
    return tuple(PublicHospital(str(name), int(home), Tier(tier), Owner(owner)) for name, home, tier, owner in rows)


def own_levels(facilities: pd.DataFrame) -> tuple[str, ...]:
    """Levels that are not called as a national class is, in the order of the facilities."""
    words = facilities["level"].astype(str).unique() if "level" in facilities else ()
    return tuple(word for word in words if word not in Tier.ids())


def _attributes(facilities: pd.DataFrame, districts: Sequence[str], levels: Sequence[str]) -> pd.DataFrame:
    """Facility attributes as numbers, by facility id."""
    tier = numbers(facilities["tier"], Tier.ids())
    above = np.isin(tier, HOSPITAL_TIERS)
    found = pd.DataFrame(
        {
            "district": numbers(facilities["district"].fillna(""), districts),
            "tier": tier,
            "facility_kind": numbers(facilities["kind"], Kind.ids()),
            "owner": numbers(facilities["owner"], Owner.ids()),
            "public": (above & (facilities["owner"] != Owner.PRIVATE.id).to_numpy()).astype(np.int64),
            "doctors": facilities["doctors"].astype(float).to_numpy(),
        }
    )
    if levels:
        found["level"] = numbers(facilities["level"], levels)
    found.index = pd.Index(facilities["id"].astype(str))
    return found


def _columns(
    frame: pd.DataFrame,
    shape: TableShape,
    places: pd.DataFrame,
    words: _Words,
    weight: float,
) -> Columns:
    """One table summed over the keys no indicator reads."""
    keys: dict[str, Ints] = {"run": runs_of(frame, words.runs)}
    year = frame["year"].to_numpy(dtype=np.int64)
    keys["stamp"] = stamp(year, frame["month"].to_numpy(dtype=np.int64) if "month" in frame else 1)
    at = numbers(frame["facility"], list(places.index)) if "facility" in frame else None
    own = ("level",) if "level" in places and shape.name in BY_PLACE else ()
    for key in (*KEPT[shape.name], *own):
        if key == "home":
            keys[key] = numbers(frame[key], words.districts)
        elif key == "condition":
            keys[key] = numbers(frame[key], words.conditions)
        elif key == "key_group":
            yes = frame[key].astype(str).str.lower().isin(YES)
            keys[key] = yes.to_numpy().astype(np.int64)
        elif key in WORDS:
            keys[key] = numbers(frame[key], WORDS[key].ids())
        else:
            keys[key] = places[key].to_numpy(dtype=np.int64)[at]
    cell = np.zeros(len(frame), dtype=np.int64)
    for number in keys.values():
        cell = cell * (int(number.max(initial=0)) + 1) + number
    _, first, at_cell = np.unique(cell, return_index=True, return_inverse=True)
    summed: dict[str, NDArray[np.float64]] = {key: number[first].astype(np.float64) for key, number in keys.items()}
    del keys, cell
    for column, count in _counts(frame, shape):
        # Whole numbers: it makes no difference in which order they are added.
        total = np.bincount(at_cell, count, minlength=len(first)).astype(np.float64)
        summed[column] = total if column == "open_bed_days" else total * weight
    if shape is CASES:
        summed["charges_fen"] = np.sum([summed[column] for column in CHARGES], axis=0)
    if shape is PEOPLE:
        summed["charges_fen"] = summed["fund_fen"] + summed["out_of_pocket_fen"]
    return summed


def _counts(frame: pd.DataFrame, shape: TableShape) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """The counts of a table one by one: a large region's case table has tens of millions of rows."""
    for column in shape.counts:
        yield column, frame[column].to_numpy(dtype=np.float64)
    if shape is CASES:
        yield from _by_weight(frame).items()


def _by_weight(frame: pd.DataFrame) -> dict[str, NDArray[np.float64]]:
    """Stays that weigh little, mild and severe ones: read before condition and severity are summed out."""
    count = frame["count"].to_numpy(dtype=np.float64)
    light = frame["weight_milli"].to_numpy(dtype=np.float64) < LOW_WEIGHT_MILLI * count
    by_severity = {one.id: count * (frame["severity"] == one.id).to_numpy() for one in (Severity.MILD, Severity.SEVERE)}
    return {"low_weight": count * light, **by_severity}
