"""The font of plots and pages, and the characters it has: those of the standard table and of all names of places."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FONT = HERE / "NotoSansCJKsc-Regular-subset.otf"
FAMILY = "Noto Sans CJK SC"


@cache
def characters() -> frozenset[str]:
    """Every character that the font can draw.

    ``characters/`` lists them in lines: ``table_8105.txt`` is 通用规范汉字表 (State Council, 2013) in its order,
    ``gb2312.txt`` what GB 2312 has beyond it, ``places.txt`` what names of provinces, cities, counties, townships
    and villages have beyond both, ``signs.txt`` everything that is no Chinese character. Where the lists come from
    stands in ``OFL.txt``.
    """
    return frozenset(
        letter
        for path in sorted((HERE / "characters").glob("*.txt"))
        for letter in path.read_text(encoding="utf-8")
        if letter != "\n"
    )


def without_glyph(texts: Iterable[str]) -> str:
    """The characters of some texts that would be drawn as empty boxes, each once, in order."""
    return "".join(sorted({letter for text in texts for letter in text if letter.isprintable()} - characters()))
