"""Joint tender and bargaining over drug prices (药品联合招采、议价)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class DrugProcurement(Lever):
    """Purchase and selling price of the drugs under procurement fall alike; other drugs keep theirs.

    With an agreed volume only the selected product of a molecule gets cheaper, and hospitals buy at least that share of
    the molecule's volume from it. The funds may give hospitals a part of what the cheaper drugs save them.
    """

    id: ClassVar[str] = "drug_procurement"
    apart_by: ClassVar[str] = "owners"
    zh: ClassVar[str] = "药品集中招采"
    en: ClassVar[str] = "joint drug procurement"
    summary: ClassVar[str] = (
        "drugs get cheaper for hospital and patient alike; service_prices decides who keeps the savings"
    )
    summary_zh: ClassVar[str] = "药品对医院和患者都降价；节约的钱归谁由service_prices决定"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = "带量采购 集采 集中采购 招采 药价 药品降价 4+7"
    examples: ClassVar[tuple[str, ...]] = (
        "drug_procurement: {price_cut: 0.3, spending_share: 0.2, agreed_volume: 0.6, surplus_kept_share: 0.5}",
    )
    moves: ClassVar[tuple[str, ...]] = ("drug_share", "drug_share_city", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = (
        "selected_share_base",
        "e_procured",
        "procurement_offset",
        "income_gain",
        "mix_theta_income",
        "response_share_per_month",
    )

    owners: Owners = EVERY_OWNER

    price_cut: Annotated[
        float,
        Field(ge=0, le=0.9),
        LeverSetting("中选药降价幅度", "price cut of the drugs bought together", "share", 0, 0.6, before="0"),
    ]

    spending_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("占药品支出比例", "share of drug spending bought together", "share", 0, 1, before="0"),
    ]

    agreed_volume: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "约定采购量比例；不写则整组药品降价、用量不变",
            "share of a molecule's volume that hospitals agree to buy of the selected product; the whole basket gets "
            "cheaper and no volume moves if not given",
            "share",
            0.5,
            0.8,
        ),
    ] = None

    surplus_kept_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "医保结余留用比例",
            "share of what the insurance funds save by it that hospitals keep",
            "share",
            0,
            0.5,
            before="0",
        ),
    ] = 0.0
