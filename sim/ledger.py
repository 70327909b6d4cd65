"""Accounts and payments in fen: everyone who pays or is paid, and books that balance to the fen.

A payment moves money between two accounts, so the sum over all accounts is 0 after every posting. An account is a
value; it becomes a text (``fund:resident``, ``facility:luxi_peoples``) only where a table is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class AccountKind(StrEnum):
    """Whose money an account holds; the word stands before the colon in the tables."""

    FUND = "fund"
    CRITICAL_ILLNESS = "critical_illness"
    ASSISTANCE = "assistance"
    OUTSIDE_PAYER = "outside_payer"
    RESIDENTS = "residents"
    TREASURY = "treasury"
    PREMIUMS = "premiums_and_subsidies"
    FACILITY = "facility"
    ALLIANCE = "alliance"
    BUDGET = "budget"


class Account(NamedTuple):
    """One account; ``owner`` is an id: of a payer, facility, district, alliance, budget."""

    kind: AccountKind
    owner: str

    @property
    def text(self) -> str:
        """What the tables call it."""
        return f"{self.kind}:{self.owner}"


def kind_told(text: str) -> str:
    """The kind of account that a table's text names."""
    return text.partition(":")[0]


def fund_of(payer: str) -> Account:
    """The fund of a payer."""
    return Account(AccountKind.FUND, payer)


def facility_of(facility: str) -> Account:
    """The account of a facility."""
    return Account(AccountKind.FACILITY, facility)


@dataclass(frozen=True, slots=True)
class Line:
    """One payment: payer and payee, what for, fen (negative corrects in the other direction)."""

    payer: Account
    payee: Account
    purpose: str
    fen: int


class BooksDoNotBalance(Exception):
    """The accounts do not sum to zero, or do not agree with an independent sum of the same money."""


@dataclass(slots=True)
class Ledger:
    """Balances by account, in fen; negative where more was paid than received."""

    balances: dict[Account, int] = field(default_factory=dict)

    def transfer(self, payer: Account, payee: Account, fen: int) -> None:
        """Move an amount; a negative amount is a correction line in the other direction."""
        self.balances[payer] = self.balances.get(payer, 0) - fen
        self.balances[payee] = self.balances.get(payee, 0) + fen

    def post(self, lines: Sequence[Line]) -> None:
        """Post payments."""
        for line in lines:
            self.transfer(line.payer, line.payee, line.fen)

    def total(self) -> int:
        """Sum of all balances; 0 in books that balance."""
        return sum(self.balances.values())

    def held(self, kind: AccountKind) -> int:
        """What all accounts of a kind hold together."""
        return sum(fen for account, fen in self.balances.items() if account.kind == kind)

    def check(self) -> None:
        """Raise BooksDoNotBalance unless the accounts sum to zero."""
        if self.total() != 0:
            raise BooksDoNotBalance(f"the accounts sum to {self.total()} fen instead of 0")
