"""Directions a planner expects of payment and prices; each from the mechanism, two arms on the same luck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from sim.ledger import Account, AccountKind
from sim.model.providers import Providers
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run, Task
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.drug_procurement import DrugProcurement
from sim.policy.levers.service_prices import ServicePrices
from sim.policy.levers.supervision import Supervision
from sim.policy.levers.zero_markup import ZeroMarkup
from sim.policy.rule import Rule
from sim.scenario.scenario import Scenario, Settings
from sim.vocabulary.names import Arm, Category, Setting, Severity

from .arms import rule

START = date(2017, 1, 1)
CONDITIONS = ("elective_surgery", "maternal", "acute_cardio_cerebrovascular", "other_complex", "acute_respiratory")
OFF = Settings(**{name: False for name in Settings.__slots__ if name.startswith("respond_")})  # type: ignore[arg-type]


def after_a_year(scenario: Scenario, *rules: Rule, settings: Settings | None = None) -> tuple[ArmRun, Run]:
    """The reform arm at the end of 2017, a tenth of the people, the wait by rule."""
    rules = tuple(replace(r, start=START) for r in rules)
    years = replace(scenario.years, last=2017)
    changed = replace(scenario, rules=rules, years=years, settings=settings or scenario.settings)
    arm = ArmRun(setup_of(Task(changed, Arm.REFORM, 0, 3, 0.1, simulate_queues=False, engine="simpy")))
    return arm, arm.run(None)


def package(kept: float, **changes: Any) -> tuple[Rule, Rule]:
    """The alliance of Dongshan with a package that is not overspent."""
    compact = changes.pop("compact", True)
    values = {"surplus_kept_share": kept, "overspend_borne_share": kept, "rebase_weight": 0.0, "trend_allowance": 0.2}
    lever = Budget(alliance="dongshan", residents=("dongshan",), **{**values, **changes})
    members = ("dongshan_hospital", "dongshan")
    alliance = rule(AllianceLever(lead="city", members=members, compact=compact))
    return replace(alliance, id="alliance@dongshan"), rule(lever)


def at(arm: ArmRun, name: str) -> int:
    """Index of a facility."""
    return arm.setup.facilities.index(name)


def care(arm: ArmRun) -> Providers:
    """What providers do after the last month."""
    return arm.state.providers


def stepped_down(run: Run) -> int:
    """Stays that ended at a lower tier."""
    cases = run.tables["cases"]
    return int(cases.loc[(cases["kind"] == "step_down") & (cases["year"] == 2017), "count"].sum())


def test_more_surplus_kept_more_stepping_down_and_less_care(xiaocheng: Scenario) -> None:
    found = [after_a_year(xiaocheng, *package(kept)) for kept in (0.0, 0.5, 1.0)]
    county = [at(arm, "dongshan_hospital") for arm, _ in found]
    will = [care(arm).step_down[f] for (arm, _), f in zip(found, county, strict=True)]
    level = [care(arm).level[f, Setting.STAYS, Severity.MILD] for (arm, _), f in zip(found, county, strict=True)]
    assert will[0] == pytest.approx(1.0)
    assert will[0] < will[1] < will[2]
    assert level[0] > level[1] > level[2]
    assert stepped_down(found[0][1]) <= stepped_down(found[2][1])


def test_a_loose_alliance_answers_less(xiaocheng: Scenario) -> None:
    arms = [after_a_year(xiaocheng, *package(1.0, compact=compact))[0] for compact in (True, False)]
    tight, loose = (1.0 - care(arm).level[at(arm, "dongshan_hospital"), Setting.STAYS, Severity.MILD] for arm in arms)
    assert 0.0 < loose < 0.5 * tight


def test_who_pays_for_care_elsewhere_refers_less(xiaocheng: Scenario) -> None:
    arms = [after_a_year(xiaocheng, *package(1.0, covers_outside_care=covers))[0] for covers in (True, False)]
    inside, outside = (care(arm).refer[at(arm, "dongshan_hospital")] for arm in arms)
    assert inside < 1.0 < outside


def test_a_mark_up_given_back_shifts_the_mix_little(xiaocheng: Scenario) -> None:
    markup = rule(ZeroMarkup(owners=("city",)))
    paid, _ = after_a_year(xiaocheng, markup, rule(ServicePrices(savings_share=1.0)))
    lost, _ = after_a_year(xiaocheng, markup)
    drugs = [care(arm).mix[at(arm, "city"), Category.DRUGS] for arm in (paid, lost)]
    assert 0.95 < drugs[0] < 1.0, "given back"
    assert drugs[1] < 0.85, "not given back"
    assert care(lost).mix[at(lost, "dongshan_hospital"), Category.DRUGS] == 1.0, "had none to lose"


def test_payment_per_case_lowers_care_and_stay_and_raises_coding(xiaocheng: Scenario) -> None:
    pay = rule(CasePayment(diseases=100, conditions=CONDITIONS, case_share=0.6))
    arm, run = after_a_year(xiaocheng, pay)
    audited, _ = after_a_year(xiaocheng, pay, rule(Supervision(audit_share=0.8)))
    f = at(arm, "city")
    assert care(arm).case_level[f].tolist() == sorted(care(arm).case_level[f].tolist()), "least for the mild"
    assert 0.8 < care(arm).case_level[f, Severity.MILD] < 0.9
    assert care(arm).case_days[f, Severity.MILD] < 0.97
    assert care(arm).level[f, Setting.STAYS, Severity.MILD] == pytest.approx(1.0), "other stays as before"
    assert 1.02 < care(arm).coding[f] < 1.03
    assert care(audited).coding[f] < care(arm).coding[f]
    cases = run.tables["cases"]
    paid = cases[(cases["per_case"] > 0) & (cases["year"] == 2017)]
    assert paid["per_case"].sum() > 50
    assert (paid["due_fen"] != paid[["drugs_fen", "consumables_fen", "tests_fen", "services_fen"]].sum(axis=1)).any()


def test_without_answers_only_prices_and_benefits_act(xiaocheng: Scenario) -> None:
    rules = (
        *package(1.0),
        rule(CasePayment(diseases=100, conditions=CONDITIONS, case_share=0.6)),
        rule(ZeroMarkup(owners=("city",))),
        rule(DrugProcurement(price_cut=0.3, spending_share=0.5)),
    )
    arm, _ = after_a_year(xiaocheng, *rules, settings=OFF)
    for name in ("level", "days", "case_level", "case_days", "mix", "volume", "step_down", "refer", "coding"):
        assert (getattr(care(arm), name) == 1.0).all(), name


def test_a_cap_is_met_by_postponing_not_by_doing_less(xiaocheng: Scenario) -> None:
    tight = Budget(
        kind="hospital_cap", hospitals=("city",), trend_allowance=-0.2, surplus_kept_share=0.0,
        overspend_borne_share=1.0, overspend_limit=0.5, rebase_weight=0.0,
    )  # fmt: skip
    arm, capped = after_a_year(xiaocheng, rule(tight))
    _, free = after_a_year(xiaocheng)
    beds = capped.tables["beds"]
    assert beds.loc[beds["facility"] == "city", "postponed"].sum() > 10
    assert 0 < beds["lost"].sum() < beds["postponed"].sum()
    stays = [_stays(run, "city") for run in (capped, free)]
    assert stays[0] < 0.95 * stays[1]
    assert care(arm).level[at(arm, "city"), Setting.STAYS, Severity.MODERATE] > 0.95


def _stays(run: Run, facility: str) -> int:
    cases = run.tables["cases"]
    there = (cases["facility"] == facility) & (cases["kind"] == "stay") & (cases["year"] == 2017)
    return int(cases.loc[there, "count"].sum())


def test_a_budget_is_settled_to_the_last_fen(xiaocheng: Scenario) -> None:
    """Advance less bills charged to it less settlement leaves the account empty, whatever came of it."""
    arm, run = after_a_year(xiaocheng, *package(0.5, trend_allowance=0.0))
    assert arm.ledger.balances[Account(AccountKind.ALLIANCE, "dongshan")] == 0
    row = run.money["budgets"].iloc[0]
    assert row["balance_fen"] == row["budget_fen"] - row["spent_fen"]
    assert (row["kept_fen"] > 0) != (row["borne_fen"] > 0)
    spent = np.int64(0)
    for facts in arm.state.history:
        spent += facts.spending[1, ..., 0].sum()
    assert row["spent_fen"] == spent
