"""Central purchase of high-value consumables (高值医用耗材集中采购)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class ConsumablesProcurement(Lever):
    """Purchase and selling price of the consumables bought centrally fall alike."""

    id: ClassVar[str] = "consumables_procurement"
    zh: ClassVar[str] = "耗材集中采购"
    en: ClassVar[str] = "central purchase of consumables"
    summary: ClassVar[str] = "consumables get cheaper for hospital and patient alike"
    summary_zh: ClassVar[str] = "耗材对医院和患者都降价"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = "耗材 集采 带量采购 高值耗材 卫生材料 支架 consumables"
    examples: ClassVar[tuple[str, ...]] = ("consumables_procurement: {price_cut: 0.2, spending_share: 0.4}",)
    moves: ClassVar[tuple[str, ...]] = ("consumables_per_100", "consumables_per_100_city")
    parameters: ClassVar[tuple[str, ...]] = ("cost_ratio_consumables", "income_gain", "response_share_per_month")

    owners: Owners = EVERY_OWNER

    price_cut: Annotated[
        float,
        Field(ge=0, le=0.9),
        LeverSetting("降价幅度", "price cut of the consumables bought together", "share", 0, 0.6, before="0"),
    ]

    spending_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("占耗材支出比例", "share of consumables spending bought together", "share", 0, 1, before="0"),
    ]
