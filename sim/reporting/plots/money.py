"""Who pays and where it goes: all money that facilities receive in the last year, without and with the reform."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from sim.ledger import AccountKind, kind_told
from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import MINUS, money
from sim.reporting.plots import frame
from sim.reporting.plots.common import ARMS, below, caveat, source
from sim.reporting.plots.words import say
from sim.vocabulary.labels import label
from sim.vocabulary.names import Tier

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "money"
NEEDS = ("money", "finance")
# Who pays, by the kind of account.
PAYERS = {
    "funds": (AccountKind.FUND,),
    "patients": (AccountKind.RESIDENTS,),
    "supplementary": (AccountKind.CRITICAL_ILLNESS, AccountKind.ASSISTANCE),
    "treasury": (AccountKind.TREASURY,),
    "outside_payer": (AccountKind.OUTSIDE_PAYER,),
    "budgets": (AccountKind.ALLIANCE, AccountKind.BUDGET),
}
USES = ("cost", *(f"margin_{tier}" for tier in Tier.ids()))
SIDES = {"payer": tuple(PAYERS), "use": USES}
COLOURS = (frame.BLUE, frame.ORANGE, frame.GREEN, frame.SKY, frame.PURPLE, frame.VERMILION)
TINT = {part: colour for parts in SIDES.values() for part, colour in zip(parts, COLOURS, strict=False)}
HATCHES = ("", "///", "...", "\\\\\\", "xx", "++")
HATCH = {part: hatch for parts in SIDES.values() for part, hatch in zip(parts, HATCHES, strict=False)}
YUAN = 0.01
SWATCH = 11  # points: how wide the key is
ROOM = 0.075  # of a bar's length: a shorter part has no number in it


@dataclass(frozen=True, slots=True)
class MoneyAxis:
    """What the numbers in the bars are counted in."""

    name: str
    yuan: float
    digits: int

    def short(self, yuan: float) -> str:
        """An amount without its unit."""
        return f"{MINUS if yuan < 0 else ''}{abs(yuan) / self.yuan:,.{self.digits}f}"

    def change(self, yuan: float) -> str:
        """A difference: signed, with one digit more."""
        text = f"{abs(yuan) / self.yuan:,.{self.digits + 1}f}"
        return text if not text.strip("0.,") else (MINUS if yuan < 0 else "+") + text


def data(results: Results) -> pd.DataFrame:
    """Yuan by arm, side (payer, use) and part; mean over replications, of all residents.

    Money counts where a facility receives it; what funds and budgets pay one another is left out. What is received
    less the marginal cost of care is the margin of the tier, so both sides have the same sum.
    """
    tiers = list(Tier.ids())
    paid, finance = (_last_year(results, name) for name in NEEDS)
    paid = paid[paid["tier"].isin(tiers)]
    kinds = {kind: part for part, accounts in PAYERS.items() for kind in accounts}
    parts = paid["payer"].map(kind_told).map(kinds)
    if parts.isna().any():
        unknown = sorted(paid.loc[parts.isna(), "payer"].unique())
        raise ValueError(f"money.csv: payer {', '.join(unknown)}; known kinds are {', '.join(kinds)}")
    payer = _mean(paid.assign(part=parts), "part", "fen", results)
    received = _mean(paid, "tier", "fen", results)
    at = results.facilities["tier"]
    cost = _mean(finance.assign(tier=finance["facility"].map(at)), "tier", "cost_fen", results)
    rows = []
    for arm in ARMS:
        rows += [("payer", part, arm, payer.get((arm, part), 0.0)) for part in PAYERS]
        rows.append(("use", "cost", arm, sum(cost.get((arm, tier), 0.0) for tier in tiers)))
        margins = ((tier, received.get((arm, tier), 0.0) - cost.get((arm, tier), 0.0)) for tier in tiers)
        rows += [("use", f"margin_{tier}", arm, margin) for tier, margin in margins]
    return pd.DataFrame(rows, columns=["side", "part", "arm", "yuan"])


def draw(rows: pd.DataFrame, results: Results, lang: str) -> Figure:
    """Left the two bars of both arms, right what changes by part on a scale of its own; the names are the key."""
    amounts = {(str(row.side), str(row.part), str(row.arm)): float(str(row.yuan)) for row in rows.itertuples()}
    total = {arm: sum(amounts["payer", part, arm] for part in PAYERS) for arm in ARMS}
    axis = axis_for(max(total.values()), lang)
    words = frame.FrameWords(
        _title(amounts, total, results, lang),
        below(results, lang, axis.name, results.last_year, intervals=False),
        say("money_foot", lang) + "\n" + source(results, lang),
    )
    figure, room = frame.framed(words, 10.5, 5.4, over=0.42, under=0.45)
    cells = frame.grid(
        figure, room, 2, 2, left=0.085, right=0.965, hspace=0.5, wspace=0.5, width_ratios=[1.25, 1.0]
    )  # fmt: skip
    arms = {arm: say(f"money_{arm}", lang) for arm in ARMS}
    for n, (side, parts) in enumerate(SIDES.items()):
        stacks(figure.add_subplot(cells[n, 0]), side, arms, amounts, axis, lang)
        _changes(figure.add_subplot(cells[n, 1]), side, parts, amounts, axis, lang)
    return figure


def stacks(
    axes: Axes, side: str, names: Mapping[str, str], amounts: Mapping[tuple[str, str, str], float], axis: MoneyAxis,
    lang: str,
) -> None:  # fmt: skip
    """A bar each of ``names``; parts below zero (a margin lost, an overspend borne) lie left of it."""
    parts = SIDES[side]
    total = {key: sum(amounts[side, part, key] for part in parts) for key in names}
    width = max(total.values())
    for n, key in enumerate(names):
        ends = {True: 0.0, False: 0.0}
        for part in parts:
            yuan = amounts[side, part, key]
            start = ends[yuan >= 0]
            length, left = yuan / axis.yuan, start / axis.yuan
            axes.barh(n, length, 0.62, left=left, color=TINT[part], hatch=HATCH[part], edgecolor="white", linewidth=0.6)
            if abs(yuan) >= ROOM * width:
                axes.text(
                    (start + yuan / 2) / axis.yuan, n, axis.short(yuan), ha="center", va="center", size=8,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2, "alpha": 0.85},
                )  # fmt: skip
            ends[yuan >= 0] += yuan
    axes.set_xlim(right=1.05 * width / axis.yuan)
    axes.set_yticks(range(len(names)), [f"{name}\n{axis.short(total[key])}" for key, name in names.items()])
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_title(say(f"money_{side}", lang), size=10, loc="left")


def _changes(
    axes: Axes,
    side: str,
    parts: tuple[str, ...],
    amounts: dict[tuple[str, str, str], float],
    axis: MoneyAxis,
    lang: str,
) -> None:
    """Reform less baseline by part."""
    gaps = [amounts[side, part, "reform"] - amounts[side, part, "baseline"] for part in parts]
    for n, (part, gap) in enumerate(zip(parts, gaps, strict=True)):
        axes.barh(n, gap / axis.yuan, 0.68, color=TINT[part], hatch=HATCH[part], edgecolor="white", linewidth=0.6)
        axes.annotate(
            axis.change(gap), (gap / axis.yuan, n), xytext=(4 if gap >= 0 else -4, 0), textcoords="offset points",
            ha="left" if gap >= 0 else "right", va="center", size=8,
        )  # fmt: skip
    swatches(axes, parts, lang)
    axes.set_ylim(len(parts) - 0.5, -0.5)
    low, high = min(0.0, *gaps) / axis.yuan, max(0.0, *gaps) / axis.yuan
    pad = max((high - low) * 0.3, 1e-9)
    left, right = low - (pad if low < 0 else pad * 0.1), high + pad
    axes.set_xlim(left, right)
    axes.set_xticks([tick for tick in axes.get_xticks() if left <= tick <= right])
    axes.axvline(0, color=frame.FAINT, linewidth=0.8)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")
    axes.set_title(say("money_change", lang), size=10, loc="left")


def swatches(axes: Axes, parts: Sequence[str], lang: str) -> None:
    """The names of the parts, a row each, with a swatch of the bar between name and axis: the key to both panels."""
    from matplotlib.patches import Rectangle

    names = [sentence_case(label(f"money.{part}", lang)) for part in parts]
    axes.set_yticks(range(len(parts)), names, size=8.5)
    axes.tick_params(axis="y", length=0, pad=5 + SWATCH)
    wide = SWATCH / 72 * axes.figure.dpi / axes.bbox.width
    for n, part in enumerate(parts):
        axes.add_patch(
            Rectangle(
                (-1.2 * wide, n - 0.26), wide, 0.52, transform=axes.get_yaxis_transform(), clip_on=False,
                facecolor=TINT[part], hatch=HATCH[part], edgecolor="white", linewidth=0.6,
            )
        )  # fmt: skip


def _last_year(results: Results, name: str) -> pd.DataFrame:
    table = results.table(name)
    return table[table["year"] == results.last_year]


def _mean(rows: pd.DataFrame, key: str, money_column: str, results: Results) -> dict[tuple[str, str], float]:
    """Yuan by arm and key; mean over replications."""
    sums = rows.groupby(["arm", key])[money_column].sum().reset_index()
    yuan = sums[money_column].to_numpy(dtype=float) * (YUAN * results.weight / results.replications)
    return dict(zip(zip(sums["arm"].astype(str), sums[key].astype(str), strict=True), yuan.tolist(), strict=True))


def axis_for(most: float, lang: str) -> MoneyAxis:
    """亿元 for a prefecture, 万元 for a small place; million yuan in English."""
    if lang == "zh":
        return (
            MoneyAxis(say("money_unit", lang), 1e8, 2)
            if most >= 1e9
            else MoneyAxis(say("money_unit_small", lang), 1e4, 0)
        )
    return MoneyAxis(say("money_unit", lang), 1e6, 0 if most >= 1e9 else 1)


def _title(
    amounts: dict[tuple[str, str, str], float], total: dict[str, float], results: Results, lang: str
) -> str:  # fmt: skip
    """By how much the total moves, and who pays most of the change."""
    gap = total["reform"] - total["baseline"]
    gaps = {part: amounts["payer", part, "reform"] - amounts["payer", part, "baseline"] for part in PAYERS}
    most = max(gaps, key=lambda part: abs(gaps[part]))
    change = say("money_more" if gap >= 0 else "money_less", lang, x=money(abs(gap), lang))
    return say(
        "money_title", lang, year=results.last_year, change=change, part=label(f"money.{most}", lang),
        gap=("+" if gaps[most] > 0 else "") + money(gaps[most], lang),
    ) + caveat(results, lang, "cost_per_discharge")  # fmt: skip
