"""Who gains and who loses by scenario: net positions, all settled, less those of the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.money_words import say
from sim.reporting.comparison.plots.around import below, differences_limit, handles, point, source, style
from sim.reporting.comparison.positions import party_name, scale_of
from sim.reporting.estimate import Estimate
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import money
from sim.reporting.plots import frame

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

NAME = "cases_money"
COLUMNS = ["party", "case", "measure", "mean", "low", "high"]
SPOKEN = 3  # how many parties the title names
Numbers = dict[tuple[str, str], Estimate]


def there(found: Comparison) -> bool:
    """Whether the folder has net positions."""
    return bool(found.contrasts.parties)


def data(found: Comparison) -> pd.DataFrame:
    """Net yuan by party and scenario, and its difference to the reference."""
    rows = []
    for party in found.contrasts.parties:
        for case in found.shown:
            for measure in ("value", "difference"):
                one = found.contrasts.position(party, case, measure)
                if one is not None:
                    rows.append((party, case, measure, one.mean, one.low, one.high))
    return pd.DataFrame(rows, columns=COLUMNS)


def draw(rows: pd.DataFrame, found: Comparison, lang: str) -> Figure:
    """A row a party, a mark a scenario with its interval around zero; the differences are written at the right."""
    gaps = rows[rows["measure"] == "difference"]
    numbers: Numbers = {
        (str(row["party"]), str(row["case"])): Estimate(row["mean"], row["low"], row["high"])
        for _, row in gaps.iterrows()
    }
    parties = rows["party"].drop_duplicates().tolist()
    cases = [case for case in found.shown if case != found.reference]
    words = frame.FrameWords(
        _title(numbers, found, lang),
        below(found, lang, say("plot_unit", lang, unit=say("unit", lang))),
        say("plot_foot", lang) + "\n" + source(found, lang),
    )
    height = len(parties) * max(0.36, 0.2 * len(cases))
    figure, room = frame.framed(words, 9.5, height, over=0.15 + 0.2 * len(cases), under=0.4)
    axes = figure.add_subplot(frame.grid(figure, room, 1, 1, left=0.2, right=0.86)[0])
    _rows(axes, numbers, parties, cases, found, lang)
    top = room["top"] + (0.15 + 0.2 * len(cases)) / figure.get_figheight()
    figure.legend(
        handles=handles(found, cases, lang), loc="upper left", bbox_to_anchor=(0.015, top), frameon=False,
        fontsize=8.5, labelspacing=0.3,
    )  # fmt: skip
    return figure


def _rows(
    axes: Axes, numbers: Numbers, parties: list[str], cases: list[str], found: Comparison, lang: str
) -> None:  # fmt: skip
    scale = scale_of(found, lang)
    step = 0.76 / max(1, len(cases))
    for row, party in enumerate(parties):
        for k, case in enumerate(cases):
            one = numbers.get((party, case))
            if one is None:
                continue
            y = row - 0.38 + (k + 0.5) * step
            sure = one.verdict("yuan") == "sure"
            point(axes, one, y, 1 / scale.yuan, style(found, case), filled=sure)
            text = scale.text(one.mean, sign=True)
            axes.text(1.015, y, text, transform=axes.get_yaxis_transform(), va="center", size=8)
        if row:
            axes.axhline(row - 0.5, color="#dddddd", linewidth=0.8)
    limit = (differences_limit(list(numbers.values())) or scale.yuan) * 1.1 / scale.yuan
    axes.set_xlim(-limit, limit)
    axes.xaxis.set_major_formatter(lambda value, _: scale.text(value * scale.yuan))
    axes.set_ylim(len(parties) - 0.5, -0.5)
    axes.set_yticks(range(len(parties)), ["\n".join(wrap(party_name(party, lang), 24)) for party in parties], size=8.5)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.axvline(0, color=frame.BLUE, linewidth=0.9)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x")


def _title(numbers: Numbers, found: Comparison, lang: str) -> str:
    """Of the scenario that moves most money the parties that gain or lose most, intervals leaving out zero."""
    reference = found.name(found.reference, lang)
    cases = {key: one for key, one in numbers.items() if key[1] != BASELINE and key[0] != "cost"}
    of_cases = {key: one for key, one in cases.items() if one.verdict("yuan") in ("sure", "single")}
    if not of_cases:
        unsure = any(one.verdict("yuan") == "unsure" for one in cases.values())
        return sentence_case(say("plot_unsure" if unsure else "plot_same", lang, year=found.year, reference=reference))
    case = max(of_cases, key=lambda key: abs(of_cases[key].mean))[1]
    ones = sorted(
        ((one, key[0]) for key, one in of_cases.items() if key[1] == case), key=lambda pair: -abs(pair[0].mean)
    )
    changes = [f"{say(f'party.{party}', lang)} {_signed(one.mean, lang)}" for one, party in ones[:SPOKEN]]
    joined = ("、" if lang == "zh" else ", ").join(changes)
    return sentence_case(
        say("plot_title", lang, case=found.name(case, lang), reference=reference, year=found.year, changes=joined)
    )


def _signed(yuan: float, lang: str) -> str:
    return ("+" if yuan > 0 else "") + money(yuan, lang)
