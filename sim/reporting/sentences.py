"""What happened, and whether the interval leaves out zero: one plain sentence per headline."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sim.indicators.enough import ENOUGH
from sim.reporting.folder import Results
from sim.reporting.hospitals import strained_sentences
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import difference, interval, number, plain
from sim.reporting.pull import pull_sentences
from sim.reporting.target_table import decisive, target_name, too_few
from sim.reporting.wording import say
from sim.vocabulary.labels import label, unit

# What heads the report: the documents' own numbers first, then what they are made of.
HEADLINES = (
    "primary_visit_share",
    "primary_visit_share_no_village",
    "primary_visit_share_listed",
    "county_visit_rate",
    "county_inpatient_share",
    "cost_growth",
)
# The three that a reader who has time for three gets.
LEADING = ("primary_visit_share", "county_inpatient_share", "cost_growth")
PARTS = {"cost_growth": ("cost_growth_volume", "cost_growth_unit")}

Verdict = Literal["sure", "unsure", "single", "same"]


@dataclass(frozen=True, slots=True)
class Effect:
    """Both arms and their paired difference for one indicator, year and area.

    ``luck_share`` is how much of the difference's variance is luck; not a number where nobody can say.
    """

    indicator: str
    year: str
    baseline: float
    reform: float
    difference: float
    low: float
    high: float
    n: int
    luck_share: float = math.nan

    @property
    def unit(self) -> str:
        """Unit of the values."""
        return unit(self.indicator)

    @property
    def verdict(self) -> Verdict:
        """Whether the interval of the difference leaves out zero, and whether it can be seen at all."""
        if plain(self.difference, self.unit) == plain(0.0, self.unit) and not self.low * self.high > 0:
            return "same" if math.isfinite(self.low) or self.difference == 0 else "single"
        if not math.isfinite(self.low):
            return "single"
        return "sure" if self.low * self.high > 0 else "unsure"


def effect(results: Results, indicator: str, year: str, area: str = "all", group: str = "all") -> Effect | None:
    """The effect of the reform on one indicator; None if it has no value in this year."""
    rows = [results.row(indicator, arm, year, area, group) for arm in ("baseline", "reform", "difference")]
    if any(row is None or not math.isfinite(row["mean"]) for row in rows):
        return None
    old, new, gap = (row for row in rows if row is not None)
    low, high = float(gap["low"]), float(gap["high"])
    return Effect(
        indicator, year, float(old["mean"]), float(new["mean"]), float(gap["mean"]), low, high, int(gap["n"]),
        float(gap.get("luck_share", math.nan)),
    )  # fmt: skip


def sentence(found: Effect, lang: str) -> str:
    """One headline in plain words."""
    blanks = {
        "year": found.year,
        "name": label(found.indicator, lang),
        "old": number(found.baseline, found.unit, lang),
        "new": number(found.reform, found.unit, lang),
    }
    if found.verdict == "same":
        return sentence_case(say("same", lang, **blanks))
    bounds = interval(found.low, found.high, found.unit, sign=True)
    change = difference(abs(found.difference), found.unit, lang).lstrip("+")
    text = say(
        "up" if found.difference > 0 else "down",
        lang,
        **blanks,
        change=change,
        interval=bounds and (bounds if lang == "zh" else f" {bounds}"),
    )
    return sentence_case(text) + ("" if lang == "zh" else " ") + say(found.verdict, lang)


def sentences(results: Results, lang: str) -> list[str]:
    """All headlines of the last year, then targets, then how far the model may be believed."""
    year = results.last_year
    found = [effect(results, indicator, year) for indicator in HEADLINES]
    lines = [sentence(one, lang) for one in found if one is not None]
    lines += few_sentence(results, lang)
    lines += target_sentence(results, lang)
    lines += pull_sentences(results, lang)
    lines += fit_sentence(results, lang)
    checks = results.checks
    if checks.get("months_level_clipped"):
        lines.append(say("clipped", lang, n=checks["months_level_clipped"]))
    lines += strained_sentences(results, lang)
    lines.append(results.coverage.limits(lang))
    return lines


def few_sentence(results: Results, lang: str) -> list[str]:
    """The headlines behind which too few simulated cases stand; nothing if there is none."""
    few = [name for name in HEADLINES if results.events(name, results.last_year) < ENOUGH]
    names = say("and", lang).join(label(name, lang) for name in few)
    return [say("few_headlines", lang, enough=f"{ENOUGH:,}", names=names)] if few else []


def leading_sentences(results: Results, lang: str) -> list[str]:
    """The three sentences that open the report."""
    found = [effect(results, indicator, results.last_year) for indicator in LEADING]
    return [sentence(one, lang) for one in found if one is not None]


def fit_sentence(results: Results, lang: str) -> list[str]:
    """How many figures of the base year the model meets, and which it misses; nothing without a fit."""
    checks = results.checks
    if "fit_of" not in checks:
        return []
    text = say("fit", lang, base=results.base_year, of=checks["fit_of"], inside=checks["fit_inside"])
    missed = [_anchor(results, word, lang) for word in checks.get("fit_misses", [])]
    if missed:
        text += ("" if lang == "zh" else " ") + say("misfit", lang, names=say("and", lang).join(missed))
    return [text, *cautions([checks.get("fit_note")], lang)]


def cautions(notes: Iterable[Mapping[str, str] | None], lang: str) -> list[str]:
    """What is said where a region's numbers are not fitted to what its files say; each note once."""
    told = dict.fromkeys(note[lang] for note in notes if note)
    return [say("caution", lang, text=text) for text in told]


def target_counts(results: Results) -> tuple[int, int, int]:
    """Targets by calendar year, how many of them the reform meets, and how many would be met without it."""
    frame = results.calendar_targets
    if frame.empty:
        return 0, 0, 0
    whole = decisive(frame)
    of_arm = {arm: whole[whole["arm"] == arm]["met"] for arm in ("reform", "baseline")}
    met = {arm: int((found == True).sum()) for arm, found in of_arm.items()}  # noqa: E712
    return len(of_arm["reform"]), met["reform"], met["baseline"]


def target_sentence(results: Results, lang: str) -> list[str]:
    """How many targets each arm meets, and which the reform misses."""
    total, met, old = target_counts(results)
    if not total:
        return []
    text = say("target_count", lang, total=total, met=met, old=old)
    whole = decisive(results.calendar_targets)
    missed = whole[(whole["arm"] == "reform") & (whole["met"] == False)]  # noqa: E712
    if not missed.empty:
        names = [target_name(row, results, lang) for _, row in missed.iterrows()]
        text += ("" if lang == "zh" else " ") + say("target_missed", lang, names=say("and", lang).join(names))
    return [text + few_targets(results, lang)]


def few_targets(results: Results, lang: str) -> str:
    """How many targets are not judged because too few simulated cases stand behind them, as a further sentence."""
    whole = decisive(results.calendar_targets)
    few = too_few(whole[whole["arm"] == "reform"], results)
    return ("" if lang == "zh" else " ") + say("few_targets", lang, n=few, enough=f"{ENOUGH:,}") if few else ""


def _anchor(results: Results, word: str, lang: str) -> str:
    """An anchor's address (indicator/area/group) in words."""
    indicator, area, group = word.split("/")
    where = [results.name(area, lang)] if area != "all" else []
    where += [label(group, lang)] if group != "all" else []
    if not where:
        return label(indicator, lang)
    return label(indicator, lang) + (f"（{'、'.join(where)}）" if lang == "zh" else f" ({', '.join(where)})")


__all__ = ["HEADLINES", "PARTS", "Effect", "effect", "sentence", "sentences"]
