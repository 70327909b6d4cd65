"""Net positions one by one: each fund where there are several of a scheme, facilities by the region's own levels.

Both with their share of the same sum: all positions and the cost of care still sum to zero. Alliances that hold a
package stand beside them, as a part of the facilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from sim.indicators.positions import FUNDS, KEYS, TIERS, YUAN
from sim.reporting.comparison.money_words import say
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case
from sim.reporting.positions import PUBLIC, Net, compared, net_positions
from sim.vocabulary.phrase import Bilingual

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario

RECEIVED = ("due_fen", "settled_fen", "compensation_fen", "public_health_fen")
Members = Mapping[str, tuple[str, ...]]  # facilities of an alliance, the lead first, by the rule of its package


@dataclass(frozen=True, slots=True)
class Position:
    """A party with its name and net yuan; ``part`` of the facilities above it."""

    name: Bilingual
    net: Net
    part: bool = False


def net_in_detail(results: Results, scenario: Scenario | None) -> list[Position]:
    """Everybody's net position in the last year; empty without the tables of money."""
    whole = {party: net for party, net in net_positions(results).items() if party != PUBLIC}
    if not whole:
        return []
    funds = _by_fund(results, scenario) if scenario is not None and len(scenario.region.pools) > 1 else []
    levels = _by_level(results, scenario) if len(results.levels) else {}
    found: list[Position] = []
    for party, net in whole.items():
        if funds and party in FUNDS.values():
            found += [one for one in funds if one.net.party == party]
        elif not (levels and party in TIERS):
            found.append(Position(_told(party), net))
        if party == _last_place(whole):
            found += [Position(_level(name, results), one) for name, one in levels.items()]
            found += _alliances(results, scenario)
    return found


def _last_place(whole: Mapping[str, Net]) -> str:
    """The last of the classes of facilities."""
    return next(party for party in reversed(list(whole)) if party in TIERS)


def _by_fund(results: Results, scenario: Scenario) -> list[Position]:
    """By payer, in the order of the file; ``party`` says which scheme it counts as."""
    fund = _year(results, "fund")
    rows = fund.assign(party=fund["payer"], yuan=(fund["income_fen"] - fund["spent_fen"]) * (YUAN * results.weight))
    scheme = dict(zip(fund["payer"].astype(str), fund["scheme"].map(FUNDS), strict=True))
    found = _compared(rows, results)
    return [Position(_fund(name, scenario), replace(found[name], party=str(scheme[name]))) for name in scheme]


def _by_level(results: Results, scenario: Scenario | None) -> dict[str, Net]:
    """By level of care, lowest first; as the file has them where the run kept no region."""
    rows = _of_facilities(results)
    found = _compared(rows.assign(party=rows["facility"].map(results.facilities["level"])), results)
    there = [str(name) for name in results.facilities["level"].unique()]
    order = [level.id for level in scenario.region.levels] if scenario is not None else there
    return {name: found[name] for name in order if name in found}


def _alliances(results: Results, scenario: Scenario | None) -> list[Position]:
    """What the facilities of each alliance with a package receive less what their care costs."""
    found = []
    rows = _of_facilities(results)
    for facilities in _with_package(results, scenario).values():
        here = rows[rows["facility"].isin(facilities)].assign(party=facilities[0])
        lead = results.facilities.loc[facilities[0]]
        en, zh = (say("alliance", lang, lead=str(lead[lang]), n=len(facilities)) for lang in ("en", "zh"))
        found += [Position(Bilingual(en, zh), one, part=True) for one in _compared(here, results).values()]
    return found


def _with_package(results: Results, scenario: Scenario | None) -> Members:
    """Alliances that hold a package by a rule of the scenario, by the rule's id."""
    from sim.policy.levers.alliance import AllianceLever
    from sim.policy.levers.budget import Budget

    if scenario is None:
        return {}
    told = {one.id: (one.lead, one.members) for one in scenario.region.alliances}
    for rule in scenario.rules:
        if isinstance(rule.lever, AllianceLever):
            told[rule.id.partition("@")[2] or rule.id] = (rule.lever.lead, rule.lever.members)
    places = results.facilities
    primary = places[places["tier"] == TIERS[0]]
    found = {}
    for rule in scenario.rules:
        if isinstance(rule.lever, Budget) and rule.lever.kind == "package" and rule.lever.alliance in told:
            lead, members = told[rule.lever.alliance]
            at = [str(f) for f in primary.index[primary["district"].isin(members)]]
            found[rule.id] = tuple(dict.fromkeys((lead, *(m for m in members if m in places.index), *at)))
    return found


def _of_facilities(results: Results) -> pd.DataFrame:
    """What each facility receives less the marginal cost of its care, by month."""
    rows = _year(results, "finance")
    net = rows[list(RECEIVED)].sum(axis=1) - rows["cost_fen"]
    return rows.assign(yuan=net * (YUAN * results.weight))


def _year(results: Results, table: str) -> pd.DataFrame:
    rows = results.table(table)
    return rows[rows["year"].astype(str) == results.last_year]


def _compared(rows: pd.DataFrame, results: Results) -> dict[str, Net]:
    return compared(rows.groupby([*KEYS, "party"], sort=False, as_index=False)[["yuan"]].sum(), results.doubt)


def _told(party: str) -> Bilingual:
    en, zh = (sentence_case(say(f"party.{party}", lang)) for lang in ("en", "zh"))
    return Bilingual(en, zh)


def _level(level: str, results: Results) -> Bilingual:
    en, zh = (sentence_case(results.name(level, lang)) for lang in ("en", "zh"))
    return Bilingual(en, zh)


def _fund(payer: str, scenario: Scenario) -> Bilingual:
    """A fund by its scheme and pool."""
    return next(one.label for one in scenario.region.payers if one.id == payer)
