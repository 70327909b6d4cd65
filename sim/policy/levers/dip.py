"""Payment by diagnosis-intervention packet points (按病种分值付费, DIP)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.contract_lever import ANSWERS, WeightedLever
from sim.policy.lever import LeverSetting


class Dip(WeightedLever):
    """A stay earns points; under a regional budget with floating points their value is known after the year.

    Without such a budget a point keeps the value that paid the base year's stays what they were charged.
    """

    id: ClassVar[str] = "dip"
    zh: ClassVar[str] = "DIP付费"
    en: ClassVar[str] = "DIP payment"
    summary: ClassVar[str] = (
        "points by packet: care inside a case raises tomorrow's points only, a case more earns points"
    )
    summary_zh: ClassVar[str] = "按病种分值计点：组内多做只提高以后的分值，多收一例则多得分"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "病种分值 分值付费 点数 点值 支付方式 大数据病种 特例单议"
    examples: ClassVar[tuple[str, ...]] = ("dip: {coefficients: tier, rebase_weight: 0.3, review_limit: 0.05}",)
    moves: ClassVar[tuple[str, ...]] = (
        "drg_coverage",
        "payment_reform_share",
        "cost_per_discharge",
        "alos",
        "case_mix_index",
    )
    parameters: ClassVar[tuple[str, ...]] = (
        *ANSWERS,
        "budget_discount",
        "pass_point_value",
        "coding_drift",
        "coding_ceiling",
        "patient_factor_sigma",
    )

    point_value_yuan: Annotated[
        float | None,
        Field(gt=0, le=1_000_000),
        LeverSetting(
            "预算点值：每千点多少元；不写则由基年推算",
            "yuan a thousand points; derived from the base year if not given",
            "yuan",
            2000,
            20000,
        ),
    ] = None

    severity_recognised: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "辅助目录校正", "share of the cost difference by severity that secondary adjustment pays", "share", 0, 1
        ),
    ] = 0.7

    low_outlier: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("低偏差界限", "below this multiple of the packet's mean charge points shrink", "ratio", 0, 0.6),
    ] = 0.5

    high_outlier: Annotated[
        float,
        Field(ge=1, le=20),
        LeverSetting("高偏差界限", "above this multiple of the packet's mean charge points grow", "ratio", 1.5, 5),
    ] = 2.0

    rebase_weight: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("历史费用调整权重", "weight of this year's charges in next year's points", "share", 0, 1),
    ] = 0.3
