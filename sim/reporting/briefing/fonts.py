"""The fonts of official Chinese papers, by name: every style and every run of text names all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

LATIN = "Times New Roman"
THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


@dataclass(frozen=True, slots=True)
class Face:
    """Latin letters and Chinese characters of one look."""

    latin: str
    chinese: str


BODY = Face(LATIN, "宋体")
HEAD = Face(LATIN, "黑体")
CODE = Face("Courier New", "宋体")


def set_face(holder: Any, face: Face, *, chinese: bool) -> None:
    """Name the fonts of a run or a style.

    ``chinese`` text sets what both scripts have (quotes, dashes) in the Chinese font.
    """
    fonts = holder.element.get_or_add_rPr().get_or_add_rFonts()
    name_fonts(fonts, face)
    if chinese:
        fonts.set(qn("w:hint"), "eastAsia")


def name_fonts(fonts: Any, face: Face) -> None:
    """The names by script; those of a theme would overrule them."""
    for theme in THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, font in (("ascii", face.latin), ("hAnsi", face.latin), ("eastAsia", face.chinese), ("cs", face.latin)):
        fonts.set(qn(f"w:{name}"), font)
