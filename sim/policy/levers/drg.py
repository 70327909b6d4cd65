"""Payment by diagnosis-related groups (DRG 付费)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.contract_lever import ANSWERS, WeightedLever
from sim.policy.lever import LeverSetting


class Drg(WeightedLever):
    """A stay is owed weight x base rate x coefficient; without a rate given the change costs nothing."""

    id: ClassVar[str] = "drg"
    zh: ClassVar[str] = "DRG付费"
    en: ClassVar[str] = "DRG payment"
    summary: ClassVar[str] = (
        "one price a group: more care inside a case earns nothing, a case more, or coded higher, does"
    )
    summary_zh: ClassVar[str] = "一组一价：组内多做不多得，多收一例或编码更高则多得"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "按病组 病组付费 分组 费率 权重 支付方式 CHS-DRG 特例单议 高倍率"
    examples: ClassVar[tuple[str, ...]] = ("drg: {coefficients: tier, review_limit: 0.05}",)
    moves: ClassVar[tuple[str, ...]] = (
        "drg_coverage",
        "payment_reform_share",
        "cost_per_discharge",
        "alos",
        "case_mix_index",
    )
    parameters: ClassVar[tuple[str, ...]] = (*ANSWERS, "coding_drift", "coding_ceiling", "patient_factor_sigma")

    base_rate_yuan: Annotated[
        float | None,
        Field(gt=0, le=1_000_000),
        LeverSetting(
            "费率：权重为1的病例多少元；不写则由基年推算",
            "yuan a weight of 1; derived from the base year if not given",
            "yuan",
            2000,
            20000,
        ),
    ] = None

    severity_recognised: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "严重程度细分", "share of the cost difference between severities that the weights know", "share", 0, 1
        ),
    ] = 1.0

    low_outlier: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "低倍率界限", "cases charged less than this multiple of the price are paid their charges", "ratio", 0, 0.6
        ),
    ] = 0.4

    high_outlier: Annotated[
        float,
        Field(ge=1, le=20),
        LeverSetting("高倍率界限", "above this multiple of the price part of the charges is paid too", "ratio", 1.5, 5),
    ] = 3.0

    extra_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("高倍率补付比例", "share of the charges above the high bound that is paid", "share", 0, 1),
    ] = 0.8
