"""Wider gaps between the service prices of tiers (拉开不同级别医疗机构价格差距)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class PriceGap(Lever):
    """Service prices of visits and stays change by tier; what patients save or pay more they see in their bills."""

    id: ClassVar[str] = "price_gap"
    zh: ClassVar[str] = "分级服务价格差"
    en: ClassVar[str] = "service prices by tier"
    summary: ClassVar[str] = "services cost more the higher the tier, so that patients see a wider gap"
    summary_zh: ClassVar[str] = "层级越高服务价格越高，拉开患者看到的差距"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = "价格差 分级定价 拉开差价 诊查费 挂号费 医事服务费"
    examples: ClassVar[tuple[str, ...]] = ("price_gap: {primary: -0.1, tertiary: 0.1}",)
    moves: ClassVar[tuple[str, ...]] = ("primary_visit_share", "service_revenue_share", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = ("b_price_urban", "b_price_rural_ratio", "tau_oop")

    primary: Annotated[
        float,
        Field(ge=-0.5, le=1),
        LeverSetting("基层价格变动", "change of service prices at primary places", "share", -0.2, 0.2, before="0"),
    ] = 0.0

    county: Annotated[
        float,
        Field(ge=-0.5, le=1),
        LeverSetting(
            "县级价格变动", "change of service prices at hospitals of the county tier", "share", -0.2, 0.2, before="0"
        ),
    ] = 0.0

    tertiary: Annotated[
        float,
        Field(ge=-0.5, le=1),
        LeverSetting("三级价格变动", "change of service prices at tertiary hospitals", "share", -0.2, 0.3, before="0"),
    ] = 0.0
