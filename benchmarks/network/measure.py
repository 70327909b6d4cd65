"""Everybody's seconds on the same network, and whether it was the same network."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

from benchmarks.goals import Ratio
from benchmarks.timing import ROOT

from .system import DAYS, Seen

# Module, name, runs, share of the days (per-visit seconds are compared), goal for peer / ours.
PEERS: list[tuple[str, str, int, float, float | None]] = [
    ("with_simpy", "SimPy", 5, 1.0, 60.0),
    ("with_ciw", "Ciw", 3, 1.0, 150.0),
    ("with_cimba", "cimba, a process a doctor", 9, 1.0, 2.5),
    ("with_salabim", "salabim", 3, 0.25, None),
]
SEEDS = range(40)
TOLERANCE = 4.0  # standard deviations of one run


def visit_seconds(module: str, runs: int, days: int) -> tuple[float, Seen]:
    """Median processor seconds a consultation and all runs together, in a process of its own.

    Raises
    ------
    ImportError
        If what the module needs is not installed.
    """
    command = [sys.executable, "-m", "benchmarks.network.peer", module, str(runs), str(days)]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    found = json.loads(answer.splitlines()[-1])
    if "missing" in found:
        raise ImportError(found["missing"])
    return found["seconds"], Seen(found["visits"], found["minutes"])


def agrees(name: str, found: Seen, runs: float, expected: list[float], spread: list[float]) -> None:
    """Mean waits by tier within sampling error of ours."""
    for tier, wait in enumerate(found.waits()):
        if abs(wait - expected[tier]) > TOLERANCE * spread[tier] / runs**0.5 + 0.01 * expected[tier]:
            raise AssertionError(f"{name}: mean wait {wait:.2f} in tier {tier}, ours {expected[tier]:.2f}")


def measure() -> list[Ratio]:
    """Peers over our plain loop; our loop over C; what the full steps of a patient add."""
    from . import loop

    each = [loop.simulate(seed).waits() for seed in SEEDS]
    expected = [statistics.fmean(waits[tier] for waits in each) for tier in range(3)]
    spread = [statistics.stdev([waits[tier] for waits in each]) for tier in range(3)]
    ours, _ = visit_seconds("loop", 15, DAYS)
    found = []
    for module, name, runs, part, goal in PEERS:
        try:
            time, seen = visit_seconds(module, runs, round(DAYS * part))
        except ImportError as missing:
            found.append(Ratio(f"{name} / compiled loop, network", None, goal, note=f"not measured: {missing}"))
            continue
        agrees(name, seen, runs * part, expected, spread)
        note = f"{time * 1e6:.2f} us a visit"
        found.append(Ratio(f"{name} / compiled loop, network", time / ours, goal, note=note))
    found.append(against_c(ours))
    time, seen = visit_seconds("full", 9, DAYS)
    agrees("full engine", seen, 9, expected, spread)
    note = f"{time * 1e6:.2f} us a visit: choice, bill, benefit, counts, needs drawn"
    return [*found, Ratio("compiled engine with all steps / compiled loop, network", time / ours, note=note)]


def against_c(ours: float) -> Ratio:
    """Our loop over C, whose waits must be equal to the tick."""
    from . import c_reference, loop

    what = "compiled loop / C -O3, network"
    try:
        time, _ = visit_seconds("c_reference", 15, DAYS)
    except ImportError as missing:
        return Ratio(what, None, 2.0, at_most=True, note=f"not measured: {missing}")
    if c_reference.simulate(1) != loop.simulate(1):
        raise AssertionError("C and our loop disagree")
    note = f"{ours * 1e6:.3f} and {time * 1e6:.3f} us a visit, waits equal to the tick"
    return Ratio(what, ours / time, 2.0, at_most=True, note=note)
