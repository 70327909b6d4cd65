"""Which number to go and measure first: a Markdown page of every assumption, and how far the strongest move results."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.experiments.sensitivity import HEADLINE_THREE, ranked
from sim.reporting.numbers import plain
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import label


def assumptions_page(
    scenario: Scenario, inputs: pd.DataFrame, moves: pd.DataFrame, *, sample: float, screened: int
) -> str:
    """The page.

    Parameters
    ----------
    inputs : every number that goes in, as `experiments.tables.input_table`.
    moves : the strongest inputs at both ends, as `experiments.sensitivity.one_at_a_time`.
    screened : how many inputs were tried at a smaller sample to find these.
    """
    year, order = scenario.years.last, ranked(moves).index
    lines = [
        f"# Assumptions of {scenario.label.en}",
        "",
        f"Written by `sim assumptions`; do not edit. {len(inputs[inputs['confidence'] == 'assumption'])} of "
        f"{len(inputs)} inputs are assumptions.",
        "",
        f"## The {len(order)} that move the headlines most",
        "",
        f"Each set to the ends of its range, one at a time, on the same luck, {plain(sample, 'share')} % of the "
        f"residents; chosen from {screened} parameters and numbers of rules by a first round at a smaller sample. "
        "Without a new fit of the base year, so a level moves more than it would after one; the effect (reform less "
        f"baseline) is what a planner asks for. {year}, points.",
        "",
        "| input | range | end | " + " | ".join(f"{label(name, 'en')}: with, effect" for name in HEADLINE_THREE) + " |",
        "|---|---|---|" + "---:|" * len(HEADLINE_THREE),
        _row("as it is", "", "", moves[moves["path"] == ""]),
    ]
    for path in order:
        rows = moves[moves["path"] == path]
        values = rows.drop_duplicates("end").set_index("end")["value"]
        span = " to ".join(f"{values[end]:g}" for end in ("low", "high") if end in values)
        for end in ("low", "high"):
            if (rows["end"] == end).any():
                lines.append(_row(f"`{path}`", span, end, rows[rows["end"] == end]))
    lines += ["", "## Every input that is an assumption", ""]
    lines += _listed(inputs)
    return "\n".join(lines) + "\n"


def _row(name: str, span: str, end: str, rows: pd.DataFrame) -> str:
    by = rows.set_index("indicator")
    value, effect = by["reform"].to_dict(), by["effect"].to_dict()
    cells = [f"{plain(value[name], 'share')}, {plain(effect[name], 'share', sign=True)}" for name in HEADLINE_THREE]
    return f"| {name} | {span} | {end} | " + " | ".join(cells) + " |"


def _listed(inputs: pd.DataFrame) -> Sequence[str]:
    lines = ["| input | value | unit | low | high | source |", "|---|---:|---|---:|---:|---|"]
    for row in inputs[inputs["confidence"] == "assumption"].to_dict("records"):
        low, high = ("" if pd.isna(row[end]) else f"{row[end]:g}" for end in ("low", "high"))
        source = str(row["source"]).replace("|", "/")
        lines.append(f"| `{row['path']}` | {row['value']:g} | {row['unit']} | {low} | {high} | {source} |")
    return lines
