"""What the plots of a comparison share: colours by scenario, the line below the title, source, scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.reporting.comparison.folder import BASELINE, Comparison, finite
from sim.reporting.comparison.words import say
from sim.reporting.estimate import Estimate
from sim.reporting.lines import wrap
from sim.reporting.numbers import percent
from sim.reporting.plots import frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

# Five colours and six marks: thirty scenarios differ, also in a grey print.
COLOURS = (frame.ORANGE, frame.GREEN, frame.PURPLE, frame.VERMILION, frame.SKY)
MARKERS = ("s", "^", "D", "v", "P", "X")


def style(found: Comparison, case: str) -> tuple[str, str]:
    """Colour and marker: grey without rules, blue the reference."""
    if case == BASELINE:
        return frame.GREY, "o"
    if case == found.reference:
        return frame.BLUE, "o"
    n = found.others.index(case)
    return COLOURS[n % len(COLOURS)], MARKERS[n % len(MARKERS)]


def name(found: Comparison, case: str, lang: str, columns: int) -> str:
    """A scenario's name on short lines; the reference says so."""
    words = found.name(case, lang)
    return "\n".join(wrap(say("reference", lang, name=words) if case == found.reference else words, columns))


def below(found: Comparison, lang: str, unit: str, *, intervals: bool = True, year: str = "") -> str:
    """The line below the title: unit, area, year, n."""
    drawn = found.coverage.drawn(lang, intervals=intervals)
    return say("below", lang, unit=unit, area=found.words.name("all", lang), year=year or found.year, drawn=drawn)


def source(found: Comparison, lang: str) -> str:
    """The last line of the foot."""
    sample = float(found.asked["sample"])
    share = percent(sample, lang, 0 if sample >= 0.01 else 2)
    return say("source", lang, n=len(found.cases), sample=share)


def point(axes: Axes, one: Estimate, y: float, scale: float, look: tuple[str, str], *, filled: bool) -> None:
    """A mark with its interval."""
    colour, marker = look
    if one.has_interval:
        axes.plot([one.low * scale, one.high * scale], [y, y], color=colour, linewidth=1.1, solid_capstyle="butt")
    axes.plot(
        one.mean * scale, y, marker=marker, markersize=6, color=colour, markerfacecolor=colour if filled else "white",
        markeredgewidth=1.3, linestyle="none",
    )  # fmt: skip


def differences_limit(ones: Sequence[Estimate | None]) -> float:
    """How far an axis around zero goes: to the ends of the intervals, but not far beyond the means."""
    mean = max((abs(one.mean) for one in ones if one is not None), default=0.0)
    end = max((abs(end) for end in finite(ones)), default=0.0)
    return min(end, 3 * mean) if mean else end


def values_limits(ones: Sequence[Estimate | None]) -> tuple[float, float]:
    """Both ends of an axis of values: those of the intervals, but not far beyond the means."""
    means = [one.mean for one in ones if one is not None]
    ends = finite(ones)
    if not means:
        return 0.0, 1.0
    span = max(means) - min(means)
    low, high = min(ends), max(ends)
    if span and high - low > 4 * span:
        low, high = max(low, min(means) - 1.5 * span), min(high, max(means) + 1.5 * span)
    pad = (high - low) * 0.1 or abs(high) * 0.05 or 1.0
    return low - pad, high + pad


def handles(found: Comparison, cases: Sequence[str], lang: str) -> list[Line2D]:
    """The key of scenarios."""
    from matplotlib.lines import Line2D

    looks = {case: style(found, case) for case in cases}
    return [
        Line2D([], [], color=colour, marker=marker, linestyle="none", ms=6, label=name(found, case, lang, 60))
        for case, (colour, marker) in looks.items()
    ]
