"""Where patients go: home, first contact, place of admission, without and with the reform."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import percent
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS, below, caveat, source
from sim.reporting.plots.words import say
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PLACES = ("primary", "home_county", "other_district", "tertiary", "outside")
TINT = dict(zip(PLACES, (frame.GREEN, frame.SKY, frame.PURPLE, frame.ORANGE, frame.VERMILION), strict=True))
NOT_ADMITTED = ("none", "not_admitted", "")
GAP = 0.015  # between nodes, as a share of the height
BAR = 0.055  # width of a node


def _counts(results: Results) -> pd.DataFrame:
    """Residents' episodes of the last year by arm, home, first contact, admission; mean over replications."""
    flows = results.table("flows")
    if "year" in flows.columns:
        flows = flows[flows["year"] == results.last_year]
    flows = flows[flows["home"].isin(results.places.index)].fillna({"admission_place": "none"})
    runs = flows.groupby("arm")["replication"].nunique() if "replication" in flows.columns else None
    keys = ["arm", "home", "first_contact_place", "admission_place"]
    found: pd.DataFrame = flows.groupby(keys, sort=False)["count"].sum().reset_index()
    found["count"] = found["count"] / (found["arm"].map(runs) if runs is not None else 1)
    return found


def data_admissions(results: Results) -> pd.DataFrame:
    """Episodes that end in an admission."""
    found = _counts(results)
    return found[~found["admission_place"].isin(NOT_ADMITTED)].reset_index(drop=True)


def data_first(results: Results) -> pd.DataFrame:
    """All episodes with care, by home and first contact."""
    keys = ["arm", "home", "first_contact_place"]
    found: pd.DataFrame = _counts(results).groupby(keys, sort=False)["count"].sum().reset_index()
    return found


def draw_admissions(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """Home, first contact, place of admission of those admitted."""
    first = [_share(rows, arm, "first_contact_place", ("primary",)) for arm in ARMS]
    inside = [_share(rows, arm, "admission_place", ("primary", "home_county")) for arm in ARMS]
    title = say(
        "flows_title", lang, year=results.last_year, old=percent(first[0], lang, 1), new=percent(first[1], lang, 1),
        inside_old=percent(inside[0], lang, 1), inside=percent(inside[1], lang, 1),
    )  # fmt: skip
    stages = ("home", "first_contact_place", "admission_place")
    title += caveat(results, lang, "admissions_per_100")
    return _figure(rows, results, lang, title, stages, "flows_admitted")


def draw_first(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """Home and first contact of everybody who sought care."""
    old, new = (percent(_share(rows, arm, "first_contact_place", ("primary",)), lang, 1) for arm in ARMS)
    title = say("first_title", lang, year=results.last_year, old=old, new=new)
    title += caveat(results, lang, "first_contact_rate")
    return _figure(rows, results, lang, title, ("home", "first_contact_place"), "flows_all")


def _share(rows: pd.DataFrame, arm: str, stage: str, places: tuple[str, ...]) -> float:
    of_arm = rows[rows["arm"] == arm]
    total = of_arm["count"].sum()
    return float(of_arm[of_arm[stage].isin(places)]["count"].sum() / total) if total else float("nan")


def _figure(rows: pd.DataFrame, results: Results, lang: str, title: str, stages: tuple[str, ...], which: str) -> Figure:
    totals = [f"{round(rows[rows['arm'] == arm]['count'].sum()):,}" for arm in ARMS]
    foot = say("flows_foot", lang, which=say(which, lang), old=totals[0], new=totals[1])
    unit = say("flows_unit", lang)
    words = frame.FrameWords(
        title, below(results, lang, unit, results.last_year, intervals=False), foot + "\n" + source(results, lang)
    )
    figure, room = frame.framed(words, 11.0, 5.0, over=0.6, under=0.15)
    cells = frame.grid(figure, room, 1, 2, left=0.02, right=0.98, wspace=0.06)
    for n, arm in enumerate(ARMS):
        axes = figure.add_subplot(cells[n])
        axes.set_title(sentence_case(label(arm, lang)), loc="left", size=10.5, pad=20)
        _alluvial(axes, rows[rows["arm"] == arm], results, lang, stages)
    return figure


def _alluvial(axes: Axes, rows: pd.DataFrame, results: Results, lang: str, stages: tuple[str, ...]) -> None:
    """Columns of nodes with bands between them; heights are shares of all cases shown."""
    axes.set_axis_off()
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_xlim(-0.02, 1.42)
    axes.set_ylim(1.0, 0.0)
    total = rows["count"].sum()
    if not total:
        return
    column = [n * (1.0 - BAR) / (len(stages) - 1) for n in range(len(stages))]
    homes = results.places.index.tolist()
    tops: list[dict[str, float]] = []
    for n, stage in enumerate(stages):
        order = homes if stage == "home" else list(PLACES)
        sums = rows.groupby(stage)["count"].sum() / total
        present = [word for word in order if sums.get(word, 0.0) > 0]
        scale = 1.0 - GAP * (len(order) - 1)
        y = 0.0
        top: dict[str, float] = {}
        for word in present:
            height = float(sums[word]) * scale
            top[word] = y
            _node(axes, column[n], y, height, stage, word, float(sums[word]), results, lang, last=n == len(stages) - 1)
            y += height + GAP
        tops.append(top)
        title = label(stage.replace("first_contact_place", "first_contact"), lang)
        axes.text(column[n], -0.02, title, size=8.5, color=frame.FAINT, va="bottom")
    for n, (left, right) in enumerate(pairwise(stages)):
        _bands(axes, rows, (left, right), (column[n] + BAR, column[n + 1]), (tops[n], tops[n + 1]), total)


def _node(
    axes: Axes, x: float, y: float, height: float, stage: str, word: str, share: float, results: Results, lang: str,
    *, last: bool,
) -> None:  # fmt: skip
    from matplotlib.patches import Rectangle

    colour = frame.FAINT if stage == "home" else TINT[word]
    axes.add_patch(Rectangle((x, y), BAR, height, facecolor=colour, edgecolor="white", linewidth=0.5))
    name = results.short(word, lang) if stage == "home" else label(word, lang)
    if height < 0.012 and not last:
        return
    text = f"{name} {percent(share, lang, 0 if share >= 0.1 else 1)}"
    text = "\n".join(wrap(text, 22))
    box = {"facecolor": "white", "alpha": 0.75, "edgecolor": "none", "pad": 0.8}
    axes.text(x + BAR + 0.012, y + height / 2, text, va="center", size=8, linespacing=1.1, bbox=box, zorder=3)


def _bands(
    axes: Axes, rows: pd.DataFrame, stages: tuple[str, str], x: tuple[float, float],
    tops: tuple[dict[str, float], dict[str, float]], total: float,
) -> None:  # fmt: skip
    """Bands in the colour of the place they lead to; each starts where the one before it ended."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    scale = 1.0 - GAP * (len(PLACES) - 1)
    used = [dict(tops[0]), dict(tops[1])]
    links = rows.groupby(list(stages))["count"].sum() / total * scale
    curve = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    middle = (x[0] + x[1]) / 2
    for start in tops[0]:
        for end in tops[1]:
            height = float(links.get((start, end), 0.0))
            if height <= 0:
                continue
            a, b = used[0][start], used[1][end]
            used[0][start], used[1][end] = a + height, b + height
            points = [
                (x[0], a), (middle, a), (middle, b), (x[1], b),
                (x[1], b + height), (middle, b + height), (middle, a + height), (x[0], a + height), (x[0], a),
            ]  # fmt: skip
            axes.add_patch(PathPatch(Path(np.array(points), curve), facecolor=TINT[end], alpha=0.45, linewidth=0))
