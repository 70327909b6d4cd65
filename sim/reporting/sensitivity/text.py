"""The ranked list on the terminal and in ``summary.txt``; 80 columns. The same as data in ``summary.json``."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.experiments.sensitivity.runs import EFFECT, LEVEL
from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import percent, plain
from sim.reporting.on_screen import as_text, prose
from sim.reporting.sensitivity.data import NOTICED, SensitivityResult, WorthKnowing, needed_size, points_for
from sim.reporting.sensitivity.words import say
from sim.reporting.summary import write_both
from sim.reporting.text_table import text_table
from sim.vocabulary.labels import LANGUAGES

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

LISTED, OF_EACH = 10, 5
NAME = 30  # columns
NOT_SETTLED = "≈"
FAR = 100.0  # times as many runs: so far off, intervals themselves are too rough to say how many would do


def write_sensitivity_summary(folder: Path, lang: str) -> None:
    """``summary.txt`` and ``summary.json`` in the folder."""
    write_both(folder, sensitivity_text(folder, lang), sensitivity_data(folder))


def sensitivity_text(folder: Path, lang: str) -> str:
    """What an analysis says, as plain text: equal bytes for equal results."""
    return as_text(sensitivity_shown(folder, lang))


def sensitivity_shown(folder: Path, lang: str) -> Group:
    """Heading, ranked list, a table of each headline, how sure that is; for a rich console."""
    from rich.console import Group
    from rich.text import Text

    found = SensitivityResult(folder)
    parts: list[RenderableType] = [
        prose(say("heading", lang, title=found.title(lang)), style="bold"),
        prose(_what(found, lang)),
        Text(),
        prose(say("first", lang), style="bold"),
        *_list(found, lang),
        Text(),
        prose(say("moves", lang), style="bold"),
        prose(" ".join(_legend(found, lang)) if lang == "en" else "".join(_legend(found, lang))),
    ]
    for indicator in found.indicators:
        parts += [Text(), _table(found, indicator, lang)]
    parts += [Text(), prose(say("sure", lang), style="bold"), *(prose(line) for line in _sure(found, lang))]
    return Group(*parts)


def _what(found: SensitivityResult, lang: str) -> str:
    share = _share(float(found.asked["sample"]), lang)
    told = say(
        "what", lang, method=found.told_method(lang), inputs=found.inputs, runs=f"{found.points:,}", share=share,
        year=found.asked["year"],
    )  # fmt: skip
    if not found.asked.get("top"):
        return told
    between = "" if lang == "zh" else " "
    return told + between + say("chosen", lang, screened=len(found.asked["inputs"]))


def _share(sample: float, lang: str) -> str:
    return percent(sample, lang, 0 if sample >= 0.01 else 2)


def _list(found: SensitivityResult, lang: str) -> Iterator[RenderableType]:
    """One paragraph an input."""
    worth = [one for one in found.worth_knowing if one.narrowing >= NOTICED][:LISTED]
    if not worth:
        yield prose(say("nobody", lang))
        return
    yield prose(say("exact" if found.method == "sobol" else "approximate", lang))
    for n, one in enumerate(worth, 1):
        yield prose(f"{n}. {told(one, found, lang)}", indent="   ")


def told(one: WorthKnowing, found: SensitivityResult, lang: str) -> str:
    """What a better number would buy, how it is known now, and what would make it better."""
    source = str(one.row["source_zh" if lang == "zh" else "source"])
    now, then = _apart(one)
    first = say(
        "narrows", lang, name=one.name(lang), indicator=short_title(one.indicator, lang),
        now=now, then=then, unit=found.unit(one.row).told(lang),
        **{key: f"{one.row[key]:g}" for key in ("value", "low", "high")},
    )  # fmt: skip
    more = [say(str(one.row["confidence"]), lang)]
    more += [say("source", lang, source=source)] if source else []
    more += [say("path", lang, path=one.row["path"])]
    return say("semicolon", lang).join([first, *more]).rstrip("。.") + say("stop", lang)


def _apart(one: WorthKnowing) -> tuple[str, str]:
    """Half-widths in points, with as many digits as it takes to tell them apart, two at most."""
    pairs = [tuple(f"{100 * width:.{digits}f}" for width in (one.now, one.then)) for digits in (1, 2)]
    now, then = next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])
    return now, then


def _legend(found: SensitivityResult, lang: str) -> Iterator[str]:
    yield say(f"unit.{found.main}", lang)
    if (found.rows["converged"] == "False").any():
        yield say("marked", lang)


def _table(found: SensitivityResult, indicator: str, lang: str) -> Table:
    """The strongest inputs of one headline: on its effect, beside it on its level."""
    effects, levels = (found.of(indicator, of, found.main) for of in (EFFECT, LEVEL))
    heads = (say("effect", lang), say("level", lang))
    table = text_table("\n".join(wrap(sentence_case(short_title(indicator, lang)), NAME)), *heads)
    order = effects["estimate"].sort_values(ascending=False, kind="stable").index[:OF_EACH]
    for path in (path for path in order if effects.loc[path, "estimate"] > 0):
        name = "\n".join(wrap(str(effects.loc[path, lang]), NAME, indent="  "))
        table.add_row(name, *(_cell(rows.loc[path]) for rows in (effects, levels)))
    return table


def _cell(row: pd.Series) -> str:
    value, low, high = (plain(float(row[end]), "share") for end in ("estimate", "lower", "upper"))
    mark = f"{NOT_SETTLED} " if row["converged"] == "False" else ""
    return f"{mark}{value} [{low}, {high}]" if pd.notna(row["lower"]) else value


def _sure(found: SensitivityResult, lang: str) -> Iterator[str]:
    """Whether intervals are narrow, how many ranks are settled, luck, and what was left out."""
    if math.isnan(found.times_more):
        yield say("one_swing", lang)
    elif found.times_more <= 1.0:
        yield say("converged", lang)
    else:
        size = needed_size(found)
        far = "far" if found.times_more > FAR else "open"
        what, option = ("trajectories", "--trajectories") if found.method == "morris" else ("points", "--points")
        runs = f"{points_for(found, size):,}"
        yield say(far, lang, size=size, what=say(what, lang), runs=runs, option=option)
    if not math.isnan(found.times_more):
        ranks = say("semicolon", lang).join(_rank(found, indicator, lang) for indicator in found.indicators)
        yield say("ranks", lang, told=ranks)
    shares = (_luck(found, indicator, lang) for indicator in found.indicators)
    yield say("luck", lang, n=int(found.spread["luck_runs"].iloc[0]), told=say("and", lang).join(shares))
    if found.idle:
        yield say("idle", lang, n=found.idle, of=found.inputs)
    refused = int(found.spread["refused"].iloc[0])
    if refused:
        what = {"tornado": "of_ends", "morris": "trajectories", "sobol": "points"}[found.method]
        whole = found.points + refused if found.method != "tornado" else found.points
        yield say("refused", lang, n=refused, of=whole, what=say(what, lang))


def _rank(found: SensitivityResult, indicator: str, lang: str) -> str:
    settled = int(found.one_spread(indicator, EFFECT)["settled"])
    return say("rank" if settled else "no_rank", lang, indicator=short_title(indicator, lang), n=settled)


def _luck(found: SensitivityResult, indicator: str, lang: str) -> str:
    share = percent(float(found.one_spread(indicator, EFFECT)["luck_share"]), lang)
    return say("luck_of", lang, indicator=short_title(indicator, lang), share=share)


def sensitivity_data(folder: Path) -> dict[str, Any]:
    """The same as data; values are fractions as in the tables."""
    found = SensitivityResult(folder)
    settled = None if math.isnan(found.times_more) else found.times_more <= 1.0
    return {
        "title": {lang: found.title(lang) for lang in LANGUAGES},
        "year": found.asked["year"],
        "method": found.method,
        "size": found.size,
        "inputs": found.inputs,
        "points": found.points,
        "refused": int(found.spread["refused"].iloc[0]),
        "sample": float(found.asked["sample"]),
        "seed": int(found.asked["seed"]),
        "converged": settled,
        "size_that_would_do": needed_size(found) if settled is False else None,
        "approximate": found.method != "sobol",
        "luck_share": {name: _number(found.one_spread(name, EFFECT)["luck_share"]) for name in found.indicators},
        "worth_knowing": [_record(one, found, rank) for rank, one in enumerate(found.worth_knowing, 1)],
    }


def _record(one: WorthKnowing, found: SensitivityResult, rank: int) -> dict[str, Any]:
    row = one.row
    return {
        "rank": rank,
        "path": row["path"],
        "name": {lang: one.name(lang) for lang in LANGUAGES},
        "unit": {lang: found.unit(row).told(lang) for lang in LANGUAGES},
        **{key: float(row[key]) for key in ("value", "low", "high")},
        "confidence": row["confidence"],
        "source": {"en": row["source"], "zh": row["source_zh"]},
        "indicator": one.indicator,
        "narrowing": one.narrowing,
        "half_width": {"now": one.now, "known": one.then},
        "sentence": {lang: told(one, found, lang) for lang in LANGUAGES},
    }


def _number(value: Any) -> float | None:
    return float(value) if math.isfinite(float(value)) else None
