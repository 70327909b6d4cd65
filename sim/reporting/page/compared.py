"""The page of a comparison: what differs, values side by side, targets, money, groups, side effects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots import CasePlot, plots_of
from sim.reporting.comparison.sentences import sentences
from sim.reporting.lines import straight
from sim.reporting.numbers import percent
from sim.reporting.page.blocks import Block, Code, Grid, Plot, Prose, Section, section
from sim.reporting.page.drawings import Drawing, drawing
from sim.reporting.page.html import Page, written
from sim.reporting.page.words import covered_or_how, say
from sim.reporting.tables import compared, compared_money
from sim.reporting.tables.cells import Both, both

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


def compared_page(found: Comparison, lang: str) -> str:
    """The whole file; ``lang`` is the language it opens in."""
    page = Page(
        title=both(partial(found.name, found.reference)),
        subtitle=say("compared", base=found.asked["base_year"], last=found.year),
        what=what(found),
        quick=bool(found.asked.get("quick")),
        sections=_sections(found),
        drawings=_drawings(found),
    )
    return written(page, lang)


def what(found: Comparison) -> Both:
    """How much of it there was, and what the intervals cover."""
    n = found.replications
    return say("compared_what", n=n, sample=sample_of(found), interval=both(found.coverage.statement))


def sample_of(found: Comparison) -> Both:
    """The share of residents simulated."""
    sample = float(found.asked["sample"])
    return both(lambda lang: percent(sample, lang, 0 if sample >= 0.01 else 2))


def told(found: Comparison, lines: Callable[[Comparison, str], list[str]] = sentences) -> tuple[Both, ...]:
    """Sentences that come by language."""
    return tuple(Both(zh, straight(en)) for zh, en in zip(lines(found, "zh"), lines(found, "en"), strict=True))


def run_again(found: Comparison) -> str:
    """The command that compares the results of the cases again, in the folder of the comparison."""
    folders = " ".join(f"cases/{case}" for case in found.asked["cases"])
    by = f" --by {found.asked['by']}" if found.asked["by"] else ""
    return f"sim compare {folders} --baseline {found.reference}{by} -o again"


def _sections(found: Comparison) -> list[Section]:
    return [
        _section("plain", Prose(told(found), "lead")),
        _section("inputs", Grid(compared.key(found)), Grid(compared.inputs(found))),
        _section("cases", Plot("cases"), Grid(compared.headlines(found)), Grid(compared.pairs(found))),
        _section("targets", Plot("cases_targets"), Grid(compared.targets(found))),
        _section("net", Plot("cases_money"), Grid(compared_money.positions(found)), Grid(compared_money.moved(found))),
        _section("groups", Plot("cases_counties"), *(Grid(table) for table in compared.groups(found))),
        _section("side_effects", Plot("cases_side_effects"), Grid(compared.side_effects(found))),
        _section("belief", Prose((*covered_or_how(found.coverage), say("experiments")), "list")),
        _section("reproduce", Prose((say("compared_again"),)), Code(run_again(found))),
    ]


def _section(key: str, *blocks: Block) -> Section:
    return section(key, say(f"section.{key}"), *blocks)


def _drawings(found: Comparison) -> dict[str, Drawing]:
    return {plot.name: drawing(plot.name, plot.data(found), partial(_draw, plot, found)) for plot in plots_of(found)}


def _draw(plot: CasePlot, found: Comparison, rows: pd.DataFrame, lang: str) -> Figure:
    return plot.draw(rows, found, lang)
