"""Shares of stays that insurance pays (住院报销比例)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.benefit_lever import CareBenefitLever
from sim.policy.lever import Arrivals, LeverSetting

Share = Annotated[float | None, Field(ge=0, le=1)]


class Reimbursement(CareBenefitLever):
    """Shares of stays by grade as a document writes them; what is not named stays as it is."""

    id: ClassVar[str] = "reimbursement"
    narrowed_by: ClassVar[tuple[str, ...]] = (*CareBenefitLever.narrowed_by, "referral")
    zh: ClassVar[str] = "住院报销比例"
    en: ClassVar[str] = "reimbursement of stays"
    summary: ClassVar[str] = (
        "shares of stays paid by grade, for all or for retired employees, some conditions, some districts, care outside"
    )
    summary_zh: ClassVar[str] = "按医院等级规定住院报销比例，可只对退休人员、部分病种、部分县区或异地就医"
    words: ClassVar[str] = (
        "报销比例 住院报销 支付比例 补偿比例 退休 在职 困难群众 学生儿童 "
        "异地就医 备案 未备案 未经转诊 急诊 先行自付 省级医院 待遇"
    )
    examples: ClassVar[tuple[str, ...]] = (
        "reimbursement: {schemes: [employee], groups: [retired], first: 0.95, second: 0.92, third: 0.88}",
        "reimbursement: {referral: [unreferred], outside: 0.5, paid_first: 0.1}",
    )
    moves: ClassVar[tuple[str, ...]] = ("county_inpatient_share", "reimb_in_policy", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = ("e_admission", "b_price_urban", "b_price_rural_ratio", "tau_oop")

    referral: Arrivals = ()

    first: Annotated[
        Share,
        LeverSetting(
            "一级医院住院报销比例",
            "share of stays paid at first-level hospitals",
            "share",
            0.5,
            1,
            before="benefit.reimbursement_first",
        ),
    ] = None

    second: Annotated[
        Share,
        LeverSetting(
            "二级医院住院报销比例",
            "share of stays paid at second-level hospitals",
            "share",
            0.5,
            1,
            before="benefit.reimbursement_second",
        ),
    ] = None

    third: Annotated[
        Share,
        LeverSetting(
            "三级医院住院报销比例",
            "share of stays paid at third-level hospitals",
            "share",
            0.4,
            1,
            before="benefit.reimbursement_third",
        ),
    ] = None

    outside: Annotated[
        Share,
        LeverSetting(
            "市外医院住院报销比例",
            "share of stays paid outside",
            "share",
            0.3,
            1,
            before="benefit.reimbursement_outside",
        ),
    ] = None

    paid_first: Annotated[
        Share,
        LeverSetting(
            "上述等级住院先行自付比例（目录内费用）；不写等级则用于市外",
            "share of costs in the catalogue that the patient pays first at the grades named; outside if none is named",
            "share",
            0,
            0.3,
            before="0",
        ),
    ] = None
