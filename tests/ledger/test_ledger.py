"""Accounts and payments by hand: what one gets another has paid."""

from __future__ import annotations

import pytest

from sim.ledger import Account, AccountKind, BooksDoNotBalance, Ledger, Line, facility_of, fund_of, kind_told

FUND, CITY, COUNTY = fund_of("resident"), facility_of("city"), facility_of("county")


def test_a_payment_moves_money_once() -> None:
    books = Ledger()
    books.transfer(FUND, CITY, 700)
    books.transfer(FUND, CITY, 50)
    books.transfer(CITY, FUND, 20)
    assert books.balances == {FUND: -730, CITY: 730}
    books.transfer(FUND, CITY, -30)  # a correction: 30 come back
    assert books.balances == {FUND: -700, CITY: 700}


def test_lines_are_posted_one_by_one() -> None:
    books = Ledger()
    lines = [Line(FUND, CITY, "care", 5), Line(FUND, COUNTY, "care", 7), Line(CITY, COUNTY, "settlement", 2)]
    books.post(lines)
    assert books.balances == {FUND: -12, CITY: 3, COUNTY: 9}
    assert books.total() == 0
    assert (books.held(AccountKind.FACILITY), books.held(AccountKind.FUND)) == (12, -12)
    assert books.held(AccountKind.TREASURY) == 0


@pytest.mark.parametrize("fen", [1, -1])
def test_one_fen_too_many_is_told(fen: int) -> None:
    books = Ledger({FUND: -5, CITY: 5})
    books.check()
    books.balances[CITY] += fen
    assert books.total() == fen
    with pytest.raises(BooksDoNotBalance, match=rf"sum to {fen} fen instead of 0"):
        books.check()


def test_a_new_ledger_is_empty_and_its_own() -> None:
    one = Ledger()
    one.transfer(FUND, CITY, 1)
    assert Ledger().balances == {}


def test_kinds_of_accounts_keep_their_words() -> None:
    """They stand in the tables of every run that was ever kept."""
    assert [Account(kind, "east").text for kind in AccountKind] == [
        "fund:east", "critical_illness:east", "assistance:east", "outside_payer:east", "residents:east",
        "treasury:east", "premiums_and_subsidies:east", "facility:east", "alliance:east", "budget:east",
    ]  # fmt: skip


def test_what_tables_call_an_account() -> None:
    assert (FUND.text, CITY.text) == ("fund:resident", "facility:city")
    assert Account(AccountKind.BUDGET, "east:2018").text == "budget:east:2018"
    assert kind_told("budget:east:2018") == AccountKind.BUDGET
    assert kind_told("fund") == "fund"
