"""Prices of kinds of service items, by level of the place and age of the patient (医疗服务项目价格)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners

ServiceWord = Literal["consultation", "bed", "nursing", "surgery", "treatment", "tcm", "imaging", "laboratory"]


class ServiceFees(Lever):
    """Some kinds of item get dearer or cheaper; of several such rules each comes on top of the others."""

    id: ClassVar[str] = "service_fees"
    stacks: ClassVar[bool] = True
    zh: ClassVar[str] = "医疗服务项目价格"
    en: ClassVar[str] = "prices of service items"
    summary: ClassVar[str] = "named kinds of item change their price, by level of the place and age of the patient"
    summary_zh: ClassVar[str] = "按项目类别、机构层级、患者年龄调整价格；患者与医院都按新价格作出反应"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = (
        "项目价格 调价 诊察费 挂号费 诊查费 床位费 护理费 手术费 治疗费 中医 检查费 检验费 化验 儿童加收 六岁以下 CT"
    )
    examples: ClassVar[tuple[str, ...]] = (
        "service_fees: {services: [nursing, surgery], levels: [county], change: 0.15}",
    )
    moves: ClassVar[tuple[str, ...]] = ("service_revenue_share", "labour_revenue_share", "cost_growth_unit")
    parameters: ClassVar[tuple[str, ...]] = ("cost_ratio_services", "cost_ratio_tests", "mix_theta_price")

    services: Annotated[
        tuple[ServiceWord, ...],
        Field(min_length=1),
        LeverSetting(
            "项目类别：consultation（诊察）、bed（床位）、nursing（护理）、surgery（手术）、treatment（治疗）、"
            "tcm（中医）、imaging（检查）、laboratory（化验）",
            "kinds of item: consultation, bed, nursing, surgery, treatment, tcm, imaging, laboratory",
            "",
        ),
    ]

    change: Annotated[
        float | None,
        Field(ge=-0.9, le=5),
        LeverSetting("调价幅度", "change of the price", "share", -0.3, 0.5, before="0"),
    ] = None

    yuan: Annotated[
        float | None,
        Field(ge=0, le=1_000_000),
        LeverSetting("新价格；同时写yuan_before", "new price of such an item; with yuan_before", "yuan", 1, 1000),
    ] = None

    yuan_before: Annotated[
        float | None,
        Field(gt=0, le=1_000_000),
        LeverSetting("原价格", "price of the same item before", "yuan", 1, 1000),
    ] = None

    levels: Annotated[
        tuple[Literal["primary", "county", "tertiary"], ...],
        Field(min_length=1),
        LeverSetting(
            "机构层级：primary（基层）、county（县级）、tertiary（三级）",
            "tiers of the facilities: primary, county, tertiary",
            "tier",
        ),
    ] = ("primary", "county", "tertiary")

    owners: Owners = EVERY_OWNER

    hospitals: Annotated[
        tuple[str, ...],
        LeverSetting(
            "医院名单；不写则为上述隶属与层级的全部机构",
            "only these hospitals; all facilities of the owners and tiers if none is named",
            "hospital id",
        ),
    ] = ()

    ages: Annotated[
        tuple[Literal["age_0_6", "age_7_17", "age_18_44", "age_45_64", "age_65_plus"], ...],
        LeverSetting(
            "年龄组：age_0_6、age_7_17、age_18_44、age_45_64、age_65_plus；不写为全部",
            "ages of the patients: age_0_6, age_7_17, age_18_44, age_45_64, age_65_plus; all if none is named",
            "",
        ),
    ] = ()
