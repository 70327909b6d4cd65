"""Payment per case for a list of diseases (按病种付费)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.contract_lever import ANSWERS, CaseLever
from sim.policy.lever import LeverSetting


class CasePayment(CaseLever):
    """Stays of listed diseases are owed a fixed price: the base year's mean of the tier, carried to the start."""

    id: ClassVar[str] = "case_payment"
    zh: ClassVar[str] = "按病种付费"
    en: ClassVar[str] = "per-case payment"
    summary: ClassVar[str] = "inside a paid case more care earns nothing; hospitals answer by care, stay and coding"
    summary_zh: ClassVar[str] = "同一病种内多做不多得；医院在诊疗、住院日、编码上作出反应"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "单病种 按病种 病种付费 支付方式 定额 打包价 支付标准"
    examples: ClassVar[tuple[str, ...]] = (
        "case_payment: {diseases: 100, conditions: [elective_surgery, maternal], case_share: 0.4}",
        "case_payment: {diseases: 100, conditions: [{condition}], case_share: 0.4}",
    )
    moves: ClassVar[tuple[str, ...]] = (
        "case_payment_diseases",
        "payment_reform_share",
        "drg_coverage",
        "cost_per_discharge",
        "alos",
    )
    parameters: ClassVar[tuple[str, ...]] = (*ANSWERS, "coding_drift", "coding_ceiling")

    diseases: Annotated[
        int, Field(ge=1, le=5000), LeverSetting("病种数", "diseases on the list", "diseases", 1, 1000, before="0")
    ]

    conditions: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        LeverSetting("病种组", "condition groups the listed diseases belong to", "condition id"),
    ]

    case_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("病例占比", "share of these groups' stays that are of listed diseases", "share", 0, 1, before="0"),
    ]

    low_outlier: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "费用过低界限：低于定额的此倍数据实支付",
            "cases charged less than this multiple of the price are paid their charges",
            "ratio",
            0,
            0.8,
        ),
    ] = 0.0

    high_outlier: Annotated[
        float | None,
        Field(ge=1, le=20),
        LeverSetting(
            "费用过高界限；不写为无",
            "above this multiple of the price part of the charges is paid too; none if not given",
            "ratio",
            1.2,
            5,
        ),
    ] = None

    extra_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("超出部分补付比例", "share of the charges above the high bound that is paid", "share", 0, 1),
    ] = 1.0
