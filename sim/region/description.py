"""A region as its files describe it: districts, facilities, insurance, and every number with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sim.region.ensemble import Ensemble
from sim.region.levels import Level, Levels
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


@dataclass(frozen=True, slots=True)
class Hospital:
    """A named facility above primary care (or the one that stands for care beyond the region)."""

    id: str
    label: Bilingual
    district: str | None
    level: Level
    kind: Kind
    grade: Grade
    owner: Owner
    numbers: Numbers

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
    ones, None means both. ``benefit`` holds the quantities of ``benefit.csv``.
    """

    id: str
    label: Bilingual
    own: str
    name: Bilingual
    scheme: Scheme
    settlement: Settlement | None
    benefit: Numbers


@dataclass(frozen=True, slots=True)
class Pool:
    """A pooling area (统筹区): the districts whose residents its payers insure.

    ``inside`` names other pools whose facilities it pays as its own; those of all others lie out of the pool.
    """

    id: str
    label: Bilingual
    districts: tuple[str, ...]
    inside: tuple[str, ...]
    payers: tuple[Payer, ...]


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
    ``travel`` minutes by (from district, "urban" | "rural", to district | "outside" | "own_primary");
    ``pools`` as the file names them, every district in one; ``calibrated`` what was fitted to this region, ``fit`` how,
    where anybody says; ``ensemble`` are sets of numbers that its statistics cannot rule out, where there are any.
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

    @property
    def payers(self) -> tuple[Payer, ...]:
        """The payers of all pools; the engine knows them by their place here, the outside payer comes after them."""
        return tuple(payer for pool in self.pools for payer in pool.payers)

    def heads(self, sample: float) -> list[int]:
        """Residents of each district, at least one, and last those from beyond, where a share of all is simulated."""
        counts = [max(1, round(d.value("residents") * sample)) for d in self.districts]
        return [*counts, round(sum(counts) * self.calibrated["inflow_residents_share"].value)]


def frozen(numbers: dict[str, Quantity]) -> Numbers:
    """A read-only view of a dictionary of numbers."""
    return Frozen(numbers)
