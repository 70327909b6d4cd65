"""The page of a sweep: what was varied, where results lie, which combinations meet the targets."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sim.reporting.lines import straight
from sim.reporting.page.blocks import Block, Code, Grid, Plot, Prose, Section, section
from sim.reporting.page.drawings import Drawing, drawing
from sim.reporting.page.html import Page, written
from sim.reporting.page.words import covered, say
from sim.reporting.plots.sweep import chosen
from sim.reporting.plots.sweep.read import Sweep
from sim.reporting.swept import Swept
from sim.reporting.swept_sentences import sentences
from sim.reporting.tables import swept
from sim.reporting.tables.cells import Both, both
from sim.scenario.plain_yaml import flow

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Draw = Callable[["pd.DataFrame", Sweep, str], "Figure"]


def swept_page(found: Swept, lang: str) -> str:
    """The whole file; ``lang`` is the language it opens in."""
    page = Page(
        title=both(found.title),
        subtitle=say("sweep", year=found.sweep.year, n=found.points),
        what=what(found),
        quick=False,
        sections=_sections(found),
        drawings=_drawings(found),
    )
    return written(page, lang)


def what(found: Swept) -> Both:
    """How much of it there was, and what the intervals cover."""
    n = found.replications
    return say("what", n=n, sample=both(found.sample), interval=both(found.coverage.statement))


def told(found: Swept) -> tuple[Both, ...]:
    """Its sentences in both languages."""
    return tuple(Both(zh, straight(en)) for zh, en in zip(sentences(found, "zh"), sentences(found, "en"), strict=True))


def run_again(found: Swept) -> str:
    """The command that goes on with the sweep; what was typed, as sweep.yaml keeps it."""
    asked = found.sweep.asked
    sets = "".join(f" --set {_typed(one)}" for one in asked.get("set", ()))
    sets += "".join(f" --target {_typed(one)}" for one in asked.get("target", ()))
    vary = "".join(f" --vary {_typed(one)}" for one in asked.get("vary", ()))
    count = asked.get("points", found.points + len(found.failures))
    design = "" if asked["design"] == "grid" else f" --design {asked['design']} -n {count}"
    luck = f" --sample {flow(asked['sample'])} --reps {asked['reps']} --seed {asked['seed']}"
    return f"sim sweep {_typed(asked['scenario'])}{sets}{vary}{design}{luck} -o ."


def _typed(word: object) -> str:
    """A word of the command line, quoted where a shell would break it."""
    import shlex

    return shlex.quote(str(word))


def _sections(found: Swept) -> list[Section]:
    return [
        _section("plain", Prose(told(found), "lead")),
        _section("inputs", Grid(swept.varied(found))),
        _section("points", *_plots(found), Grid(swept.ranges(found)), Grid(swept.levels(found))),
        _section("targets", Grid(swept.targets(found)), Grid(swept.points(found), search=True)),
        _section("failures", *_failed(found)),
        _section("belief", Prose((*covered(found.coverage), say("experiments")), "list")),
        _section("reproduce", Prose((say("sweep_again"),)), Code(run_again(found))),
    ]


def _failed(found: Swept) -> tuple[Block, ...]:
    return (Grid(swept.failures(found)),) if len(found.failures) else (Prose((say("no_failures"),)),)


def _section(key: str, *blocks: Block) -> Section:
    return section(key, say(f"section.{key}"), *blocks)


def _plots(found: Swept) -> tuple[Block, ...]:
    return tuple(Plot(name) for name, _, _ in plots_of(found))


def plots_of(found: Swept) -> list[tuple[str, pd.DataFrame, Callable[[pd.DataFrame, str], Figure]]]:
    """The plot that fits what was varied, and those of further indicators that somebody has had drawn.

    None where fewer than two values have an answer.
    """
    parts = [("", found.sweep), *((f"_{name}", found.outcomes.only(name)) for name in found.named)]
    plots = [(end, sweep, chosen(sweep, sweep.varied)) for end, sweep in parts if sweep.varied]
    return [(name + end, table, partial(_draw, draw, sweep)) for end, sweep, (name, table, draw) in plots]


def words_of(found: Swept) -> list[str]:
    """Paths whose values are words, whatever they look like."""
    return [path for path in found.sweep.varied if not found.sweep.is_number(path)]


def _drawings(found: Swept) -> dict[str, Drawing]:
    return {name: drawing(name, table, draw, words_of(found)) for name, table, draw in plots_of(found)}


def _draw(draw: Draw, sweep: Sweep, rows: pd.DataFrame, lang: str) -> Figure:
    return draw(rows, sweep, lang)
