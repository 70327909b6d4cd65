"""What people read of a validation: its text and its plot."""

from __future__ import annotations

from pathlib import Path

from sim.reporting.undrawn import Undrawn, collecting, going_on


def write_for_people(folder: Path, lang: str) -> list[Undrawn]:
    """Write both into the published folder of a validation; gives what failed."""
    with collecting() as undrawn:
        with going_on("validation.txt", leave=[folder / "validation.txt"]):
            from sim.reporting.validation.text import write_validation_text

            write_validation_text(folder, lang)
        with going_on("plots/forest"):
            from sim.reporting.validation.forest import draw_forest

            draw_forest(folder, lang)
    return undrawn
