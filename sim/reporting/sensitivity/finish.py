"""What people read of a sensitivity analysis: its text and its plot."""

from __future__ import annotations

from pathlib import Path

from sim.reporting.finish import SUMMARIES
from sim.reporting.undrawn import Undrawn, collecting, going_on


def write_for_people(folder: Path, lang: str) -> list[Undrawn]:
    """Write both into the folder of an analysis; gives what failed."""
    with collecting() as undrawn:
        with going_on("summary", leave=[folder / name for name in SUMMARIES]):
            from sim.reporting.sensitivity.text import write_sensitivity_summary

            write_sensitivity_summary(folder, lang)
        with going_on("plots/tornado"):
            from sim.reporting.sensitivity.tornado import draw_tornado

            draw_tornado(folder, lang)
    return undrawn
