"""Reimbursement tilted towards lower levels (差别化支付)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.benefit_lever import CareBenefitLever
from sim.policy.lever import LeverSetting


class BenefitTilt(CareBenefitLever):
    """Points of reimbursement more or less by grade of the hospital; kept within 0 and 1."""

    id: ClassVar[str] = "benefit_tilt"
    zh: ClassVar[str] = "差别化报销"
    en: ClassVar[str] = "reimbursement tilted by tier"
    summary: ClassVar[str] = (
        "stays (and visits) are reimbursed more at lower levels, less at higher ones or beyond without a referral"
    )
    summary_zh: ClassVar[str] = "在低级别机构报销更多，在高级别或未转诊外出就医时更少"
    words: ClassVar[str] = "报销 报销比例 补偿 差别化支付 拉开报销差距 越级 转诊 待遇"
    examples: ClassVar[tuple[str, ...]] = ("benefit_tilt: {first: 0.05, third: -0.05, outside_unreferred: -0.1}",)
    moves: ClassVar[tuple[str, ...]] = ("county_inpatient_share", "primary_visit_share", "reimb_in_policy", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = ("e_admission", "b_price_urban", "b_price_rural_ratio", "tau_oop")

    first: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "一级医院住院报销变动",
            "reimbursement of stays at first-level hospitals: points more or less",
            "share",
            -0.2,
            0.2,
            before="0",
        ),
    ] = 0.0

    second: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "二级医院住院报销变动",
            "reimbursement of stays at second-level hospitals: points more or less",
            "share",
            -0.2,
            0.2,
            before="0",
        ),
    ] = 0.0

    third: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "三级医院住院报销变动",
            "reimbursement of stays at third-level hospitals: points more or less",
            "share",
            -0.2,
            0.2,
            before="0",
        ),
    ] = 0.0

    outside: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "市外医院住院报销变动",
            "reimbursement of stays at outside hospitals: points more or less",
            "share",
            -0.2,
            0.2,
            before="0",
        ),
    ] = 0.0

    outside_unreferred: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "未转诊市外住院报销另行变动",
            "reimbursement of stays outside without a referral: points more or less, besides those of all outside",
            "share",
            -0.2,
            0.1,
            before="0",
        ),
    ] = 0.0

    visits_first: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "一级机构门诊报销变动",
            "reimbursement of visits at first-level facilities: points more or less",
            "share",
            -0.2,
            0.2,
            before="0",
        ),
    ] = 0.0

    visits_second: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "二级机构门诊报销变动",
            "reimbursement of visits at second-level facilities: points more or less",
            "share",
            -0.2,
            0.2,
            before="0",
        ),
    ] = 0.0

    visits_third: Annotated[
        float,
        Field(ge=-1, le=1),
        LeverSetting(
            "三级机构门诊报销变动",
            "reimbursement of visits at third-level facilities: points more or less",
            "share",
            -0.2,
            0.2,
            before="0",
        ),
    ] = 0.0
