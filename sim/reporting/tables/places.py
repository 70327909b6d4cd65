"""Effects of the last year by district, tier, scheme and age, and those on waits and beds."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial

from sim.reporting.folder import Results
from sim.reporting.hospitals import hospital_years
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY
from sim.reporting.sentences import effect
from sim.reporting.tables.cells import Both, Column, Row, Table, Value, both, effect_cells, name_of, same
from sim.reporting.tables.outcome import effect_columns, note
from sim.reporting.tables.words import word
from sim.vocabulary.names import TIERS_WITHIN, AgeBand, Arm, Scheme, Tier

BY_DISTRICT = (
    "primary_visit_share",
    "primary_visit_share_no_village",
    "county_visit_rate",
    "county_inpatient_share",
    "cost_growth",
    "medical_cost_per_resident",
    "fund_spending_per_resident",
    "oop_share",
    "contract_rate",
    "bed_occupancy",
)
WITHIN = tuple(tier.id for tier in TIERS_WITHIN)
WAITS = (
    *((f"wait_minutes_{tier}", "all") for tier in WITHIN),
    *((f"bed_wait_days_{tier}", "all") for tier in WITHIN),
    *(("bed_occupancy", tier) for tier in WITHIN),
    *(("alos", tier) for tier in WITHIN),
)
# Of a hospital and year: quantity and unit, as `sim.reporting.hospitals` has them.
HOSPITAL_YEAR = {
    "occupancy": "share",
    "wait_minutes": "minutes",
    "from_beyond": "share",
    "stays": "number",
    "stay_days": "days",
    "yuan_per_stay": "yuan",
    "bed_wait_days": "days",
}
ARMS = tuple(arm.id for arm in Arm)
GROUPS = {"by_tier": Tier.ids(), "by_scheme": Scheme.ids(), "by_age": AgeBand.ids()}


def by_district(results: Results) -> Table:
    """The whole prefecture first, then each district."""
    rows = []
    for name in BY_DISTRICT:
        for area in ("all", *results.places.index):
            found = effect(results, name, results.last_year, area)
            if found is not None:
                place = both(partial(results.name, area))
                rows.append(Row((name_of(name), place, *effect_cells(found))))
    columns = (Column(word("indicator"), "text"), Column(word("place"), "text"), *effect_columns(results))
    return Table("by_district", word("by_district"), columns, rows, note(results))


def by_group(results: Results) -> list[Table]:
    """Every indicator that is counted by group, the whole prefecture; a table each for levels, schemes and ages.

    Levels are the national classes, then those that the region declares beside them.
    """
    frame = results.indicators
    here = frame[(frame["year"] == results.last_year) & (frame["area"] == "all") & (frame["group"] != "all")]
    pairs = list(dict.fromkeys(zip(here["indicator"], here["group"], strict=True)))
    tables = []
    for key, words in {**GROUPS, "by_tier": (*GROUPS["by_tier"], *results.levels.index)}.items():
        groups = [str(word) for word in words]
        chosen = [(name, group) for name, group in pairs if group in groups]
        tables.append(_table(key, sorted(chosen, key=lambda pair: _rank(pair, chosen, groups)), results))
    return [table for table in tables if table]


def waits(results: Results) -> Table:
    """Waits, occupancy and stay by tier."""
    return _table("waits", WAITS, results)


def hospitals(results: Results) -> Table:
    """Beds, queues, patients from beyond and charges of every hospital in every year, without and with the rules."""
    years = hospital_years(results)
    columns = [Column(word("hospital"), "text"), Column(word("year"), "text")]
    columns += [
        Column(word("of_arm", what=word(name), arm=word(arm)), "number") for name in HOSPITAL_YEAR for arm in ARMS
    ]
    rows = []
    for facility, year in dict.fromkeys((at[0], at[1]) for at in years.index):
        name = both(partial(_hospital, str(facility), results))
        cells = [
            Value(float(years[quantity].get((facility, year, arm), math.nan)), unit)
            for quantity, unit in HOSPITAL_YEAR.items()
            for arm in ARMS
        ]
        rows.append(Row((name, same(year), *cells)))
    return Table("hospitals", word("hospitals"), tuple(columns), rows, word("hospitals_note"))


def _hospital(facility: str, results: Results, lang: str) -> str:
    return str(results.facilities.loc[facility, lang])


def _table(key: str, pairs: Iterable[tuple[str, str]], results: Results) -> Table:
    rows = []
    for name, group in pairs:
        found = effect(results, name, results.last_year, group=group)
        if found is not None:
            rows.append(
                Row((name_of(name), same(EMPTY) if group == "all" else _named(group, results), *effect_cells(found)))
            )
    columns = (Column(word("indicator"), "text"), Column(word("group"), "word"), *effect_columns(results))
    return Table(key, word(key), columns, rows, note(results))


def _named(group: str, results: Results) -> Both:
    """What a group is called, beginning a line."""
    return both(lambda lang: sentence_case(results.name(group, lang)))


def _rank(pair: tuple[str, str], pairs: list[tuple[str, str]], groups: Iterable[str]) -> tuple[int, int]:
    """Indicators in the order of the file, groups in that of the vocabulary."""
    names = list(dict.fromkeys(name for name, _ in pairs))
    return names.index(pair[0]), list(groups).index(pair[1])
