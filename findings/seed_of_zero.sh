#!/usr/bin/env bash
# A seed of 0 makes SALib's designs repeatable, and leaves the intervals of its Sobol indices to chance.
#
# Whoever numbers seeds from 0 expects the first of them to be a seed like any other. The functions that draw a design
# hand it on to a generator. Those that resample to find an interval first ask whether there is a seed, and 0 counts as
# none: the indices are the same in every call, their intervals are not. Of Morris's method both parts take 0 as a seed.
packages=(SALib==1.6.0 numpy==2.3.4 scipy==1.16.3 pandas==2.3.3 matplotlib==3.10.7)
guess() {
  cat <<'LINES'
Sobol, design: seed 0 repeats, seed 1 repeats
Sobol, indices: seed 0 repeats, seed 1 repeats
Sobol, their intervals: seed 0 repeats, seed 1 repeats
Morris, design: seed 0 repeats, seed 1 repeats
Morris, interval of the mean move: seed 0 repeats, seed 1 repeats
LINES
}
seen() {
  cat <<'LINES'
Sobol, design: seed 0 repeats, seed 1 repeats
Sobol, indices: seed 0 repeats, seed 1 repeats
Sobol, their intervals: seed 0 differs, seed 1 repeats
Morris, design: seed 0 repeats, seed 1 repeats
Morris, interval of the mean move: seed 0 repeats, seed 1 repeats
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


def look(_: Path) -> list[str]:
    """Whether two calls with one seed give the same numbers."""
    import numpy as np
    from SALib.analyze import morris as morris_indices
    from SALib.analyze import sobol as sobol_indices
    from SALib.sample import morris, sobol

    problem = {"num_vars": 2, "names": ["length", "width"], "bounds": [[0, 1], [0, 1]]}
    points = sobol.sample(problem, 64, calc_second_order=False, seed=7)
    ways = morris.sample(problem, 16, seed=7)

    def area(x: np.ndarray) -> np.ndarray:
        return x[:, 0] + 2 * x[:, 1]

    def of_sobol(seed: int) -> dict[str, Any]:
        return sobol_indices.analyze(problem, area(points), calc_second_order=False, seed=seed)

    def of_morris(seed: int) -> dict[str, Any]:
        return morris_indices.analyze(problem, ways, area(ways) ** 2, seed=seed)

    asked: dict[str, Callable[[int], Any]] = {
        "Sobol, design": lambda seed: sobol.sample(problem, 8, seed=seed),
        "Sobol, indices": lambda seed: of_sobol(seed)["S1"],
        "Sobol, their intervals": lambda seed: of_sobol(seed)["S1_conf"],
        "Morris, design": lambda seed: morris.sample(problem, 8, seed=seed),
        "Morris, interval of the mean move": lambda seed: of_morris(seed)["mu_star_conf"],
    }

    def said(work: Callable[[int], Any], seed: int) -> str:
        same = np.array_equal(np.asarray(work(seed), dtype=float), np.asarray(work(seed), dtype=float))
        return f"seed {seed} {'repeats' if same else 'differs'}"

    return [f"{name}: {said(work, 0)}, {said(work, 1)}" for name, work in asked.items()]


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
