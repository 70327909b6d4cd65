#!/usr/bin/env bash
# A roster of one doctor in every shift treats more patients than one doctor.
#
# In Ciw a schedule says how many servers there are in each shift. By default a shift change does not interrupt: whoever
# treats somebody goes on until the end, and the next shift begins beside him. With one doctor in every shift the number
# of doctors never changes, so a roster of 1, 1, 1 ought to be a constant 1. It is not: each change of shift puts two
# doctors to work for a while, and the last of six patients is done hours earlier.
packages=(ciw==3.2.7)
guess() {
  cat <<'LINES'
one doctor: done at 36.1 h, at most 1 at once
one doctor in every shift: done at 36.1 h, at most 1 at once
LINES
}
seen() {
  cat <<'LINES'
one doctor: done at 36.1 h, at most 1 at once
one doctor in every shift: done at 28.0 h, at most 2 at once
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from pathlib import Path


PATIENTS, HOURS, SHIFT = 6, 6.0, 8.0


def look(_: Path) -> list[str]:
    """When the last of six patients is done, and how many are treated at once at most."""
    import ciw

    found = []
    flat = ciw.Schedule(numbers_of_servers=[1, 1], shift_end_dates=[SHIFT, 2 * SHIFT])
    for name, servers in (("one doctor", 1), ("one doctor in every shift", flat)):
        network = ciw.create_network(
            arrival_distributions=[ciw.dists.Sequential([0.1] * PATIENTS + [1000.0])],
            service_distributions=[ciw.dists.Deterministic(HOURS)],
            number_of_servers=[servers],
        )
        simulation = ciw.Simulation(network)
        simulation.simulate_until_max_time(60.0)
        times = [(r.service_start_date, r.service_end_date) for r in simulation.get_all_records()]
        at_once = max(sum(start <= moment < end for start, end in times) for moment, _ in times)
        found.append(f"{name}: done at {max(end for _, end in times):.1f} h, at most {at_once} at once")
    return found


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
