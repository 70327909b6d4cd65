"""Extremes whose answer a planner knows beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from sim.engine.tables import Month, no_contracts
from sim.model.in_force import effects_of
from sim.model.month import month_of
from sim.model.prices import prices_of
from sim.model.procurement import basket_of
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.telemedicine import Telemedicine
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Scheme

from .arms import Changed, numbers, primary_share, rule, run, table_at, task, with_benefit, with_rules

GRADES = ("first", "second", "third", "outside")
NOBODY_ILL = {"demand_scale": 0.0, "inflow_residents_share": 0.0}


def hospital(scenario: Scenario, name: str, **values: float) -> Scenario:
    """One hospital with other numbers."""
    hospitals = tuple(
        replace(h, numbers=numbers(h.numbers, **values)) if h.id == name else h for h in scenario.region.hospitals
    )
    return replace(scenario, region=replace(scenario.region, hospitals=hospitals))


def cases(found: Run, column: str = "count", **where: str) -> int:
    """A sum over the case table."""
    table = found.tables["cases"]
    for key, value in where.items():
        table = table[table[key] == value]
    return int(table[column].sum())


def stays_at(found: Run, facility: str) -> int:
    """Cases in bed at one facility."""
    table = found.tables["cases"]
    return int(table[(table["facility"] == facility) & table["kind"].isin(["stay", "step_down"])]["count"].sum())


def no_care(found: Run) -> float:
    """Share of needs brought to nobody."""
    needs = found.tables["needs"]
    return float(needs["no_care"].sum() / needs["onsets"].sum())


def test_no_beds_at_the_top(xiaocheng: Scenario, baseline: Run) -> None:
    """Stays move to other hospitals or beyond; nobody is lost and nothing stops."""
    closed = run(hospital(xiaocheng, "city", beds=0, doctors=1), Arm.BASELINE)
    assert stays_at(baseline, "city") > 100
    assert stays_at(closed, "city") == 0
    assert stays_at(closed, "beyond") > 1.5 * stays_at(baseline, "beyond")
    assert closed.checks["patients_conserved"]


def test_a_hospital_with_few_doctors_makes_people_wait(xiaocheng: Scenario) -> None:
    roomy = run(hospital(xiaocheng, "city", doctors=200), Arm.BASELINE)
    thin = run(hospital(xiaocheng, "city", doctors=1), Arm.BASELINE)

    def wait(found: Run) -> float:
        visits = found.tables["visits"]
        there = visits[visits["facility"] == "city"]
        return float(there["wait_ticks"].sum() / there["count"].sum())

    assert wait(thin) > 1.3 * wait(roomy)


def test_no_needs_no_care(xiaocheng: Scenario) -> None:
    region = replace(xiaocheng.region, calibrated=numbers(xiaocheng.region.calibrated, **NOBODY_ILL))
    idle = run(replace(xiaocheng, region=region), Arm.BASELINE, sample=0.05)
    assert idle.journal == []
    assert cases(idle) == 0
    assert idle.checks["books_balance"]
    assert int(idle.tables["beds"]["occupied_bed_days"].sum()) == 0


def test_a_region_without_insurance(xiaocheng: Scenario) -> None:
    """The fund pays nothing and patients pay every fen."""
    shares = [f"{kind}_{grade}" for kind in ("reimbursement", "outpatient_share") for grade in GRADES]
    nothing = dict.fromkeys([*shares, "reimbursement_outside_unreferred", "critical_share", "assistance_share"], 0.0)
    bare = run(replace(xiaocheng, region=with_benefit(xiaocheng.region, **nothing)), Arm.BASELINE, sample=0.1)
    insured = bare.tables["cases"]
    insured = insured[insured["scheme"] != "none"]
    assert insured[["fund_fen", "critical_illness_fen", "assistance_fen"]].to_numpy().sum() == 0
    charges = insured[["drugs_fen", "consumables_fen", "tests_fen", "services_fen"]].to_numpy().sum()
    assert charges == insured[["self_paid_fen", "self_funded_fen"]].to_numpy().sum() > 0


def insured(column: Sequence[float], value: float) -> list[float]:
    """A column of the benefit table with another value for those with a fund; the outside payer, the last, as it is."""
    kept = list(column)[len(column) * 2 // 3 :]
    return [value] * (len(column) - len(kept)) + kept


def without_insurance(_year: int, _month: int, table: Month) -> Month:
    """The benefit is taken away, against a base year that had it."""
    b = table.benefit
    none = b._replace(
        reimbursement=insured(b.reimbursement, 0.0),
        outpatient_share=insured(b.outpatient_share, 0.0),
        critical_share=insured(b.critical_share, 0.0),
        assistance=insured(b.assistance, 0.0),
    )
    return table._replace(benefit=none, prices_moved=1)


def test_taking_insurance_away(xiaocheng: Scenario, baseline: Run) -> None:
    """Dearer care is sought less, followed up less and admitted less."""
    bare = Changed(task(xiaocheng, Arm.BASELINE), without_insurance).run(None)
    assert no_care(bare) > no_care(baseline) + 0.01
    assert cases(bare, kind="stay") < 0.85 * cases(baseline, kind="stay")
    assert cases(bare, condition="hypertension") < 0.9 * cases(baseline, condition="hypertension")


def test_free_care(xiaocheng: Scenario, baseline: Run) -> None:
    """The other end: nothing to pay inside the catalogue."""

    def free(_year: int, _month: int, table: Month) -> Month:
        b = table.benefit
        full = b._replace(
            reimbursement=insured(b.reimbursement, 1.0),
            deductible=insured(b.deductible, 0),
            ceiling=insured(b.ceiling, 10**12),
            outpatient_share=insured(b.outpatient_share, 1.0),
            outpatient_ceiling=insured(b.outpatient_ceiling, 10**12),
        )
        return table._replace(benefit=full, prices_moved=1)

    found = Changed(task(xiaocheng, Arm.BASELINE), free).run(None)
    assert no_care(found) < no_care(baseline) - 0.01
    assert cases(found, kind="stay") > 1.15 * cases(baseline, kind="stay")


def test_a_mandatory_gate(xiaocheng: Scenario, baseline: Run) -> None:
    """If all comply, only exempt needs begin at a hospital."""
    gated = run(with_rules(xiaocheng, rule(Gatekeeping(kind="mandatory", compliance=1.0))))
    assert primary_share(gated) > primary_share(baseline) + 0.15
    needs = gated.tables["needs"]
    exempt = {g for g, q in xiaocheng.conditions.items() if q["gate_exempt"].value > 0}
    bound = needs[~needs["condition"].isin(exempt) & (needs["home"] != "inflow")]
    above = bound[["first_county", "first_tertiary", "first_outside"]].to_numpy().sum()
    assert above == bound["exempt"].sum(), "emergencies are exempt, and nobody else goes past the gate"


def test_a_voluntary_gate_binds_the_contracted_only(xiaocheng: Scenario, baseline: Run) -> None:
    voluntary = run(with_rules(xiaocheng, rule(Gatekeeping(compliance=0.5))))
    mandatory = run(with_rules(xiaocheng, rule(Gatekeeping(kind="mandatory", compliance=0.5))))
    assert primary_share(baseline) < primary_share(voluntary) < primary_share(mandatory)


def test_a_penalty_for_going_without_referral(xiaocheng: Scenario, baseline: Run) -> None:
    """Dearer where no referral leads: elective stays without one fall, and their fund share with them."""
    found = run(with_rules(xiaocheng, rule(Gatekeeping(compliance=0.0, unreferred_penalty=0.3))))
    assert cases(found, kind="stay", referral="none") < 0.97 * cases(baseline, kind="stay", referral="none")
    assert fund_share(found, "none") < fund_share(baseline, "none") - 0.1
    assert fund_share(found, "up") == pytest.approx(fund_share(baseline, "up"), abs=0.04)


def fund_share(found: Run, referral: str) -> float:
    """Share of the charges of residents' stays that the fund pays, by referral."""
    charges = ("drugs_fen", "consumables_fen", "tests_fen", "services_fen")
    where = {"kind": "stay", "referral": referral, "scheme": "resident"}
    return cases(found, "fund_fen", **where) / sum(cases(found, column, **where) for column in charges)


def test_contracts_reach_the_share_they_name(xiaocheng: Scenario) -> None:
    found = run(with_rules(xiaocheng, rule(FamilyDoctor(coverage=0.5, key_groups=0.8, fulfilment=0.6))), sample=0.5)
    persons = found.tables["persons"]
    signed = persons[persons["contract"] != "none"]["residents"].sum()
    assert signed / persons["residents"].sum() == pytest.approx(0.5, abs=0.02)
    key = persons[persons["key_group"] == "yes"]
    assert key[key["contract"] != "none"]["residents"].sum() / key["residents"].sum() == pytest.approx(0.8, abs=0.02)
    effective = persons[persons["contract"] == "effective"]["residents"].sum()
    assert effective / signed == pytest.approx(0.6, abs=0.02)


def test_a_rule_of_one_district_stays_there(xiaocheng: Scenario) -> None:
    here = ("dongshan",)
    rules = (
        rule(FamilyDoctor(coverage=0.9, key_groups=0.9), here),
        rule(Gatekeeping(kind="mandatory", unreferred_penalty=0.1), here),
        rule(Telemedicine(hub="city"), here),
        rule(Specialty(conditions=("cancer",)), here),
    )
    reform = ArmRun(setup_of(task(with_rules(xiaocheng, *rules), Arm.REFORM, sample=0.02)))
    base = ArmRun(setup_of(task(xiaocheng, Arm.BASELINE, sample=0.02)))
    one, other = (table_at(arm, 2016, 6) for arm in (reform, base))
    homes = [d.id for d in xiaocheng.region.districts]
    for field in ("coverage_key", "coverage_other", "gate", "gate_all", "unreferred_penalty"):
        differs = np.flatnonzero(np.array(getattr(one, field)) != np.array(getattr(other, field)))
        by_home = len(getattr(one, field)) // (len(homes) + 1)  # coverage is told by settlement too
        assert {int(n) // by_home for n in differs} == {homes.index("dongshan")}, field
    shape = (len(base.setup.facilities.all), len(xiaocheng.conditions), 3)
    gain = (np.array(one.capability) - np.array(other.capability)).reshape(shape)
    districts = np.array([f.district for f in base.setup.facilities.all])
    assert gain[districts == homes.index("dongshan")].max() > 0
    assert not gain[districts != homes.index("dongshan")].any()


def test_equal_belief_closes_the_gap(xiaocheng: Scenario, baseline: Run) -> None:
    """Where primary care is believed as good as hospitals, it is acceptable to nearly everybody."""
    arm = ArmRun(setup_of(task(xiaocheng, Arm.BASELINE, sample=0.02)))
    belief = arm.setup.base.belief
    equal = belief.copy()
    equal[:, 0] = 0.5 * (belief[:, 1] + belief[:, 2])
    effects = effects_of(arm.setup.scenario, arm.setup.facilities, arm.setup.key_share, 2016, 6, rules_on=False)
    prices, free = (
        prices_of(
            effects,
            arm.state.structure,
            arm.setup.cost_base,
            basket_of(effects, arm.setup.scenario),
            arm.setup.item_parts,
        ),
        no_contracts(len(arm.setup.facilities.all), arm.setup.world.payers),
    )
    effects_month = [
        month_of(arm.setup, replace(arm.state, belief=b), effects, prices, free, 2016, 6) for b in (belief, equal)
    ]
    before, after = (np.array(m.accept) for m in effects_month)
    assert (after >= before - 1e-12).all()
    assert after == pytest.approx(xiaocheng.parameters["accept_max"].value)
    accept = after.tolist()
    moved = Changed(task(xiaocheng, Arm.BASELINE), lambda _y, _m, table: table._replace(accept=accept)).run(None)
    assert primary_share(moved) > primary_share(baseline) + 0.05


def test_beds_are_a_limit(reform: Run, every_rule: Scenario) -> None:
    """At no midnight lies anybody beyond beds and extra beds, stays beyond the prefecture apart."""
    arm = ArmRun(setup_of(task(every_rule, sample=0.02)))
    extra = dict(zip((f.id for f in arm.setup.facilities.all), arm.setup.world.beds_extra, strict=True))
    beds = reform.tables["beds"]
    beds = beds[beds["facility"] != "beyond"]
    days = beds.groupby("facility", observed=True)[["open_bed_days", "occupied_bed_days"]].sum()
    for facility, row in days.iterrows():
        assert row["occupied_bed_days"] <= row["open_bed_days"] + 365 * extra[str(facility)]


def test_the_outside_payer_pays_for_those_from_beyond(baseline: Run) -> None:
    inflow = baseline.tables["cases"]
    inflow = inflow[inflow["scheme"] == Scheme.NONE.id]
    assert inflow["count"].sum() > 0
    assert inflow["fund_fen"].sum() > 0
    assert inflow[["self_paid_fen", "self_funded_fen"]].to_numpy().sum() == 0
