"""What differs between two scenarios, as text at 80 columns and as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from sim.scenario.difference import Difference
from sim.scenario.plain_text import wrapped
from sim.vocabulary.labels import unit_words
from sim.vocabulary.language import Language


def difference_data(found: Sequence[Difference]) -> list[dict[str, Any]]:
    """One record a path; a value is null where a scenario does not have the path."""
    return [{**dataclasses.asdict(one), "values": [value or None for value in one.values]} for one in found]


def difference_text(found: Sequence[Difference], language: Language) -> str:
    """A line a path, old -> new, then what the path means where the path does not say it."""
    zh = language == "zh"
    if not found:
        return "输入完全相同" if zh else "the inputs are the same"
    nothing = "无" if zh else "not there"
    lines = []
    for one in found:
        unit = f" {unit_words(one.unit).told(language)}" if one.unit and all(one.values) else ""
        lines += wrapped(f"{one.path}: {' -> '.join(value or nothing for value in one.values)}{unit}", "")
        name = one.zh if zh else one.en
        if name not in one.path:
            lines += wrapped(name, "    ")
    return "\n".join(lines)
