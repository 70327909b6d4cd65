"""One simulator of the network in a process of its own: `python -m benchmarks.network.peer MODULE RUNS DAYS`.

Alone, because two libraries that extend one compiler can disturb each other.
"""

from __future__ import annotations

import importlib
import json
import statistics
import sys
import time

from .system import Seen


def measure(module: str, runs: int, days: int) -> dict[str, object]:
    """Median processor seconds a consultation after a warm-up, and the sums of all runs."""
    try:
        simulate = importlib.import_module(f"benchmarks.network.{module}").simulate
        simulate(0, 1)
    except ImportError as missing:
        return {"missing": str(missing)}
    found, each = Seen([0.0] * 3, [0.0] * 3), []
    for seed in range(1, runs + 1):
        start = time.process_time()
        seen: Seen = simulate(seed, days)
        each.append((time.process_time() - start) / sum(seen.visits))
        for tier in range(3):
            found.visits[tier] += seen.visits[tier]
            found.minutes[tier] += seen.minutes[tier]
    return {"seconds": statistics.median(each), "visits": found.visits, "minutes": found.minutes}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
