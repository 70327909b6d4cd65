"""Which number to go and measure first: a Markdown page of every assumption, and how far the strongest move results."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.experiments.sensitivity.ends import HEADLINE_THREE, ranked
from sim.reporting.numbers import plain
from sim.scenario.scenario import Scenario
from sim.scenario.settable import settables
from sim.vocabulary.labels import label, unit_words
from sim.vocabulary.phrase import Bilingual, one, saying

PHRASES = {
    "title": ("# {title}：输入与假设", "# Assumptions of {title}"),
    "written": (
        "由`sim assumptions`生成，请勿手工修改。{of}个输入中有{n}个是假设。",
        "Written by `sim assumptions`; do not edit. {n} of {of} inputs are assumptions.",
    ),
    "strongest": ("## 对主要指标影响最大的{n}个", "## The {n} that move the headlines most"),
    "how": (
        "逐个取范围的两端，随机数相同，抽样{sample}%的居民；从{screened}个参数和措施取值中，先用更小的样本筛选得到。"
        "基期没有重新拟合，因此数值的变动比重新拟合后大；规划所需的是改革效果（改革减不改革）。{year}年，单位为个百分点。",
        "Each set to the ends of its range, one at a time, on the same luck, {sample} % of the residents; chosen from "
        "{screened} parameters and numbers of rules by a first round at a smaller sample. Without a new fit of the "
        "base year, so a level moves more than it would after one; the effect (reform less baseline) is what a planner "
        "asks for. {year}, points.",
    ),
    "input": ("输入", "input"),
    "name": ("名称", "name"),
    "range": ("范围", "range"),
    "end": ("取值端", "end"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "source": ("出处", "source"),
    "both": ("{name}：改革后，效果", "{name}: with, effect"),
    "as_it_is": ("原值", "as it is"),
    "span": ("{low}至{high}", "{low} to {high}"),
    "low": ("下限", "low"),
    "high": ("上限", "high"),
    "every": ("## 全部假设", "## Every input that is an assumption"),
}
say = saying(PHRASES)


def assumptions_page(
    scenario: Scenario, inputs: pd.DataFrame, moves: pd.DataFrame, lang: str, *, sample: float, screened: int
) -> str:
    """The page.

    Parameters
    ----------
    inputs : every number that goes in, as `experiments.tables.input_table`.
    moves : the strongest inputs at both ends, as `experiments.sensitivity.ends.one_at_a_time`.
    screened : how many inputs were tried at a smaller sample to find these.
    """
    year, order = scenario.years.last, ranked(moves).index
    names = {item.path: item.name for item in settables(scenario)}
    assumed = int((inputs["confidence"] == "assumption").sum())
    heads = [say("both", lang, name=label(name, lang)) for name in HEADLINE_THREE]
    lines = [
        say("title", lang, title=scenario.label),
        "",
        say("written", lang, n=assumed, of=len(inputs)),
        "",
        say("strongest", lang, n=len(order)),
        "",
        say("how", lang, sample=plain(sample, "share"), screened=screened, year=year),
        "",
        _cells(*(say(head, lang) for head in ("input", "name", "range", "end")), *heads),
        "|---|---|---|---|" + "---:|" * len(HEADLINE_THREE),
        _row((say("as_it_is", lang), "", "", ""), moves[moves["path"] == ""]),
    ]
    for path in order:
        rows = moves[moves["path"] == path]
        values = rows.drop_duplicates("end").set_index("end")["value"]
        for end in ("low", "high"):
            if (rows["end"] == end).any():
                about = (f"`{path}`", _name(names, path, lang), _span(values, lang), say(end, lang))
                lines.append(_row(about, rows[rows["end"] == end]))
    lines += ["", say("every", lang), "", *_listed(inputs, lang)]
    return "\n".join(lines) + "\n"


def _name(names: dict[str, Bilingual], path: str, lang: str) -> str:
    return _plain(names.get(path, one("")).told(lang))


def _span(values: pd.Series, lang: str) -> str:
    ends = [f"{values[end]:g}" for end in ("low", "high") if end in values]
    return say("span", lang, low=ends[0], high=ends[1]) if len(ends) == 2 else "".join(ends)


def _row(about: tuple[str, ...], rows: pd.DataFrame) -> str:
    by = rows.set_index("indicator")
    value, effect = by["reform"].to_dict(), by["effect"].to_dict()
    return _cells(
        *about,
        *(f"{plain(value[name], 'share')}, {plain(effect[name], 'share', sign=True)}" for name in HEADLINE_THREE),
    )


def _listed(inputs: pd.DataFrame, lang: str) -> Sequence[str]:
    heads = ("input", "name", "value", "unit", "low", "high", "source")
    lines = [_cells(*(say(head, lang) for head in heads)), "|---|---|---:|---|---:|---:|---|"]
    source = "source_zh" if lang == "zh" else "source"
    for row in inputs[inputs["confidence"] == "assumption"].to_dict("records"):
        low, high = ("" if pd.isna(row[end]) else f"{row[end]:g}" for end in ("low", "high"))
        unit = unit_words(str(row["unit"])).told(lang)
        name, said = _plain(str(row[f"label_{lang}"])), _plain(str(row[source]))
        lines.append(_cells(f"`{row['path']}`", name, f"{row['value']:g}", unit, low, high, said))
    return lines


def _plain(text: str) -> str:
    """A text that does not break a table."""
    return text.replace("|", "/")


def _cells(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
