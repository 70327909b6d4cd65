"""What a run keeps of its months: count tables, flows, money; numbers until the end, then words."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.engine.counts import Counts, Dense, dense, entries, sizes_of
from sim.engine.journal import Entry, write_journal
from sim.model import tables_out
from sim.model.closing import Closed, Treated
from sim.model.collected import Part, Stamp
from sim.model.month_plan import MonthPlan
from sim.model.setup import Setup
from sim.model.task import Run
from sim.model.words import by_scheme
from sim.vocabulary.names import Place
from sim.vocabulary.tables import ALL, CASES, MONTHLY, TableShape, TotalCount

MONEY = ("money", "finance", "fund", "budgets")
FLOW_COLUMNS = ("arm", "replication", "year", "home", "first_contact_place", "admission_place", "count")


def table_of(setup: Setup, shape: TableShape, counts: Counts) -> Dense:
    """One count table of a month, as rows."""
    return dense(shape, getattr(counts, shape.name), sizes_of(setup.world))


class Record:
    """Months as they are added; those of the run-in count only in ``started``, ``finished`` and ``above_bound``."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.stamp = Stamp(setup.task.arm.id, setup.task.replication)
        self.parts: dict[str, list[Part]] = {shape.name: [] for shape in ALL}
        self.flows: list[pd.DataFrame] = []
        self.money: dict[str, list[pd.DataFrame]] = {name: [] for name in MONEY}
        self.journal: list[NDArray[np.int64]] = []
        self.started = self.finished = self.above_bound = 0

    def add(self, plan: MonthPlan, treated: Treated, closed: Closed) -> None:
        """One month."""
        counts, when = treated.counts, plan.when
        self.started += int(counts.totals[TotalCount.STARTED])
        self.finished += int(counts.totals[TotalCount.FINISHED])
        self.above_bound += treated.above_bound
        if not self.reports(when.year):
            return
        region = self.setup.scenario.region
        for shape in MONTHLY:
            part = by_scheme(treated.billed, region.payers) if shape is CASES else table_of(self.setup, shape, counts)
            self.parts[shape.name].append(Part(when.year, when.month, part))
        self.flows.append(self._flows(counts, when.year))
        for name, rows in self._month_of_money(plan, treated, closed).items():
            self.money[name].append(self.stamp.on(rows, when.year, None if name == "budgets" else when.month))

    def add_persons(self, year: int, persons: Dense) -> None:
        """The people of one year."""
        self.parts["persons"].append(Part(year, None, persons))

    def add_journal(self, rows: NDArray[np.int64], year: int, month: int) -> None:
        """A month's encounters: kept, or written to the task's folder."""
        if self.setup.task.journal:
            self.journal.append(rows)
        folder = self.setup.task.journal_folder
        if folder is not None:
            write_journal(rows, folder / f"{year}-{month:02d}.parquet")

    def reports(self, year: int) -> bool:
        """Whether a year is reported: from the base year on."""
        return year >= self.setup.scenario.years.base

    def run(self, checks: dict[str, int | float | bool]) -> Run:
        """All of it, words for numbers; ``checks`` are completed by what the tables say."""
        setup = self.setup
        tables = {name: self.stamp.table(parts, setup.scenario, setup.facilities) for name, parts in self.parts.items()}
        if setup.capacity < 1.0:  # open beds are reported of the whole hospital
            beds = tables["beds"]
            beds["open_bed_days"] = (beds["open_bed_days"] / setup.capacity).round().astype(np.int64)
        return Run(
            setup.task.arm,
            setup.task.replication,
            tables,
            pd.concat(self.flows).groupby(list(FLOW_COLUMNS[:-1]), sort=False, as_index=False).sum(),
            {name: pd.concat(found, ignore_index=True) for name, found in self.money.items()},
            {**checks, "census_over_billed": _census_over_billed(tables)},
            [Entry(*row) for rows in self.journal for row in rows.tolist()],
        )

    def _month_of_money(self, plan: MonthPlan, treated: Treated, closed: Closed) -> dict[str, pd.DataFrame]:
        """The month's tables of money."""
        scenario, facilities = self.setup.scenario, self.setup.facilities
        return {
            "money": tables_out.money(treated.counts, closed.lines, scenario, facilities),
            "finance": tables_out.finance(closed.facts, plan.prices, closed.lines, plan.basket, facilities),
            "fund": tables_out.fund(closed.before, closed.after, closed.lines, scenario.region),
            "budgets": tables_out.budgets(closed.settled, scenario),
        }

    def _flows(self, counts: Counts, year: int) -> pd.DataFrame:
        """Episodes by home, first contact and place of admission."""
        homes = [*(d.id for d in self.setup.scenario.region.districts), "inflow"]
        places = [*Place.ids(), "none"]
        size = len(Place)
        rows = []
        for cell, count in entries(counts.flows).items():
            rest, last = divmod(cell, size + 1)
            home, first = divmod(rest, size)
            rows.append((self.stamp.arm, self.stamp.replication, year, homes[home], places[first], places[last], count))
        return pd.DataFrame(rows, columns=list(FLOW_COLUMNS))


def _census_over_billed(tables: dict[str, pd.DataFrame]) -> float:
    """Little's law for beds: bed-days counted at midnight over bed-days billed; near 1 over whole years."""
    billed = float(tables["cases"]["bed_days"].sum())
    return float(tables["beds"]["occupied_bed_days"].sum()) / billed if billed else 1.0
