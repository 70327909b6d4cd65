"""Which numbers of ``calibrated.csv`` are free, and which anchors each answers to: one table, for any region.

A row stands for a number of every level of care and kind of area (``{level}``, ``{area}``). It names the figures that
the number answers to; of those the region's anchors hold some, or none: then the number stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.vocabulary.names import Tier

Scale = Literal["log", "plain", "odds"]  # on which scale a number moves


@dataclass(frozen=True, slots=True)
class AnchorName:
    """An indicator of the base year by area and group, with blanks.

    ``{tier}`` is the national class of the number's levels of care. As ``group``, ``{level}`` is one of these levels,
    or where that has no anchor its class. ``{district}`` stands for every district of the number's kind of area.
    """

    indicator: str
    area: str = "all"
    group: str = "all"


@dataclass(frozen=True, slots=True)
class FitRow:
    """A number, what it answers to and how.

    Parameters
    ----------
    quantity : the number's name, ``{level}`` and ``{area}`` being blanks.
    only : the levels it is about: those of primary care, hospitals, or all.
    answers : alternatives, the first with an anchor counts; its figures act together (share x total).
    scale : on which the number moves: its logarithm, itself, its log-odds.
    sign : -1 where the figure falls as the number rises.
    gain : step of the number over the gap of the figure, each on its scale.
    most : the longest step of a round, on the number's scale.
    low, high : what it may be at all. Where a row of ``calibrated.csv`` that nobody has fitted gives a range, that.
    spread : its range once fitted: factors either side on the scale ``log``, else what is added and taken away.
    """

    quantity: str
    answers: tuple[tuple[AnchorName, ...], ...]
    scale: Scale
    low: float
    high: float
    spread: tuple[float, float]
    gain: float = 0.8
    most: float = 0.7
    sign: int = 1
    only: Literal["primary", "hospitals", ""] = ""


FACTORS = (0.6, 1.6)
# What only a run itself tells; no anchors: the first follows from what is known of patients from beyond, the second is
# what habits are at rest.
INFLOW, FIRST_CONTACTS = "inflow_tertiary_share", "first_contacts_primary"

TABLE: tuple[FitRow, ...] = (
    FitRow("demand_scale", ((AnchorName("visits_per_resident"),),), "log", 0.1, 10, FACTORS),
    FitRow(
        "admission_scale_{level}",
        ((AnchorName("discharge_share_{tier}"), AnchorName("admissions_per_100")),),
        "log", 0.05, 30, FACTORS,
    ),
    FitRow("cost_scale_visit_{level}", ((AnchorName("cost_per_visit", group="{level}"),),), "log", 0.1, 10, FACTORS),
    FitRow("cost_scale_stay_{level}", ((AnchorName("cost_per_discharge", group="{level}"),),), "log", 0.1, 10, FACTORS),
    FitRow("stay_scale_{level}", ((AnchorName("alos", group="{level}"),),), "log", 0.2, 5, FACTORS),
    FitRow(
        "asc_{level}_{area}",
        ((AnchorName("{tier}_share_of_residents_visits", "{district}"),), (AnchorName("visit_share_{tier}"),)),
        "plain", -8, 8, (1.0, 1.0), gain=1.0, most=0.8,
    ),
    FitRow(
        "asc_other_district", ((AnchorName("county_visit_rate", "counties"),),),
        "plain", -8, 3, (1.0, 1.0), sign=-1, most=0.8,
    ),
    FitRow(
        "minutes_{level}", ((AnchorName("wait_minutes_{tier}"),),),
        "log", 3, 15, FACTORS, gain=0.15, most=0.35, only="primary",
    ),
    FitRow(
        "minutes_{level}", ((AnchorName("wait_minutes_{tier}"),),),
        "log", 3, 45, FACTORS, gain=0.15, most=0.35, only="hospitals",
    ),
    FitRow(
        "inflow_residents_share",
        ((AnchorName("inflow_stay_share", group=Tier.TERTIARY.id),), (AnchorName(INFLOW),)),
        "log", 1e-5, 0.5, FACTORS,
    ),
    FitRow(
        "habit_base_{area}", ((AnchorName(FIRST_CONTACTS, "{area}"),),),
        "odds", 0.01, 0.99, (0.15, 0.15), gain=1.0, most=9.0,
    ),
)  # fmt: skip
