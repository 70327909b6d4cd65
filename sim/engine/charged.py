"""What one encounter is charged by category: of whose tests, at what age's fees. Letters as in `tables`."""

from collections.abc import Sequence

from sim.engine.cells import fee_at, known_at
from sim.engine.given_place import NOWHERE
from sim.engine.tables import Month, World
from sim.rules.event.charges import charge
from sim.vocabulary.names import Category


def tests_made(w: World, m: Month, f: int, g: int, before: int) -> float:
    """Share of a patient's tests that are made: what the place before has found and this one recognises is not."""
    if m.tests_recognised == 0 or before == NOWHERE:
        return 1.0
    return 1.0 - m.tests_known[known_at(w, f, before, g)]


def fees_of(m: Month, f: int, setting: int, age: int) -> tuple[float, float]:
    """What a patient of an age pays for tests and for services, over what all ages together do."""
    if m.fees_by_age == 0:
        return 1.0, 1.0
    at = fee_at(f, setting, age)
    return m.age_fee[at], m.age_fee[at + 1]


def charges_of_case(
    means: Sequence[float], first: int, factor: float, left: float, made: float, fees: tuple[float, float]
) -> tuple[int, int, int, int]:
    """The four categories of one encounter; ``left`` of its drugs, ``made`` of its tests, at the ``fees`` of an age."""
    return (
        charge(means[first + Category.DRUGS], factor * left),
        charge(means[first + Category.CONSUMABLES], factor),
        charge(means[first + Category.TESTS], factor * made * fees[0]),
        charge(means[first + Category.SERVICES], factor * fees[1]),
    )
