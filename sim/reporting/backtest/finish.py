"""What people read of a back-test: its text and its plot."""

from __future__ import annotations

from pathlib import Path

from sim.reporting.finish import SUMMARIES
from sim.reporting.undrawn import Undrawn, collecting, going_on


def write_for_people(folder: Path, lang: str) -> list[Undrawn]:
    """Write both into the folder of a back-test; gives what failed."""
    with collecting() as undrawn:
        with going_on("summary", leave=[folder / name for name in SUMMARIES]):
            from sim.reporting.backtest.text import write_backtest_summary

            write_backtest_summary(folder, lang)
        with going_on("plots/backtest"):
            from sim.reporting.backtest.plot import draw_backtest

            draw_backtest(folder, lang)
    return undrawn
