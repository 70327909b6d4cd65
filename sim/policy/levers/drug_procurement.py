"""Joint tender and bargaining over drug prices (药品联合招采、议价)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, Owners, Setting


class DrugProcurement(Lever):
    """Purchase and selling price of the drugs under procurement fall alike; other drugs keep theirs."""

    id: ClassVar[str] = "drug_procurement"
    zh: ClassVar[str] = "药品集中招采"
    en: ClassVar[str] = "joint drug procurement"
    summary: ClassVar[str] = (
        "drugs get cheaper for hospital and patient alike; service_prices decides who keeps the savings"
    )
    moves: ClassVar[tuple[str, ...]] = ("drug_share", "drug_share_city", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = ("income_gain", "mix_theta_income", "response_share_per_month")

    owners: Owners = EVERY_OWNER

    price_cut: Annotated[
        float,
        Field(ge=0, le=0.9),
        Setting("中选药降价幅度", "price cut of the drugs bought together", "share", 0, 0.6, before="0"),
    ]

    spending_share: Annotated[
        float,
        Field(ge=0, le=1),
        Setting("占药品支出比例", "share of drug spending bought together", "share", 0, 1, before="0"),
    ]
