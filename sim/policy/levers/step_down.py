"""A chain of treatment, rehabilitation and long-term care (治疗—康复—长期护理服务链)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class StepDown(Lever):
    """At the named hospitals eligible cases are asked whether the rest of the stay can be spent below."""

    id: ClassVar[str] = "step_down"
    by_place: ClassVar[bool] = False
    by_pool: ClassVar[bool] = False
    zh: ClassVar[str] = "下转服务链"
    en: ClassVar[str] = "step-down chain"
    summary: ClassVar[str] = "more stays end at the patient's own centre, if it has a bed and both sides agree"
    summary_zh: ClassVar[str] = "更多住院在患者所在地的卫生院完成后半程，前提是有床且双方同意"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "下转 双向转诊 康复 接续治疗 急慢分治 转诊"
    examples: ClassVar[tuple[str, ...]] = ("step_down: {hospitals: [{tertiary}]}",)
    apart_by: ClassVar[str] = "hospitals"
    moves: ClassVar[tuple[str, ...]] = ("down_referrals", "alos")
    parameters: ClassVar[tuple[str, ...]] = ("step_down_share", "step_down_part", "stepdown_base", "eta_step_down")

    hospitals: Annotated[
        tuple[str, ...], Field(min_length=1), LeverSetting("转出医院", "hospitals that send down", "hospital id")
    ]

    consent: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "下转同意比例；不写则用参数stepdown_consent",
            "share of eligible cases in which doctor and patient agree; parameter stepdown_consent if not set",
            "share",
            0.02,
            0.2,
            before="parameters.stepdown_base",
            unset="stepdown_consent",
        ),
    ] = None
