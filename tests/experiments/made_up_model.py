"""A model of a few lines in the place of a run: what a sensitivity analysis finds of it is known."""

from __future__ import annotations

from sim.experiments.sensitivity.runs import EFFECT, HEADLINE_FOUR, LEVEL, VariedRun
from sim.vocabulary.errors import InputInvalid

STRONG, WEAK, IDLE = "parameters.refer_up_share", "parameters.e_seek", "parameters.weekend_clinic_share"
MOVES = {STRONG: 0.4, WEAK: 0.1}  # per unit
VALUES = {STRONG: 0.32, WEAK: 0.25}  # in Xiaocheng


class MadeUpModel:
    """Counts how often it was run; linear in two inputs, refuses what is ``above`` an input's value."""

    def __init__(self, above: tuple[str, float] | None = None, stop_at: int = -1) -> None:
        self.runs, self.above, self.stop_at = 0, above, stop_at

    def __call__(self, run: VariedRun) -> dict[str, float]:
        """The values of a run, by `sim.experiments.sensitivity.runs.measured`."""
        if self.runs == self.stop_at:
            raise KeyboardInterrupt
        self.runs += 1
        changes = dict(run.changes)
        if self.above and changes.get(self.above[0], -1e9) > self.above[1]:
            raise InputInvalid([])
        moved = sum(factor * (changes[path] - VALUES[path]) for path, factor in MOVES.items() if path in changes)
        found = {}
        for n, name in enumerate(HEADLINE_FOUR):
            found[f"{name}/{LEVEL}"] = 0.5 + moved * (n + 1) + 0.001 * run.replication
            found[f"{name}/{EFFECT}"] = 0.02 + moved + 0.002 * run.replication
        return found
