"""The page's font: of the shipped one exactly the characters the page uses."""

from __future__ import annotations

import base64
import io
import string
from html import unescape

from sim.reporting.fonts import FONT

# What the script writes: counts of rows.
ALWAYS = string.digits + string.ascii_letters + string.punctuation + " "


def characters(page: str) -> str:
    """Every character of a page, in order, so that equal pages get equal fonts."""
    return "".join(sorted({letter for letter in unescape(page) + ALWAYS if letter.isprintable()}))


def embedded(letters: str) -> str:
    """A WOFF with these characters as base64; without kerning, which the plots were not laid out with."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(FONT, recalcTimestamp=False)
    options = Options(layout_features=[], name_IDs=[1, 2], notdef_outline=True, hinting=False, desubroutinize=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff"
    out = io.BytesIO()
    font.save(out)
    return base64.b64encode(out.getvalue()).decode("ascii")
