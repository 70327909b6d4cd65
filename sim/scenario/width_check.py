"""Refuses what the engine's numbers have no room for, before anything is simulated (`engine.widths`)."""

from __future__ import annotations

import math

from sim.engine.widths import CONDITIONS, DISTRICTS, FACILITIES, FOLLOW_UPS, NEEDS_A_MONTH, PAYERS, PERSONS, YEARS
from sim.region.description import Numbers, Region
from sim.scenario.faults import Faults
from sim.scenario.parameter_files import Conditions
from sim.scenario.scenario import Scenario, Years
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import AgeBand, PrimaryPlace
from sim.vocabulary.phrase import telling

tell = telling(
    {
        "years": ("{n} 年", "{n} years"),
        "years_remedy": ("最多 {most} 年：请写 {last} 或更早的年份", "at most {most}: write {last} or earlier"),
        "districts": ("{place}有 {n} 个县区", "{place} has {n} districts"),
        "districts_remedy": (
            "最多 {most} 个：请把一些县区合并，或分成几个地区",
            "at most {most}: put some of them together, or make several regions of it",
        ),
        "payers": (
            "{place}有 {n} 个付费方（每个统筹区的每个险种为一个）",
            "{place} has {n} payers (a scheme of a pool each)",
        ),
        "payers_remedy": (
            "最多 {most} 个：请合并一些统筹区，或分成几个地区",
            "at most {most}: put some pools together, or make several regions of it",
        ),
        "facilities": (
            "{place}有 {n} 个机构（每个基层网点计为中心、村卫生室、私人诊所三个）",
            "{place} has {n} facilities (a primary place counts as three: centre, village clinics, private clinics)",
        ),
        "facilities_remedy": (
            "最多 {most} 个：请在 districts.csv 中写较少的 primary_places",
            "at most {most}: write fewer primary_places in districts.csv",
        ),
        "conditions": ("{n} 个病种组", "{n} condition groups"),
        "conditions_remedy": (
            "最多 {most} 个：请在 conditions.csv 中合并一些",
            "at most {most}: put some of them together in conditions.csv",
        ),
        "follow_ups": (
            "follow_ups {mean:g} × follow_factor_max {factor:g}：一次诊疗后可能有 {n} 次复诊",
            "follow_ups {mean:g} x follow_factor_max {factor:g}: {n} follow-up visits may come of one consultation",
        ),
        "follow_ups_remedy": ("最多 {most} 次：请把其中一个写小", "at most {most}: write one of the two smaller"),
        "needs": (
            "到 {last} 年，一名居民每月平均可能有 {n:.0f} 次就医需要",
            "a resident may have {n:.0f} needs a month on average by {last}",
        ),
        "needs_remedy": (
            "最多 {most} 次：请检查 conditions.csv 的 rate_*、demand_scale、trend_mild_needs 和 trend_hospital_visits",
            "at most {most}: check rate_* of conditions.csv, demand_scale, trend_mild_needs and trend_hospital_visits",
        ),
        "persons": (
            "按 {sample:g} 抽样要模拟 {n:,} 名居民（含外来就医者）",
            "{n:,} residents to simulate at {sample:g} (those from beyond included)",
        ),
        "persons_remedy": (
            "一次最多模拟 {most:,} 名：请写 --sample {share:g} 或更小",
            "at most {most:,} at once: write --sample {share:g} or less",
        ),
    }
)


def check_widths(
    region: Region | None,
    parameters: Numbers | None,
    conditions: Conditions | None,
    years: Years | None,
    tree: Tree,
    faults: Faults,
) -> None:
    """Everything has room; what could not be read is None, and has its faults already."""
    if years is not None:
        _check_years(years, tree, faults)
    if region is not None:
        _check_places(region, tree, faults)
    if parameters is not None and conditions is not None:
        _check_follow_ups(parameters, conditions, tree, faults)
        if region is not None and years is not None:
            _check_needs(most_needs_a_month(region, parameters, conditions, years), years, tree, faults)


def _check_years(years: Years, tree: Tree, faults: Faults) -> None:
    n = years.last - years.base + 1
    if n > YEARS:
        remedy = tell("years_remedy", most=YEARS, last=years.base + YEARS - 1)
        faults.add(tree.place(("years", "last")), "years.last", tell("years", n=n), remedy)


def _check_places(region: Region, tree: Tree, faults: Faults) -> None:
    places = sum(round(d.value("primary_places")) for d in region.districts)
    for word, n, most in (
        ("districts", len(region.districts), DISTRICTS),
        ("payers", len(region.payers), PAYERS),
        ("facilities", places * len(PrimaryPlace) + len(region.hospitals), FACILITIES),
    ):
        if n > most:
            what = tell(word, place=region.label, n=n)
            faults.add(tree.place(("region",)), "region", what, tell(f"{word}_remedy", most=most))


def _check_follow_ups(parameters: Numbers, conditions: Conditions, tree: Tree, faults: Faults) -> None:
    place = tree.place(("parameters",))
    if len(conditions) > CONDITIONS:
        what, remedy = tell("conditions", n=len(conditions)), tell("conditions_remedy", most=CONDITIONS)
        faults.add(place, "conditions", what, remedy)
    factor = parameters["follow_factor_max"].value
    for group, numbers in conditions.items():
        mean = numbers["follow_ups"].value
        if (n := math.ceil(mean * factor)) > FOLLOW_UPS:
            what = tell("follow_ups", mean=mean, factor=factor, n=n)
            faults.add(place, f"conditions.{group}.follow_ups", what, tell("follow_ups_remedy", most=FOLLOW_UPS))


def _check_needs(needs: float, years: Years, tree: Tree, faults: Faults) -> None:
    if needs > NEEDS_A_MONTH:
        remedy = tell("needs_remedy", most=NEEDS_A_MONTH)
        faults.add(tree.place(("parameters",)), "conditions", tell("needs", n=needs, last=years.last), remedy)


def most_needs_a_month(region: Region, parameters: Numbers, conditions: Conditions, years: Years) -> float:
    """Needs a month of who is at risk of everything, in the season and year with the most; at least the engine's."""
    first, last = -years.run_in_months / MONTHS - 0.5, years.last - years.base + 0.5
    drift = 1.0
    for name in ("trend_mild_needs", "trend_hospital_visits"):
        growth = 1.0 + parameters[name].value
        drift = max(drift, math.pow(growth, first), math.pow(growth, last))
    rates = [f"rate_{band.id.removeprefix('age_')}" for band in AgeBand]
    most = max(sum(n[rate].value * (1.0 + n["season_amplitude"].value) for n in conditions.values()) for rate in rates)
    return most * region.calibrated["demand_scale"].value * drift / MONTHS


def check_persons(scenario: Scenario, sample: float) -> None:
    """Refuse a run of more residents than have a number.

    Raises
    ------
    InputInvalid : says which sample fits.
    """
    n = _most(scenario, sample)
    if n > PERSONS:
        share = share_that_fits(scenario)
        what, remedy = tell("persons", sample=sample, n=n), tell("persons_remedy", most=PERSONS, share=share)
        raise InputInvalid([Problem("--sample", 0, 0, "", what, remedy)])


def share_that_fits(scenario: Scenario) -> float:
    """The largest share of the residents of all years that can be simulated at once, in steps of a thousandth."""
    thousandths: int = 1000 * PERSONS // _most(scenario, 1.0)
    return min(1000, thousandths) / 1000


def _most(scenario: Scenario, sample: float) -> int:
    """How many people a run keeps: of each district as many as live there in any of its years."""
    return sum(scenario.region.most_heads(sample, scenario.years.last - scenario.years.base))
