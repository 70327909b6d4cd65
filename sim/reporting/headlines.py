"""The headlines with what they are made of, in the order of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sim.reporting.sentences import HEADLINES, PARTS
from sim.vocabulary.labels import label

LAST_BRACKETS = re.compile(r"（[^（）]*）$")
WITH_PARTS = tuple(name for head in HEADLINES for name in (head, *PARTS.get(head, ())))
# The documents' own numbers: the variants of one share would say the same thing three times.
SPOKEN = ("primary_visit_share", "county_visit_rate", "county_inpatient_share", "cost_growth")


def in_order(there: Iterable[str]) -> list[str]:
    """Headlines in the order of the report, then others as they come."""
    names = list(dict.fromkeys(there))
    return [name for name in WITH_PARTS if name in names] + [name for name in names if name not in WITH_PARTS]


def title(indicator: str, lang: str) -> str:
    """An indicator's name; one that is a part of another (of which volume) behind the whole."""
    whole = next((head for head, pieces in PARTS.items() if indicator in pieces), None)
    name = label(indicator, lang)
    return name if whole is None else f"{label(whole, lang)}{'，' if lang == 'zh' else ': '}{name}"


def short_title(indicator: str, lang: str) -> str:
    """An indicator's name without Chinese brackets at its end, for titles and sentences."""
    return LAST_BRACKETS.sub("", title(indicator, lang))
