"""summary.txt and summary.json of a comparison, as every run has them."""

from __future__ import annotations

from pathlib import Path

from sim.reporting.comparison.data import comparison_data
from sim.reporting.comparison.text import comparison_text
from sim.reporting.summary import write_both


def write_comparison_summary(folder: Path, lang: str) -> None:
    """Write both files; equal results give equal bytes."""
    write_both(folder, comparison_text(folder, lang), comparison_data(folder))
