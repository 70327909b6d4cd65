"""What one process is asked for, one arm of one replication of one scenario, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from sim.engine.journal import Entry
from sim.model.luck import check_luck
from sim.scenario.scenario import Scenario
from sim.scenario.width_check import check_persons
from sim.vocabulary.names import Arm


@dataclass(frozen=True, slots=True)
class Task:
    """What one process is asked for.

    ``partings`` are months (year, month) in which other tasks part from this one, for those who share what comes
    before. ``journal`` keeps every encounter in the result, or those of the resident ``only``; ``journal_folder``
    writes them there instead, a file a month. A luck or a number of residents that has no room is refused
    (InputInvalid).
    """

    scenario: Scenario
    arm: Arm
    replication: int
    seed: int
    sample: float
    simulate_queues: bool
    journal: bool = False
    journal_folder: Path | None = None
    only: int = -1
    engine: Literal["simpy", "compiled"] = "simpy"
    partings: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        check_luck(self.seed, self.replication + 1)
        check_persons(self.scenario, self.sample)

    @property
    def wants_journal(self) -> bool:
        """Whether anybody asked for single encounters."""
        return self.journal or self.journal_folder is not None


@dataclass(slots=True)
class Run:
    """What one arm of one replication adds up to; tables carry ids, not numbers.

    ``money`` holds the tables of `tables_out`: money, finance, fund, budgets.
    """

    arm: Arm
    replication: int
    tables: dict[str, pd.DataFrame]
    flows: pd.DataFrame
    money: dict[str, pd.DataFrame]
    checks: dict[str, int | float | bool]
    journal: list[Entry] = field(default_factory=list)
