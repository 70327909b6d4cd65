"""Three sums of the same money agree to the fen, and one fen too many is found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from sim.engine.counts import Dense, entries
from sim.engine.journal import COLUMNS, Entry
from sim.ledger import BooksDoNotBalance, Ledger, facility_of, fund_of
from sim.model import books
from sim.model.facts import MonthFacts
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm

from .arms import task


@dataclass
class Month:
    """One month of money: case table, journal, ledger receipts."""

    billed: Dense
    journal: list[Entry]
    received: int


@pytest.fixture
def month(xiaocheng: Scenario) -> Month:
    """January, with a balanced ledger."""
    arm = ArmRun(setup_of(task(xiaocheng, Arm.BASELINE, sample=0.05)))
    _, treated, _ = arm.advance(arm.setup.months[0])
    journal = [Entry(*row) for rows in arm.record.journal for row in rows.tolist()]
    return Month(treated.billed, journal, sum(entries(treated.counts.transfers).values()))


def test_the_books_balance(month: Month) -> None:
    books.check_month(month.billed, month.journal, month.received)
    assert month.received > 1_000_000


@pytest.mark.parametrize("column", range(books.CHARGES.start, books.PAID.stop))
@pytest.mark.parametrize("fen", [1, -1])
def test_a_fen_in_the_case_table(month: Month, column: int, fen: int) -> None:
    month.billed.counts[7, column] += fen
    with pytest.raises(BooksDoNotBalance):
        books.check_month(month.billed, month.journal, month.received)


def test_a_fen_in_the_ledger(month: Month) -> None:
    with pytest.raises(BooksDoNotBalance, match="received"):
        books.check_month(month.billed, month.journal, month.received + 1)


@pytest.mark.parametrize("field", ["drugs", "services", "fund", "self_paid", "self_funded", "assistance"])
def test_a_fen_in_one_bill(month: Month, field: str) -> None:
    entry = month.journal[7]
    month.journal[7] = entry._replace(**{field: getattr(entry, field) + 1})
    with pytest.raises(BooksDoNotBalance, match=f"resident {entry.person}"):
        books.check_month(month.billed, month.journal, month.received)


def test_a_bill_that_adds_up_but_was_not_paid(month: Month) -> None:
    entry = month.journal[7]
    month.journal[7] = entry._replace(drugs=entry.drugs + 1, self_paid=entry.self_paid + 1)
    with pytest.raises(BooksDoNotBalance, match="journal"):
        books.check_month(month.billed, month.journal, month.received)


def test_a_bill_lost_from_the_journal(month: Month) -> None:
    with pytest.raises(BooksDoNotBalance, match="journal"):
        books.check_month(month.billed, month.journal[1:], month.received)


def test_a_fen_that_comes_from_nowhere() -> None:
    ledger = Ledger()
    ledger.transfer(fund_of("resident"), facility_of("city"), 5)
    ledger.check()
    ledger.balances[facility_of("city")] += 1
    with pytest.raises(BooksDoNotBalance):
        ledger.check()


def test_a_whole_run_agrees(reform: Run) -> None:
    """Money by payer, case table and journal of the reported year."""
    cases = reform.tables["cases"]
    charges = int(cases[["drugs_fen", "consumables_fen", "tests_fen", "services_fen"]].to_numpy().sum())
    parts = ["fund_fen", "critical_illness_fen", "assistance_fen", "self_paid_fen", "self_funded_fen"]
    money = reform.money["money"]
    paid = money.groupby("purpose")["fen"].sum()
    assert charges == int(cases[parts].to_numpy().sum()) == int(paid["care"])
    assert int(cases["due_fen"].sum()) == int(paid["care"] + paid["settlement"])
    assert int(paid["settlement"]) != 0
    assert reform.checks["ledger_total_fen"] == 0
    people = reform.tables["people"]
    assert int(people[["fund_fen", "out_of_pocket_fen"]].to_numpy().sum()) == charges
    pocket = int(cases["self_paid_fen"].sum() + cases["self_funded_fen"].sum())
    assert int(people["out_of_pocket_fen"].sum()) == pocket


@pytest.mark.parametrize("fen", [1, -1])
def test_a_fen_in_what_is_owed(reform: Run, fen: int) -> None:
    """Receipts, case table and journal of what contracts owe; a planted fen in each of them."""
    owed = int(reform.tables["cases"]["due_fen"].sum())
    rows = np.array(reform.journal, dtype=np.int64)
    due = COLUMNS.index("due")
    first = rows[rows[:, due] > 0][:1000]
    facts = sums(int(first[:, due].sum()))
    books.check_owed(facts, first, int(first[:, due].sum()))
    assert owed > int(first[:, due].sum())
    with pytest.raises(BooksDoNotBalance, match="owed"):
        books.check_owed(facts, first, int(first[:, due].sum()) + fen)
    with pytest.raises(BooksDoNotBalance, match="owed"):
        books.check_owed(sums(int(first[:, due].sum()) + fen), first, int(first[:, due].sum()))
    first[0, due] += fen
    with pytest.raises(BooksDoNotBalance, match="journal"):
        books.check_owed(facts, first, int(facts.due.sum()))


def sums(due: int) -> MonthFacts:
    """Facts of a month of one facility that is owed this much."""
    none = np.zeros((1, 4), dtype=np.int64)
    return MonthFacts(2017, 1, none, none, none, none, np.array([due]), *[none] * 13, primary=0)
