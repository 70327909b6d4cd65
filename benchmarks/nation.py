"""How long for everybody? Three types of prefecture of different size, one arm, and what follows for the nation.

``python -m benchmarks.nation [SHARE]``: each pool is simulated twice, with a quarter of the share of its residents and
with all of it (1 by default: everybody, queues simulated), each in a process of its own. Processor time is a part for
the months and a part for the residents::

    seconds = a + b x residents simulated        a, b from the two sizes of a pool; b is the mean of the three
    nation  = pools x a + b x all residents      for the simulated years; divided by these, core-hours a year
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from sim.model.run import run_arm
from sim.model.task import Task
from sim.nation.luck import seed_of
from sim.nation.scenario import read_nation_scenario
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import Arm

from .timing import alone, peak_bytes

FILE = Path(__file__).parents[1] / "scenarios/national.yaml"
POOLS = ("k2", "e1", "c3")  # 1.1, 3.8 and 6.7 million residents
PARTS = (0.25, 1.0)
MILLION = 1_000_000


def measure(place: int, share: float) -> list[float]:
    """Residents, seconds and megabytes of one arm of a pool in this process, once a small run has loaded the code."""
    whole = read_nation_scenario(FILE)
    own = whole.nation.pools[place]
    with whole.regions([own]) as home:
        scenario = whole.scenario(own, whole.arms[-1], home)

    def task(part: float) -> Task:
        return Task(scenario, Arm.REFORM, 0, seed_of(1, place), part, part >= 1.0, engine="compiled")

    run_arm(task(min(share, 500 / own.residents)))
    began = time.process_time()
    run_arm(task(share))
    seconds = time.process_time() - began
    return [own.residents * share, seconds, peak_bytes() / 1e6]


def nation(share: float) -> str:
    """The table and the extrapolation, as text."""
    whole = read_nation_scenario(FILE)
    lines, slopes, bases = ["pool residents seconds megabytes"], [], []
    for place, pool in enumerate(whole.nation.pools):
        if pool.id not in POOLS:
            continue
        small, large = (alone("benchmarks.nation", place, round(share * part * MILLION)) for part in PARTS)
        slopes.append((large[1] - small[1]) / (large[0] - small[0]))
        bases.append(max(0.0, small[1] - slopes[-1] * small[0]))
        lines += [f"{pool.id} {people:,.0f} {seconds:.2f} {room:.0f}" for people, seconds, room in (small, large)]
    a, b = sum(bases) / len(bases), sum(slopes) / len(slopes)
    pools = sum(pool.weight for pool in whole.nation.pools)
    hours = (pools * a + b * whole.nation.residents) / 3600
    years = whole.years.last - whole.years.base + 1 + whole.years.run_in_months / MONTHS
    formula = f"{pools:.0f} pools x {a:.2f} s + {b * 1e6:.2f} us x {whole.nation.residents:,.0f} residents"
    lines.append(f"nation: {formula} = {hours:.1f} core-hours for {years:g} years, {hours / years:.2f} a year")
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]) / MILLION)))
    else:
        print(nation(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0))
