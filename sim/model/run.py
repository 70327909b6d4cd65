"""One arm of one replication, month by month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from sim.draws import seed_of
from sim.engine.clock import Calendar
from sim.engine.counts import Counts, Dense, dense, entries, sizes_of
from sim.engine.demand import needs_of_month
from sim.engine.journal import Entry, write_journal
from sim.engine.simpy_engine import SimpyEngine
from sim.engine.tables import Month
from sim.engine.waits import fresh_waits
from sim.ledger import Account, AccountKind, Ledger, Line
from sim.model import books, capitation, tables_out
from sim.model.budgets import Settled
from sim.model.capitation import heads_of
from sim.model.collected import Part, Stamp
from sim.model.contracts import Paid
from sim.model.effects import Effects
from sim.model.facts import facts_of
from sim.model.in_force import effects_of
from sim.model.luck import check_luck
from sim.model.month import MonthTables, base_belief
from sim.model.need_rates import demand_class, demand_of
from sim.model.people import persons_of_year, residents_of
from sim.model.prices import Prices, cost_base_of, prices_of, with_kept
from sim.model.procurement import basket_of, kept_lines, kept_savings
from sim.model.state import State, close_budgets, fresh_state, open_budgets, open_contracts, respond
from sim.model.world import AT_RISK, behaviour_of, world_of
from sim.region.facilities import Facilities, facilities_of
from sim.region.residents import Population, population_of
from sim.scenario.scenario import Scenario
from sim.scenario.width_check import check_persons
from sim.vocabulary.labels import label
from sim.vocabulary.language import Language
from sim.vocabulary.names import AgeBand, Arm, Place, Scheme
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.tables import ALL, CASES, MONTHLY, TableShape, TotalCount

if TYPE_CHECKING:
    from sim.engine.compiled_engine import CompiledEngine

Progress = Callable[[int, int], None]
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Task:
    """What one process is asked for.

    ``journal`` keeps every encounter in the result, or those of the resident ``only``; ``journal_folder`` writes them
    there instead, a file a month. A luck or a number of residents that has no room is refused (InputInvalid).
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

    def __post_init__(self) -> None:
        check_luck(self.seed, self.replication + 1)
        check_persons(self.scenario, self.sample)


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


def run_arm(task: Task, progress: Progress | None = None) -> Run:
    """Simulate one arm from the run-in to the last year.

    ``progress`` is called with (months done, months in all). The result depends on the task alone.
    """
    return ArmRun(task).run(progress)


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of one resident, as ids; ``district`` as it is called."""

    district: Bilingual
    traits: tuple[str, ...]

    def words(self, language: Language) -> list[str]:
        """District and traits for people."""
        place = self.district.zh if language == "zh" else self.district.en
        return [place, *(label(trait, language) for trait in self.traits)]


def resident_of(task: Task, resident: int) -> Who | None:
    """Who a resident of a run is; None if the run has nobody of this number."""
    run = ArmRun(task)
    people = run.population
    districts = task.scenario.region.districts
    if not 0 <= resident < len(people) or people.home[resident] == len(districts):
        return None
    traits = [
        "urban" if people.urban[resident] else "rural",
        AgeBand(int(people.age[resident])).id,
        Scheme(int(people.scheme[resident])).id,
    ]
    risks = int(people.risks[resident])
    traits += [name for name, bit in AT_RISK.items() if risks & bit]
    return Who(districts[int(people.home[resident])].label, tuple(traits))


class ArmRun:
    """The wiring of one arm: engine, tables, state, books."""

    def __init__(self, task: Task) -> None:
        scenario = task.scenario
        self.task, self.scenario = task, scenario
        self.stamp = Stamp(task.arm.id, task.replication)
        self.facilities: Facilities = facilities_of(scenario.region)
        years = scenario.years
        self.calendar = Calendar(years.base, years.last, years.run_in_months)
        # Queues of a sample need doctors and beds of a sample.
        self.capacity = task.sample if task.simulate_queues else 1.0
        self.world = world_of(scenario, self.facilities, self.calendar, self.capacity)
        self.behaviour = behaviour_of(scenario)
        self.seed = seed_of(task.seed, task.replication)
        self.population: Population = population_of(
            scenario.region,
            self.facilities,
            sample=task.sample,
            seed=self.seed,
            ignore_price=scenario.parameters["ignore_price"].value,
        )
        self.tables = MonthTables(scenario, self.facilities, self.world, self.capacity)
        self.state: State = fresh_state(base_belief(scenario), scenario, self.facilities)
        self.cost_base = cost_base_of(scenario, self.facilities)
        self.key_share = self._key_share()
        districts = len(scenario.region.districts)
        covered = self.population.scheme != Scheme.NONE
        self.insured_at = np.bincount(self.population.home[covered], minlength=districts + 1)[:districts]
        self.per_head = any(rule.lever.id == "capitation" for rule in scenario.rules)
        self.nobody = np.zeros((len(self.facilities.all), 2), dtype=np.int64)
        self.demand = demand_of(scenario, self.world, self.calendar)
        self.classes = demand_class(self.population, districts)
        month = self._month(*self.calendar.months[0][:2])[0]
        parameters = scenario.parameters
        self.waits = fresh_waits(
            self.world,
            simulate=task.simulate_queues,
            fraction=task.sample,
            memory_days=parameters["wait_memory_days"].value,
            ca=parameters["arrival_cv"].value,
            cs=parameters["service_cv"].value,
        )
        self.engine = self._engine(month)
        self.ledger = Ledger()
        self.above_bound = 0
        self.journal: list[np.ndarray[tuple[int, int], np.dtype[np.int64]]] = []
        self.residents = np.bincount(self.population.home, minlength=districts + 1)
        self.insured = {
            scheme: int((self.population.scheme == scheme).sum()) for scheme in (Scheme.EMPLOYEE, Scheme.RESIDENT)
        }

    def _engine(self, month: Month) -> SimpyEngine | CompiledEngine:
        """The engine asked for, with everybody in place."""
        residents = residents_of(self.population, list(month.habit_base))
        feedback, journal = self.scenario.settings.wait_feedback, self._wants_journal()
        if self.task.engine == "simpy":
            return SimpyEngine(
                self.world,
                self.behaviour,
                residents,
                self.waits,
                feedback=feedback,
                journal=journal,
                only=self.task.only,
            )
        from sim.engine.compiled_engine import CompiledEngine

        return CompiledEngine(
            self.world,
            self.behaviour,
            residents,
            self.waits,
            self.calendar,
            feedback=feedback,
            journal=journal,
            only=self.task.only,
        )

    def run(self, progress: Progress | None) -> Run:
        """Advance through all months and collect what is reported (from the base year on)."""
        kept: dict[str, list[Part]] = {shape.name: [] for shape in ALL}
        flows = []
        money: dict[str, list[pd.DataFrame]] = {name: [] for name in ("money", "finance", "fund", "budgets")}
        started = finished = 0
        months = self.calendar.months
        for n, (year, month, first_day, days) in enumerate(months):
            counts, cases, table, paid = self._advance(n, year, month, first_day, days)
            started, finished = (
                started + int(counts.totals[TotalCount.STARTED]),
                finished + int(counts.totals[TotalCount.FINISHED]),
            )
            if year >= self.scenario.years.base:
                for shape in MONTHLY:
                    part = cases if shape is CASES else self._dense(shape, counts)
                    kept[shape.name].append(Part(year, month, part))
                flows.append(self._flows(counts, year))
                for name, rows in paid.items():
                    money[name].append(self.stamp.on(rows, year, None if name == "budgets" else month))
            if month == 12:
                if year >= self.scenario.years.base:
                    people = persons_of_year(
                        self.engine.residents, self.engine.contracts(table), table, self.population, self.scenario
                    )
                    kept["persons"].append(Part(year, None, people))
                self.engine.start_year(self.scenario.parameters["habit_year"].value)
            if progress is not None:
                progress(n + 1, len(months))
        tables = {name: self.stamp.table(found, self.scenario, self.facilities) for name, found in kept.items()}
        if self.capacity < 1.0:  # open beds are reported of the whole hospital
            beds = tables["beds"]
            beds["open_bed_days"] = (beds["open_bed_days"] / self.capacity).round().astype(np.int64)
        return Run(
            self.task.arm,
            self.task.replication,
            tables,
            pd.concat(flows).groupby(list(flows[0].columns[:-1]), sort=False, as_index=False).sum(),
            {name: pd.concat(found, ignore_index=True) for name, found in money.items()},
            self._checks(tables, started, finished),
            [Entry(*row) for rows in self.journal for row in rows.tolist()],
        )

    def _effects(self, year: int, month: int) -> Effects:
        return effects_of(
            self.scenario, self.facilities, self.key_share, year, month, rules_on=self.task.arm == Arm.REFORM
        )

    def _month(self, year: int, month: int) -> tuple[Month, Floats, Effects, Prices, Paid]:
        """The month's tables, what people experience, and the rules, prices and contracts behind them."""
        effects = self._effects(year, month)
        prices = prices_of(effects, self.state.structure, self.cost_base, basket_of(effects, self.scenario))
        self.state = open_contracts(self.state, effects, self.tables.listed(), self.insured_at, year)
        terms = self.tables.terms(year, month, self.state, effects)
        return *self.tables.build(year, month, self.state, effects, prices, terms.table), effects, prices, terms.paid

    def _advance(
        self, n: int, year: int, month: int, first_day: int, days: int
    ) -> tuple[Counts, Dense, Month, dict[str, pd.DataFrame]]:
        """One month: tables, patients, books, then what everybody learns from it."""
        # Budgets open before the tables are built: a cap postpones from its first month on.
        effects = self._effects(year, month)
        self.state, lines = open_budgets(self.state, effects, year, month, self.scenario, self.insured_at)
        table, experienced, effects, prices, paid_cases = self._month(year, month)
        before = dict(self.ledger.balances)
        needs = needs_of_month(self.demand, self.classes, self.seed, n, first_day, days)
        self.above_bound += needs.above_bound
        last = n + 1 == len(self.calendar.months)
        counts = self.engine.advance(table, needs, first_day + days, last=last)
        cases = self._dense(CASES, counts)
        heads = heads_of(self.population, effects, len(self.facilities.all)) if self.per_head else self.nobody
        facts = facts_of(cases, counts, heads, self.world, year, month)
        journal = self._journal(year, month)
        start = self._received()
        books.post_bills(self.ledger, counts, self.scenario.region, self.facilities)
        books.check_month(cases, journal, self._received() - start)
        owed = books.settlement(facts, self.facilities)
        self.ledger.post(owed)
        books.check_owed(facts, journal, self._received() - start)
        sums = capitation.lines_of(self.state.per_head, effects, heads, self.facilities)
        facts = capitation.with_lines(facts, sums, self.facilities)
        names = [f.id for f in self.facilities.all]
        basket = basket_of(effects, self.scenario)
        kept = kept_savings(basket, effects.saving_kept, facts)
        self.state, closing, settled = close_budgets(self.state, facts, names, last=last)
        other = [
            *lines,
            *sums,
            *closing,
            *books.premiums(self.scenario.region, self.insured, effects.fund_rise_yuan),
            *books.compensation(prices, self.state.structure, self.facilities),
            *kept_lines(kept, self.facilities),
            *books.public_health(effects, self.residents, self.facilities),
        ]
        self.ledger.post(other)
        self.ledger.check()
        paid = self._paid(
            counts,
            [*owed, *other],
            settled,
            before,
            tables_out.finance(facts, prices, other, basket, self.facilities),
        )
        seen = with_kept(prices, kept, self.state.structure)
        self.state = respond(self.state, facts, experienced, effects, seen, paid_cases, self.scenario, self.facilities)
        return counts, cases, table, paid

    def _received(self) -> int:
        """What all facilities have received so far, fen."""
        return self.ledger.held(AccountKind.FACILITY)

    def _paid(
        self,
        counts: Counts,
        lines: list[Line],
        settled: list[Settled],
        before: dict[Account, int],
        finance: pd.DataFrame,
    ) -> dict[str, pd.DataFrame]:
        """The month's tables of money."""
        return {
            "money": tables_out.money(counts, lines, self.scenario, self.facilities),
            "finance": finance,
            "fund": tables_out.fund(before, self.ledger.balances, lines),
            "budgets": tables_out.budgets(settled, self.scenario),
        }

    def _journal(self, year: int, month: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]] | None:
        """The month's encounters, kept or written; None if nobody asked for them."""
        if not self._wants_journal():
            return None
        rows = self.engine.take_journal()
        if self.task.journal:
            self.journal.append(rows)
        if self.task.journal_folder is not None:
            write_journal(rows, self.task.journal_folder / f"{year}-{month:02d}.parquet")
        return rows if self.task.only < 0 else None

    def _wants_journal(self) -> bool:
        return self.task.journal or self.task.journal_folder is not None

    def _key_share(self) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Share of key-group residents by home."""
        homes = len(self.scenario.region.districts) + 1
        key = np.bincount(self.population.home, weights=self.population.key_group, minlength=homes)
        return key / np.maximum(1, np.bincount(self.population.home, minlength=homes))

    def _dense(self, shape: TableShape, counts: Counts) -> Dense:
        sizes = sizes_of(self.world.facilities, self.world.conditions, self.world.districts)
        return dense(shape, getattr(counts, shape.name), sizes)

    def _flows(self, counts: Counts, year: int) -> pd.DataFrame:
        """Episodes by home, first contact and place of admission."""
        homes = [*(d.id for d in self.scenario.region.districts), "inflow"]
        places = [*Place.ids(), "none"]
        size = len(Place)
        rows = []
        for cell, count in entries(counts.flows).items():
            rest, last = divmod(cell, size + 1)
            home, first = divmod(rest, size)
            rows.append(
                (self.task.arm.id, self.task.replication, year, homes[home], places[first], places[last], count)
            )
        columns = ["arm", "replication", "year", "home", "first_contact_place", "admission_place", "count"]
        return pd.DataFrame(rows, columns=columns)

    def _checks(self, tables: dict[str, pd.DataFrame], started: int, finished: int) -> dict[str, int | float | bool]:
        waiting, in_bed = self.engine.waiting_for_doctor(), self.engine.occupied()
        queued = self.engine.waiting_for_bed()
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
            "needs_above_bound": self.above_bound,
            "months_level_clipped": self.state.providers.clipped,
            "census_over_billed": self._census_over_billed(tables),
        }

    @staticmethod
    def _census_over_billed(tables: dict[str, pd.DataFrame]) -> float:
        """Little's law for beds: bed-days counted at midnight over bed-days billed; near 1 over whole years."""
        billed = float(tables["cases"]["bed_days"].sum())
        return float(tables["beds"]["occupied_bed_days"].sum()) / billed if billed else 1.0
