"""Central purchase of high-value consumables (高值医用耗材集中采购)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, Setting


class ConsumablesProcurement(Lever):
    """Purchase and selling price of the consumables bought centrally fall alike."""

    id: ClassVar[str] = "consumables_procurement"
    zh: ClassVar[str] = "耗材集中采购"
    en: ClassVar[str] = "central purchase of consumables"
    summary: ClassVar[str] = "consumables get cheaper for hospital and patient alike"
    moves: ClassVar[tuple[str, ...]] = ("consumables_per_100", "consumables_per_100_city")
    parameters: ClassVar[tuple[str, ...]] = ("cost_ratio_consumables", "income_gain", "response_share_per_month")

    owners: Annotated[
        tuple[Literal["city", "county", "province"], ...],
        Field(min_length=1),
        Setting("医院隶属", "owners of the hospitals it applies to: city, county, province", "owner"),
    ] = ("city", "county", "province")

    price_cut: Annotated[
        float,
        Field(ge=0, le=0.9),
        Setting("降价幅度", "price cut of the consumables bought together", "share", 0, 0.6, before="0"),
    ]

    spending_share: Annotated[
        float,
        Field(ge=0, le=1),
        Setting("占耗材支出比例", "share of consumables spending bought together", "share", 0, 1, before="0"),
    ]
