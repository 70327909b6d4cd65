"""A number that knows what it is: value, unit, range, source, confidence."""

from __future__ import annotations

from dataclasses import dataclass

from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import NOTHING, Bilingual


@dataclass(frozen=True, slots=True)
class Quantity:
    """One input number with its provenance; ``source`` and ``note`` are texts of the files, in both languages.

    ``low`` and ``high`` are the ends of the plausible range in the same unit; both are None only where
    a document or a statistic fixes the value.
    """

    value: float
    unit: str
    source: Bilingual
    confidence: Confidence
    low: float | None = None
    high: float | None = None
    note: Bilingual = NOTHING
