"""Who ends a year better or worse off: the net position of every party, settlements counted.

A gross flow (what a fund pays a hospital, what a package pays back) says little: part of it returns at the year's end.
A net position is what a party receives less what it pays. Facilities also bear the cost of the care they give, so that
all positions and the cost of care sum to zero: what one party gains, another pays or care costs less.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.ledger import AccountKind, kind_told
from sim.vocabulary.names import Tier

YUAN = 0.01
KEYS = ["arm", "replication"]
TIERS = Tier.ids()
FUNDS = {"employee": "employee_fund", "resident": "resident_fund"}
# The kind of account that pays, and whose purse that is; funds have a table of their own.
PURSES = {
    AccountKind.RESIDENTS: "patients",
    AccountKind.CRITICAL_ILLNESS: "supplementary",
    AccountKind.ASSISTANCE: "supplementary",
    AccountKind.TREASURY: "treasury",
    AccountKind.OUTSIDE_PAYER: "outside_payer",
    AccountKind.ALLIANCE: "budgets",
    AccountKind.BUDGET: "budgets",
}
# ``premiums``: who pays premiums and subsidies into the funds. ``budgets``: what lies in accounts of packages.
PARTIES = (
    *FUNDS.values(), "premiums", "patients", "supplementary", "treasury", "outside_payer", "budgets", *TIERS, "cost",
)  # fmt: skip
PUBLIC = ("supplementary", "treasury")  # public purses beside the funds


def positions(
    money: pd.DataFrame,
    finance: pd.DataFrame,
    fund: pd.DataFrame,
    tiers: Mapping[str, str],
    *,
    year: int,
    weight: float,
) -> pd.DataFrame:
    """Net yuan by arm, replication and party in one calendar year.

    Parameters
    ----------
    money, finance, fund : the tables of a run by these names, in fen of the sample.
    tiers : tier of each facility.
    weight : real persons a simulated one stands for.

    Returns
    -------
    Columns ``arm, replication, party, yuan``, a row each of `PARTIES`. ``cost`` is what care used up: with it the
    parties of an arm and replication sum to zero.
    """
    money, finance, fund = (table[table["year"].astype(int) == year] for table in (money, finance, fund))
    if money.empty:
        return pd.DataFrame(columns=[*KEYS, "party", "yuan"])
    used = finance.assign(party=finance["facility"].map(tiers))
    purses = money["payer"].map(kind_told).map(PURSES)
    accounts = money["tier"].isin((AccountKind.ALLIANCE, AccountKind.BUDGET))
    parts = [
        _sums(fund.assign(party=fund["scheme"].map(FUNDS), fen=fund["income_fen"] - fund["spent_fen"])),
        _sums(fund.assign(party="premiums", fen=-fund["income_fen"])),
        _sums(money.assign(party=purses, fen=-money["fen"]).dropna(subset=["party"])),
        _sums(money[accounts].assign(party="budgets")),
        _sums(money[money["tier"].isin(TIERS)].assign(party=money["tier"])),
        _sums(used.assign(fen=-used["cost_fen"])),
        _sums(used.assign(party="cost", fen=used["cost_fen"])),
    ]
    fen = pd.concat(parts).pivot_table(index=KEYS, columns="party", values="fen", aggfunc="sum")
    found = fen.reindex(columns=list(PARTIES))
    yuan = found.fillna(0.0) * (YUAN * weight)
    return yuan.reset_index().melt(id_vars=KEYS, var_name="party", value_name="yuan")


def _sums(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.groupby([*KEYS, "party"], as_index=False)[["fen"]].sum()


def public_spending(found: pd.DataFrame) -> pd.Series:
    """What public purses spend on care by arm and replication: funds, critical illness, assistance, treasury; yuan.

    A balance that is higher because more is paid into a fund is no saving.
    """
    wide = found.pivot_table(index=KEYS, columns="party", values="yuan")
    spent: pd.Series = -wide[["premiums", *FUNDS.values(), *PUBLIC]].sum(axis=1)
    return spent
