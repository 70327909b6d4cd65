"""How a number of the new city is known: filled in, national, or worked out of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sim.city.answers import Answers
from sim.city.start import Start
from sim.city.typed import Given
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import NOTHING, Bilingual, one, telling
from sim.vocabulary.quantity import Quantity

PHRASES = {
    "cell": ("{file} {place}", "{file} {place}"),
    "no_source": ("填表人未写出处", "filled in without a source"),
    "worked": ("由{file}的{places}推算", "worked out from {file} {places}"),
    "worked_all": ("由{file}的{places}和全国值推算", "worked out from {file} {places} and national values"),
    "and": ("、", ", "),
    "more": ("等", " and others"),
}
tell = telling(PHRASES)
MOST = 4  # cells that a source names
Part = Given | Quantity


@dataclass
class Ground:
    """What is known of a city in its base year; counts how its numbers came about."""

    answers: Answers
    start: Start
    year: int
    counted: dict[str, int] = field(default_factory=lambda: {"filled": 0, "worked": 0, "national": 0, "start": 0})

    def national(self, table: str, name: str) -> Quantity:
        """The national or typical value, as an assumption with its range."""
        self.counted["national"] += 1
        return self.start.of(table, name, self.year)

    def value(self, table: str, name: str) -> float:
        """A national or typical value that another number is worked out of."""
        return self.start.of(table, name, self.year).value

    def filled(self, given: Given, unit: str, spread: float, low: float = 0.0, high: float = float("inf")) -> Quantity:
        """A number as it was filled in: a statistic if its source is named, else an assumption.

        ``spread`` is the share of it that either end of its range lies away, within ``low`` and ``high``.
        """
        self.counted["filled"] += 1
        value = given.number
        least = min(value, _short(max(low, value - spread * abs(value))))
        most = max(value, _short(min(high, value + spread * abs(value))))
        source, known = self._known(given)
        return Quantity(value, unit, source, known, least, most, self._note(given))

    def worked(
        self, value: float, unit: str, parts: Sequence[Part], low: float, high: float, note: Bilingual = NOTHING
    ) -> Quantity:
        """A number worked out of others, each filled in or national."""
        given = [part for part in parts if isinstance(part, Given)]
        self.counted["worked" if given else "national"] += 1
        cells = list(dict.fromkeys(part.place for part in given))
        places = one(cells[0]) if cells else NOTHING
        for cell in cells[1:MOST]:
            places = places + tell("and") + cell
        places = places + tell("more") if len(cells) > MOST else places
        if not given:
            national = next(part for part in parts if isinstance(part, Quantity))
            source, known, note = national.source, Confidence.ASSUMPTION, note or national.note
        else:
            every = len(given) == len(parts)
            source = tell("worked" if every else "worked_all", file=self.answers.name, places=places)
            sure = every and all(part.source for part in given)
            known = Confidence.STATISTIC if sure else Confidence.ASSUMPTION
        return Quantity(_short(value), unit, source, known, _short(low), _short(high), note)

    def _known(self, given: Given) -> tuple[Bilingual, Confidence]:
        cell = tell("cell", file=self.answers.name, place=given.place)
        if not given.source:
            return cell, Confidence.ASSUMPTION
        return one(given.source) + one(" (") + cell + one(")"), Confidence.STATISTIC

    def _note(self, given: Given) -> Bilingual:
        return NOTHING if given.source else tell("no_source")


def _short(value: float) -> float:
    """Six digits are more than anybody knows."""
    return float(f"{value:.6g}")
