"""`sim list` as text and as data."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from sim.experiments.listing import ListedFolder
from sim.reporting.lines import wrap
from sim.reporting.numbers import percent
from sim.reporting.text_table import WIDTH
from sim.reporting.wording import say
from sim.vocabulary.language import Language


def listing_data(found: Sequence[ListedFolder]) -> list[dict[str, Any]]:
    """One record a folder."""
    return [{**dataclasses.asdict(entry), "folder": entry.folder.as_posix()} for entry in found]


def listing_text(found: Sequence[ListedFolder], language: Language) -> str:
    """Two lines a folder: the folder itself, to be copied, then what it holds."""
    if not found:
        return say("list_empty", language)
    lines = []
    for entry in found:
        luck = {"sample": _share(entry.sample, language), "seed": entry.seed}
        parts = [
            entry.when,
            say(f"list_{entry.kind}", language),
            entry.what,
            say("list_members" if entry.members else "list_luck", language, n=entry.replications, **luck),
        ]
        if entry.quick:
            parts.append(say("list_quick", language))
        if entry.targets is not None:
            parts.append(say("list_targets", language, met=entry.met, of=entry.targets))
        lines.append(str(entry.folder))
        lines += wrap("  " + say("list_and", language).join(parts), WIDTH, indent="    ")
    return "\n".join(lines)


def _share(sample: float, language: Language) -> str:
    return percent(sample, language, 0 if sample >= 0.01 else 2)
