#!/usr/bin/env bash
# A figure that matplotlib saved as SVG cannot be turned into a PNG by resvg's package with its usual settings.
#
# Who saves each figure once and makes the PNG from the SVG expects a picture of the figure's size. matplotlib writes the
# size in points. The package's number of dots an inch is 0 unless named, which its help calls the default of SVG; a size
# in points, inches or millimetres then is a size of nothing, and a wanted width in pixels does not help. A size without
# a unit is not touched by it. With dpi=96 all are drawn.
packages=(matplotlib==3.10.7 numpy==2.3.4 resvg-py==0.5.0)
guess() {
  cat <<'LINES'
as matplotlib saved it (144pt): 192 x 96
the same, 1000 pixels wide: 1000 x 500
the same, 96 dots an inch: 192 x 96
the same without its unit: 144 x 72
LINES
}
seen() {
  cat <<'LINES'
as matplotlib saved it (144pt): SVG has an invalid size
the same, 1000 pixels wide: SVG has an invalid size
the same, 96 dots an inch: 192 x 96
the same without its unit: 144 x 72
LINES
}
look() {
  cat <<'PYTHON'
from __future__ import annotations

import io
import re
import struct
from pathlib import Path


def look(_: Path) -> list[str]:
    """The size of the picture, or what the package says, in four ways."""
    import resvg_py
    from matplotlib.figure import Figure

    def size(svg: str, **options: int) -> str:
        try:
            png = bytes(resvg_py.svg_to_bytes(svg_string=svg, **options))
        except ValueError as error:
            return str(error)
        return "{} x {}".format(*struct.unpack(">II", png[16:24]))

    out = io.StringIO()
    Figure(figsize=(2, 1)).savefig(out, format="svg")
    saved = out.getvalue()
    wide = re.search(r'width="([^"]+)"', saved).group(1)
    bare = saved.replace('pt"', '"', 2)
    return [
        f"as matplotlib saved it ({wide}): {size(saved)}",
        f"the same, 1000 pixels wide: {size(saved, width=1000)}",
        f"the same, 96 dots an inch: {size(saved, dpi=96)}",
        f"the same without its unit: {size(bare)}",
    ]


print("\n".join(look(Path.cwd())))
PYTHON
}
source "$(dirname "${BASH_SOURCE[0]}")/trial.bash"
