"""What every drawn figure has to hold: all text inside the figure, in the shipped font."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.reporting.fonts import FAMILY, without_glyph


def assert_nothing_is_cut_off(figure: Figure) -> None:
    """To be called in the house style."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    room = figure.bbox
    unseen = set(_beyond_the_axis(figure))
    for text in figure.findobj(Text):
        assert isinstance(text, Text)
        if not text.get_text().strip() or not text.get_visible() or text in unseen:
            continue
        box = text.get_window_extent(canvas.get_renderer())
        inside = box.x0 >= room.x0 - 1 and box.x1 <= room.x1 + 1 and box.y0 >= room.y0 - 1 and box.y1 <= room.y1 + 1
        assert inside, text.get_text()
        assert text.get_fontfamily() == [FAMILY]
        assert not without_glyph([text.get_text()])


def _beyond_the_axis(figure: Figure) -> Iterator[Text]:
    """Labels of ticks outside the limits: there, but never drawn."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
                if not low <= tick.get_loc() <= high:
                    yield tick.label1
                    yield tick.label2


def title_of(figure: Figure, lang: str) -> str:
    """The lines of the title as one."""
    size = figure.texts[0].get_fontsize()
    return ("" if lang == "zh" else " ").join(text.get_text() for text in figure.texts if text.get_fontsize() == size)
