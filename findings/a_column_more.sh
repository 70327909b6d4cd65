#!/usr/bin/env bash
# One more column of a scrambled Sobol design moves the points of all other columns.
#
# Who adds a parameter to a study and keeps the seed expects the old parameters to keep their values, so that old runs
# stay usable and a difference is due to the new parameter. With scipy's Halton sequence and with an unscrambled Sobol
# sequence this holds. With the scrambled one, which is the default, only the first point stays: all shifts are drawn
# first, one for each column, and what scrambles the columns is drawn after them.
packages=(scipy==1.17.1)
guess() {
  cat <<'LINES'
Halton, scrambled: 64 of 64 points kept
Sobol, not scrambled: 64 of 64 points kept
Sobol, scrambled: 64 of 64 points kept
LINES
}
seen() {
  cat <<'LINES'
Halton, scrambled: 64 of 64 points kept
Sobol, not scrambled: 64 of 64 points kept
Sobol, scrambled: 1 of 64 points kept
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from pathlib import Path


POINTS = 64


def look(_: Path) -> list[str]:
    """How many points of a design in three columns are those of the design in four."""
    from scipy.stats import qmc

    designs = {
        "Halton, scrambled": lambda columns: qmc.Halton(columns, rng=1),
        "Sobol, not scrambled": lambda columns: qmc.Sobol(columns, scramble=False),
        "Sobol, scrambled": lambda columns: qmc.Sobol(columns, rng=1),
    }
    found = []
    for name, design in designs.items():
        three, four = design(3).random(POINTS), design(4).random(POINTS)
        found.append(f"{name}: {int((three == four[:, :3]).all(axis=1).sum())} of {POINTS} points kept")
    return found


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
