"""Ten million residents: Pingxiang's people and places five times over, one arm, one year, beside the city itself."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from typing import NamedTuple

from sim.model.task import Task
from sim.region.description import Hospital, Region
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm, Tier
from sim.vocabulary.quantity import Quantity

from .goals import Ratio
from .timing import alone, peak_bytes, pingxiang, some_months, two_months

TIMES = 5
YEAR = 2017
FURTHER = 60  # minutes from one of the cities to a place of the next
HERE = ("own_primary", "outside")  # words of a table of travel that are no district


class Year(NamedTuple):
    """What one process found; ``megabytes`` are all it ever had, interpreter and code included."""

    residents: int
    encounters: int
    seconds: float
    megabytes: float

    @property
    def microseconds(self) -> float:
        """Processor time of the arm, tables included, a visit or stay."""
        return self.seconds / self.encounters * 1e6


def repeated(scenario: Scenario, times: int) -> Scenario:
    """The scenario in a region of so many cities alike, in one pool: every resident may go to the tertiary hospitals
    of all. Rules that name a place act in the first."""
    region = scenario.region
    cities = range(times)
    (pool,) = region.pools
    districts = tuple(replace(one, id=_named(one.id, n)) for n in cities for one in region.districts)
    beyond = [one for one in region.hospitals if one.tier is Tier.OUTSIDE]
    inside = [_moved(one, n) for n in cities for one in region.hospitals if one.tier is not Tier.OUTSIDE]
    return replace(
        scenario,
        region=replace(
            region,
            districts=districts,
            hospitals=(*inside, *beyond),
            travel=Frozen(_travel(region, times)),
            pools=(replace(pool, districts=tuple(one.id for one in districts)),),
        ),
    )


def _named(place: str, city: int) -> str:
    return f"{place}_{city}" if city else place


def _moved(hospital: Hospital, city: int) -> Hospital:
    assert hospital.district is not None
    return replace(hospital, id=_named(hospital.id, city), district=_named(hospital.district, city))


def _travel(region: Region, times: int) -> dict[tuple[str, str, str], Quantity]:
    """As in the city; to another one an hour more."""
    found = {}
    for (home, settlement, to), minutes in region.travel.items():
        for here in range(times):
            if to in HERE:
                found[_named(home, here), settlement, to] = minutes
                continue
            for there in range(times):
                further = minutes if here == there else replace(minutes, value=minutes.value + FURTHER)
                found[_named(home, here), settlement, _named(to, there)] = further
    return found


def run_here(times: int, parts: int = 1) -> Year:
    """One year of every so many-th resident, doctors and beds in proportion, queues simulated, in this process."""
    scenario = repeated(pingxiang(), times)
    task = Task(scenario, Arm.REFORM, 0, 1, 1.0 / parts, simulate_queues=True, engine="compiled")
    two_months(replace(task, sample=0.001)).run(None)  # compiled code is there
    arm = some_months(task, (YEAR, 1), 12)
    residents = len(arm.setup.population)
    start = time.process_time()
    tables = arm.run(None).tables
    seconds = time.process_time() - start
    return Year(residents, int(tables["cases"]["count"].sum()), seconds, peak_bytes() / 1e6)


def measure() -> list[Ratio]:
    """Time a visit of ten million over that of two, in their city and among the places of five; memory."""
    asked = ((1, 1), (TIMES, TIMES), (TIMES, 1))
    city, among, all_of_them = (Year(*alone("benchmarks.ten_million", times, parts)) for times, parts in asked)
    people = f"{all_of_them.residents:,} residents, {all_of_them.encounters:,} visits and stays"

    def over(less: Year, what: str) -> Ratio:
        note = f"{less.microseconds:.2f} -> {all_of_them.microseconds:.2f} us"
        each = all_of_them.microseconds / less.microseconds
        return Ratio(f"seconds a visit, 10 M residents over 2 M{what}, a year", each, 1.3, at_most=True, note=note)

    return [
        over(city, ""),
        over(among, " among the same places"),
        Ratio("gigabytes at most, 10 M residents, a year", all_of_them.megabytes / 1e3, 2.5, at_most=True, note=people),
    ]


if __name__ == "__main__":
    print(json.dumps(run_here(*map(int, sys.argv[1:]))))
