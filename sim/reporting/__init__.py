"""A results folder in, text, plots and a report out. Never runs a model; reads files only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.reporting.comparison.data import comparison_data as comparison_data
    from sim.reporting.comparison.plots import draw_comparison as draw_comparison
    from sim.reporting.comparison.text import comparison_text as comparison_text
    from sim.reporting.explain_text import explain_data as explain_data
    from sim.reporting.explain_text import explain_text as explain_text
    from sim.reporting.plots import draw_plots as draw_plots
    from sim.reporting.report import write_report as write_report
    from sim.reporting.scoreboard import scoreboard as scoreboard
    from sim.reporting.scoreboard import scoreboard_text as scoreboard_text
    from sim.reporting.summary import write_summary as write_summary

_ROOMS = {
    "scoreboard": "sim.reporting.scoreboard",
    "scoreboard_text": "sim.reporting.scoreboard",
    "write_summary": "sim.reporting.summary",
    "draw_plots": "sim.reporting.plots",
    "write_report": "sim.reporting.report",
    "explain_text": "sim.reporting.explain_text",
    "explain_data": "sim.reporting.explain_text",
    "comparison_text": "sim.reporting.comparison.text",
    "comparison_data": "sim.reporting.comparison.data",
    "draw_comparison": "sim.reporting.comparison.plots",
}


def __getattr__(name: str) -> Any:
    """Load a room when it is entered, so that the command line starts fast."""
    if name not in _ROOMS:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_ROOMS[name]), name)
