"""Levels of care (医疗机构层级): what a region's facilities belong to, in order from the first contact up.

A facility names its level. Whatever the model asks of it (is it primary care, does it lie in the county, may a patient
go on from it, how long is a consultation) is a property of the level; the national class `Tier` is what national
indicators and reports group by. A region declares its levels in ``levels.csv``; without it, it has those below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sim.vocabulary.names import Grade, Tier
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Level:
    """One level of care.

    ``order`` counts from the first contact up. ``tier`` is its national class, ``grade`` the licence of its facilities
    where they say none of their own. ``primary`` marks the level of primary care (基层), ``in_county`` those whose care
    is care within the county; ``every_day`` those whose clinics open at weekends too. ``like`` is the id of the level
    whose numbers hold where the files have none of its own.
    """

    id: str
    label: Bilingual
    order: int
    tier: Tier
    grade: Grade
    primary: bool = False
    in_county: bool = False
    every_day: bool = False
    like: str = ""

    @property
    def beyond(self) -> bool:
        """Whether it stands for all care beyond the region."""
        return self.tier == Tier.OUTSIDE

    @property
    def hospital(self) -> bool:
        """Whether its facilities are hospitals of the region."""
        return not self.primary and not self.beyond

    @property
    def tertiary(self) -> bool:
        """Whether national statistics count its hospitals as tertiary ones, whatever the region calls it."""
        return self.tier == Tier.TERTIARY


# The levels of a region whose files declare none; other regions' levels may be like one of them.
USUAL = (
    Level("primary", Bilingual("primary care", "基层"), 0, Tier.PRIMARY, Grade.FIRST, primary=True, in_county=True),
    Level("county", Bilingual("county level", "县级"), 1, Tier.COUNTY, Grade.SECOND, in_county=True),
    Level("tertiary", Bilingual("tertiary", "三级"), 2, Tier.TERTIARY, Grade.THIRD),
    Level("outside", Bilingual("outside the prefecture", "市外"), 3, Tier.OUTSIDE, Grade.OUTSIDE),
)


@dataclass(frozen=True, slots=True)
class Levels:
    """The levels of a region in their order: one of primary care first, one beyond the region last.

    A level's place in this order is its number in the engine.
    """

    all: tuple[Level, ...] = USUAL

    def __iter__(self) -> Iterator[Level]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def of(self, name: str) -> Level:
        """The level of this id; KeyError if there is none."""
        for level in self.all:
            if level.id == name:
                return level
        raise KeyError(name)

    def number(self, level: Level) -> int:
        """Its place in the order."""
        return self.all.index(level)

    @property
    def primary(self) -> Level:
        """The level of primary care."""
        return self.all[0]

    @property
    def beyond(self) -> Level:
        """The level that stands for all care beyond the region."""
        return self.all[-1]

    @property
    def top(self) -> Level:
        """The highest level within the region."""
        return self.all[-2]

    @property
    def hospitals(self) -> tuple[int, ...]:
        """The numbers of those whose facilities are hospitals of the region."""
        return tuple(n for n, level in enumerate(self.all) if level.hospital)

    def above(self, level: Level) -> Level:
        """The next one up; beyond all others there is only itself."""
        return self.all[min(self.number(level) + 1, len(self.all) - 1)]

    def known(self, level: Level) -> Level:
        """The level whose capability and trends are taken for it: nobody counts those beyond, so the top level's."""
        return self.top if level.beyond else level

    def named(self, level: Level) -> tuple[str, ...]:
        """The ids under which a level's numbers are looked for: its own, that of the level it is like, and so on."""
        found, word = [level.id], level.like
        while word and word not in found:
            found.append(word)
            word = next((one.like for one in self.all if one.id == word), "")
        return tuple(found)

    def find(self, name: str, level: Level, *files: Mapping[str, Quantity]) -> Quantity:
        """The number ``name`` of a level, ``{}`` standing for its id: its own in any file before that it is like.

        Raises
        ------
        KeyError : if no file has it, under no id.
        """
        for word in self.named(level):
            for numbers in files:
                if name.format(word) in numbers:
                    return numbers[name.format(word)]
        raise KeyError(name.format(level.id))
