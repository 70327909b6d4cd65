"""Day surgery (日间手术) at named hospitals."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class DaySurgery(Lever):
    """The eligible part of elective surgery goes home on the day."""

    id: ClassVar[str] = "day_surgery"
    by_place: ClassVar[bool] = False
    by_pool: ClassVar[bool] = False
    zh: ClassVar[str] = "日间手术"
    en: ClassVar[str] = "day surgery"
    summary: ClassVar[str] = "eligible surgery needs no bed; paid by the day-surgery tariff"
    summary_zh: ClassVar[str] = "符合条件的手术不占床位，按日间手术价格付费"
    group: ClassVar[str] = "hospital_work"
    words: ClassVar[str] = "日间手术 日间病房 择期手术"
    examples: ClassVar[tuple[str, ...]] = ("day_surgery: {hospitals: [{tertiary}]}",)
    apart_by: ClassVar[str] = "hospitals"
    moves: ClassVar[tuple[str, ...]] = ("alos", "cost_per_discharge", "bed_occupancy")
    parameters: ClassVar[tuple[str, ...]] = ("day_surgery_share", "day_surgery_cost_ratio")

    hospitals: Annotated[
        tuple[str, ...], Field(min_length=1), LeverSetting("开展医院", "hospitals that offer it", "hospital id")
    ]

    conditions: Annotated[
        tuple[str, ...],
        LeverSetting(
            "病种组或病组编码；不写为全部",
            "condition groups or packets it is offered for; all if none is named",
            "condition id",
        ),
    ] = ()
