"""The page: template, sections, plots and font put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from sim.reporting.fonts import FAMILY
from sim.reporting.page import font
from sim.reporting.page.blocks import Section
from sim.reporting.page.drawings import Drawing, Pictures, drawings, pictures
from sim.reporting.page.sections import sample_of, sections
from sim.reporting.page.words import say
from sim.reporting.tables.all import Tables
from sim.reporting.tables.cells import Both, Cell, Change, Verdict, both, order, shown
from sim.vocabulary.labels import LANGUAGES

FONT = "@FONT@"


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on a page: heading, sections, and the drawings that they name."""

    title: Both
    subtitle: Both
    what: Both
    quick: bool
    sections: list[Section]
    drawings: dict[str, Drawing]


def page_html(tables: Tables, lang: str, drawn: Mapping[str, Pictures] | None = None) -> str:
    """The page of a run; ``lang`` is the language it opens in. Equal results give equal text.

    ``drawn`` are the plots by language where they are drawn already; a first look has them in one.
    """
    results = tables.results
    seen = drawn or {each: pictures(results, each) for each in LANGUAGES}
    n, interval = results.replications, both(results.coverage.statement)
    page = Page(
        title=both(results.title),
        subtitle=say("subtitle", base=results.base_year, last=results.last_year),
        what=say("what", n=n, sample=sample_of(results), interval=interval),
        quick=bool(results.manifest.get("quick")),
        sections=sections(tables),
        drawings=drawings(seen),
    )
    return written(page, lang)


def written(page: Page, lang: str) -> str:
    """The whole file: template, sections, plots and the letters they need of the font."""
    text: str = _template().render(
        lang=lang,
        title=page.title,
        subtitle=page.subtitle,
        what=page.what,
        quick=page.quick,
        sections=page.sections,
        drawings=page.drawings,
        one_language=any(len(one.svg) == 1 for one in page.drawings.values()),
        family=FAMILY,
    )
    # Once: a text of the results that reads like the mark stays as it is.
    head, mark, rest = text.partition(FONT)
    return head + font.embedded(font.characters(text)) + rest if mark else text


@cache
def _template() -> Any:
    """Everything that comes from files is escaped; style and script are ours and must not be."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    environment.globals.update(
        say=say, order=order, texts=_texts, tone=_tone, css=Markup(_ours("page.css")), script=Markup(_ours("page.js"))
    )
    return environment.from_string(_ours("page.html.j2"))


def _ours(name: str) -> str:
    return (files("sim.reporting.page") / "template" / name).read_text(encoding="utf-8")


def _texts(cell: Cell) -> Both:
    return both(lambda lang: shown(cell, lang))


def _tone(cell: Cell) -> str:
    """How a cell is marked, never by colour alone."""
    if isinstance(cell, Verdict) and cell.met is not None:
        return " met" if cell.met else " missed"
    return " sure" if isinstance(cell, Change) and cell.sure else ""
