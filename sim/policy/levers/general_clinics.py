"""General clinics of large hospitals shrink (减少三级医院普通门诊)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, HospitalTiers, Lever, LeverSetting, Owners


class GeneralClinics(Lever):
    """From the start on hospitals of these tiers staff fewer general clinics every year; how many come is not set.

    The doctors who are taken away see patients with a referral, or leave the clinics.
    """

    id: ClassVar[str] = "general_clinics"
    zh: ClassVar[str] = "压缩大医院普通门诊"
    en: ClassVar[str] = "fewer general clinics at large hospitals"
    summary: ClassVar[str] = (
        "hospitals staff fewer clinics for who comes without a referral; waits there grow, people go elsewhere"
    )
    summary_zh: ClassVar[str] = "医院减少普通门诊的出诊医师；未经转诊者等候变长，改去别处"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "普通门诊 减少普通门诊 压缩门诊 门诊量下降 三级医院门诊 急慢分治"
    examples: ClassVar[tuple[str, ...]] = ("general_clinics: {growth: -0.1}",)
    apart_by: ClassVar[str] = "tiers"
    moves: ClassVar[tuple[str, ...]] = ("visit_share_tertiary", "primary_visit_share", "wait_minutes_tertiary")
    parameters: ClassVar[tuple[str, ...]] = ("b_wait_per_minute",)

    growth: Annotated[
        float,
        Field(ge=-0.5, le=0.0),
        LeverSetting(
            "普通门诊出诊医师的年变化",
            "yearly change of doctors at general clinics",
            "per year",
            -0.2,
            0,
            before="0",
        ),
    ]
    to_referred: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "减下来的医师中改看转诊患者的占比",
            "share of the doctors taken away who see patients with a referral",
            "share",
            0,
            1,
            before="0",
        ),
    ] = 0.0
    tiers: HospitalTiers = ("tertiary",)
    owners: Owners = EVERY_OWNER
