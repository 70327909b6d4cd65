"""Count tables in, indicators out: ratios of sums, intervals, targets, fit. Runs no simulation."""

from sim.indicators.compute import compute, timeseries
from sim.indicators.fit import fit
from sim.indicators.hospitals import hospital_years
from sim.indicators.open_day import with_open_days
from sim.indicators.register import HEADLINE, IMPLEMENTATION, NOT_COMPUTED, register
from sim.indicators.score import score
from sim.indicators.summary import summarise

__all__ = [
    "HEADLINE",
    "IMPLEMENTATION",
    "NOT_COMPUTED",
    "compute",
    "fit",
    "hospital_years",
    "register",
    "score",
    "summarise",
    "timeseries",
    "with_open_days",
]
