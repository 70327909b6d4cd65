"""Whether the measures themselves are in place: targets about levers, read from the rules in force.

The state is that of the last day of a period: a rule counts from the day it is written to start, one day before the
month in which the model lets it work. The baseline arm has no rule in force but those older than the base year.
Indicators of this room have no rows where nobody said which rules there are.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sim.indicators.counts import ALL, FIRST_DISTRICT, Cells, Mask, PeriodCounts
from sim.indicators.indicator import Domain, Fraction, Indicator
from sim.indicators.retention import county_stays
from sim.indicators.tables import PublicHospital
from sim.indicators.utilisation import visits_at
from sim.policy.contract_lever import ContractLever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.pathways import Pathways
from sim.policy.levers.referral_settlement import ReferralSettlement
from sim.policy.levers.supervision import Supervision
from sim.policy.levers.telemedicine import Telemedicine
from sim.policy.levers.two_invoice import TwoInvoice
from sim.policy.rule import Rule
from sim.vocabulary.measures import month_at
from sim.vocabulary.names import Arm, Encounter, Owner, Tier

# When an alliance has clear results: one share of care gains at least this, the other loses less than that.
GAIN, UNCHANGED = 0.005, 0.001
CITY_OWNERS = (Owner.CITY, Owner.PROVINCE)
By = NDArray[np.float64]  # by district

Allied = dict[str, tuple[str, ...]]  # alliance id -> lead, then members


def last_day(counts: PeriodCounts) -> date:
    """The day whose state the period reports."""
    year, month = month_at(counts.period.first + counts.period.length - 1)
    return date(year, month, calendar.monthrange(year, month)[1])


def share_in_force(rule: Rule, day: date) -> float:
    """How much of a rule that stands on a day is in force: it grows over its ramp."""
    return 1.0 if rule.ramp_months <= 1 else rule.strength(day.year, day.month)


def standing(counts: PeriodCounts, *, reform: bool) -> list[Rule]:
    """Rules in force on the last day: in both arms those older than the base year, in the reform arm the others too."""
    day = last_day(counts)
    rules = (*counts.tables.earlier, *(counts.tables.rules or () if reform else ()))
    return [rule for rule in rules if rule.start <= day and (not rule.until or rule.until > day)]


def covers(rule: Rule, counts: PeriodCounts) -> NDArray[np.bool_]:
    """The districts a rule names; all of them if it names none."""
    return np.array([not rule.where or name in rule.where for name in counts.tables.districts], dtype=np.bool_)


def _covered(counts: PeriodCounts, chosen: Callable[[Rule], bool], *, reform: bool) -> NDArray[np.bool_]:
    """Districts that any of these rules in force covers."""
    found = np.zeros(len(counts.tables.districts), dtype=np.bool_)
    for rule in standing(counts, reform=reform):
        if chosen(rule):
            found |= covers(rule, counts)
    return found


def _allied(counts: PeriodCounts, *, reform: bool) -> Allied:
    """Alliances by id: those of the region, and those of rules in force in the arm."""
    found = {a.id: (a.lead, *a.members) for a in counts.tables.alliances}
    for rule in standing(counts, reform=reform):
        if isinstance(rule.lever, AllianceLever):
            found[rule.id.partition("@")[2] or rule.id] = (rule.lever.lead, *rule.lever.members)
    return found


def _reform(counts: PeriodCounts) -> Mask:
    return np.array([arm == Arm.REFORM.id for arm, _ in counts.tables.runs], dtype=np.bool_)


def on_grid(counts: PeriodCounts, old: By, new: By, *, total: tuple[float, float] | None = None) -> Cells:
    """A number by district, the same in all runs of an arm; ``total`` (both arms) where it is not the sum."""
    found = counts.empty()
    reform = _reform(counts)
    by_run = np.where(reform[:, None], new, old)
    found[:, FIRST_DISTRICT:, 0] = by_run
    found[:, ALL, 0] = by_run.sum(axis=1) if total is None else np.where(reform, total[1], total[0])
    return found


def _hospitals(counts: PeriodCounts, chosen: Callable[[PublicHospital], bool]) -> By:
    """Number of public hospitals by district."""
    homes = [h.district for h in counts.tables.hospitals if chosen(h)]
    return np.bincount(np.array(homes, dtype=np.int64), minlength=len(counts.tables.districts)).astype(np.float64)


def share_of(
    domain: Callable[[PublicHospital], bool], covered: Callable[[PeriodCounts, bool], Callable[[PublicHospital], bool]]
) -> Callable[[PeriodCounts], Fraction | None]:
    """Public hospitals (of a domain) that are covered / all of them; ``covered`` knows the period and the arm."""

    def fraction(counts: PeriodCounts) -> Fraction | None:
        old, new = (
            _hospitals(counts, lambda h, on=on: domain(h) and on(h))  # type: ignore[misc]
            for on in (covered(counts, False), covered(counts, True))
        )
        below = _hospitals(counts, domain)
        return on_grid(counts, old, new), on_grid(counts, below, below)

    return if_known(fraction)


def if_known(fraction: Callable[[PeriodCounts], Fraction | None]) -> Callable[[PeriodCounts], Fraction | None]:
    """No rows where the rules are not known: empty numerator and denominator."""

    def known(counts: PeriodCounts) -> Fraction | None:
        return (counts.empty(), counts.empty()) if counts.tables.rules is None else fraction(counts)

    return known


def _in_alliance(counts: PeriodCounts, reform: bool) -> Callable[[PublicHospital], bool]:
    names = {name for members in _allied(counts, reform=reform).values() for name in members}
    return lambda hospital: hospital.id in names


def _under(
    lever: type[ContractLever | TwoInvoice], counts: PeriodCounts, reform: bool
) -> Callable[[PublicHospital], bool]:
    """Hospitals whose owner and district a rule of this lever names."""
    rules = [(rule.lever, covers(rule, counts)) for rule in standing(counts, reform=reform)]

    def covered(hospital: PublicHospital) -> bool:
        return any(
            isinstance(found, lever)
            and hospital.owner.id in found.owners
            and bool(where[hospital.district])
            and (not isinstance(found, ContractLever) or _named(found, hospital))
            for found, where in rules
        )

    return covered


def _named(lever: ContractLever, hospital: PublicHospital) -> bool:
    """Whether a contract pays stays of this hospital by its tier and, if it lists any, by its name."""
    return hospital.tier.id in lever.levels and (not lever.hospitals or hospital.id in lever.hospitals)


def _under_budget(counts: PeriodCounts, reform: bool) -> set[str]:
    """Hospitals that share a packaged budget or a regional total, or stand under a cap."""
    allied, found = _allied(counts, reform=reform), set[str]()
    for rule in standing(counts, reform=reform):
        if isinstance(rule.lever, Budget):
            held = {
                "package": allied.get(rule.lever.alliance, ()),
                "hospital_cap": rule.lever.hospitals,
                "regional": [hospital.id for hospital in counts.tables.hospitals],
            }
            found.update(held[rule.lever.kind])
    return found


def _payment_reformed(counts: PeriodCounts, reform: bool) -> Callable[[PublicHospital], bool]:
    per_case, budgeted = _under(ContractLever, counts, reform), _under_budget(counts, reform)
    return lambda hospital: per_case(hospital) or hospital.id in budgeted


def _pathway_share(counts: PeriodCounts, district: int, owner: Owner, *, reform: bool) -> float:
    """Share of discharges on a pathway that the rules ask of hospitals of one owner in one district."""
    day = last_day(counts)
    shares = [
        rule.lever.share * share_in_force(rule, day)
        for rule in standing(counts, reform=reform)
        if isinstance(rule.lever, Pathways) and owner.id in rule.lever.owners and bool(covers(rule, counts)[district])
    ]
    return max(shares, default=0.0)


def _runs_pathways(counts: PeriodCounts, reform: bool) -> Callable[[PublicHospital], bool]:
    return lambda hospital: _pathway_share(counts, hospital.district, hospital.owner, reform=reform) > 0


def _on_pathways(owners: tuple[Owner, ...]) -> Callable[[PeriodCounts], Fraction | None]:
    """Discharges on pathways / discharges of public hospitals of these owners."""

    def fraction(counts: PeriodCounts) -> Fraction:
        rows, districts = counts.cases, len(counts.tables.districts)
        public = (rows["public"] == 1) & (rows["kind"] >= Encounter.STAY)
        keys = (("district", districts + 1), ("owner", len(Owner) + 1))
        discharges = counts.total(rows, "count", public, *keys)[:, :districts, [int(owner) for owner in owners]]
        old, new = (
            np.array([[_pathway_share(counts, d, owner, reform=on) for owner in owners] for d in range(districts)])
            for on in (False, True)
        )
        above, below = counts.empty(), counts.empty()
        on = discharges * np.where(_reform(counts)[:, None, None], new, old)
        for grid, sums in ((above, on.sum(axis=2)), (below, discharges.sum(axis=2))):
            grid[:, FIRST_DISTRICT:, 0], grid[:, ALL, 0] = sums, sums.sum(axis=1)
        return above, below

    return if_known(fraction)


def _telemedicine(counts: PeriodCounts) -> Fraction | None:
    """Counties in which telemedicine serves the county tier: 1 or 0 each, and their number."""

    def serves_counties(rule: Rule) -> bool:
        return isinstance(rule.lever, Telemedicine) and "county" in rule.lever.serves

    old, new = (
        np.where(counts.tables.counties, _covered(counts, serves_counties, reform=on).astype(np.float64), np.nan)
        for on in (False, True)
    )
    return on_grid(counts, old, new, total=(float(np.nansum(old)), float(np.nansum(new)))), None


def _diseases(counts: PeriodCounts) -> Fraction | None:
    """Diseases on the longest list of per-case payment, in the prefecture and in each district."""

    def longest(*, reform: bool) -> By:
        found = np.zeros(len(counts.tables.districts))
        for rule in standing(counts, reform=reform):
            if isinstance(rule.lever, CasePayment):
                found = np.maximum(found, rule.lever.diseases * covers(rule, counts))
        return found

    old, new = longest(reform=False), longest(reform=True)
    return on_grid(counts, old, new, total=(float(old.max(initial=0.0)), float(new.max(initial=0.0)))), None


def _residents_under(
    lever: type[ReferralSettlement | Supervision], active: Callable[[Rule], bool]
) -> Callable[[PeriodCounts], Fraction | None]:
    """Residents of the districts under a rule / residents."""

    def fraction(counts: PeriodCounts) -> Fraction:
        def chosen(rule: Rule) -> bool:
            return isinstance(rule.lever, lever) and active(rule)

        everybody = counts.tables.residents
        old, new = (everybody * _covered(counts, chosen, reform=on) for on in (False, True))
        return on_grid(counts, old, new), on_grid(counts, everybody, everybody)

    return if_known(fraction)


def _residents_tied(counts: PeriodCounts) -> Fraction:
    """Residents of the districts whose primary places belong to an alliance / residents."""
    everybody = counts.tables.residents

    def tied(*, reform: bool) -> By:
        names = {name for members in _allied(counts, reform=reform).values() for name in members}
        return np.asarray(everybody * np.array([district in names for district in counts.tables.districts]))

    return on_grid(counts, tied(reform=False), tied(reform=True)), on_grid(counts, everybody, everybody)


def _audits(rule: Rule) -> bool:
    return isinstance(rule.lever, Supervision) and rule.lever.audit_share > 0


def _gain(above: Cells, below: Cells, homes: list[int], run: int, twin: int) -> float:
    """By how much a share, pooled over districts, lies above that of the other arm; nan if it is not defined."""
    at = [FIRST_DISTRICT + home for home in homes]
    sums = [(np.nansum(above[n, at, 0]), np.nansum(below[n, at, 0])) for n in (run, twin)]
    if any(base == 0 for _, base in sums):
        return float("nan")
    (new, all_new), (old, all_old) = sums
    return float(new / all_new - old / all_old)


def _homes(members: tuple[str, ...], counts: PeriodCounts) -> list[int]:
    """The districts of an alliance's members: named themselves, or those in which member hospitals stand."""
    at = {h.id: h.district for h in counts.tables.hospitals}
    order = {name: n for n, name in enumerate(counts.tables.districts)}
    return sorted({order[name] if name in order else at[name] for name in members if name in order or name in at})


def _effective(counts: PeriodCounts) -> Fraction | None:
    """Number of alliances with clear results, each run against the baseline run of the same luck.

    In the districts of the members, in this period, the county's share of admissions and the primary share of visits
    are not lower than without the reform (by more than `UNCHANGED`), and one of them is higher by `GAIN` or more. A
    share that is not defined (admissions of an urban district) is left out. Alliances of the region itself are in
    both arms and do not count.
    """
    runs = {run: n for n, run in enumerate(counts.tables.runs)}
    standing = _allied(counts, reform=True)
    own = {name for name in standing if name not in {a.id for a in counts.tables.alliances}}
    primary = visits_at(counts, primary=True), visits_at(counts)
    inpatient = county_stays(inside=True)(counts), county_stays(inside=False)(counts)
    found = counts.empty()
    found[:, ALL, 0] = 0.0
    for (arm, replication), n in runs.items():
        twin = runs.get((Arm.BASELINE.id, replication))
        if arm != Arm.REFORM.id or twin is None:
            continue
        for name in own:
            homes = _homes(standing[name][1:], counts)
            gains = [_gain(*shares, homes, n, twin) for shares in (primary, inpatient)]
            known = [gain for gain in gains if not np.isnan(gain)]
            if known and min(known) > -UNCHANGED and max(known) >= GAIN:
                found[n, ALL, 0] += 1.0
    return found, None


def counted(fraction: Callable[[PeriodCounts], Fraction | None]) -> Callable[[PeriodCounts], Fraction | None]:
    """A number of things, empty where the rules are not known."""
    return lambda counts: (counts.empty(), None) if counts.tables.rules is None else fraction(counts)


def _every(_hospital: PublicHospital) -> bool:
    return True


INDICATORS = (
    Indicator(
        "alliance_share_tertiary", "up", Domain.PLACE, share_of(lambda h: h.tier == Tier.TERTIARY, _in_alliance), "D",
    ),
    Indicator(
        "alliance_share_primary", "up", Domain.RESIDENTS, if_known(_residents_tied), "D",
    ),
    Indicator(
        "effective_alliances", "up", Domain.RESIDENTS, counted(_effective), "M",
    ),
    Indicator(
        "telemedicine_counties", "up", Domain.PLACE, counted(_telemedicine), "D",
    ),
    Indicator(
        "case_payment_diseases", "up", Domain.PLACE, counted(_diseases), "D",
    ),
    Indicator(
        "payment_reform_share", "up", Domain.PLACE, share_of(_every, _payment_reformed), "D",
    ),
    Indicator(
        "pathway_share", "up", Domain.PLACE, _on_pathways((Owner.CITY, Owner.PROVINCE, Owner.COUNTY)), "D",
    ),
    Indicator(
        "pathway_share_city", "up", Domain.PLACE, _on_pathways(CITY_OWNERS), "D",
    ),
    Indicator(
        "pathway_share_county", "up", Domain.PLACE, share_of(lambda h: h.owner == Owner.COUNTY, _runs_pathways), "D",
    ),
    Indicator(
        "direct_settlement", "up", Domain.INSURED, _residents_under(ReferralSettlement, lambda _rule: True), "D",
    ),
    Indicator(
        "two_invoice_share", "up", Domain.PLACE,
        share_of(_every, lambda counts, reform: _under(TwoInvoice, counts, reform)), "D",
    ),
    Indicator(
        "smart_audit", "up", Domain.INSURED, _residents_under(Supervision, _audits), "D",
    ),
)  # fmt: skip
# What an alliance brings depends on luck as other outcomes do; the rest follow from the rules alone.
MEASURES = tuple(indicator.id for indicator in INDICATORS if indicator.id != "effective_alliances")
