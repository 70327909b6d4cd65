"""The scoreboard: headlines, targets, side effects, then one plain sentence per headline; 80 columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case
from sim.reporting.luck_share import luck_share_sentence
from sim.reporting.money_text import money_blocks
from sim.reporting.numbers import EMPTY, change, number, percent
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.package import package_table
from sim.reporting.sentences import HEADLINES, PARTS, Effect, effect, sentences
from sim.reporting.side_effects import arm_heads, side_effects
from sim.reporting.target_table import target_table
from sim.reporting.text_table import text_table
from sim.reporting.wording import say
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table


def scoreboard(folder: Path, lang: str) -> Group:
    """Headlines, targets, packages, side effects and sentences of a results folder, for a rich console."""
    from rich.console import Group
    from rich.text import Text

    results = Results(folder)
    sample = float(results.manifest["sample"])
    blanks = {
        "n": results.replications, "sample": percent(sample, lang, 0 if sample >= 0.01 else 2),
        "interval": results.coverage.statement_and_how(lang),
    }  # fmt: skip

    parts: list[RenderableType] = []
    if results.manifest.get("quick"):
        parts.append(prose(say("quick", lang, **blanks), style="yellow"))
    parts.append(prose(say("heading", lang, title=results.title(lang), year=results.last_year), style="bold"))
    parts.append(prose(say("what" if results.replications > 1 else "what_one", lang, **blanks)))
    parts += [Text(), _headlines(results, lang), *(prose(text) for text in luck_share_sentence(results, lang))]
    if not results.targets.empty:
        parts += [Text(), prose(say("targets", lang), style="bold"), target_table(results, lang)]
    packages = package_table(results, lang)
    if packages is not None:
        parts += [Text(), prose(say("package", lang, year=results.last_year), style="bold"), packages]
    parts += money_blocks(results, lang)
    warnings = side_effects(results, lang)
    if warnings is not None:
        parts += [Text(), prose(say("side_effects", lang, year=results.last_year), style="bold"), warnings]
    parts += [Text(), prose(say("plain", lang), style="bold")]
    parts += bullets(sentences(results, lang))
    return Group(*parts)


def scoreboard_text(folder: Path, lang: str) -> str:
    """The same as plain text of 80 columns, equal bytes for equal results."""
    return as_text(scoreboard(folder, lang))


@dataclass(frozen=True, slots=True)
class Headline:
    """One line of the headlines; a part belongs to the line above. ``found`` is None without a value."""

    indicator: str
    part: bool
    found: Effect | None


def headline_rows(results: Results) -> list[Headline]:
    """The headline indicators of the last year, each with what it is made of."""
    return [
        Headline(name, name != indicator, effect(results, name, results.last_year))
        for indicator in HEADLINES
        for name in (indicator, *PARTS.get(indicator, ()))
    ]


def _headlines(results: Results, lang: str) -> Table:
    table = text_table(*arm_heads(results, lang))
    for row in headline_rows(results):
        name = "  " + label(row.indicator, lang) if row.part else sentence_case(label(row.indicator, lang))
        found = row.found
        if found is None:
            table.add_row(name.strip(), EMPTY, EMPTY, EMPTY)
            continue
        table.add_row(
            name,
            number(found.baseline, found.unit, lang),
            number(found.reform, found.unit, lang),
            change(found.difference, found.low, found.high, found.unit, lang),
        )
    return table
