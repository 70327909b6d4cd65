"""The month's money: bills and premiums into the ledger, and three sums that must agree to the fen."""

from __future__ import annotations

from collections.abc import Sequence

from sim.engine.counts import HOME_PAYERS, WIDTH, Counts, entries
from sim.engine.journal import Entry
from sim.ledger import BooksDoNotBalance, Ledger
from sim.region.description import Region
from sim.region.facilities import Facilities
from sim.vocabulary.names import Scheme

PAYERS = ("fund:employee", "fund:resident", "outside_payer:inflow", "critical_illness:all", "assistance:all")
CHARGES = range(2, 6)
PAID = range(6, 11)


def payer_account(payer: int, region: Region) -> str:
    """The account behind a payer number of the engine's transfers."""
    if payer < HOME_PAYERS:
        return PAYERS[payer]
    home = payer - HOME_PAYERS
    return f"residents:{region.districts[home].id}" if home < len(region.districts) else "residents:inflow"


def post_bills(ledger: Ledger, counts: Counts, region: Region, facilities: Facilities) -> None:
    """Post the month's transfers from payers to facilities."""
    n = len(facilities.all)
    for cell, fen in entries(counts.transfers).items():
        payer, f = divmod(cell, n)
        ledger.transfer(payer_account(payer, region), f"facility:{facilities.all[f].id}", fen)


def post_premiums(ledger: Ledger, region: Region, insured: dict[Scheme, int]) -> None:
    """Post one month of fund income: premiums and subsidies together, a twelfth of the yearly amount a head."""
    for scheme, heads in insured.items():
        yearly = round(region.benefit[scheme]["fund_income"].value * 100) * heads
        ledger.transfer(f"premiums_and_subsidies:{scheme.id}", f"fund:{scheme.id}", round(yearly / 12))


def billed(counts: Counts) -> tuple[int, int]:
    """Charges, and payments of all payers, of the month's case table."""
    charges = paid = 0
    for index, amount in entries(counts.cases).items():
        column = index % WIDTH["cases"]
        charges += amount if column in CHARGES else 0
        paid += amount if column in PAID else 0
    return charges, paid


def check_month(counts: Counts, entries: Sequence[Entry] | None, received: int) -> None:
    """Compare the ledger's receipts of all facilities, the case table and, if kept, the journal row by row.

    Raises
    ------
    BooksDoNotBalance
        With the three sums, if they differ by a fen.
    """
    charges, paid = billed(counts)
    if not charges == paid == received:
        raise BooksDoNotBalance(
            f"charges {charges}, payments {paid} in the case table, {received} fen received in the ledger"
        )
    if entries is None:
        return
    rows = sum(e.drugs + e.consumables + e.tests + e.services for e in entries)
    shares = 0
    for e in entries:
        own = e.fund + e.critical_illness + e.assistance + e.self_paid + e.self_funded
        if own != e.drugs + e.consumables + e.tests + e.services:
            raise BooksDoNotBalance(
                f"the bill of resident {e.person}, episode {e.episode}, leg {e.leg} does not add up"
            )
        shares += own
    if rows != charges or shares != paid:
        raise BooksDoNotBalance(f"journal {rows} and {shares}, case table {charges} and {paid} fen")
