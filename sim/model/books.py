"""The month's money: bills and premiums into the ledger, and three sums that must agree to the fen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sim.engine.cells import centre_of
from sim.engine.counts import Counts, Dense
from sim.engine.counts import entries as touched
from sim.engine.journal import COLUMNS, Entry
from sim.ledger import BooksDoNotBalance, Ledger
from sim.model.budgets import Line
from sim.model.effects import Effects
from sim.model.facts import MonthFacts, Structure
from sim.model.prices import Prices
from sim.region.description import Region
from sim.region.facilities import Facilities
from sim.vocabulary.names import Payer, Scheme
from sim.vocabulary.tables import CaseCount

PAYERS = ("fund:employee", "fund:resident", "outside_payer:inflow", "critical_illness:all", "assistance:all")
CHARGES = slice(CaseCount.DRUGS_FEN, CaseCount.SERVICES_FEN + 1)  # count columns of the case table
PAID = slice(CaseCount.FUND_FEN, CaseCount.SELF_FUNDED_FEN + 1)
BILL = slice(COLUMNS.index("drugs"), COLUMNS.index("services") + 1)
SHARES = slice(COLUMNS.index("fund"), COLUMNS.index("self_funded") + 1)


def payer_account(payer: int, region: Region) -> str:
    """The account behind a payer number of the engine's transfers."""
    if payer < len(Payer):
        return PAYERS[payer]
    home = payer - len(Payer)
    return f"residents:{region.districts[home].id}" if home < len(region.districts) else "residents:inflow"


def post_bills(ledger: Ledger, counts: Counts, region: Region, facilities: Facilities) -> None:
    """Post the month's transfers from payers to facilities."""
    n = len(facilities.all)
    for cell, fen in touched(counts.transfers).items():
        payer, f = divmod(cell, n)
        ledger.transfer(payer_account(payer, region), f"facility:{facilities.all[f].id}", fen)


def settlement(facts: MonthFacts, facilities: Facilities) -> list[Line]:
    """What the contracts owe beyond (or below) the bills: appended, the bills stay as they are."""
    lines = []
    for scheme in (Scheme.EMPLOYEE, Scheme.RESIDENT):
        owed = facts.due_by[:, scheme] - facts.charges_by[:, scheme]
        for f in np.flatnonzero(owed).tolist():
            lines.append(Line(f"fund:{scheme.id}", f"facility:{facilities.all[f].id}", "settlement", int(owed[f])))
    return lines


def premiums(region: Region, insured: Mapping[Scheme, int], rise_yuan: float) -> list[Line]:
    """One month of fund income: premiums and subsidies together, a twelfth of the yearly amount a head.

    ``rise_yuan`` is what rules add a head in the residents' scheme.
    """
    lines = []
    for scheme, heads in insured.items():
        yuan = region.benefit[scheme]["fund_income"].value + (rise_yuan if scheme == Scheme.RESIDENT else 0.0)
        yearly = round(yuan * 100) * heads
        lines.append(Line(f"premiums_and_subsidies:{scheme.id}", f"fund:{scheme.id}", "premium", round(yearly / 12)))
    return lines


def compensation(prices: Prices, structure: Structure, facilities: Facilities) -> list[Line]:
    """A month of what the treasury gives back of lost mark-ups, on the base year's charges."""
    fen = np.rint(prices.subsidy * structure.charges / 12.0).astype(np.int64)
    return [
        Line("treasury:city", f"facility:{facilities.all[f].id}", "compensation", int(fen[f]))
        for f in np.flatnonzero(fen).tolist()
    ]


def public_health(effects: Effects, residents: NDArray[np.int64], facilities: Facilities) -> list[Line]:
    """A month of public-health money, spread evenly over the centres of a district; ``residents`` by home."""
    lines = []
    for district, places in enumerate(facilities.places):
        total = round(float(effects.public_health_yuan[district]) * 100 * int(residents[district]) / 12)
        for n, place in enumerate(places):
            fen = total * (n + 1) // len(places) - total * n // len(places)
            lines.append(Line("treasury:city", f"facility:{facilities.all[centre_of(place)].id}", "public_health", fen))
    return lines


def post(ledger: Ledger, lines: Sequence[Line]) -> None:
    """Post payments."""
    for line in lines:
        ledger.transfer(line.payer, line.payee, line.fen)


def check_month(cases: Dense, entries: Sequence[Entry] | NDArray[np.int64] | None, received: int) -> None:
    """Compare the ledger's receipts of all facilities, the case table and, if kept, the journal row by row.

    Raises
    ------
    BooksDoNotBalance
        With the sums, if they differ by a fen.
    """
    sums = cases.counts.sum(axis=0)
    charges, paid = int(sums[CHARGES].sum()), int(sums[PAID].sum())
    if not charges == paid == received:
        raise BooksDoNotBalance(
            f"charges {charges}, payments {paid} in the case table, {received} fen received in the ledger"
        )
    if entries is None:
        return
    rows = np.array(entries, dtype=np.int64).reshape(-1, len(COLUMNS))
    bill, shares = rows[:, BILL].sum(axis=1), rows[:, SHARES].sum(axis=1)
    wrong = np.flatnonzero(bill != shares)
    if len(wrong):
        entry = Entry(*rows[wrong[0]].tolist())
        raise BooksDoNotBalance(
            f"the bill of resident {entry.person}, episode {entry.episode}, leg {entry.leg} does not add up"
        )
    if int(bill.sum()) != charges:
        raise BooksDoNotBalance(f"journal {int(bill.sum())}, case table {charges} fen")


def check_owed(facts: MonthFacts, entries: Sequence[Entry] | NDArray[np.int64] | None, received: int) -> None:
    """Compare what facilities received with the settlement in, what the case table says is owed, and the journal.

    Raises
    ------
    BooksDoNotBalance
        With the sums, if they differ by a fen.
    """
    owed = int(facts.due.sum())
    journal = owed
    if entries is not None:
        rows = np.array(entries, dtype=np.int64).reshape(-1, len(COLUMNS))
        journal = int(rows[:, COLUMNS.index("due")].sum())
    if not owed == received == journal:
        raise BooksDoNotBalance(f"owed {owed} in the case table, {journal} in the journal, {received} fen received")
