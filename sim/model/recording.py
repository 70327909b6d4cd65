"""What a run keeps of its months: count tables, flows, money; numbers until the end, then words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.engine.counts import Counts, Dense, dense, entries, sizes_of
from sim.engine.journal import Entry, write_journal
from sim.model import tables_out
from sim.model.closing import Closed, Treated
from sim.model.collected import MoneyPart, Part, Stamp, part_of
from sim.model.month_plan import MonthPlan
from sim.model.setup import Setup
from sim.model.task import Run, Task
from sim.model.words import by_scheme
from sim.region.bookings import are_counted
from sim.vocabulary.names import Place
from sim.vocabulary.tables import ALL, CASES, FROM_BEYOND, MONTHLY, SOME, TableShape, TotalCount

MONEY = ("money", "finance", "fund", "budgets")
FLOW_COLUMNS = ("arm", "replication", "year", "home", "first_contact_place", "admission_place", "count")


def table_of(setup: Setup, shape: TableShape, counts: Counts) -> Dense:
    """One count table of a month, as rows."""
    return dense(shape, getattr(counts, shape.name), sizes_of(setup.world))


@dataclass(slots=True)
class Record:
    """Months as they are added; those of the run-in count only in ``started``, ``finished`` and ``above_bound``.

    Nothing in it says which arm or replication it is of, since arms share months.
    """

    parts: dict[str, list[Part]] = field(default_factory=lambda: {shape.name: [] for shape in (*ALL, *SOME)})
    flows: list[tuple[int, int, int, int, int]] = field(default_factory=list)  # year, home, first, last, count
    money: dict[str, list[MoneyPart]] = field(default_factory=lambda: {name: [] for name in MONEY})
    journal: list[NDArray[np.int64]] = field(default_factory=list)
    started: int = 0
    finished: int = 0
    above_bound: int = 0

    def add(self, setup: Setup, plan: MonthPlan, treated: Treated, closed: Closed) -> None:
        """One month."""
        counts, when = treated.counts, plan.when
        self.started += int(counts.totals[TotalCount.STARTED])
        self.finished += int(counts.totals[TotalCount.FINISHED])
        self.above_bound += treated.above_bound
        if not reports(setup, when.year):
            return
        region = setup.scenario.region
        for shape in (*MONTHLY, *_some(setup)):
            part = by_scheme(treated.billed, region.payers) if shape is CASES else table_of(setup, shape, counts)
            self.parts[shape.name].append(part_of(when.year, when.month, part))
        self.flows += _flows(counts, when.year)
        for name, rows in _month_of_money(setup, plan, treated, closed).items():
            self.money[name].append(MoneyPart(when.year, None if name == "budgets" else when.month, rows))

    def add_persons(self, year: int, persons: Dense) -> None:
        """The people of one year."""
        self.parts["persons"].append(part_of(year, None, persons))

    def add_journal(self, task: Task, rows: NDArray[np.int64], year: int, month: int) -> None:
        """A month's encounters: kept, or written to the task's folder."""
        if task.journal:
            self.journal.append(rows)
        if task.journal_folder is not None:
            write_journal(rows, task.journal_folder / f"{year}-{month:02d}.parquet")

    def run(self, setup: Setup, checks: dict[str, int | float | bool]) -> Run:
        """All of it, words for numbers; ``checks`` are completed by what the tables say. Nothing is left here."""
        task = setup.task
        stamp = Stamp(task.arm.id, task.replication)
        tables = {
            shape.name: stamp.table(shape, self.parts.pop(shape.name), setup.scenario, setup.facilities)
            for shape in (*ALL, *_some(setup))
        }
        beds, open_ones = tables["beds"], _open_beds(setup)
        if setup.capacity < 1.0 or open_ones:  # open beds are reported of the whole hospital, without those put up
            share = setup.capacity * beds["facility"].map(open_ones).fillna(1.0)
            beds["open_bed_days"] = (beds["open_bed_days"] / share).round().astype(np.int64)
        return Run(
            task.arm,
            task.replication,
            tables,
            _named_flows(self.flows, setup, stamp),
            {name: stamp.money(self.money.pop(name)) for name in list(self.money)},
            {**checks, "census_over_billed": _census_over_billed(tables)},
            [Entry(*row) for rows in self.journal for row in rows.tolist()],
        )


def _open_beds(setup: Setup) -> dict[str, float]:
    """By how much more beds there are than open ones, where some are put up beside them."""
    return {f.id: 1.0 + f.extra_beds for f in setup.facilities.all if f.extra_beds > 0}


def _some(setup: Setup) -> tuple[TableShape, ...]:
    """Tables written in this region that others have not."""
    return SOME if are_counted(setup.scenario.region) else ()


def reports(setup: Setup, year: int) -> bool:
    """Whether a year is reported: from the base year on."""
    return year >= setup.scenario.years.base


def _month_of_money(setup: Setup, plan: MonthPlan, treated: Treated, closed: Closed) -> dict[str, pd.DataFrame]:
    """The month's tables of money."""
    scenario, facilities = setup.scenario, setup.facilities
    return {
        "money": tables_out.money(treated.counts, closed.lines, scenario, facilities),
        "finance": tables_out.finance(closed.facts, plan.prices, closed.lines, plan.basket, facilities),
        "fund": tables_out.fund(closed.before, closed.after, closed.lines, scenario.region),
        "budgets": tables_out.budgets(closed.settled, scenario),
    }


def _flows(counts: Counts, year: int) -> list[tuple[int, int, int, int, int]]:
    """Episodes by home, first contact and place of admission, as numbers."""
    size = len(Place)
    found = []
    for cell, count in entries(counts.flows).items():
        rest, last = divmod(cell, size + 1)
        home, first = divmod(rest, size)
        found.append((year, home, first, last, count))
    return found


def _named_flows(flows: Sequence[tuple[int, int, int, int, int]], setup: Setup, stamp: Stamp) -> pd.DataFrame:
    """The same by year, words for numbers."""
    homes = [*(d.id for d in setup.scenario.region.districts), FROM_BEYOND]
    places = [*Place.ids(), "none"]
    rows = [
        (stamp.arm, stamp.replication, year, homes[home], places[first], places[last], count)
        for year, home, first, last, count in flows
    ]
    frame = pd.DataFrame(rows, columns=list(FLOW_COLUMNS))
    return frame.groupby(list(FLOW_COLUMNS[:-1]), sort=False, as_index=False).sum()


def _census_over_billed(tables: dict[str, pd.DataFrame]) -> float:
    """Little's law for beds: bed-days counted at midnight over bed-days billed; near 1 over whole years."""
    billed = float(tables["cases"]["bed_days"].sum())
    return float(tables["beds"]["occupied_bed_days"].sum()) / billed if billed else 1.0
