"""Visits by appointment (预约诊疗)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, HospitalTiers, Lever, LeverSetting, Owners


class Appointments(Lever):
    """Hospitals book more of their planned visits than in the base year; who is booked comes at a time of the day."""

    id: ClassVar[str] = "appointments"
    zh: ClassVar[str] = "预约诊疗"
    en: ClassVar[str] = "visits by appointment"
    summary: ClassVar[str] = (
        "more visits are booked and spread over the day; the morning's queue shortens, some do not come as booked"
    )
    summary_zh: ClassVar[str] = "更多患者分时段预约就诊，早高峰排队缩短；部分预约者爽约后改日再来"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "预约 预约诊疗 预约挂号 分时段预约 预约率 爽约 号源"
    examples: ClassVar[tuple[str, ...]] = ("appointments: {share: 0.5, tcm_share: 0.3}",)
    apart_by: ClassVar[str] = "tiers"
    moves: ClassVar[tuple[str, ...]] = ("booking_rate", "wait_minutes_tertiary")
    parameters: ClassVar[tuple[str, ...]] = ("no_show_share", "am_peak_share", "b_wait_per_minute")

    share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "计划就诊中预约的占比", "share of planned visits booked", "share", 0, 1, before="people.booked_base"
        ),
    ]
    tcm_share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "中医医院的占比；不写则与其他医院相同",
            "the same at TCM hospitals; as the others if not set",
            "share",
            0,
            1,
            before="people.booked_base_tcm",
        ),
    ] = None
    tiers: HospitalTiers = ("tertiary",)
    owners: Owners = EVERY_OWNER
