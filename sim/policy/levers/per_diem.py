"""Payment per bed-day of long and chronic stays (按床日付费)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.contract_lever import ANSWERS, ContractLever
from sim.policy.lever import LeverSetting


class PerDiem(ContractLever):
    """Stays of at least some days are owed a price a day; shorter ones are paid by the item."""

    id: ClassVar[str] = "per_diem"
    zh: ClassVar[str] = "按床日付费"
    en: ClassVar[str] = "per-diem payment"
    summary: ClassVar[str] = "more care a day earns nothing, one more day does"
    summary_zh: ClassVar[str] = "每日多做不多得，多住一日则多得"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "床日 长期住院 精神病 康复 护理 支付方式"
    examples: ClassVar[tuple[str, ...]] = (
        "per_diem: {conditions: [mental, rehabilitation_long_term], minimum_days: 10}",
        "per_diem: {conditions: [{condition}], minimum_days: 10}",
    )
    moves: ClassVar[tuple[str, ...]] = ("payment_reform_share", "cost_per_discharge", "alos")
    parameters: ClassVar[tuple[str, ...]] = (*ANSWERS, "late_day_cost")

    conditions: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        LeverSetting("病种组", "condition groups it applies to", "condition id"),
    ]

    price_yuan: Annotated[
        float | None,
        Field(gt=0, le=100_000),
        LeverSetting(
            "床日定额；不写则为基年每日费用",
            "yuan a bed-day; the base year's charge of a day if not given",
            "yuan",
            50,
            2000,
        ),
    ] = None

    minimum_days: Annotated[
        int,
        Field(ge=1, le=365),
        LeverSetting("最短住院日", "stays shorter than this are paid by the item", "days", 1, 60),
    ] = 15
