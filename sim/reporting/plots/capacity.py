"""Where the bottleneck is, and in which month: waits and beds in use by tier, and a map of hospitals by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.experiments.kept_files import read_parquet
from sim.indicators.enough import ENOUGH
from sim.indicators.summary import over_runs
from sim.reporting.folder import Results, tell
from sim.reporting.lines import fitting, sentence_case, wrap
from sim.reporting.numbers import difference, number
from sim.reporting.plots import frame
from sim.reporting.plots.common import (
    ARMS,
    below,
    mark_starts,
    source,
    starts,
    starts_text,
    year_axis,
)
from sim.reporting.plots.trajectory import arm_handles, arm_lines
from sim.reporting.plots.words import say
from sim.reporting.sentences import Effect, effect
from sim.vocabulary.labels import label
from sim.vocabulary.measures import MONTHS
from sim.vocabulary.names import TIERS_WITHIN

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "capacity"
BEDS = "tables/beds.parquet"
NEEDS = ("timeseries", "facilities", BEDS)
TIERS = tuple(tier.id for tier in TIERS_WITHIN)
KEYS = ["kind", "part", "arm", "year", "month"]
SHARE = {"open_bed_days": "open", "occupied_bed_days": "used"}
HIGHEST = 1.2  # where the colours of the map end; a bed in a corridor counts as one too many
WIDE, ROW = 10.5, 0.2
COLUMNS = 38  # columns of a name beside the map


def data(results: Results) -> pd.DataFrame:
    """Mean and interval by kind, part, arm and month; ``month`` is empty for the effect on a whole last year.

    Kinds: ``wait`` (minutes, part is a tier), ``tier`` and ``beds`` (share of open beds in use; part is a tier, or a
    hospital or the primary places of a district), ``effect`` (reform less baseline of ``beds``).
    """
    series = results.table("timeseries")
    waits = series[(series["area"] == "all") & series["indicator"].isin([f"wait_minutes_{tier}" for tier in TIERS])]
    waits = waits.assign(kind="wait", part=waits["indicator"].str.removeprefix("wait_minutes_"))
    beds = _beds(results)
    tiers = _share(beds.assign(kind="tier", part=beds["tier"]), results)
    places = beds.assign(
        kind="beds", part=beds["facility"].where(beds["tier"] != TIERS[0], "primary:" + beds["district"])
    )
    by_place = _share(places, results)
    found = [over_runs(rows.dropna(subset=["value"]), KEYS, results.doubt) for rows in (waits, tiers, by_place)]
    found = [rows.assign(low=rows["low"].clip(lower=0.0)) for rows in found]  # no wait and no bed is less than none
    parts = [rows for rows in (*found, _effects(places, results)) if not rows.empty]
    return pd.concat(parts or [found[0]], ignore_index=True)


def _beds(results: Results) -> pd.DataFrame:
    """Bed-days by facility and month with tier and district; places without beds are left out."""
    columns = ["arm", "replication", "year", "month", "facility", *SHARE]
    found = read_parquet(results.folder / BEDS, tell("again"), columns)
    found = found.rename(columns=SHARE).astype(dict.fromkeys(("arm", "facility"), str))
    at = results.facilities[["tier", "district"]]
    found = found.merge(at, left_on="facility", right_index=True)
    return found[(found["open"] > 0) & found["tier"].isin(TIERS)]


def _share(beds: pd.DataFrame, results: Results, keys: list[str] | None = None) -> pd.DataFrame:
    """Bed-days in use over open ones; under a sample each patient stands for several."""
    sums = beds.groupby([*(keys or KEYS), "replication"], sort=False)[["used", "open"]].sum().reset_index()
    return sums.assign(value=sums["used"] * results.weight / sums["open"])


def _effects(places: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Over the last year, by place: both arms, and the reform less the baseline of the same replication.

    ``patients`` are the simulated ones of an arm, all replications together.
    """
    year = places[places["year"] == int(results.last_year)]
    if year.empty:
        return pd.DataFrame(columns=[*KEYS, "mean", "low", "high", "n", "patients"])
    shares = _share(year, results, ["part", "arm"]).pivot(index=["part", "replication"], columns="arm", values="value")
    shares["difference"] = shares["reform"] - shares["baseline"]
    long = shares.reset_index().melt(id_vars=["part", "replication"], var_name="arm")
    long = long.assign(kind="effect", year=int(results.last_year))
    found = over_runs(long, ["kind", "part", "arm", "year"], results.doubt)
    patients = year.groupby("part")["used"].sum() / len(ARMS) / _stay_days(results)
    return found.assign(month=np.nan, patients=found["part"].map(patients))


def _stay_days(results: Results) -> float:
    """Days of a mean stay in the last year; bed-days over it are patients. One where the run has no stays."""
    row = results.row("alos", "reform", results.last_year)
    return 1.0 if row is None or not row["mean"] > 0 else float(row["mean"])


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """Above a column a tier: waits, beds in use; below the hospitals by month with the reform."""
    begun = starts(results, lang)
    places = _places(rows, results)
    notes = [say("capacity_foot", lang, rules=starts_text(begun, lang))]
    if results.manifest["sample"] < 1:
        notes.append(say("capacity_sample", lang))
    years = f"{results.base_year}–{results.last_year}"
    words = frame.FrameWords(
        _title(rows, places, results, lang),
        below(results, lang, say("capacity_unit", lang), years),
        "\n".join([*notes, source(results, lang)]),
    )
    map_height = ROW * len(places) + 0.2
    figure, room = frame.framed(words, WIDE, 4.1 + map_height, over=0.6, under=0.45)
    outer = frame.grid(
        figure, room, 2, 1, left=0.0, right=1.0, height_ratios=[3.1, map_height], hspace=1.5 / (3.1 + map_height)
    )  # fmt: skip
    upper = outer[0].subgridspec(2, len(TIERS), hspace=0.35, wspace=0.22)
    left, right = 0.06, 0.975
    for column, tier in enumerate(TIERS):
        for row, kind in enumerate(("wait", "tier")):
            axes = figure.add_subplot(upper[row, column])
            box = axes.get_position()
            axes.set_position((left + box.x0 * (right - left), box.y0, box.width * (right - left), box.height))
            _lines(axes, rows[(rows["kind"] == kind) & (rows["part"] == tier)], kind, begun)
            of_kind = rows[(rows["kind"] == kind) & ((rows["part"] == tier) | (kind == "tier"))]
            # Bands of two replications are wide: the means decide the scale.
            top = float(of_kind["mean"].max()) * (1 if kind == "wait" else 100)
            axes.set_ylim(0, 1.3 * top if top > 0 else 1)
            if row == 0:
                axes.set_title(sentence_case(label(tier, lang)), loc="left", size=10)
                axes.tick_params(labelbottom=False)
            if column == 0:
                text = say(f"capacity_{kind}", lang)
                axes.set_ylabel("\n".join(wrap(text, 16)), size=8.5)
    top = room["top"] + 0.6 / figure.get_figheight()
    figure.legend(
        handles=arm_handles(lang), loc="upper right", bbox_to_anchor=(right + 0.005, top), ncols=2, frameon=False,
        fontsize=8.5,
    )  # fmt: skip
    if places:
        axes = figure.add_subplot(outer[1])
        box = axes.get_position()
        axes.set_position((0.24, box.y0, 0.66, box.height))
        _map(axes, rows, places, begun, results, lang)
    return figure


def _lines(axes: Axes, rows: pd.DataFrame, kind: str, begun: list[tuple[int, str, str]]) -> None:
    arm_lines(axes, rows, 1 if kind == "wait" else 100)
    mark_starts(axes, begun)
    if not rows.empty:
        year_axis(axes, int(rows["year"].min()), int(rows["year"].max()))
    axes.grid(axis="y")
    axes.tick_params(labelsize=8)


def _places(rows: pd.DataFrame, results: Results) -> list[str]:
    """Rows of the map: hospitals by tier, the fullest of the last year first; then primary places by district."""
    full = rows[(rows["kind"] == "effect") & (rows["arm"] == "reform")].set_index("part")["mean"]
    tier = results.facilities["tier"]
    order = {name: (TIERS[::-1].index(str(tier.get(name, TIERS[0]))), -float(full[name])) for name in full.index}
    return sorted(order, key=order.__getitem__)


def _map(
    axes: Axes, rows: pd.DataFrame, places: list[str], begun: list[tuple[int, str, str]], results: Results, lang: str
) -> None:  # fmt: skip
    cells = rows[(rows["kind"] == "beds") & (rows["arm"] == "reform")]
    values = cells.pivot_table(index="part", columns=["year", "month"], values="mean").reindex(places)
    first, last = int(cells["year"].min()), int(cells["year"].max())
    picture = axes.imshow(
        values.to_numpy() * 100, aspect="auto", cmap="cividis_r", vmin=0, vmax=HIGHEST * 100,
        extent=(first, last + 1, len(places) - 0.5, -0.5), interpolation="nearest",
    )  # fmt: skip
    for row, column in np.argwhere(values.to_numpy() >= 1):
        axes.plot(first + (column + 0.5) / MONTHS, row, marker="o", markersize=2.6, color="white", markeredgewidth=0)
    for number_, month, _ in begun:
        year, of_year = (int(part) for part in month.split("-"))
        axes.axvline(year + (of_year - 1) / MONTHS, color=frame.VERMILION, linewidth=0.9, linestyle=(0, (1, 1.5)))
        at = (year + (of_year - 1) / MONTHS, -0.6)
        axes.text(*at, f"{number_}", va="bottom", ha="left", size=8, color=frame.VERMILION)
    year_axis(axes, first, last)
    axes.set_yticks(range(len(places)), [fitting(_place(name, results, lang), COLUMNS) for name in places], size=8.5)
    axes.tick_params(axis="y", length=0)
    ends = rows[(rows["kind"] == "effect") & (rows["arm"] == "reform")].set_index("part")
    for n, name in enumerate(places):
        enough = ends["patients"][name] >= ENOUGH
        text = number(float(ends["mean"][name]), "share", lang) if enough else say("capacity_few_mark", lang)
        axes.text(1.008, n, text, transform=axes.get_yaxis_transform(), va="center", size=8)
    mean = say("capacity_mean", lang, year=results.last_year)
    axes.text(1.008, -0.75, mean, transform=axes.get_yaxis_transform(), va="bottom", size=8, color=frame.FAINT)
    axes.set_title(say("capacity_map", lang), loc="left", size=10, x=-0.33, pad=16)
    figure = axes.figure
    box = axes.get_position()
    strip = figure.add_axes((0.955, box.y0, 0.009, box.height))
    axes.figure.colorbar(picture, cax=strip, extend="max")
    strip.tick_params(labelsize=7.5)


def _place(name: str, results: Results, lang: str) -> str:
    """A hospital, or the primary places of a district."""
    kind, _, district = name.partition(":")
    if district:
        return say("capacity_primary", lang, place=results.short(district, lang))
    return str(results.facilities.loc[kind, lang])


def _title(rows: pd.DataFrame, places: list[str], results: Results, lang: str) -> str:
    """The fullest place with its fullest month, what the reform does to it, and the longest wait."""
    parts = []
    year = rows[rows["kind"] == "effect"]
    known = set(year[year["patients"] >= ENOUGH]["part"]) if len(year) else set()
    places, all_places = [name for name in places if name in known], places
    if all_places and not places:
        parts.append(say("capacity_few", lang, enough=f"{ENOUGH:,}", year=results.last_year))
    if places:
        means = {(row["part"], row["arm"]): row for _, row in year.iterrows()}
        fullest = max(places, key=lambda name: float(means[name, "reform"]["mean"]))
        cells = rows[(rows["kind"] == "beds") & (rows["arm"] == "reform") & (rows["part"] == fullest)]
        cells = cells[cells["year"] == int(results.last_year)]
        n = int(cells["mean"].to_numpy().argmax())
        month, peak = int(cells["month"].iloc[n]), float(cells["mean"].iloc[n])
        old, new, gap = (means[fullest, arm] for arm in (*ARMS, "difference"))
        found = Effect(
            "bed_occupancy", results.last_year, float(old["mean"]), float(new["mean"]), float(gap["mean"]),
            float(gap["low"]), float(gap["high"]), int(gap["n"]),
        )  # fmt: skip
        parts.append(
            say(
                "capacity_title", lang, year=results.last_year, place=_place(fullest, results, lang),
                mean=number(found.reform, "share", lang), month=f"{results.last_year}-{month:02d}",
                peak=number(peak, "share", lang), change=_change(found, lang),
            )
        )  # fmt: skip
    waits = [effect(results, f"wait_minutes_{tier}", results.last_year) for tier in TIERS]
    told = [one for one in waits if one is not None and results.events(one.indicator, one.year) >= ENOUGH]
    if told:
        longest = max(told, key=lambda one: one.reform)
        blanks = {"name": label(longest.indicator, lang), "x": number(longest.reform, "minutes", lang)}
        parts.append(say("capacity_wait_title", lang, **blanks, change=_change(longest, lang)))
    return sentence_case(say("list", lang).join(parts)) or say("capacity_none", lang)


def _change(found: Effect, lang: str) -> str:
    """What the reform changes, with how sure that is."""
    if found.verdict == "same":
        return say("capacity_same", lang)
    kind = "wait" if found.unit == "minutes" else "beds"
    size = difference(abs(found.difference), found.unit, lang).lstrip("+")
    change = say(f"capacity_{kind}_{'more' if found.difference > 0 else 'less'}", lang, x=size)
    return change if found.verdict == "sure" else say(f"capacity_{found.verdict}", lang, change=change)
