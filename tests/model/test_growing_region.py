"""A region that grows, counts patients from beyond by hospital and changes its benefits: what a run makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sim.model.books import premiums
from sim.model.need_rates import AWAY_CLASS
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.region.description import Hospital
from sim.scenario.scenario import Scenario
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Arm, Confidence
from sim.vocabulary.phrase import one
from sim.vocabulary.quantity import Quantity

from .arms import run, task

GROWTH = 0.2


def made_up(value: float, unit: str) -> Quantity:
    return Quantity(value, unit, one("made up"), Confidence.ASSUMPTION, value, value, one(""))


@pytest.fixture(scope="module")
def growing(xiaocheng: Scenario) -> Scenario:
    """Two years; every district gains a fifth at new year."""
    region = xiaocheng.region
    districts = tuple(
        replace(d, numbers=Frozen({**d.numbers, "residents_growth": made_up(GROWTH, "per year")}))
        for d in region.districts
    )
    years = replace(xiaocheng.years, last=2017, run_in_months=1)
    return replace(xiaocheng, years=years, region=replace(region, districts=districts))


def with_inflow(scenario: Scenario, stays: dict[str, float]) -> Scenario:
    """The scenario whose hospitals count patients from beyond."""

    def counted(hospital: Hospital) -> Hospital:
        if hospital.id not in stays:
            return hospital
        said = made_up(stays[hospital.id], "stays per year")
        return replace(hospital, numbers=Frozen({**hospital.numbers, "inflow_stays": said}))

    region = scenario.region
    return replace(scenario, region=replace(region, hospitals=tuple(counted(h) for h in region.hospitals)))


def test_who_comes_later_has_no_needs_and_is_not_counted_before(growing: Scenario) -> None:
    setup = setup_of(task(growing, sample=0.05))
    base, later = setup.heads[2016], setup.heads[2017]
    assert later.residents[:-1].sum() == pytest.approx(base.residents[:-1].sum() * (1 + GROWTH), rel=0.01)
    assert later.residents[-1] == base.residents[-1]
    away = (setup.classes(2016) == AWAY_CLASS).sum()
    assert away == (later.residents - base.residents).sum() > 0
    assert (setup.classes(2017) != AWAY_CLASS).all()
    assert not setup.demand.bound[AWAY_CLASS].any()
    persons = run(growing, Arm.BASELINE, sample=0.05).tables["persons"]
    counted = persons.groupby("year")["residents"].sum()
    assert counted.to_dict() == {2016: base.residents[:-1].sum(), 2017: later.residents[:-1].sum()}
    assert later.insured.sum() == pytest.approx(base.insured.sum() * (1 + GROWTH), rel=0.01)


def test_primary_places_keep_pace_with_residents(growing: Scenario, xiaocheng: Scenario) -> None:
    """Doctors of primary places grow with their district; hospitals by their trend, as where nobody comes."""
    still = replace(xiaocheng, years=growing.years)
    doctors = {}
    for name, scenario in (("growing", growing), ("still", still)):
        arm = ArmRun(setup_of(task(scenario, sample=1.0)))
        when = next(m for m in arm.setup.months if (m.year, m.month) == (2017, 1))
        doctors[name] = np.array(arm.plan(when).table.doctors_full)
    first = arm.setup.world.pool_first[arm.setup.facilities.hospitals]
    assert doctors["growing"][first:].tolist() == doctors["still"][first:].tolist()
    ratio = doctors["growing"][:first] / doctors["still"][:first]
    assert ratio == pytest.approx(1 + GROWTH, rel=1e-3)


def test_patients_from_beyond_go_where_the_region_says(xiaocheng: Scenario) -> None:
    """First contacts of patients from beyond, by hospital, are as the stays the region counts; nobody else moves."""
    hospitals = [h for h in xiaocheng.region.hospitals if h.level.hospital]
    general = [h.id for h in hospitals if h.kind.id == "general"][:2]
    share = xiaocheng.region.calibrated["inflow_residents_share"]
    many = {**xiaocheng.region.calibrated, "inflow_residents_share": replace(share, value=0.2, high=0.2)}
    scenario = replace(xiaocheng, region=replace(xiaocheng.region, calibrated=Frozen(many)))
    found = run(with_inflow(scenario, {general[0]: 300.0, general[1]: 100.0}), Arm.BASELINE, sample=0.2)
    visits = found.tables["visits"]
    come = visits[(visits["home"] == "inflow") & (visits["referral"] == "none")].groupby("facility")["count"].sum()
    assert set(come[come > 0.02 * come.sum()].index) <= {*general, "beyond"} | {h.id for h in hospitals}
    assert come[general[0]] / come[general].sum() == pytest.approx(0.75, abs=0.06)


def test_a_premium_that_is_set_anew_grows_from_then(xiaocheng: Scenario) -> None:
    pool = xiaocheng.region.pools[0]
    day, anew = date(2018, 1, 1), made_up(1000.0, "yuan per insured and year")
    payers = tuple(replace(p, later=((day, Frozen({"fund_income": anew})),)) for p in pool.payers)
    scenario = replace(xiaocheng, region=replace(xiaocheng.region, pools=(replace(pool, payers=payers),)))
    heads, none = np.full(len(payers), 12), np.zeros(len(payers))

    def a_head(of: Scenario, year: int) -> list[float]:
        return [line.fen / 100 for line in premiums(of, year, heads, none)]

    assert a_head(scenario, 2017) == a_head(xiaocheng, 2017)
    assert a_head(scenario, 2018) == [1000.0] * len(payers)
    rates = [scenario.parameters[f"trend_fund_income_{p.scheme.id}"].value for p in payers]
    assert a_head(scenario, 2019) == pytest.approx([1000.0 * (1 + rate) for rate in rates], rel=1e-4)
