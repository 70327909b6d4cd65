"""Who one resident of a run is."""

from __future__ import annotations

from dataclasses import dataclass

from sim.model.setup import Setup
from sim.region.description import District
from sim.vocabulary.names import AgeBand, Risk, Scheme, Settlement


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of one resident: where he lives, and his traits as ids."""

    district: District
    traits: tuple[str, ...]


def resident_of(setup: Setup, resident: int) -> Who | None:
    """Who a resident of a run is; None if the run has nobody of this number."""
    people = setup.population
    districts = setup.scenario.region.districts
    if not 0 <= resident < len(people) or people.home[resident] == len(districts):
        return None
    risks = int(people.risks[resident])
    traits = (
        Settlement(int(people.urban[resident])).id,
        AgeBand(int(people.age[resident])).id,
        Scheme(int(people.scheme[resident])).id,
        *(risk.id for risk in Risk.carried() if risks & risk.bit),
    )
    return Who(districts[int(people.home[resident])], traits)
