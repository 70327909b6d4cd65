"""Accounts and transfers in fen: everyone who pays or is paid, and books that balance to the fen.

A transfer moves money between two accounts, so the sum over all accounts is 0 after every posting. Accounts are
named by strings of the form ``kind:id`` (``fund:resident``, ``facility:luxi_peoples``, ``residents:luxi``).
"""

from __future__ import annotations

from dataclasses import dataclass, field


class BooksDoNotBalance(Exception):
    """The accounts do not sum to zero, or do not agree with an independent sum of the same money."""


@dataclass(slots=True)
class Ledger:
    """Balances by account, in fen; negative where more was paid than received."""

    balances: dict[str, int] = field(default_factory=dict)
    paid: dict[tuple[str, str], int] = field(default_factory=dict)

    def transfer(self, payer: str, payee: str, fen: int) -> None:
        """Move an amount; a negative amount is a correction line in the other direction."""
        self.balances[payer] = self.balances.get(payer, 0) - fen
        self.balances[payee] = self.balances.get(payee, 0) + fen
        self.paid[payer, payee] = self.paid.get((payer, payee), 0) + fen

    def total(self) -> int:
        """Sum of all balances; 0 in books that balance."""
        return sum(self.balances.values())

    def received(self, payee: str) -> int:
        """Everything paid to one account."""
        return sum(fen for (_, to), fen in self.paid.items() if to == payee)

    def check(self) -> None:
        """Raise BooksDoNotBalance unless the accounts sum to zero."""
        if self.total() != 0:
            raise BooksDoNotBalance(f"the accounts sum to {self.total()} fen instead of 0")
