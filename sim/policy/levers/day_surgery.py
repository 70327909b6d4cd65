"""Day surgery (日间手术) at named hospitals."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, Setting


class DaySurgery(Lever):
    """The eligible part of elective surgery goes home on the day."""

    id: ClassVar[str] = "day_surgery"
    by_place: ClassVar[bool] = False
    zh: ClassVar[str] = "日间手术"
    en: ClassVar[str] = "day surgery"
    summary: ClassVar[str] = "eligible surgery needs no bed; paid by the day-surgery tariff"
    apart_by: ClassVar[str] = "hospitals"
    moves: ClassVar[tuple[str, ...]] = ("alos", "cost_per_discharge", "bed_occupancy")
    parameters: ClassVar[tuple[str, ...]] = ("day_surgery_share", "day_surgery_cost_ratio")

    hospitals: Annotated[
        tuple[str, ...], Field(min_length=1), Setting("开展医院", "hospitals that offer it", "hospital id")
    ]
