"""A run of the nation on the screen: the whole, who pays, targets, types, pools."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.reporting.lines import sentence_case
from sim.reporting.nation.data import HEADLINES, POOL_COLUMNS, NationResult
from sim.reporting.nation.words import say
from sim.reporting.numbers import EMPTY, change, number, percent, plain
from sim.reporting.on_screen import as_text, prose
from sim.reporting.text_table import text_table
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table


def nation_screen(folder: Path, lang: str) -> Group:
    """Everything there is to say of a folder, for a rich console."""
    from rich.console import Group
    from rich.text import Text

    found = NationResult(folder)
    told, last = found.manifest, found.years[-1]
    stands = found.table("run_pools")
    stands = stands[~stands["id"].isin(told["left_out"])]
    people = float((stands["pools_represented"] * stands["residents"]).sum())
    first, *others = found.arms
    shown: list[RenderableType] = [
        prose(say("heading", lang, title=told["title"][lang], year=last), style="bold"),
        prose(
            say(
                "what", lang, pools=told["pools"], stands=stands["pools_represented"].sum(),
                residents=say("million", lang, x=people / (1e4 if lang == "zh" else 1e6)),
                simulated=told["simulated"], reps=told["replications"],
            )
        ),
    ]  # fmt: skip
    if told["left_out"]:
        shown.append(prose(say("left_out", lang, pools=", ".join(told["left_out"])), style="yellow"))
    for year in found.years[1:]:
        shown += [Text(), prose(f"{say('weighted', lang)}, {year}", style="bold"), _headlines(found, year, lang)]
    shown += [prose(say("luck", lang))] if told["replications"] == 1 else []
    shown += [Text(), prose(say("paying", lang), style="bold"), _shares(found, lang)]
    shown += [Text(), prose(say("targets", lang), style="bold"), *_targets(found, lang)]
    arm = (others or [first])[-1]["id"]
    head = {"year": last, "arm": found.of_arm(arm, lang), "first": first[lang]}
    shown += [Text(), prose(say("archetypes", lang, **head), style="bold"), _types(found, last, arm, lang)]
    shown += [Text(), prose(say("pools", lang, **head), style="bold"), _pools(found, last, arm, lang)]
    shown += [Text(), *(prose(line) for line in _base_year(found, lang)), prose(say("cannot", lang))]
    return Group(*shown)


def nation_text(folder: Path, lang: str) -> str:
    """The same as plain text of 80 columns."""
    return as_text(nation_screen(folder, lang))


def _headlines(found: NationResult, year: str, lang: str) -> Table:
    """Values of the first arm, and how far the others lie from it."""
    first, *others = found.arms
    table = text_table("", first[lang], *(say("difference", lang, arm=arm[lang]) for arm in others))
    whole = found.nation[found.nation["archetype"] == "all"]
    for indicator, area in HEADLINES:
        row = found.row(whole, indicator, first["id"], year, area)
        if row is None:
            continue
        cells = [number(float(row["mean"]), unit(indicator), lang)]
        for arm in others:
            other = found.row(whole, indicator, arm["id"], year, area)
            cells.append(EMPTY if other is None else _change(other, indicator, lang))
        table.add_row(sentence_case(label(indicator, lang)), *cells)
    return table


def _change(row: pd.Series, indicator: str, lang: str) -> str:
    ends = (float(row["difference_low"]), float(row["difference_high"]))
    return change(float(row["difference"]), *ends, unit(indicator), lang)


def _shares(found: NationResult, lang: str) -> Table:
    shares = found.table("shares")
    table = text_table(say("both", lang), *(arm[lang] for arm in found.arms))
    for day, rows in shares.groupby("day", sort=True):
        by = _by_arm(rows)
        cells = [
            f"{percent(float(by[a['id']]['share_of_pools']), lang)} / "
            f"{percent(float(by[a['id']]['share_of_residents']), lang)}"
            for a in found.arms
        ]
        table.add_row(str(day), *cells)
    return table


def _targets(found: NationResult, lang: str) -> Iterator[RenderableType]:
    table = text_table("", *(arm[lang] for arm in found.arms))
    shares = found.table("share_targets")
    for day in dict.fromkeys(shares["day"]):
        rows = shares[shares["day"] == day]
        by = _by_arm(rows)
        least = float(rows["at_least"].iloc[0])
        cells = [
            f"{percent(float(by[arm['id']]['share_of_pools']), lang)} {_verdict(by[arm['id']]['met'], lang)}"
            for arm in found.arms
        ]
        table.add_row(say("share_target", lang, day=day, least=percent(least, lang)), *cells)
    scored = found.table("targets")
    for target in dict.fromkeys(scored["target"]):
        rows = scored[(scored["target"] == target) & (scored["area"] == scored["area"].iloc[0])]
        by = _by_arm(rows)
        one: dict[str, Any] = rows.iloc[0].to_dict()
        name = f"{sentence_case(label(one['indicator'], lang))} ({one['year']})"
        cells = []
        for arm in found.arms:
            value = float(by[arm["id"]]["mean"])
            cells.append(f"{number(value, unit(one['indicator']), lang)} {_verdict(by[arm['id']]['met'], lang)}")
        table.add_row(name, *cells)
    yield table


def _by_arm(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {str(row["arm"]): {str(key): cell for key, cell in row.items()} for row in rows.to_dict("records")}


def _verdict(met: object, lang: str) -> str:
    if pd.isna(met):  # type: ignore[call-overload]
        return say("unjudged", lang)
    return say("met" if str(met) == "True" else "missed", lang)


def _empty(first: str, lang: str) -> Table:
    names = (label(name, lang) for name in POOL_COLUMNS)
    return text_table(say(first, lang), *names, widths=(14,) * len(POOL_COLUMNS))


def _types(found: NationResult, year: str, arm: str, lang: str) -> Table:
    table = _empty("type", lang)
    for one in found.manifest["archetypes"]:
        own = found.nation[found.nation["archetype"] == one["id"]]
        if not own.empty:
            table.add_row(one[lang], *_cells(found, own, year, arm))
    return table


def _pools(found: NationResult, year: str, arm: str, lang: str) -> Table:
    table = _empty("pool", lang)
    for pool in found.table("run_pools").itertuples():
        own = found.pools[found.pools["pool"] == pool.id]
        if not own.empty:
            table.add_row(f"{pool.id} {getattr(pool, lang)}", *_cells(found, own, year, arm))
    return table


def _cells(found: NationResult, own: pd.DataFrame, year: str, arm: str) -> list[str]:
    cells = []
    for name in POOL_COLUMNS:
        row = found.row(own, name, arm, year, "all")
        if row is None:
            cells.append(EMPTY)
            continue
        moved = float(row["difference"])
        more = f" ({plain(moved, unit(name), sign=True)})" if pd.notna(moved) else ""
        cells.append(plain(float(row["mean"]), unit(name)) + more)
    return cells


def _base_year(found: NationResult, lang: str) -> Iterator[str]:
    facts = found.table("facts")
    known = facts[facts["inside"].notna()]
    if known.empty:
        return
    outside = known[known["inside"].astype(str) != "True"]
    rows: list[dict[str, Any]] = outside.to_dict("records")  # type: ignore[assignment]
    names = [_missed(row, lang) for row in rows]
    blanks = {"year": found.years[0], "of": len(known), "inside": len(known) - len(outside)}
    yield say("facts", lang, misses=", ".join(names), **blanks) if names else say("facts_all", lang, **blanks)


def _missed(row: dict[str, Any], lang: str) -> str:
    """A fact that is missed: the model's number, then the statistic."""
    name, group = str(row["indicator"]), str(row["group"])
    whose = "" if group == "all" else f" ({label(group, lang)})"
    model, figure = (number(float(row[key]), unit(name), lang) for key in ("model", "figure"))
    return f"{label(name, lang)}{whose} {model} / {figure}"
