"""A region as its files describe it: districts, facilities, insurance, and every number with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sim.region.levels import Level, Levels
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Area, DistrictKind, Grade, Kind, Owner, Scheme, Tier
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity

Numbers = Mapping[str, Quantity]
# What came later: a fingerprint is as it was where such a field says nothing.
SILENT = {"silent": True}


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
class Anchor:
    """A published or worked-out figure of the base year that a run is compared with."""

    indicator: str
    area: str
    group: str
    figure: Quantity


@dataclass(frozen=True, slots=True)
class Region:
    """A prefecture: one insurance pool with its districts, facilities, benefit rules and base-year figures.

    ``levels`` are its levels of care; ``capability`` the shares solved that it says of its own levels, by condition
    group.
    ``people`` holds the quantities of ``people.csv`` (age shares, insured shares, chronic shares ...);
    ``travel`` minutes by (from district, "urban" | "rural", to district | "outside" | "own_primary");
    ``benefit`` the quantities of ``benefit.csv`` by scheme; ``calibrated`` what was fitted to this region.
    """

    id: str
    label: Bilingual
    base_year: int
    districts: tuple[District, ...]
    hospitals: tuple[Hospital, ...]
    alliances: tuple[Alliance, ...]
    people: Numbers
    travel: Mapping[tuple[str, str, str], Quantity]
    benefit: Mapping[Scheme, Numbers]
    calibrated: Numbers
    anchors: tuple[Anchor, ...]
    levels: Levels = field(default=Levels(), metadata=SILENT)
    capability: Mapping[str, Numbers] = field(default_factory=lambda: Frozen({}), metadata=SILENT)

    def heads(self, sample: float) -> list[int]:
        """Residents of each district, at least one, and last those from beyond, where a share of all is simulated."""
        counts = [max(1, round(d.value("residents") * sample)) for d in self.districts]
        return [*counts, round(sum(counts) * self.calibrated["inflow_residents_share"].value)]


def frozen(numbers: dict[str, Quantity]) -> Numbers:
    """A read-only view of a dictionary of numbers."""
    return Frozen(numbers)
