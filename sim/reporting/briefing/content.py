"""What a briefing says, before it is set: sections of sentences, tables and figures; and how it becomes a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sim.reporting.briefing.paper import Paper
from sim.reporting.lines import straight
from sim.reporting.page.blocks import Code, Grid, Plot, Prose, Section
from sim.reporting.tables.cells import Both


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as PNG, what it is called, and what it shows in words."""

    png: bytes
    caption: str
    words: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """Title, warning and sections; ``picture`` draws a plot by name in a language, None where there is nothing."""

    title: Both
    subtitle: Both
    warning: Both | None
    sections: tuple[Section, ...]
    picture: Callable[[str, str], Picture | None]


def briefing_file(content: Briefing, lang: str) -> bytes:
    """The paper in a language; equal content gives equal bytes."""
    paper = Paper(lang)
    paper.title(content.title.of(lang), content.subtitle.of(lang))
    if content.warning is not None:
        paper.warning(content.warning.of(lang))
    for part in content.sections:
        paper.heading(part.title.of(lang))
        for block in part.blocks:
            _write(paper, block, content, lang)
    return paper.written(content.title.of(lang))


def _write(paper: Paper, block: Prose | Code | Plot | Grid, content: Briefing, lang: str) -> None:
    match block:
        case Prose(sentences, "lead"):
            paper.points([one.of(lang) for one in sentences], numbered=True)
        case Prose(sentences, "list"):
            paper.points([one.of(lang) for one in sentences])
        case Prose(sentences, _):
            for one in sentences:
                paper.sentence(one.of(lang))
        case Code(line):
            paper.typed(line)
        case Grid():
            paper.table(block.table)
        case Plot(name):
            picture = content.picture(name, lang)
            if picture is not None:
                paper.figure(picture.png, straight(picture.caption), straight(picture.words))
