"""The month's money: bills and premiums into the ledger, and three sums that must agree to the fen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.engine.cells import centre_of
from sim.engine.counts import Counts, Dense
from sim.engine.counts import entries as touched
from sim.engine.journal import COLUMNS, Entry
from sim.ledger import Account, AccountKind, BooksDoNotBalance, Ledger, Line, facility_of, fund_of
from sim.model.effects import Effects
from sim.model.facts import MonthFacts, Structure
from sim.model.prices import Prices
from sim.region.description import Region
from sim.region.facilities import Facilities
from sim.region.pools import pool_of_payers
from sim.scenario.scenario import Scenario
from sim.vocabulary.measures import FEN, MONTHS
from sim.vocabulary.names import Layer
from sim.vocabulary.tables import CaseCount

INFLOW = "inflow"  # who comes from beyond, and who pays for them
ONE_POOL = "all"  # whose critical-illness insurance and assistance it is where there is one pool
CITY = Account(AccountKind.TREASURY, "city")
Balances = Mapping[Account, int]
CHARGES = slice(CaseCount.DRUGS_FEN, CaseCount.SERVICES_FEN + 1)  # count columns of the case table
PAID = slice(CaseCount.FUND_FEN, CaseCount.SELF_FUNDED_FEN + 1)
BILL = slice(COLUMNS.index("drugs"), COLUMNS.index("services") + 1)
SHARES = slice(COLUMNS.index("fund"), COLUMNS.index("self_funded") + 1)


def purses_of(region: Region) -> tuple[Account, ...]:
    """The account behind every purse that pays bills, in the order of `engine.cells.transfer_row`.

    The layers of each payer: its fund, and what its pool has behind it; then those of the outside payer, which pays
    all from one account; then the residents of each home.
    """
    found: list[Account] = []
    for pool, payer in zip(pool_of_payers(region), region.payers, strict=True):
        whole = ONE_POOL if len(region.pools) == 1 else pool.id
        behind = (AccountKind.CRITICAL_ILLNESS, AccountKind.ASSISTANCE)
        found += [fund_of(payer.id), *(Account(kind, whole) for kind in behind)]
    found += [Account(AccountKind.OUTSIDE_PAYER, INFLOW)] * len(Layer)
    return (*found, *(Account(AccountKind.RESIDENTS, home) for home in (*(d.id for d in region.districts), INFLOW)))


def post_bills(ledger: Ledger, counts: Counts, region: Region, facilities: Facilities) -> None:
    """Post the month's transfers from payers to facilities."""
    n, purses = len(facilities.all), purses_of(region)
    for cell, fen in touched(counts.transfers).items():
        purse, f = divmod(cell, n)
        ledger.transfer(purses[purse], facility_of(facilities.all[f].id), fen)


def settlement(facts: MonthFacts, region: Region, facilities: Facilities) -> list[Line]:
    """What the contracts owe beyond (or below) the bills: appended, the bills stay as they are."""
    lines = []
    for number, payer in enumerate(region.payers):
        owed = facts.due_by[:, number] - facts.charges_by[:, number]
        for f in np.flatnonzero(owed).tolist():
            lines.append(Line(fund_of(payer.id), facility_of(facilities.all[f].id), "settlement", int(owed[f])))
    return lines


def premiums(scenario: Scenario, year: int, insured: NDArray[np.int64], rise_yuan: NDArray[np.float64]) -> list[Line]:
    """One month of fund income: premiums and subsidies together, a twelfth of the yearly amount a head.

    It grows from new year to new year as the nation's did, with or without the scenario's rules, for it is raised by
    national notices: a rule that raises it brings what it brings beyond that. Where the region's files say what it is
    from a later day on, it grows from that year. By payer: ``insured`` heads, ``rise_yuan`` by how much more than in
    the base year rules want it a head.
    """
    lines = []
    yearly_of = yearly_income(scenario, year, insured, rise_yuan)
    for payer, yearly in zip(scenario.region.payers, yearly_of, strict=True):
        source = Account(AccountKind.PREMIUMS, payer.id)
        lines.append(Line(source, fund_of(payer.id), "premium", round(yearly / MONTHS)))
    return lines


def yearly_income(
    scenario: Scenario, year: int, insured: NDArray[np.int64], rise_yuan: NDArray[np.float64]
) -> list[int]:
    """A year's fund income of each payer, fen, for so many ``insured``; see `premiums`."""
    found = []
    for payer, heads, rise in zip(scenario.region.payers, insured.tolist(), rise_yuan.tolist(), strict=True):
        day = date(year, 1, 1)
        since, base = payer.last_set("fund_income", day), payer.benefit_on(day)["fund_income"].value
        years = year - (scenario.years.base if since is None else since.year)
        growth = scenario.parameters[f"trend_fund_income_{payer.scheme.id}"].value
        found.append(round(max(base * (1.0 + growth) ** years, base + rise) * FEN) * heads)
    return found


def compensation(prices: Prices, structure: Structure, facilities: Facilities) -> list[Line]:
    """A month of what the treasury gives back of lost mark-ups, on the base year's charges."""
    fen = np.rint(prices.subsidy * structure.charges / MONTHS).astype(np.int64)
    return [
        Line(CITY, facility_of(facilities.all[f].id), "compensation", int(fen[f])) for f in np.flatnonzero(fen).tolist()
    ]


def public_health(effects: Effects, residents: NDArray[np.int64], facilities: Facilities) -> list[Line]:
    """A month of public-health money, spread evenly over the centres of a district; ``residents`` by home."""
    lines = []
    for district, places in enumerate(facilities.places):
        total = round(float(effects.public_health_yuan[district]) * FEN * int(residents[district]) / MONTHS)
        for n, place in enumerate(places):
            fen = total * (n + 1) // len(places) - total * n // len(places)
            lines.append(Line(CITY, facility_of(facilities.all[centre_of(place)].id), "public_health", fen))
    return lines


def check_month(billed: Dense, entries: Sequence[Entry] | NDArray[np.int64] | None, received: int) -> None:
    """Compare the ledger's receipts of all facilities, the case table and, if kept, the journal row by row.

    Raises
    ------
    BooksDoNotBalance
        With the sums, if they differ by a fen.
    """
    sums = billed.counts.sum(axis=0)
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


def check_purses(region: Region, billed: Dense, lines: Sequence[Line], before: Balances, after: Balances) -> None:
    """Compare what every fund and every pool's layers behind it hold now with what they held and were billed.

    ``lines`` are all payments of the month beside the bills, ``before`` and ``after`` the ledger's balances.

    Raises
    ------
    BooksDoNotBalance
        With the account and the sums, if one differs by a fen.
    """
    payer = billed.keys[:, list(billed.shape.keys).index("payer")]
    purses = purses_of(region)[: len(region.payers) * len(Layer)]
    expected = {account: before.get(account, 0) for account in purses}
    for purse, account in enumerate(purses):
        number, layer = divmod(purse, len(Layer))
        expected[account] -= int(billed.counts[payer == number, CaseCount.FUND_FEN + layer].sum())
    for line in lines:
        if line.payer in expected:
            expected[line.payer] -= line.fen
        if line.payee in expected:
            expected[line.payee] += line.fen
    for account, fen in expected.items():
        if after.get(account, 0) != fen:
            raise BooksDoNotBalance(f"{account.text} holds {after.get(account, 0)} fen, bills and payments leave {fen}")


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
