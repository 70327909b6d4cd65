"""The house style: a title that states the finding, what is shown below it, definition and source in the foot."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.reporting.fonts import FAMILY, FONT
from sim.reporting.lines import straight, width, wrap
from sim.vocabulary.whole_file import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.gridspec import GridSpec

# Okabe-Ito; the arms differ in lightness, line and hatch too, so that a grey print can be read.
GREY, BLUE, ORANGE, GREEN, VERMILION, SKY, PURPLE = (
    "#999999", "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7",
)  # fmt: skip
COLOUR = {"baseline": GREY, "reform": BLUE}
LINE: dict[str, Any] = {"baseline": (0, (4, 2)), "reform": "solid"}
HATCH = {"baseline": "", "reform": "///"}
INK, FAINT = "#222222", "#666666"
DPI = 200

TITLE_SIZE, BELOW_SIZE, FOOT_SIZE = 14, 9.5, 7.5
TITLE_LINE, BELOW_LINE, FOOT_LINE = 0.27, 0.19, 0.145  # inches
MARGIN = 0.25


@cache
def _register() -> None:
    """Make the shipped font the first choice, whatever the machine has."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    manager.addfont(str(FONT))
    manager.ttflist.insert(0, manager.ttflist.pop())


@contextmanager
def house_style() -> Iterator[None]:
    """Settings under which every plot is drawn and saved."""
    import matplotlib as mpl

    _register()
    settings = {
        "font.family": [FAMILY],
        "font.size": 9,
        "axes.unicode_minus": True,
        "text.parse_math": False,  # names from files may hold dollars
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "axes.axisbelow": True,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "grid.color": "#dddddd",
        "grid.linewidth": 0.6,
        "hatch.linewidth": 0.6,
        "svg.hashsalt": "tiered-care",
        "svg.fonttype": "path",
        "path.simplify": False,
    }
    with mpl.rc_context(settings), warnings.catch_warnings():  # type: ignore[arg-type]  # keys are literals there
        # A character that no font has is a box; `sim check` has named it.
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        yield


@dataclass(frozen=True, slots=True)
class FrameWords:
    """The text around a plot."""

    title: str
    below: str
    foot: str


def framed(
    words: FrameWords, wide: float, height: float, *, over: float = 0.1, under: float = 0.35
) -> tuple[Figure, dict[str, float]]:
    """A figure with title, line below and foot set; returns it with the room left for axes (figure shares).

    ``height`` is that of the axes' room in inches, ``over`` and ``under`` the room for panel titles and tick labels;
    the figure grows with the text.
    """
    from matplotlib.figure import Figure

    room = wide - 2 * MARGIN
    title = wrap(words.title, _columns(words.title, room, TITLE_SIZE))
    below = wrap(words.below, _columns(words.below, room, BELOW_SIZE))
    foot = [line for part in words.foot.split("\n") for line in wrap(part, _columns(part, room, FOOT_SIZE))]
    head = MARGIN + len(title) * TITLE_LINE + len(below) * BELOW_LINE + 0.1 + over
    feet = MARGIN + len(foot) * FOOT_LINE + under
    total = head + height + feet
    figure = Figure(figsize=(wide, total), facecolor="white")
    # For whoever needs the words as text: `said`.
    figure.set_label(f"{words.title}\n{words.below}")
    y = total - MARGIN
    for lines, size, step, colour in (
        (title, TITLE_SIZE, TITLE_LINE, INK),
        (below, BELOW_SIZE, BELOW_LINE, FAINT),
    ):
        for line in lines:
            figure.text(MARGIN / wide, y / total, line, size=size, color=colour, va="top")
            y -= step
        y -= 0.03
    for n, line in enumerate(reversed(foot)):
        figure.text(
            MARGIN / wide, (MARGIN * 0.7 + n * FOOT_LINE) / total, line, size=FOOT_SIZE, color=FAINT, va="bottom"
        )
    return figure, {"top": 1 - head / total, "bottom": feet / total}


def _columns(text: str, inches: float, size: float) -> int:
    """How many columns fit: two to a Chinese character's width; Latin letters are narrower than half of it."""
    ems = inches * 72 / size
    return int(ems * (1.95 if width(text) > len(text) + 2 else 2.07))


def grid(
    figure: Figure, room: dict[str, float], rows: int, columns: int, *, left: float, right: float = 0.97, **gaps: Any
) -> GridSpec:
    """Panels inside the room for axes."""
    return figure.add_gridspec(rows, columns, left=left, right=right, **room, **gaps)


def _straighten(figure: Figure) -> None:
    """Typewriter quotes in English: the Chinese font draws the curly ones as wide as a Chinese character."""
    from matplotlib.text import Text

    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            names = [text.get_text() for text in axis.get_ticklabels()]
            plain = [straight(name) for name in names]
            if plain != names:  # an axis writes its own words into the ticks when it is drawn
                axis.set_ticks(axis.get_ticklocs(), plain)
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_text(straight(text.get_text()))


def said(figure: Figure) -> tuple[str, str]:
    """The title and the line below it of a figure made by `framed`."""
    title, _, below = str(figure.get_label()).partition("\n")
    return title, below


def page_svg(figure: Figure, lang: str) -> str:
    """The figure as SVG whose letters stay letters, for a page that brings the font along."""
    import matplotlib as mpl

    if lang == "en":
        _straighten(figure)
    out = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def page_png(figure: Figure, lang: str) -> bytes:
    """The figure as PNG for a printed page; equal data give equal bytes."""
    if lang == "en":
        _straighten(figure)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
    return out.getvalue()


def save(figure: Figure, folder: Path, name: str, lang: str) -> list[Path]:
    """Write SVG and PNG without date or program, so that equal data give equal bytes."""
    if lang == "en":
        _straighten(figure)
    svg = io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None})
    return [
        write_whole(folder / f"{name}.{lang}.svg", svg.getvalue()),
        write_whole(folder / f"{name}.{lang}.png", page_png(figure, lang)),
    ]
