"""Side effects of payment reform: what could go wrong, shown whether it did or not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import EMPTY, change, number, plain
from sim.reporting.sentences import Effect, effect
from sim.reporting.text_table import text_table
from sim.reporting.wording import say
from sim.vocabulary.labels import label, unit

if TYPE_CHECKING:
    from rich.table import Table

# Indicator and group; the order is that of a patient's way: admitted, treated, sent on, waiting, then the money.
SHOWN = (
    ("discharges_per_person", "all"),
    ("readmission_15d_share", "all"),
    ("split_share", "all"),
    ("visits_around_admission", "all"),
    ("low_weight_share", "all"),
    ("case_mix_index", "all"),
    ("coding_drift", "all"),
    ("over_3x_share", "all"),
    ("self_paid_share", "all"),
    ("kept_out_share", "all"),
    ("severe_sent_on_share", "all"),
    ("postponed_share", "all"),
    ("wait_minutes_primary", "all"),
    ("wait_minutes_county", "all"),
    ("wait_minutes_tertiary", "all"),
    ("hospital_margin_share", "county"),
    ("hospital_margin_share", "tertiary"),
    ("package_surplus", "all"),
)
MARK, NO_MARK = "*", " "
NAME = 30


def mark(found: Effect) -> str:
    """A star where the interval of the change leaves out zero and the change can be seen in the digits printed."""
    seen = plain(found.difference, found.unit) != plain(0.0, found.unit)
    return MARK if found.verdict == "sure" and seen else NO_MARK


@dataclass(frozen=True, slots=True)
class SideEffect:
    """One line: what the reform arm has and, where the baseline has it too, the effect."""

    indicator: str
    group: str
    reform: float
    found: Effect | None

    @property
    def unit(self) -> str:
        """Unit of the values."""
        return unit(self.indicator)

    def name(self, lang: str) -> str:
        """The indicator, with its group where it is not all."""
        title = sentence_case(label(self.indicator, lang))
        return title if self.group == "all" else say("of_group", lang, name=title, group=label(self.group, lang))


def side_effect_rows(results: Results) -> list[SideEffect]:
    """The last year, a line an indicator.

    An indicator without a value in the reform arm has no line; one that the baseline lacks (a budget that is not
    there) shows the reform alone.
    """
    year = results.last_year
    found = []
    for name, group in SHOWN:
        row = results.row(name, "reform", year, group=group)
        if row is not None and math.isfinite(row["mean"]):
            found.append(SideEffect(name, group, float(row["mean"]), effect(results, name, year, group=group)))
    return found


def arm_heads(results: Results, lang: str) -> tuple[str, str, str, str]:
    """What heads a table of both arms and their difference with its interval."""
    level = results.coverage.per_cent(lang)
    return say("indicator", lang), say("baseline", lang), say("reform", lang), say("effect", lang, level=level)


def side_effects(results: Results, lang: str) -> Table | None:
    """Both arms and the difference of the last year, starred as `mark` says. None without lines."""
    table = text_table(*arm_heads(results, lang))
    for row in side_effect_rows(results):
        title = "\n".join(wrap(row.name(lang), NAME, indent="  "))
        found = row.found
        if found is None:
            table.add_row(title, EMPTY, number(row.reform, row.unit, lang), EMPTY)
            continue
        table.add_row(
            title,
            number(found.baseline, row.unit, lang),
            number(found.reform, row.unit, lang),
            f"{change(found.difference, found.low, found.high, row.unit, lang)} {mark(found)}",
        )
    return table if table.row_count else None
