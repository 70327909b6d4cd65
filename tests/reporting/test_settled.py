"""Budgets as people read them: owed at full value, paid, who bore the difference; and everybody's net position."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.folder import Results
from sim.reporting.net_detail import net_in_detail
from sim.reporting.positions import PUBLIC, net_positions
from sim.reporting.scoreboard import scoreboard_text
from sim.reporting.settled import budget_name, settled_budgets
from sim.reporting.tables.all import Tables
from sim.scenario.scenario import Scenario

from .test_pools import folder as folder  # noqa: PLC0414 -- the fixture
from .test_pools import twopools as twopools  # noqa: PLC0414
from .test_pools import with_districts

COLUMNS = [
    "arm", "replication", "year", "budget", "kind", "residents", "budget_fen", "spent_fen", "balance_fen", "kept_fen",
    "borne_fen", "points_fen", "point_value",
]  # fmt: skip
# Yuan of the sample: a pool of 900 for points of 1,000, then of 1,100; a package of 1,000 underspent and overspent.
ROWS = [
    ("reform", 0, 2017, "budget@points", "regional", "", 90_000, 90_000, 0, 0, 10_000, 100_000, 0.9),
    ("reform", 0, 2018, "budget@points", "regional", "", 110_000, 110_000, 0, 10_000, 0, 100_000, 1.1),
    ("reform", 0, 2017, "budget@east", "package", "east", 100_000, 80_000, 20_000, 12_000, 0, 80_000, 1.0),
    ("reform", 0, 2018, "budget@east", "package", "east", 100_000, 130_000, -30_000, 0, 5_000, 130_000, 1.0),
]


@pytest.fixture
def settled(folder: Path) -> Results:
    pd.DataFrame(ROWS, columns=COLUMNS).to_csv(folder / "budgets.csv", index=False)
    found = Results(folder)
    fund = pd.read_csv(folder / "fund.csv").query("replication == 0")
    runs = [fund.assign(replication=run) for run in range(found.replications)]
    pd.concat(runs).to_csv(folder / "fund.csv", index=False)
    return found


@pytest.mark.parametrize(
    ("at", "owed", "paid", "providers", "funds"),
    [
        (("budget@points", "2017"), 1000, 900, -100, 0),
        (("budget@points", "2018"), 1000, 1100, 100, 0),
        (("budget@east", "2017"), 800, 920, 120, 80),  # 60 % of the 200 left
        (("budget@east", "2018"), 1300, 1250, -50, -250),  # half of an overspend up to a tenth of the package
    ],
)
def test_what_was_owed_paid_and_borne(
    settled: Results, at: tuple[str, str], owed: float, paid: float, providers: float, funds: float
) -> None:
    scale = settled.weight / settled.replications
    one = next(one for one in settled_budgets(settled) if (one.rule, one.year) == at)
    found = [yuan / scale for yuan in (one.owed, one.paid, one.providers, one.funds)]
    assert found == pytest.approx([owed, paid, providers, funds])
    assert one.owed + one.providers + one.funds == pytest.approx(one.total)
    assert one.worth == pytest.approx(paid / owed)


def test_floating_points_are_paid_at_last_years_value_before(settled: Results) -> None:
    before = {(one.rule, one.year): one.before for one in settled_budgets(settled)}
    assert before["budget@points", "2017"] == 1.0
    assert before["budget@points", "2018"] == pytest.approx(0.9)
    assert before["budget@east", "2017"] is None


def test_what_the_treasury_bears_is_not_the_funds(settled: Results) -> None:
    frame = pd.read_csv(settled.folder / "budgets.csv").assign(treasury_fen=[0, 0, 0, 10_000])
    frame.to_csv(settled.folder / "budgets.csv", index=False)
    one = settled_budgets(settled)[-1]
    assert one.funds / (settled.weight / settled.replications) == pytest.approx(-150)


def test_a_budget_is_called_by_whom_it_covers(settled: Results) -> None:
    names = {one.rule: budget_name(one, settled, None, "en") for one in settled_budgets(settled)}
    assert names == {"budget@points": "total: all insured", "budget@east": "package: East County"}
    assert budget_name(settled_budgets(settled)[0], settled, None, "zh") == "区域总额：全部参保人"


def test_nothing_owed_has_no_worth(settled: Results) -> None:
    frame = pd.read_csv(settled.folder / "budgets.csv").head(1).assign(points_fen=0, spent_fen=0, borne_fen=0)
    frame.to_csv(settled.folder / "budgets.csv", index=False)
    assert math.isnan(settled_budgets(settled)[0].worth)


def test_one_by_one_they_are_the_same_sum(settled: Results, twopools: Scenario) -> None:
    whole = {name: net for name, net in net_positions(settled).items() if name != PUBLIC}
    detail = [one for one in net_in_detail(settled, without_rules(twopools, settled)) if not one.part]
    assert len(detail) > len(whole), "a fund each"
    for arm in ("baseline", "reform"):
        assert sum(getattr(one.net, arm) for one in detail) == pytest.approx(
            sum(getattr(net, arm) for net in whole.values())
        )


def without_rules(scenario: Scenario, results: Results) -> Scenario:
    """Two pools over the made-up results, whose facilities its rules do not know."""
    return replace(with_districts(scenario, results.folder), rules=())


def test_each_fund_of_several_pools_stands_alone(settled: Results, twopools: Scenario) -> None:
    found = net_in_detail(settled, without_rules(twopools, settled))
    funds = {one.name.en: one.net for one in found if one.net.party in ("employee_fund", "resident_fund")}
    rural = next(net for name, net in funds.items() if "cooperative" in name)
    assert rural.baseline == pytest.approx(40 * settled.weight), "two months of 30 less 10 yuan"
    assert rural.gap.mean == pytest.approx(-10 * settled.weight)


def test_the_screen_and_the_workbook_have_both(settled: Results) -> None:
    text = scoreboard_text(settled.folder, "en")
    assert "Who gains, who loses: net in 2018, all settled" in text
    assert "Package: East County" in text
    tables = Tables(settled)
    assert tables.net
    assert len(tables.settled.rows) == len(ROWS)
