"""The numbers of each level of care: its own where the region's files give them, else those of the level it is like."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.region.levels import Level
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Area, Place, Severity, Tier
from sim.vocabulary.tables import NeedCount

Floats = NDArray[np.float64]
# A first contact is counted by the national class of the level.
FIRST_CONTACT = {
    Tier.PRIMARY: NeedCount.FIRST_PRIMARY,
    Tier.COUNTY: NeedCount.FIRST_COUNTY,
    Tier.TERTIARY: NeedCount.FIRST_TERTIARY,
    Tier.OUTSIDE: NeedCount.FIRST_OUTSIDE,
}


def place_seen(level: Level, *, at_home: bool) -> Place:
    """Where a facility of a level stands seen from a home in its district, or in another one."""
    if level.primary:
        return Place.PRIMARY
    if level.beyond:
        return Place.OUTSIDE
    if level.in_county:
        return Place.HOME_COUNTY if at_home else Place.OTHER_DISTRICT
    return Place.TERTIARY


class LevelNumbers:
    """Looks up what the files of one scenario say of its levels."""

    def __init__(self, scenario: Scenario) -> None:
        self.levels = scenario.region.levels
        self.capability_of = scenario.region.capability
        self.conditions = scenario.conditions
        self.files = scenario.region.calibrated, scenario.parameters

    def of(self, name: str, level: Level) -> float:
        """The number ``name`` of a level, ``{}`` standing for its id."""
        return self.levels.find(name, level, *self.files).value

    def minutes(self) -> list[float]:
        """[level] a mean consultation; nobody counts those beyond."""
        return [0.0 if level.beyond else self.of("minutes_{}", level) for level in self.levels]

    def constants(self) -> list[float]:
        """[area, level] the constants of choice."""
        return [self.of(f"asc_{{}}_{area.id}", level) for area in Area for level in self.levels]

    def specialists(self) -> list[float]:
        """[level] share of clinic visits to a specialist: none in primary care, all beyond."""
        return [
            self.of("specialist_share_{}", level) if level.hospital else float(level.beyond) for level in self.levels
        ]

    def capability(self, level: Level) -> Floats:
        """[g, s] share solved in the base year."""
        known = self.levels.known(level)
        return np.array(
            [
                [self.levels.find(f"capability_{{}}_{s}", known, own, numbers).value for s in Severity.ids()]
                for own, numbers in ((self.capability_of.get(g, {}), q) for g, q in self.conditions.items())
            ]
        )

    def price_trend(self, setting: str, level: Level) -> float:
        """Nominal growth a year of the price of a visit or stay, case mix as it is."""
        return self._trend(f"trend_unit_{'visit' if setting == 'visit' else 'adm'}_{{}}", level)

    def stay_trend(self, level: Level) -> float:
        """Change a year of the length of a stay, case mix as it is."""
        return self._trend("trend_stay_days_{}", level)

    def _trend(self, name: str, level: Level) -> float:
        """A trend of a level; statistics of primary care are those of its township health centres."""
        return self.of(name.format("township"), level) if level.primary else self.of(name, self.levels.known(level))

    def bed_trend(self, level: Level) -> float:
        """Growth a year of beds, and of doctors with them: hospitals open beds, primary places do not."""
        return self.of("trend_beds_{}", level) if level.hospital else 0.0
