"""First contact at the contracted primary facility (基层首诊)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class Gatekeeping(Lever):
    """A voluntary gate binds the contracted who comply; a mandatory one binds all non-exempt needs."""

    id: ClassVar[str] = "gatekeeping"
    zh: ClassVar[str] = "基层首诊"
    en: ClassVar[str] = "first contact at primary care"
    summary: ClassVar[str] = (
        "contracted residents start at their own facility; emergency, mental and infectious cases are exempt"
    )
    summary_zh: ClassVar[str] = "签约居民先到签约机构就诊；急诊、精神疾病、传染病不受限"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "首诊 基层首诊 守门人 分级诊疗 转诊 越级就诊 referral"
    examples: ClassVar[tuple[str, ...]] = ("gatekeeping: {kind: voluntary, unreferred_penalty: 0.1}",)
    moves: ClassVar[tuple[str, ...]] = ("first_contact_rate", "primary_visit_share", "up_referrals")
    parameters: ClassVar[tuple[str, ...]] = ("refer_up_share", "go_on_share")

    kind: Annotated[
        Literal["voluntary", "mandatory"],
        LeverSetting(
            "方式：voluntary（自愿，签约居民中遵从者）、mandatory（强制，所有人）",
            "voluntary (contracted residents who comply) or mandatory (everybody)",
            "",
        ),
    ] = "voluntary"
    compliance: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "遵从比例；不写则用参数gate_comply",
            "share of those bound who comply; parameter gate_comply if not set",
            "share",
            0.1,
            0.6,
            before="0",
            unset="gate_comply",
        ),
    ] = None
    unreferred_penalty: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "未转诊降低报销比例",
            "points of reimbursement lost at hospitals without referral",
            "share",
            0,
            0.3,
            before="0",
        ),
    ] = 0.0
