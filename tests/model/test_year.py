"""What begins again at new year, and what goes on."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from sim.engine.clock import ticks_of
from sim.engine.everybody import start_year
from sim.engine.journal import Entry
from sim.model.run import ArmRun
from sim.model.setup import setup_of
from sim.model.task import Run
from sim.rules.event.bill import arrival_of, benefit_at
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Arm, Encounter, Scheme
from sim.vocabulary.ticks import TICKS_PER_DAY

from .arms import task

NEW_YEAR = 92  # days from October to the first of January


@pytest.fixture(scope="module")
def arm(xiaocheng: Scenario) -> ArmRun:
    """For its people and tables; nothing is simulated."""
    return ArmRun(setup_of(task(xiaocheng, Arm.BASELINE)))


def year_of(entry: Entry) -> int:
    """0 in the run-in, 1 in the base year."""
    return int(ticks_of(entry.key) // TICKS_PER_DAY >= NEW_YEAR)


def paid_by_fund(journal: list[Entry], *, stays: bool) -> dict[int, list[int]]:
    """Fen by person and year."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for e in journal:
        if (e.kind >= Encounter.STAY) == stays:
            sums[e.person][year_of(e)] += e.fund
    return sums


def test_the_yearly_ceiling_of_visits_starts_again(arm: ArmRun, baseline: Run) -> None:
    scheme = arm.setup.population.scheme
    ceiling = arm.setup.base.benefit.outpatient_ceiling
    paid = {i: p for i, p in paid_by_fund(baseline.journal, stays=False).items() if scheme[i] != Scheme.NONE}
    assert max(max(years) / ceiling[scheme[i]] for i, years in paid.items()) == 1.0
    assert any(sum(years) > ceiling[scheme[i]] for i, years in paid.items())


def test_the_ceiling_of_stays_holds_in_each_year(arm: ArmRun, baseline: Run) -> None:
    scheme = arm.setup.population.scheme
    for i, years in paid_by_fund(baseline.journal, stays=True).items():
        if scheme[i] != Scheme.NONE:
            assert max(years) <= arm.setup.base.benefit.ceiling[scheme[i]]


def test_only_the_first_stay_of_a_year_pays_the_full_deductible(arm: ArmRun, baseline: Run) -> None:
    """The deductible each stay paid, worked out from its bill."""
    b, w, people = arm.setup.base.benefit, arm.setup.world, arm.setup.population
    before: dict[tuple[int, int], int] = defaultdict(int)
    full = again = new_year = 0
    for e in baseline.journal:
        if e.kind < Encounter.STAY:
            continue
        order = before[e.person, year_of(e)]
        before[e.person, year_of(e)] += 1
        alone = arrival_of(e.referral, False)
        cell = benefit_at(people.scheme[e.person], 0, w.grade[e.facility], alone, b)
        plain = people.scheme[e.person] == Scheme.RESIDENT and e.fund > 0 and w.grade[e.facility] < 3
        if not plain or e.critical_illness or e.assistance or e.referral:
            continue
        share = b.reimbursement[cell]
        paid = e.fund + e.self_paid - e.fund / share
        expected = b.deductible[cell] * (1.0 if order == 0 else b.repeat_share[Scheme.RESIDENT])
        assert paid == pytest.approx(expected, abs=3)
        full, again = full + (order == 0), again + (order > 0)
        new_year += order == 0 and before[e.person, 0] > 0 and year_of(e) == 1
    assert min(full, again, new_year) > 5


def test_a_year_ends(arm: ArmRun) -> None:
    """Habits move part of the way to what was done; everything counted by the year is 0."""
    r = arm.engine.residents
    kept = {name: list(getattr(r, name)) for name in ("home", "sign", "place", "risks", "last_discharge")}
    r.habit[0], r.first_contacts[0], r.first_primary[0] = 0.5, 4, 1
    r.habit[1] = 0.7
    for name in ("stays", "outpatient_fund", "inpatient_fund", "self_paid", "critical", "out_of_pocket", "visits"):
        getattr(r, name)[0] = 3
    start_year(r, 0.4, len(r.home))
    assert r.habit[0] == pytest.approx(0.5 + 0.4 * (0.25 - 0.5))
    assert r.habit[1] == 0.7, "who sought no care keeps his habit"
    for name in ("stays", "outpatient_fund", "inpatient_fund", "self_paid", "critical", "out_of_pocket", "visits"):
        assert not np.any(getattr(r, name))
    assert kept == {name: list(getattr(r, name)) for name in kept}
