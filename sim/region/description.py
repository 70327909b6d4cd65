"""A region as its files describe it: districts, facilities, insurance, and every number with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sim.region.ensemble import Ensemble
from sim.region.levels import Level, Levels
from sim.region.packets import Packet
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Area, DistrictKind, Grade, Kind, Owner, Scheme, Settlement, Tier
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity

Numbers = Mapping[str, Quantity]
# What came later: a fingerprint is as it was where such a field says nothing.
SILENT = {"silent": True}
# What no answer depends on: it never enters a fingerprint.
APART = {"apart": True}


@dataclass(frozen=True, slots=True)
class District:
    """A county or an urban district, its people and its primary facilities as numbers.

    ``numbers`` holds the quantities of ``districts.csv`` (residents, urban_share, primary_places, ...).
    ``code`` is its division code and ``valid_from`` the day from which it has these bounds, where the file says so;
    they are for the reader, nothing is joined on them.
    """

    id: str
    label: Bilingual
    kind: DistrictKind
    area: Area
    numbers: Numbers
    code: str | None = field(default=None, metadata=SILENT)
    valid_from: date | None = field(default=None, metadata=SILENT)

    def value(self, quantity: str) -> float:
        """The value of one quantity; KeyError if the files do not give it."""
        return self.numbers[quantity].value

    @property
    def growth(self) -> float:
        """By how much its residents grow a year; a file that says nothing keeps them as they are."""
        said = self.numbers.get("residents_growth")
        return 0.0 if said is None else said.value


@dataclass(frozen=True, slots=True)
class Hospital:
    """A named facility above primary care (or the one that stands for care beyond the region).

    ``takes`` are the condition groups it treats; empty for those that its kind treats everywhere.
    """

    id: str
    label: Bilingual
    district: str | None
    level: Level
    kind: Kind
    grade: Grade
    owner: Owner
    numbers: Numbers
    takes: tuple[str, ...] = field(default=(), metadata=SILENT)

    @property
    def tier(self) -> Tier:
        """The national class of its level."""
        return self.level.tier

    def value(self, quantity: str) -> float:
        """The value of one quantity; KeyError if the files do not give it."""
        return self.numbers[quantity].value


@dataclass(frozen=True, slots=True)
class Alliance:
    """A medical alliance (医联体); ``compact`` marks a tight county medical community (紧密型医共体)."""

    id: str
    label: Bilingual
    lead: str
    members: tuple[str, ...]
    compact: bool


@dataclass(frozen=True, slots=True)
class Payer:
    """One scheme of one pool: its fund pays for the people it insures, by its own benefit rules.

    ``id`` is what tables and accounts call it, ``own`` and ``name`` are the scheme's id and name within its pool.
    ``scheme`` is the trait of its people that reports group by; ``settlement`` narrows them down to rural or urban
    ones, None means both. ``benefit`` holds the quantities of ``benefit.csv``, ``later`` those that change from a day
    on, in the order of the days.
    """

    id: str
    label: Bilingual
    own: str
    name: Bilingual
    scheme: Scheme
    settlement: Settlement | None
    benefit: Numbers
    later: tuple[tuple[date, Numbers], ...] = field(default=(), metadata=SILENT)

    def benefit_on(self, day: date) -> Numbers:
        """The rules in force on a day."""
        found = dict(self.benefit)
        for since, numbers in self.later:
            if since <= day:
                found.update(numbers)
        return Frozen(found)

    def last_set(self, quantity: str, day: date) -> date | None:
        """The day from which a quantity has had the value that it has on ``day``; None for the base year's."""
        return next((since for since, told in reversed(self.later) if since <= day and quantity in told), None)


@dataclass(frozen=True, slots=True)
class Pool:
    """A pooling area (统筹区): the districts whose residents its payers insure.

    ``inside`` names other pools whose facilities it pays as its own; those of all others lie out of the pool.
    ``apart`` marks a scheme of some employees (``employees_apart_share`` of its districts) and no place: its districts
    lie in other pools.
    """

    id: str
    label: Bilingual
    districts: tuple[str, ...]
    inside: tuple[str, ...]
    payers: tuple[Payer, ...]
    apart: bool = field(default=False, metadata=SILENT)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A published or worked-out figure of the base year that a run is compared with."""

    indicator: str
    area: str
    group: str
    figure: Quantity


@dataclass(frozen=True, slots=True)
class FitRecord:
    """What ``fit.yaml`` says of the numbers of ``calibrated.csv``: to which region they were fitted, and to what of it.

    ``by`` is the command or a hand; ``inputs`` are hashes of what the base year is made of, by part, ``calibrated``
    that of the fitted values (`sim.scenario.fit_state`). ``inside`` of ``anchors`` were met; ``at_bound`` are numbers
    that ended at the end of what they may be.
    """

    region: str
    base_year: int
    by: Literal["sim fit", "hand"]
    method: Bilingual
    inside: int
    anchors: int
    inputs: Mapping[str, str]
    calibrated: str
    at_bound: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A prefecture (or several): its districts, facilities, insurance pools and base-year figures.

    ``levels`` are its levels of care; ``capability`` the shares solved that it says of its own levels, by condition
    group.
    ``people`` holds the quantities of ``people.csv`` (age shares, insured shares, chronic shares ...);
    ``travel`` minutes by (from district, "urban" | "rural", to district | "outside" | "own_primary"); ``fares`` yuan
    there and back, where a journey costs any;
    ``pools`` as the file names them, every district in one; ``calibrated`` what was fitted to this region, ``fit`` how,
    where anybody says; ``ensemble`` are sets of numbers that its statistics cannot rule out, where there are any.
    ``outside_benefit`` is what patients insured elsewhere are paid, in the quantities of ``benefit.csv``; empty where
    nobody says: then the outside payer pays every bill in full. ``from_beyond`` are the condition groups that patients
    from elsewhere come with; empty for those of the parameter files. ``packets`` are parts of groups by their code.
    """

    id: str
    label: Bilingual
    base_year: int
    districts: tuple[District, ...]
    hospitals: tuple[Hospital, ...]
    alliances: tuple[Alliance, ...]
    people: Numbers
    travel: Mapping[tuple[str, str, str], Quantity]
    pools: tuple[Pool, ...]
    calibrated: Numbers
    anchors: tuple[Anchor, ...]
    levels: Levels = field(default=Levels(), metadata=SILENT)
    capability: Mapping[str, Numbers] = field(default_factory=lambda: Frozen({}), metadata=SILENT)
    fit: FitRecord | None = field(default=None, metadata=APART)
    ensemble: Ensemble | None = field(default=None, metadata=APART)
    outside_benefit: Numbers = field(default_factory=lambda: Frozen({}), metadata=SILENT)
    from_beyond: tuple[str, ...] = field(default=(), metadata=SILENT)
    packets: Mapping[str, Packet] = field(default_factory=lambda: Frozen({}), metadata=SILENT)
    fares: Mapping[tuple[str, str, str], Quantity] = field(default_factory=lambda: Frozen({}), metadata=SILENT)

    def roads(self, month: int) -> list[float]:
        """How long journeys out of each district take in a month, over the year's mean; last, for those from beyond."""
        known = (district.numbers.get(f"roads_{month}") for district in self.districts)
        return [*(1.0 if number is None else number.value for number in known), 1.0]

    @property
    def payers(self) -> tuple[Payer, ...]:
        """The payers of all pools; the engine knows them by their place here, the outside payer comes after them."""
        return tuple(payer for pool in self.pools for payer in pool.payers)

    @property
    def grows(self) -> bool:
        """Whether any district has more or fewer residents from year to year."""
        return any(d.growth != 0.0 for d in self.districts)

    def heads(self, sample: float, years: int = 0) -> list[int]:
        """Residents of each district, at least one, and last those from beyond, where a share of all is simulated.

        ``years`` after the base year; who comes from beyond is as many in every year.
        """
        counts = [max(1, round(d.value("residents") * (1.0 + d.growth) ** years * sample)) for d in self.districts]
        base = counts if years == 0 else self.heads(sample)[:-1]
        return [*counts, round(sum(base) * self.calibrated["inflow_residents_share"].value)]

    def most_heads(self, sample: float, years: int) -> list[int]:
        """The most there are of each in any year up to ``years`` after the base year."""
        last = self.heads(sample, years)
        return [max(pair) for pair in zip(self.heads(sample), last, strict=True)]


def frozen(numbers: dict[str, Quantity]) -> Numbers:
    """A read-only view of a dictionary of numbers."""
    return Frozen(numbers)
