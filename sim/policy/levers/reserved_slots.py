"""Places at clinics kept for patients with a referral (预留转诊号源)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, HospitalTiers, Lever, LeverSetting, Owners


class ReservedSlots(Lever):
    """From the start on the share of doctors who see referred patients first grows from the base year's."""

    id: ClassVar[str] = "reserved_slots"
    zh: ClassVar[str] = "预留转诊号源"
    en: ClassVar[str] = "clinic places reserved for referrals"
    summary: ClassVar[str] = (
        "hospitals keep more of their clinics for referred patients, who wait less; others wait more"
    )
    summary_zh: ClassVar[str] = "医院留更多号源给转诊患者，其等候缩短，其他人等候变长"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "号源 预留号源 预约优先 转诊绿色通道 优先就诊 上转"
    examples: ClassVar[tuple[str, ...]] = ("reserved_slots: {growth: 0.075}",)
    apart_by: ClassVar[str] = "tiers"
    moves: ClassVar[tuple[str, ...]] = ("wait_minutes_tertiary", "wait_minutes_county")
    parameters: ClassVar[tuple[str, ...]] = ("reserved_share_base", "b_wait_per_minute")

    growth: Annotated[
        float,
        Field(ge=0, le=5),
        LeverSetting("预留号源数量的年增幅", "yearly growth of reserved places", "per year", 0, 1, before="0"),
    ]
    tiers: HospitalTiers = ("county", "tertiary")
    owners: Owners = EVERY_OWNER
