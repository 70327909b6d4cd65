"""Directions that theory is sure of: DRG, DIP, caps and floating points, each against the same luck without it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sim.model.providers import Providers
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.policy.levers.dip import Dip
from sim.policy.levers.drg import Drg
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.per_diem import PerDiem
from sim.policy.levers.supervision import Supervision
from sim.policy.rule import Rule
from sim.rules.period.margin import marginal_profit
from sim.rules.period.response import income_target, level_target, towards
from sim.scenario.scenario import Scenario, Settings
from sim.vocabulary.names import Arm, Setting, Severity

from .arms import rule

START = date(2017, 1, 1)


def after(scenario: Scenario, *rules: Rule, last: int = 2018, settings: Settings | None = None) -> tuple[ArmRun, Run]:
    """The reform arm at the end, a fifth of the people, the wait by rule."""
    changed = replace(
        scenario,
        rules=tuple(replace(r, start=START) for r in rules),
        years=replace(scenario.years, last=last),
        settings=settings or scenario.settings,
    )
    arm = ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 3, 0.2, simulate_queues=False, engine="compiled")))
    return arm, arm.run(None)


def care(arm: ArmRun) -> Providers:
    return arm.state.providers


def at(arm: ArmRun, name: str = "city") -> int:
    return arm.setup.facilities.index(name)


def stays(run: Run, column: str, facility: str = "city", year: int = 2018) -> int:
    """A column of the stays of one hospital in one year."""
    cases = run.tables["cases"]
    there = (cases["facility"] == facility) & (cases["kind"] == "stay") & (cases["year"] == year)
    return int(cases.loc[there, column].sum())


def charged(run: Run, facility: str = "city") -> float:
    """Mean charge of a stay."""
    fen = sum(stays(run, f"{k}_fen", facility) for k in ("drugs", "consumables", "tests", "services"))
    return fen / stays(run, "count", facility)


@pytest.fixture(scope="module")
def free(xiaocheng: Scenario) -> tuple[ArmRun, Run]:
    return after(xiaocheng)


def test_drg_lowers_care_and_stay_and_raises_coding(xiaocheng: Scenario, free: tuple[ArmRun, Run]) -> None:
    arm, run = after(xiaocheng, rule(Drg()))
    audited, _ = after(xiaocheng, rule(Drg()), rule(Supervision(audit_share=0.8)))
    f = at(arm)
    assert charged(run) < 0.97 * charged(free[1])
    assert stays(run, "bed_days") / stays(run, "count") < stays(free[1], "bed_days") / stays(free[1], "count")
    assert care(arm).case_level[f].tolist() == sorted(care(arm).case_level[f].tolist()), "least for the mild"
    assert stays(run, "weight_milli") > 1.02 * stays(run, "true_weight_milli")
    assert stays(free[1], "weight_milli") == stays(free[1], "true_weight_milli")
    assert care(audited).coding[f] < care(arm).coding[f]
    assert care(audited).split[f] < care(arm).split[f]
    assert stays(run, "split_stays") > 0 == stays(free[1], "split_stays")


def test_a_change_to_drg_costs_nothing_by_itself(xiaocheng: Scenario) -> None:
    """Derived weights and rate: with nobody answering the same cases are owed what they were charged, within luck."""
    still = Settings(**{n: False for n in Settings.__slots__ if n.startswith("respond_")})  # type: ignore[arg-type]
    for lever in (Drg(low_outlier=0.0, high_outlier=20.0), Dip(low_outlier=0.0, high_outlier=20.0)):
        _, run = after(xiaocheng, rule(lever), settings=still)
        cases = run.tables["cases"]
        paid = cases[(cases["per_case"] > 0) & (cases["scheme"] != "none")]
        charges = paid[["drugs_fen", "consumables_fen", "tests_fen", "services_fen"]].to_numpy().sum()
        assert paid["due_fen"].sum() == pytest.approx(charges, rel=0.06)


def test_dear_cases_are_kept_out_only_where_hospitals_may_choose(xiaocheng: Scenario) -> None:
    _, free_choice = after(xiaocheng, rule(Drg(optional=True)))
    _, none = after(xiaocheng, rule(Drg()))
    _, off = after(xiaocheng, rule(Drg(optional=True)), settings=Settings(respond_selection=False))
    out = [stays(run, "kept_out") / stays(run, "count") for run in (free_choice, none, off)]
    assert 0.2 < out[0] < 0.5
    assert out[1] == out[2] == 0.0
    within = [stays(run, "due_fen") for run in (free_choice, none)]
    assert within[0] > within[1], "who keeps dear cases out is paid more"


def test_review_is_limited_to_a_share_of_the_cases(xiaocheng: Scenario) -> None:
    _, limited = after(xiaocheng, rule(Drg(review_limit=0.02, high_outlier=2.0)))
    _, never = after(xiaocheng, rule(Drg(review_limit=0.0, high_outlier=2.0)))
    assert 0.005 < stays(limited, "reviewed") / stays(limited, "per_case") < 0.035
    assert stays(never, "reviewed") == 0


def test_points_that_follow_charges_save_less(xiaocheng: Scenario) -> None:
    """Where this year's charges make next year's points, care inside a case is worth something."""
    levels = []
    for weight in (0.0, 0.5, 1.0):
        arm, _ = after(xiaocheng, rule(Dip(rebase_weight=weight)), last=2017)
        levels.append(care(arm).case_level[at(arm), Severity.MILD])
    assert levels[0] < levels[1] < levels[2] < 1.0


def test_a_price_by_the_day_lowers_care_a_day_not_the_days(xiaocheng: Scenario) -> None:
    groups = ("rehabilitation_long_term", "other_complex", "mental")
    by_day, _ = after(xiaocheng, rule(PerDiem(conditions=groups, minimum_days=1)))
    by_case, _ = after(xiaocheng, rule(Drg(conditions=groups)))
    f = at(by_day)
    assert care(by_day).case_level[f, Severity.MILD] < 0.9
    assert care(by_day).case_days[f, Severity.MILD] > care(by_case).case_days[f, Severity.MILD]


def test_a_sum_a_head_lowers_care_at_the_centre_and_nowhere_else(xiaocheng: Scenario) -> None:
    signed = rule(FamilyDoctor(coverage=0.6, key_groups=0.7))
    per_head, _ = after(xiaocheng, signed, rule(Capitation()))
    by_item, _ = after(xiaocheng, signed)
    centre = (0, Setting.VISITS, Severity.MILD)
    assert care(per_head).level[centre] < 1.0 == care(by_item).level[centre]
    assert care(per_head).level[at(per_head)] == pytest.approx(1.0)


def test_a_budget_of_stays_leaves_visits_alone(xiaocheng: Scenario) -> None:
    """Whoever pays for visits as before sees the same care there; a total of both moves both."""
    tight = {"kind": "regional", "floating": True, "trend_allowance": 0.03}
    (stays_only, _), (both, _) = (
        after(xiaocheng, rule(Budget(covers=covers, **tight)), last=2017) for covers in ("inpatient", "all")
    )
    f = at(both, "nanping_hospital")
    assert care(stays_only).level[f, Setting.VISITS] == pytest.approx(1.0)
    assert care(stays_only).revisit[f] == pytest.approx(1.0)
    assert care(stays_only).level[f, Setting.STAYS].max() > 1.002 < care(both).level[f, Setting.VISITS].max()


def regional(trend: float, pool_share: float = 1.0) -> Rule:
    return rule(Budget(kind="regional", floating=True, trend_allowance=trend, pool_share=pool_share))


def test_points_under_a_tight_budget_race_with_the_income_target_only(xiaocheng: Scenario) -> None:
    """Budget below trend: care rises while the value of a point falls; without the income target it does not."""
    calm = Settings(respond_income=False)
    tight = regional(0.03, pool_share=0.05)
    (race, run), (quiet, other) = after(xiaocheng, tight), after(xiaocheng, tight, settings=calm)
    values = [r.money["budgets"]["point_value"].tolist() for r in (run, other)]
    for f in (at(race), at(race, "nanping_hospital")):
        assert care(race).level[f].min() > 1.002
        assert care(quiet).level[f].max() < 1.0
    assert care(race).level[at(race), Setting.STAYS].min() > 1.02
    assert values[0][-1] < values[1][-1] < 0.9


def test_who_is_half_of_the_pool_does_not_race_with_itself(xiaocheng: Scenario) -> None:
    """Of a pool of four hospitals the city's earns half: one more point of its own takes much of its worth away."""
    (alone, _), (many, _) = after(xiaocheng, regional(0.03)), after(xiaocheng, regional(0.03, pool_share=0.05))
    f = (at(alone), Setting.STAYS)
    assert care(alone).level[f].max() < 1.0 < care(many).level[f].min()


def test_floating_points_on_trend_stay_where_they_are() -> None:
    """For ever: level 1 and point value 1, in the formulas themselves, where nothing is luck.

    Twenty like hospitals too small to move the value; demand and budget grow alike.
    """
    share, cost = np.array([[0.4, 0.12, 0.25, 0.23]]), np.array([[0.87, 0.95, 0.62, 0.72]])
    one, gamma, fund = np.ones((1, 4)), np.array([0.2, 0.125, 0.055]), 0.6
    base = marginal_profit(share, one, one, cost, 1.0)
    level, demand, budget = np.ones((1, 3)), 100.0, 100.0
    for _ in range(50):
        demand, budget = demand * 1.08, budget * 1.08
        for _ in range(12):
            value = budget / (demand * level.mean())
            worth = np.array([fund * (value - 1.0)])
            profit = base + worth
            recover = income_target(-worth, profit, base, 1.7)
            level = towards(level, level_target(0.5 * worth, gamma, recover), 0.1)
    assert value == pytest.approx(1.0, abs=1e-12)
    assert level == pytest.approx(1.0, abs=1e-12)


def test_floating_points_near_trend_move_little(xiaocheng: Scenario, free: tuple[ArmRun, Run]) -> None:
    """The same in a run, where trend is known up to luck and a large hospital sees its own part of the value."""
    facts = [m for m in free[0].state.history if m.year == 2018]
    assert len(facts) == 12
    money = free[1].money["money"]
    paid = money[(money["payer"].isin(["fund:employee", "fund:resident"])) & (money["purpose"] == "care")]
    year = paid.groupby("year")["fen"].sum()
    arm, run = after(xiaocheng, regional(float(year[2018] / year[2016]) ** 0.5 - 1.0))
    assert run.money["budgets"]["point_value"].tolist() == pytest.approx([1.0, 1.0], abs=0.06)
    assert care(arm).level[at(arm)] == pytest.approx(1.0, abs=0.05)


def test_what_is_shared_by_all_is_worth_less_to_each(xiaocheng: Scenario) -> None:
    """A surplus of one hospital's cap is its own; that of a regional total is everybody's."""
    shares = {"trend_allowance": 0.2, "surplus_kept_share": 1.0, "overspend_borne_share": 1.0, "rebase_weight": 0.0}
    own, _ = after(xiaocheng, rule(Budget(kind="hospital_cap", hospitals=("xihe_hospital",), **shares)), last=2017)
    pool, _ = after(xiaocheng, rule(Budget(kind="regional", **shares)), last=2017)
    f = at(own, "xihe_hospital")
    assert care(own).level[f, Setting.STAYS, Severity.MILD] < care(pool).level[f, Setting.STAYS, Severity.MILD] < 1.0
