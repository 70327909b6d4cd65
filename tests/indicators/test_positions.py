"""Net positions of a run: settlements counted, and nothing lost or made between the parties."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from sim.indicators.positions import PARTIES, positions, public_spending

ROOT = Path(__file__).parents[2]
TIERS = {"centre": "primary", "hospital": "county"}
HEAD = {"arm": "reform", "replication": 0, "year": 2018, "month": 1}


def table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([HEAD | row for row in rows])


def pay(payer: str, tier: str, fen: int) -> dict[str, object]:
    return {"payer": payer, "tier": tier, "purpose": "care", "fen": fen}


MONEY = table(
    pay("fund:resident", "county", 700),
    pay("residents:east", "county", 300),
    pay("residents:east", "primary", 50),
    pay("treasury:city", "primary", 20),
    pay("fund:resident", "alliance", 900),  # the package's advance
    pay("alliance:east", "fund", 700),  # the bills that the fund has paid, charged to it
    pay("alliance:east", "county", 100),  # half of what it saved is the hospital's
    pay("alliance:east", "fund", 100),
)
FINANCE = table({"facility": "hospital", "cost_fen": 600}, {"facility": "centre", "cost_fen": 40})
FUND = table({"scheme": "resident", "income_fen": 2000, "spent_fen": 800})


def test_by_hand() -> None:
    """The fund pays 700 for care and 100 of the saving; what goes to the package and back counts for nothing."""
    found = positions(MONEY, FINANCE, FUND, TIERS, year=2018, weight=2.0).set_index("party")["yuan"]
    fen = {party: round(yuan * 100 / 2) for party, yuan in found.items() if yuan}
    assert fen == {
        "resident_fund": 1200, "premiums": -2000, "patients": -350, "treasury": -20, "primary": 30, "county": 500,
        "cost": 640,
    }  # fmt: skip
    assert found.sum() == pytest.approx(0.0)
    assert list(found.index) == list(PARTIES)
    spent = public_spending(found.reset_index().assign(arm="reform", replication=0))
    assert spent.tolist() == [pytest.approx((800 + 20) * 2 / 100)]


def test_every_purse_of_every_run() -> None:
    """Stays of employees: the fund pays 300 of them by way of a cap, which keeps 30; others pay 90."""
    money = table(
        pay("fund:employee", "budget", 300),
        pay("budget:cap", "county", 270),
        pay("critical_illness:employee", "county", 30),
        pay("assistance:city", "county", 20),
        pay("outside_payer:elsewhere", "county", 40),
    )
    finance = table({"facility": "hospital", "cost_fen": 310})
    fund = table({"scheme": "employee", "income_fen": 500, "spent_fen": 300})
    runs = [("baseline", 0, 1), ("reform", 0, 2), ("reform", 1, 3)]

    def of_runs(one: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
        every = (
            one.assign(arm=arm, replication=n, **{column: one[column] * times for column in columns})
            for arm, n, times in runs
        )
        return pd.concat(every, ignore_index=True)

    tables = of_runs(money, ["fen"]), of_runs(finance, ["cost_fen"]), of_runs(fund, ["income_fen", "spent_fen"])
    found = positions(*tables, TIERS, year=2018, weight=100.0)
    by_run = found[found["yuan"] != 0].groupby(["arm", "replication"])
    assert {run: dict(zip(rows["party"], rows["yuan"], strict=True)) for run, rows in by_run} == {
        (arm, n): {
            "employee_fund": 200 * times, "premiums": -500 * times, "supplementary": -50 * times,
            "outside_payer": -40 * times, "budgets": 30 * times, "county": 50 * times, "cost": 310 * times,
        }
        for arm, n, times in runs
    }  # fmt: skip
    assert public_spending(found).to_dict() == {(arm, n): 350 * times for arm, n, times in runs}


def test_other_years_do_not_count() -> None:
    found = positions(MONEY, FINANCE, FUND, TIERS, year=2017, weight=1.0)
    assert found.empty
    assert list(found) == ["arm", "replication", "party", "yuan"]


def test_all_parties_of_a_run_sum_to_zero(tmp_path: Path) -> None:
    import cli  # here: the tests beside this one need no engine
    from sim.experiments.contrasts import net
    from sim.experiments.past import past_of

    scenario = ROOT / "tests/regions/xiaocheng/scenario.yaml"
    words = ["run", str(scenario), "--sample", "0.02", "--reps", "1", "-j", "1", "--library", str(ROOT / "scenarios")]
    result = CliRunner().invoke(cli.app, [*words, "-o", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    found = net({"plan": past_of(tmp_path / "out")}, "plan", 2018, "baseline")
    assert set(found) == {"baseline", "plan"}
    for rows in found.values():
        assert rows["yuan"].sum() == pytest.approx(0.0, abs=0.01)
        assert rows["yuan"].abs().sum() > 1e5
