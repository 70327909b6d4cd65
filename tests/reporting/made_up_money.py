"""Money of the made-up prefecture: half of a bill is the fund's, care costs four fifths of it; and its rules."""

from __future__ import annotations

from datetime import date

import pandas as pd

from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.two_invoice import TwoInvoice
from sim.policy.rule import Rule
from sim.policy.target import Target

# Fen a year and replication in 2018 of the reform arm: what per-case payment adds, what the package's providers bear.
SETTLED, BORNE = 1_000_000, 400_000
BUDGET = 50_000_000


def rules() -> list[Rule]:
    """An alliance with a package for the east, per-case payment in the city, and the two-invoice system."""
    package = Budget(
        alliance="east", residents=("east",), trend_allowance=0.05, surplus_kept_share=0.5, overspend_borne_share=0.5,
        rebase_weight=0.3,
    )  # fmt: skip
    made = (
        ("alliance@east", AllianceLever(lead="peoples", members=("east", "east_hospital")), date(2017, 12, 31)),
        ("budget", package, date(2017, 12, 31)),
        ("case_payment", CasePayment(diseases=100, conditions=("injury",), case_share=0.5), date(2017, 12, 31)),
        ("two_invoice", TwoInvoice(price_cut=0.02, owners=("city",)), date(2017, 10, 31)),
    )
    return [Rule(name, lever, start, None, 0, (), (), "", "") for name, lever, start in made]


def targets() -> list[Target]:
    """One measure that is in place in time, one that is not."""
    return [
        Target("diseases", "case_payment_diseases", "at_least", 100, 2017, "all", ("P-5",), False, None, ""),
        Target("invoice", "two_invoice_share", "at_least", 1.0, 2017, "all", ("P-6",), False, None, ""),
    ]


def tables(cases: pd.DataFrame, facilities: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Finance, money, fund and budgets that belong to the bills of the case table."""
    keys = ["arm", "replication", "year", "month"]
    bills = cases.groupby([*keys, "facility"], as_index=False)["services_fen"].sum()
    bills = bills.rename(columns={"services_fen": "charges_fen"})
    bills["fund_fen"] = bills["charges_fen"] // 2
    bills["tier"] = bills["facility"].map(facilities.set_index("id")["tier"])
    last = (bills["arm"] == "reform") & (bills["year"] == 2018) & (bills["month"] == 12)
    settled = last & (bills["facility"] == "peoples")
    finance = bills.assign(
        due_fen=bills["charges_fen"] + settled * SETTLED, cost_fen=bills["charges_fen"] * 4 // 5,
        settled_fen=0, compensation_fen=0, public_health_fen=0,
    )  # fmt: skip
    lines = [
        bills.assign(payer="fund:resident", purpose="care", fen=bills["fund_fen"]),
        bills.assign(payer="residents:east", purpose="care", fen=bills["charges_fen"] - bills["fund_fen"]),
        bills[settled].assign(payer="fund:resident", purpose="settlement", fen=SETTLED),
        bills[last & (bills["facility"] == "east_hospital")].assign(
            payer="alliance:east", purpose="package_settlement", fen=-BORNE
        ),
        # Between fund and alliance: no facility receives it.
        bills[settled].assign(payer="fund:resident", tier="alliance", purpose="advance", fen=BUDGET),
    ]
    money = pd.concat(lines).groupby([*keys, "payer", "tier", "purpose"], as_index=False)["fen"].sum()
    spent = bills.groupby(keys, as_index=False)["fund_fen"].sum().rename(columns={"fund_fen": "spent_fen"})
    reform = spent.loc[spent["arm"] == "reform", "replication"].unique()
    budgets = [
        {
            "arm": "reform", "replication": run, "year": 2018, "budget": "budget", "kind": "package",
            "residents": "east", "budget_fen": BUDGET, "spent_fen": BUDGET + 2 * BORNE, "balance_fen": -2 * BORNE,
            "kept_fen": 0, "borne_fen": BORNE,
        }
        for run in reform
    ]  # fmt: skip
    shown = [
        *keys,
        "facility",
        "charges_fen",
        "due_fen",
        "cost_fen",
        "settled_fen",
        "compensation_fen",
        "public_health_fen",
    ]
    return {
        "finance": finance[shown],
        "money": money,
        "fund": spent.assign(scheme="resident", income_fen=spent["spent_fen"] + 100),
        "budgets": pd.DataFrame(budgets),
    }
