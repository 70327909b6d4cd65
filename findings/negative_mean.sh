#!/usr/bin/env bash
# A rule for "enough replications" is satisfied at once by anything negative.
#
# sim-tools has the replications algorithm of Hoad, Robinson and Davies: run until the half-width of the interval is below
# a tenth of the mean, and stays there. It divides by the mean, not by its size. The effect of a policy is a difference,
# and which way round it is taken is a convention; turned round, the same numbers are "enough" after three runs, with a
# half-width of most of the mean.
packages=(sim-tools==1.3.0)
guess() {
  cat <<'LINES'
gain: as many as for the loss
loss: as many as for the gain
LINES
}
seen() {
  cat <<'LINES'
gain: 519 replications are enough
loss: 3 replications are enough
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

from pathlib import Path


class Effect:
    """A made-up effect of about one, with the same luck whatever its sign."""

    def __init__(self, sign: float) -> None:
        self.sign = sign

    def single_run(self, number: int) -> dict[str, float]:
        """The effect in a replication: uniform between -1 and 3, by a fixed sequence."""
        share = (0.5 + number * 0.6180339887498949) % 1.0
        return {"effect": self.sign * (4.0 * share - 1.0)}


def look(_: Path) -> list[str]:
    """How many replications are said to be enough for an effect and for its mirror image."""
    from sim_tools.output_analysis import ReplicationsAlgorithm

    found = []
    for name, sign in (("gain", 1.0), ("loss", -1.0)):
        enough, _ = ReplicationsAlgorithm().select(Effect(sign), ["effect"])
        found.append(f"{name}: {enough['effect']} replications are enough")
    return found


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
