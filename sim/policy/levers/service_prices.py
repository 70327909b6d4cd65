"""Service prices raised from the savings on drugs, consumables and tests, within a total (医疗服务价格调整)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class ServicePrices(Lever):
    """One rise for the hospitals of one owner, at base-year quantities; the rest of the savings is the patients'."""

    id: ClassVar[str] = "service_prices"
    zh: ClassVar[str] = "医疗服务价格调整"
    en: ClassVar[str] = "service price adjustment"
    summary: ClassVar[str] = (
        "prices of services rise by a share of what drugs, consumables and tests save; patients keep the rest"
    )
    summary_zh: ClassVar[str] = "药品、耗材、检查节约额的一部分用于提高服务价格，其余归患者"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = "调价 价格调整 医疗服务价格 腾空间 腾笼换鸟 诊疗费 护理费 手术费 技术劳务"
    examples: ClassVar[tuple[str, ...]] = ("service_prices: {savings_share: 0.8}",)
    moves: ClassVar[tuple[str, ...]] = ("service_revenue_share", "cost_growth_unit", "hospital_margin_share")
    parameters: ClassVar[tuple[str, ...]] = ("cost_ratio_services", "mix_theta_price", "mix_theta_income")

    owners: Owners = EVERY_OWNER

    savings_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "节约额用于提价的比例", "share of the savings given back as service prices", "share", 0, 1, before="0"
        ),
    ] = 0.0

    services: Annotated[
        tuple[Literal["consultation", "bed", "nursing", "surgery", "treatment", "tcm"], ...],
        LeverSetting(
            "提价的项目类别：consultation（诊察）、bed（床位）、nursing（护理）、surgery（手术）、treatment（治疗）、"
            "tcm（中医）；不写为全部",
            "kinds of item that rise: consultation, bed, nursing, surgery, treatment, tcm; all if none is named",
            "",
        ),
    ] = ()

    total_growth: Annotated[
        float,
        Field(ge=0, le=0.2),
        LeverSetting(
            "另加调价总量",
            "besides: extra charges by higher service prices, as a share of the base year's revenue at its quantities",
            "share",
            0,
            0.05,
            before="0",
        ),
    ] = 0.0

    tests_cut: Annotated[
        float,
        Field(ge=0, le=0.5),
        LeverSetting("检查检验降价幅度", "price cut of examinations and laboratory tests", "share", 0, 0.2, before="0"),
    ] = 0.0
