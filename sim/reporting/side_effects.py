"""Side effects of payment reform: what could go wrong, shown whether it did or not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import EMPTY, difference, interval, number, plain
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
    ("low_weight_share", "all"),
    ("case_mix_index", "all"),
    ("over_3x_share", "all"),
    ("self_paid_share", "all"),
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
    """A star where the change is more than luck and can be seen in the digits printed."""
    seen = plain(found.difference, found.unit) != plain(0.0, found.unit)
    return MARK if found.verdict == "sure" and seen else NO_MARK


def side_effects(results: Results, lang: str) -> Table | None:
    """Both arms and the difference of the last year; a star where the change is more than luck.

    An indicator without a value in the reform arm has no line; one that the baseline lacks (a budget that is not
    there) shows the reform alone. None if there is nothing to show.
    """
    table = text_table(say("indicator", lang), say("baseline", lang), say("reform", lang), say("effect", lang))
    year = results.last_year
    for name, group in SHOWN:
        row = results.row(name, "reform", year, group=group)
        if row is None or not math.isfinite(row["mean"]):
            continue
        found = effect(results, name, year, group=group)
        kind = unit(name)
        title = sentence_case(label(name, lang))
        if group != "all":
            title = say("of_group", lang, name=title, group=label(group, lang))
        title = "\n".join(wrap(title, NAME, indent="  "))
        if found is None:
            table.add_row(title, EMPTY, number(float(row["mean"]), kind, lang), EMPTY)
            continue
        bounds = interval(found.low, found.high, kind, sign=True)
        change = f"{difference(found.difference, kind, lang)} {bounds}".strip()
        table.add_row(
            title,
            number(found.baseline, kind, lang),
            number(found.reform, kind, lang),
            f"{change} {mark(found)}",
        )
    return table if table.row_count else None
