#!/usr/bin/env bash
# A patient who leaves at closing time, to the second, is counted by one simulator and not by two others.
#
# One patient comes at 1, is treated for 4, and the run is told to end at 5. Neither answer is wrong, and SimPy documents
# its own. But a day of whole hours, or a year of whole months, puts many events exactly there: ported from one package
# to another, the same model counts another number of discharges and another last month.
packages=(simpy==4.1.1 ciw==3.2.7 salabim==26.0.9)
guess() {
  cat <<'LINES'
SimPy: the same number
Ciw: the same number
salabim: the same number
LINES
}
seen() {
  cat <<'LINES'
SimPy: 0 discharged
Ciw: 0 discharged
salabim: 1 discharged
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from pathlib import Path


COMES, LASTS, END = 1.0, 4.0, 5.0


def look(_: Path) -> list[str]:
    """Discharges counted by three packages."""
    return [
        f"{name}: {count()} discharged" for name, count in (("SimPy", _simpy), ("Ciw", _ciw), ("salabim", _salabim))
    ]


def _simpy() -> int:
    import simpy

    left = []
    env = simpy.Environment()

    def patient():  # type: ignore[no-untyped-def]
        yield env.timeout(COMES)
        yield env.timeout(LASTS)
        left.append(env.now)

    env.process(patient())
    env.run(until=END)
    return len(left)


def _ciw() -> int:
    import ciw

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([COMES, 1000.0])],
        service_distributions=[ciw.dists.Deterministic(LASTS)],
        number_of_servers=[1],
    )
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(END)
    return len(simulation.get_all_records())


def _salabim() -> int:
    import salabim

    left = []
    salabim.yieldless(False)
    env = salabim.Environment(trace=False)

    class Patient(salabim.Component):
        def process(self):  # type: ignore[no-untyped-def]
            yield self.hold(COMES)
            yield self.hold(LASTS)
            left.append(env.now())

    Patient(env=env)
    env.run(till=END)
    return len(left)


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
