"""Makes the shipped font again: ``python -m sim.reporting.fonts.subset NotoSansCJK-Regular.ttc`` (or `make font`)."""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

from sim.reporting.fonts import FAMILY, FONT, characters

# Names that the licence asks for and that tell the font from others; nothing that lays out text, no hints.
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]
LEFT_OUT = ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]


def subset(collection: Path, target: Path = FONT) -> None:
    """Write the regular Simplified Chinese font of a collection with `characters` alone; equal bytes every time."""
    font = next(font for font in TTCollection(collection).fonts if font["name"].getDebugName(1) == FAMILY)
    options = Options(
        layout_features=[],
        name_IDs=NAMES,
        notdef_outline=True,
        hinting=False,
        desubroutinize=False,
        drop_tables=LEFT_OUT,
    )
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(characters()))
    subsetter.subset(font)
    font["head"].modified, font.recalcTimestamp = font["head"].created, False
    font.save(target)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m sim.reporting.fonts.subset NotoSansCJK-Regular.ttc")
    subset(Path(sys.argv[1]))
