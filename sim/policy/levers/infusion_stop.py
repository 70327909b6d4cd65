"""No infusions of adults at clinics of large hospitals (停止成人门诊输液)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, HospitalTiers, Lever, LeverSetting, Owners


class InfusionStop(Lever):
    """Adults whose drips are stopped have them at their own primary place, or take tablets and need not come again.

    A day on a drip is a visit where it is given, as any repeat visit. Emergencies and severe cases are exempt.
    """

    id: ClassVar[str] = "infusion_stop"
    zh: ClassVar[str] = "停止成人门诊输液"
    en: ClassVar[str] = "no infusions of adults at large clinics"
    summary: ClassVar[str] = (
        "repeat visits for drips leave the clinics of these hospitals: some go to primary places, others are not made"
    )
    summary_zh: ClassVar[str] = "输液的复诊离开大医院门诊：一部分到基层，一部分改口服药、不再就诊"
    group: ClassVar[str] = "hospital_work"
    words: ClassVar[str] = "输液 门诊输液 成人输液 静脉输液 吊针 打点滴 抗菌药物 取消输液 停止输液 infusion drip"
    examples: ClassVar[tuple[str, ...]] = (
        "infusion_stop: {conditions: [acute_respiratory, acute_digestive_infectious]}",
        "infusion_stop: {conditions: [{condition}]}",
    )
    apart_by: ClassVar[str] = "conditions"
    moves: ClassVar[tuple[str, ...]] = ("tertiary_general_visit_growth", "visit_share_tertiary", "primary_visit_share")
    parameters: ClassVar[tuple[str, ...]] = ("infusion_drug_share", "infusion_at_primary")

    conditions: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        LeverSetting("急性病病种组", "condition groups, acute ones", "condition id"),
    ]

    share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "复诊中输液的占比；不写则用参数infusion_visit_share",
            "share of repeat visits that are drips; parameter infusion_visit_share if not set",
            "share",
            0,
            1,
            before="0",
            unset="infusion_visit_share",
        ),
    ] = None

    tiers: HospitalTiers = ("tertiary",)
    owners: Owners = EVERY_OWNER
