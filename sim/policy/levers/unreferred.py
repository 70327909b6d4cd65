"""Care without a referral is paid less (未经转诊降低待遇)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.benefit_lever import CareBenefitLever
from sim.policy.lever import Grades, LeverSetting, Settings


class Unreferred(CareBenefitLever):
    """Points, a factor, a first part or a higher deductible for who comes to a place of these grades by himself.

    Nobody has to be bound by a gate. Follow-up visits are those of the illness: referred where it was.
    """

    id: ClassVar[str] = "unreferred"
    narrowed_by: ClassVar[tuple[str, ...]] = (*CareBenefitLever.narrowed_by,)
    zh: ClassVar[str] = "未经转诊降低待遇"
    en: ClassVar[str] = "lower benefits without a referral"
    summary: ClassVar[str] = "stays and visits of who comes without a referral are paid less, or from more yuan on"
    summary_zh: ClassVar[str] = "未经转诊的住院和门诊降低报销比例，或提高起付线"
    words: ClassVar[str] = "未经转诊 未转诊 越级就诊 降低报销比例 先行自付 提高起付标准 转诊 备案 自行外出 待遇"
    examples: ClassVar[tuple[str, ...]] = (
        "unreferred: {grades: [third, outside], points: -0.1}",
        "unreferred: {grades: [second, third], settings: [stays, visits], factor: 0.8, deductible: 200}",
    )
    moves: ClassVar[tuple[str, ...]] = ("first_contact_rate", "up_referrals", "county_inpatient_share", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = ("e_admission", "b_price_urban", "b_price_rural_ratio", "tau_oop")

    settings: Settings = ("stays",)
    grades: Grades = ("second", "third", "outside")

    points: Annotated[
        float,
        Field(ge=-1, le=0),
        LeverSetting("报销比例变动", "points of reimbursement, below zero for less", "share", -0.3, 0, before="0"),
    ] = 0.0

    factor: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("报销比例乘以", "factor on the share that is paid otherwise", "ratio", 0.5, 1, before="1"),
    ] = 1.0

    paid_first: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "先行自付比例（目录内费用）",
            "share of costs in the catalogue that the patient pays first",
            "share",
            0,
            0.3,
            before="0",
        ),
    ] = 0.0

    deductible: Annotated[
        float,
        Field(ge=0, le=20_000),
        LeverSetting(
            "起付线提高（住院每次；门诊每次）",
            "deductible more, of every stay and every visit",
            "yuan",
            0,
            1000,
            before="0",
        ),
    ] = 0.0

    deductible_factor: Annotated[
        float,
        Field(ge=1, le=10),
        LeverSetting("住院起付线乘以", "factor on the deductible of a stay", "ratio", 1, 3, before="1"),
    ] = 1.0

    emergencies: Annotated[
        bool, LeverSetting("急诊也降低", "whether emergencies without a referral are paid less too", "")
    ] = False
