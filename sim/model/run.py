"""One arm of one replication, month by month: plan, treat, close, record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sim.engine.clock import CalendarMonth
from sim.engine.counts import billed, sizes_of
from sim.engine.simpy_engine import SimpyEngine
from sim.engine.so_far import PeopleSoFar
from sim.engine.waits import fresh_waits
from sim.ledger import Ledger
from sim.model.closing import Closed, Treated, close_month
from sim.model.month_plan import MonthPlan, plan_month
from sim.model.people import apart, in_records, persons_of_year, residents_of
from sim.model.recording import Record, reports
from sim.model.setup import Setup, setup_of
from sim.model.state import State, fresh_state
from sim.model.task import Run, Task
from sim.vocabulary.measures import MONTHS

if TYPE_CHECKING:
    from sim.engine.compiled_engine import CompiledEngine

Progress = Callable[[int, int], None]
Before = Callable[[int], None]


def run_arm(task: Task, progress: Progress | None = None) -> Run:
    """Simulate one arm from the run-in to the last year.

    ``progress`` is called with (months done, months in all). The result depends on the task alone.
    """
    return ArmRun(setup_of(task)).run(progress)


@dataclass(frozen=True, slots=True)
class SoFar:
    """A run at the beginning of a month, to go on from elsewhere: all that months change, and nothing else.

    ``months`` are done. What it holds belongs to the run that goes on: two of them need a copy each.
    """

    months: int
    state: State
    people: PeopleSoFar
    ledger: Ledger
    record: Record


class ArmRun:
    """One arm under way: what never changes, and the four things that do.

    Attributes
    ----------
    setup : what never changes.
    state : beliefs, providers, budgets, contracts; replaced every month.
    engine : the residents, and who is in a queue or a bed; until the run is over.
    ledger : the books.
    record : what is kept for the report.
    """

    def __init__(self, setup: Setup, so_far: SoFar | None = None) -> None:
        self.engine = _engine(setup)
        self.setup = setup
        if not isinstance(self.engine, SimpyEngine):
            self.setup = replace(setup, population=in_records(setup.population, self.engine.residents))
        if so_far is None:
            self.done, self.ledger, self.record = 0, Ledger(), Record()
            self.state = fresh_state(setup.base.belief, setup.scenario, setup.facilities)
        else:
            self.done, self.ledger, self.record = so_far.months, so_far.ledger, so_far.record
            self.state = so_far.state
            self._compiled.go_on(so_far.people)

    @property
    def so_far(self) -> SoFar:
        """The run as it is; what it holds changes when the run goes on."""
        return SoFar(self.done, self.state, self._compiled.so_far, self.ledger, self.record)

    @property
    def _compiled(self) -> CompiledEngine:
        """The engine that can be left and taken up; the reference engine's patients are coroutines."""
        if isinstance(self.engine, SimpyEngine):
            raise TypeError("only the compiled engine can go on from where another one was")
        return self.engine

    def run(self, progress: Progress | None = None, before: Before | None = None) -> Run:
        """All months that are left, and what is reported of all of them.

        ``before`` is called with the number of months done before each month that is simulated.
        """
        months = self.setup.months
        for when in months[self.done :]:
            if before is not None:
                before(self.done)
            self.advance(when)
            if progress is not None:
                progress(self.done, len(months))
        checks = self._checks()
        # Tables take the room of the residents.
        self.setup = replace(self.setup, population=apart(self.setup.population))
        del self.engine
        return self.record.run(self.setup, checks)

    def advance(self, when: CalendarMonth) -> tuple[MonthPlan, Treated, Closed]:
        """One month."""
        plan = self.plan(when)
        treated = self.treat(plan)
        closed = self.close(plan, treated)
        self.record.add(self.setup, plan, treated, closed)
        if when.month == MONTHS:
            self._end_year(plan)
        self.done += 1
        return plan, treated, closed

    def plan(self, when: CalendarMonth) -> MonthPlan:
        """Rules, prices, contracts and tables of a month; budgets and contracts open."""
        self.state, plan = plan_month(self.setup, self.state, when)
        return plan

    def treat(self, plan: MonthPlan) -> Treated:
        """The month's patients go their ways under its tables."""
        setup, when = self.setup, plan.when
        needs = self.engine.needs(setup.demand, setup.classes(when.year), setup.seed, when)
        counts = self.engine.advance(plan.table, needs, when.end, last=self._last(when))
        journal = None
        if setup.task.wants_journal:
            rows = self.engine.take_journal()
            self.record.add_journal(setup.task, rows, when.year, when.month)
            journal = rows if setup.task.only < 0 else None
        contracts = np.array(self.engine.residents.contract) if setup.pays_per_head else None
        return Treated(counts, billed(counts, sizes_of(setup.world)), journal, contracts, needs.above_bound)

    def close(self, plan: MonthPlan, treated: Treated) -> Closed:
        """The month's books; everybody learns from it."""
        self.state, closed = close_month(self.setup, self.state, plan, treated, self.ledger, last=self._last(plan.when))
        return closed

    def _last(self, when: CalendarMonth) -> bool:
        return when == self.setup.months[-1]

    def _end_year(self, plan: MonthPlan) -> None:
        """People are counted; habits move, deductibles and ceilings start again."""
        setup = self.setup
        if reports(setup, plan.when.year):
            away = setup.heads[plan.when.year].away
            people = persons_of_year(self.engine.residents, plan.table, setup.population, setup.scenario, away)
            self.record.add_persons(plan.when.year, people)
        self.engine.start_year(setup.base.value["habit_year"])

    def _checks(self) -> dict[str, int | float | bool]:
        """What must hold at the end of a run."""
        waiting, in_bed = self.engine.waiting_for_doctor(), self.engine.occupied()
        queued, started, finished = self.engine.waiting_for_bed(), self.record.started, self.record.finished
        return {
            "ledger_total_fen": self.ledger.total(),
            "books_balance": self.ledger.total() == 0,
            "episodes_started": started,
            "episodes_finished": finished,
            "episodes_under_way": started - finished,
            "in_bed_at_end": in_bed,
            "waiting_for_a_bed_at_end": queued,
            "waiting_for_a_doctor_at_end": waiting,
            "patients_conserved": started - finished >= in_bed + queued + waiting,
            "needs_above_bound": self.record.above_bound,
            "months_level_clipped": self.state.providers.clipped,
        }


def _engine(setup: Setup) -> SimpyEngine | CompiledEngine:
    """The engine asked for, with everybody in place."""
    task, value = setup.task, setup.base.value
    residents = residents_of(setup.population, setup.base.habit)
    waits = fresh_waits(
        setup.world,
        simulate=task.simulate_queues,
        fraction=task.sample,
        memory_days=value["wait_memory_days"],
        ca=value["arrival_cv"],
        cs=value["service_cv"],
    )
    feedback, journal, only = setup.scenario.settings.wait_feedback, task.wants_journal, task.only
    if task.engine == "simpy":
        return SimpyEngine(
            setup.world, setup.behaviour, residents, waits, feedback=feedback, journal=journal, only=only
        )
    from sim.engine.compiled_engine import CompiledEngine

    return CompiledEngine(
        setup.world, setup.behaviour, residents, waits, setup.calendar, feedback=feedback, journal=journal, only=only
    )
