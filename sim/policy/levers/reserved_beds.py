"""Beds kept for patients with a referral (转诊患者优先住院床位)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, HospitalTiers, Lever, LeverSetting, Owners


class ReservedBeds(Lever):
    """A share of open beds goes to elective patients with a formal referral first; the others see the rest."""

    id: ClassVar[str] = "reserved_beds"
    zh: ClassVar[str] = "预留转诊床位"
    en: ClassVar[str] = "beds reserved for referrals"
    summary: ClassVar[str] = (
        "hospitals keep some beds for elective patients with a referral, who wait less; others wait more"
    )
    summary_zh: ClassVar[str] = "医院为经转诊的择期住院患者预留部分床位，其候床缩短，其他人候床变长"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "床位 预留床位 优先住院 转诊住院 绿色通道 上转"
    examples: ClassVar[tuple[str, ...]] = ("reserved_beds: {share: 0.01}",)
    apart_by: ClassVar[str] = "tiers"
    moves: ClassVar[tuple[str, ...]] = ("bed_wait_days_tertiary", "bed_wait_days_county")
    parameters: ClassVar[tuple[str, ...]] = ("bed_wait_limit_days", "refer_up_share")

    share: Annotated[
        float,
        Field(ge=0, le=0.5),
        LeverSetting("预留床位占开放床位的比例", "share of open beds kept", "share", 0, 0.03, before="0"),
    ]
    tiers: HospitalTiers = ("county", "tertiary")
    owners: Owners = EVERY_OWNER
