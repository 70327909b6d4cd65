"""A comparison on the terminal: inputs, headlines, targets, side effects, groups, plain words; 80 columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.money_tables import moved_table, pairs_table, positions_table
from sim.reporting.comparison.money_words import say as money
from sim.reporting.comparison.sentences import input_lines, sentences
from sim.reporting.comparison.tables import (
    beyond_interval,
    effects_tables,
    groups_table,
    heading,
    many,
    side_by_side,
    targets_table,
)
from sim.reporting.comparison.words import say
from sim.reporting.numbers import percent
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.wording import say as spoken

if TYPE_CHECKING:
    from rich.console import Group, RenderableType


def comparison(folder: Path, lang: str) -> Group:
    """Everything that a comparison says, for a rich console.

    Raises
    ------
    InputInvalid : a file of the folder is not there or lacks a column.
    """
    from rich.console import Group
    from rich.text import Text

    found = Comparison(folder)
    reference = found.name(found.reference, lang)
    sample = float(found.asked["sample"])
    blanks = {
        "n": found.replications, "sample": percent(sample, lang, 0 if sample >= 0.01 else 2),
        "interval": found.coverage.statement_and_how(lang),
    }  # fmt: skip
    parts: list[RenderableType] = [
        *([prose(spoken("quick", lang, **blanks), style="yellow")] if found.asked.get("quick") else []),
        prose(say("heading", lang, year=found.year, reference=reference), style="bold"),
        prose(say("what" if found.replications > 1 else "what_one", lang, **blanks)),
        Text(),
        *(prose(heading(found, case, lang), indent="   ") for case in found.cases),
    ]

    def section(title: str, *content: RenderableType) -> None:
        parts.extend([Text(), prose(title, style="bold"), *content])

    section(say("inputs", lang), *bullets(input_lines(found, lang)))
    section(say("headlines", lang), *side_by_side(found, [(name, "all") for name in found.headlines], lang))
    if not found.asked["shared_baseline"]:
        section(say("effects", lang), prose(say("own_baseline", lang)), *effects_tables(found, lang))
    if len(found.contrasts.pairs) > 1:
        section(say("pairs", lang), pairs_table(found, lang))
    if not found.targets.empty and not many(found):
        section(say("targets", lang), *targets_table(found, lang))
    if found.contrasts.parties:
        title = "title_plain" if many(found) else "title"
        blanks = {"year": found.year, "unit": money("unit", lang)}
        section(money(title, lang, **blanks), *positions_table(found, lang), prose(money("note", lang)))
    if moved := moved_table(found, lang):
        section(money("moved", lang, level=found.coverage.per_cent(lang)), *moved, prose(money("moved_note", lang)))
    section(say("side_effects", lang), *_side_effects(found, lang))
    if found.groups:
        for case in found.others:
            title = say(f"by_{found.asked['by']}", lang, letter=found.letter(case), case=found.name(case, lang))
            section(title, prose(say("by_note", lang)), groups_table(found, case, lang))
    section(say("plain", lang), *bullets(sentences(found, lang)))
    return Group(*parts)


def comparison_text(folder: Path, lang: str) -> str:
    """The same as plain text of 80 columns, equal bytes for equal results."""
    return as_text(comparison(folder, lang))


def _side_effects(found: Comparison, lang: str) -> list[RenderableType]:
    if found.replications == 1:
        return [prose(say("side_effects_single", lang))]
    rows = beyond_interval(found)
    return side_by_side(found, rows, lang, starred=True) if rows else [prose(say("side_effects_none", lang))]
