"""Premiums and subsidies of the residents' scheme (居民医保筹资)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class Financing(Lever):
    """Income of the fund only; benefits do not change by it. Where the trend brings as much anyway, nothing changes."""

    id: ClassVar[str] = "financing"
    by_place: ClassVar[bool] = False
    zh: ClassVar[str] = "居民医保筹资"
    en: ClassVar[str] = "financing of residents' insurance"
    summary: ClassVar[str] = "the fund gains where trends do not bring as much; what it pays out is decided elsewhere"
    summary_zh: ClassVar[str] = "趋势达不到时基金增收；怎么花由其他规则决定"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "筹资 缴费 保费 财政补助 个人缴费 参保缴费 基金收入"
    examples: ClassVar[tuple[str, ...]] = ("financing: {subsidy_rise: 30, premium_rise: 20}",)
    moves: ClassVar[tuple[str, ...]] = ("fund_balance",)

    subsidy_rise: Annotated[
        float,
        Field(ge=0, le=1000),
        LeverSetting("财政补助提高", "rise of the subsidy", "yuan per insured and year", 0, 100, before="0"),
    ]

    premium_rise: Annotated[
        float,
        Field(ge=0, le=1000),
        LeverSetting("个人缴费提高", "rise of the premium", "yuan per insured and year", 0, 100, before="0"),
    ] = 0.0
