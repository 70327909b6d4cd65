"""Two pools in one region: each pays for its own by its own rules, and the books of each balance to the fen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from sim.engine.clock import ticks_of
from sim.engine.journal import Entry
from sim.engine.tables import Benefit
from sim.ledger import BooksDoNotBalance, fund_of
from sim.model import books
from sim.model.effects import Effects
from sim.model.in_force import effects_of
from sim.model.run import ArmRun
from sim.model.setup import Setup, setup_of
from sim.model.task import Run
from sim.policy.lever import Lever
from sim.policy.levers.benefit_tilt import BenefitTilt
from sim.policy.levers.budget import Budget
from sim.policy.levers.capitation import Capitation
from sim.policy.levers.drg import Drg
from sim.policy.levers.financing import Financing
from sim.policy.levers.referral_settlement import ReferralSettlement
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Arrival, Encounter, Grade
from sim.vocabulary.ticks import TICKS_PER_DAY
from tests.rules.bills import YUAN, stay_of

from .arms import rule, run, task, with_rules

JIN, YUN = (0, 1), (2, 3, 4)
JIN_RESIDENT, YUN_URBAN, YUN_RURAL = 1, 3, 4
OUTSIDE_PAYER = 5


@pytest.fixture(scope="module")
def setup(twopools: Scenario) -> Setup:
    """Before its first month."""
    return setup_of(task(twopools))


@pytest.fixture(scope="module")
def reform(twopools: Scenario) -> Run:
    """With every rule."""
    return run(twopools, Arm.REFORM)


@pytest.fixture(scope="module")
def baseline(twopools: Scenario) -> Run:
    """Without rules."""
    return run(twopools, Arm.BASELINE)


def test_every_fund_pays_the_bills_of_its_own(setup: Setup, reform: Run) -> None:
    """The journal by the patient's payer against the payments in the money table, care and settlement."""
    first = next(when for when in setup.months if when.year == 2016).first_day * TICKS_PER_DAY
    payer, payers = setup.population.payer, setup.scenario.region.payers
    care: Counter[str] = Counter()
    owed: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for entry in reform.journal:
        number = int(payer[entry.person])
        if number == OUTSIDE_PAYER or ticks_of(entry.key) < first:
            continue
        name = payers[number].id
        care[f"fund:{name}"] += entry.fund
        owed[f"fund:{name}"] += entry.due - entry.drugs - entry.consumables - entry.tests - entry.services
        for kind in ("critical_illness", "assistance"):
            behind[f"{kind}:{name.partition('.')[0]}"] += getattr(entry, kind)
    money = reform.money["money"]
    paid = money.groupby(["payer", "purpose"])["fen"].sum()
    assert len(care) == len(payers)
    assert len(behind) == 4
    for account, fen in (*care.items(), *behind.items()):
        assert paid.get((account, "care"), 0) == fen
    for account, fen in owed.items():
        assert paid.get((account, "settlement"), 0) == fen
    assert any(owed.values())


def test_every_fund_and_all_of_them_end_where_the_payments_lead(twopools: Scenario, reform: Run) -> None:
    """What the table of funds says against all payments to and from them; every fund draws on its budgets."""
    fund, money = reform.money["fund"], reform.money["money"]
    assert reform.checks["ledger_total_fen"] == 0
    assert list(fund["payer"].unique()) == [payer.id for payer in twopools.region.payers]
    funds = {f"fund:{payer.id}": payer.id for payer in twopools.region.payers}
    out = money.loc[money["payer"].isin(list(funds)), "fen"].sum()
    back = money.loc[money["tier"] == "fund", "fen"].sum()
    assert out - back == fund["spent_fen"].sum()
    advanced = money[money["purpose"] == "advance"].groupby("payer")["fen"].sum()
    assert set(advanced.index) == set(funds)


def test_a_fen_from_the_wrong_fund_is_found(twopools: Scenario) -> None:
    arm = ArmRun(setup_of(task(twopools, Arm.BASELINE, sample=0.02)))
    _, treated, closed = arm.advance(arm.setup.months[0])
    region = twopools.region
    after = dict(closed.after)
    books.check_purses(region, treated.billed, closed.lines, closed.before, after)
    after[fund_of("jin.resident")] -= 1
    after[fund_of("yun.rural")] += 1
    assert sum(after.values()) == 0
    with pytest.raises(BooksDoNotBalance, match=r"fund:jin\.resident holds"):
        books.check_purses(region, treated.billed, closed.lines, closed.before, after)


def test_a_patient_of_one_pool_in_the_others_hospital(setup: Setup, baseline: Run) -> None:
    """His own fund pays, by its own rules for care out of the pool; every first stay, by hand."""
    payer, poor = setup.population.payer, setup.population.poor
    hospital = setup.facilities.index("autonomous")
    seen: set[int] = set()
    found: Counter[int] = Counter()
    for entry in baseline.journal:
        if entry.kind < Encounter.STAY or entry.person in seen:
            continue
        seen.add(entry.person)
        number = int(payer[entry.person])
        if entry.facility == hospital and number != OUTSIDE_PAYER:
            grade = Grade.THIRD if number in JIN else Grade.OUTSIDE
            assert bill_of(setup, entry, number, grade, poor=bool(poor[entry.person])) == shares(entry)
            found[number] += 1
    assert sum(found[number] for number in JIN) > 10
    assert sum(found[number] for number in YUN) > 10
    billed = baseline.money["money"]
    assert not billed["payer"].isin(["critical_illness:all", "assistance:all"]).any()


def bill_of(setup: Setup, entry: Entry, payer: int, grade: int, *, poor: bool) -> tuple[int, ...]:
    """The bill of somebody who has not been in bed this year."""
    total = entry.drugs + entry.consumables + entry.tests + entry.services
    benefit = setup.base.benefit
    return stay_of(benefit, total / YUAN, grade, cover=payer, referral=entry.referral, poor=poor)


def shares(entry: Entry) -> tuple[int, ...]:
    """Who paid it."""
    return entry.fund, entry.critical_illness, entry.assistance, entry.self_paid, entry.self_funded


def effects(scenario: Scenario, lever: Lever, *pools: str) -> Effects:
    """One rule of some pools, in force."""
    setup = setup_of(task(scenario, sample=0.01))
    one = with_rules(scenario, replace(rule(lever), pools=pools))
    return effects_of(one, setup.facilities, setup.key_share, 2016, 6, rules_on=True)


def moved(base: Benefit, found: Benefit) -> set[int]:
    """Payers whose reimbursement is not what it was."""
    cells = np.flatnonzero(np.array(base.reimbursement) != np.array(found.reimbursement))
    return {int(cell) // (base.kinds * base.seats * len(Arrival)) for cell in cells}


def test_rules_act_on_the_money_of_their_pools(twopools: Scenario, setup: Setup) -> None:
    tilt = BenefitTilt(schemes=("resident",), second=0.05)
    assert moved(setup.base.benefit, effects(twopools, tilt, "yun").benefit) == {YUN_URBAN, YUN_RURAL}
    assert moved(setup.base.benefit, effects(twopools, tilt).benefit) == {JIN_RESIDENT, YUN_URBAN, YUN_RURAL}
    rise = effects(twopools, Financing(subsidy_rise=20.0), "jin").fund_rise_yuan
    assert rise.tolist() == [0.0, 20.0, 0.0, 0.0, 0.0]
    saving = effects(twopools, ReferralSettlement(), "yun").claim_saving
    assert (saving[list(YUN), 1] > 0).all()
    assert not saving[[*JIN, OUTSIDE_PAYER]].any()


def test_payment_of_a_pool_is_of_its_payers_at_its_facilities(twopools: Scenario, setup: Setup) -> None:
    districts = {"jin": {0, 1, 2}, "yun": {3, 4}}
    for pool, payers in (("jin", JIN), ("yun", YUN)):
        (contract,) = effects(twopools, Drg(), pool).contracts
        assert set(contract.payers) == set(payers)
        assert {setup.facilities.all[f].district for f in contract.at} <= districts[pool]
        lever = Budget(kind="regional", covers="inpatient", trend_allowance=0.0, floating=True)
        (budget,) = effects(twopools, lever, pool).budgets
        assert budget.payers == payers
        assert [account.owner for account in budget.funds] == [twopools.region.payers[n].id for n in payers]
        assert {setup.facilities.all[f].district for f in budget.at} == districts[pool]
        (capitation,) = effects(twopools, Capitation(schemes=("employee",)), pool).capitations
        assert capitation.payers == payers[:1]
        assert capitation.pool == payers
