"""Paragraphs and lists at 80 columns, and what a console shows as plain text."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sim.reporting.lines import wrap
from sim.reporting.text_table import WIDTH
from sim.vocabulary.screen import screen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text


def prose(text: str, *, style: str = "", indent: str = "") -> Text:
    """A paragraph, broken where a reader of Chinese or English expects it."""
    from rich.text import Text

    return Text("\n".join(wrap(text, WIDTH, indent)), style=style, no_wrap=True, overflow="ignore")


def bullets(lines: Iterable[str]) -> list[Text]:
    """One point a line."""
    return [prose(f"• {line}", indent="  ") for line in lines]


def as_text(shown: RenderableType) -> str:
    """Without colour, 80 columns, no blanks at the ends of lines: equal bytes for equal content."""
    out = io.StringIO()
    console = screen(file=out, width=WIDTH, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(shown)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"
