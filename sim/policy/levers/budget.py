"""A budget over what the fund pays (总额预算): a packaged alliance budget or a cap on hospitals."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class Budget(Lever):
    """Monthly advance, year-end settlement; next year's budget follows the rule. See docs/payment.md."""

    id: ClassVar[str] = "budget"
    by_place: ClassVar[bool] = False
    zh: ClassVar[str] = "医保总额预算"
    en: ClassVar[str] = "fund budget"
    summary: ClassVar[str] = (
        "savings and overspending are shared with the providers, who answer through their marginal profit"
    )
    summary_zh: ClassVar[str] = "结余与超支同机构分担，机构按边际利润作出反应"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "总额 总额预算 总额控制 打包 打包付费 总包 包干 结余留用 超支分担 区域点数 点数法"
    examples: ClassVar[tuple[str, ...]] = (
        "budget: {kind: package, alliance: {alliance}, residents: [{alliance_home}], trend_allowance: 0.08,\n"
        "  surplus_kept_share: 0.5, overspend_borne_share: 0.5, rebase_weight: 0.3}",
        "budget: {kind: regional, covers: inpatient, trend_allowance: 0.08,\n"
        "  surplus_kept_share: 0.5, overspend_borne_share: 0.5, rebase_weight: 0.3}",
    )
    apart_by: ClassVar[str] = "residents"
    moves: ClassVar[tuple[str, ...]] = (
        "payment_reform_share",
        "package_surplus",
        "fund_balance",
        "county_inpatient_share",
        "cost_growth",
    )
    parameters: ClassVar[tuple[str, ...]] = (
        "overspend_band",
        "budget_discount",
        "pass_package_compact",
        "pass_package_loose",
        "pass_hospital_cap",
        "pass_prospective",
        "pass_point_value",
        "eta_refer",
        "eta_step_down",
        "quota_plan",
        "quota_relative_cost",
        "nonelective_floor",
        "response_share_per_month",
    )

    kind: Annotated[
        Literal["package", "hospital_cap", "regional"],
        LeverSetting(
            "方式：package（医联体打包）、hospital_cap（单家医院总额）、regional（区域总额）",
            "package: one budget of an alliance for residents; hospital_cap: a cap on each hospital; "
            "regional: one total for all facilities of the region",
            "",
        ),
    ] = "package"

    covers: Annotated[
        Literal["all", "inpatient", "outpatient"],
        LeverSetting(
            "覆盖范围：all（全部）、inpatient（住院）、outpatient（门诊）",
            "care it covers: all, inpatient, outpatient",
            "",
        ),
    ] = "all"

    floating: Annotated[
        bool,
        LeverSetting(
            "点值浮动：仅用于区域总额，按点数分完总额，无结余也无超支",
            "regional only: facilities share the whole total by their points, so that nothing is left or missing",
            "",
        ),
    ] = False

    pool_share: Annotated[
        float,
        Field(gt=0, le=1),
        LeverSetting(
            "本地占全池比例：仅用于区域总额，小于1时其余由外地机构分享",
            "regional only: part of the pool that the facilities here earn; below 1 others beyond the region share it, "
            "and are taken to do as these do",
            "share",
            0.01,
            1,
        ),
    ] = 1.0

    alliance: Annotated[
        str,
        LeverSetting(
            "医联体：持有打包预算的医联体代码",
            "alliance that holds a package: an id of the region or of an alliance rule",
            "alliance id",
        ),
    ] = ""

    residents: Annotated[
        tuple[str, ...],
        LeverSetting(
            "打包人群所在县区；区域总额不写为全部",
            "districts whose insured residents it covers; for a regional total all if none is named",
            "district id",
        ),
    ] = ()

    hospitals: Annotated[tuple[str, ...], LeverSetting("控费医院", "hospitals under a cap", "hospital id")] = ()

    base: Annotated[
        Literal["historic", "per_head"],
        LeverSetting(
            "预算基数：historic（过去12个月支出）、per_head（按参保人数）",
            "historic: the last twelve months' spending; per_head: yuan for every insured resident",
            "",
        ),
    ] = "historic"

    yuan_per_head: Annotated[
        float,
        Field(ge=0, le=100_000),
        LeverSetting(
            "人均预算：每名参保人每年，按预算开始那一年",
            "yuan an insured resident and year, of the year the budget starts",
            "yuan",
            0,
            3000,
        ),
    ] = 0.0

    trend_allowance: Annotated[
        float,
        Field(ge=-0.2, le=0.5),
        LeverSetting("预算增幅", "yearly growth granted on the base", "per year", 0, 0.15),
    ]

    surplus_kept_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("结余留用比例", "share of a surplus that the providers keep", "share", 0, 1),
    ] = 0.0

    overspend_borne_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("超支分担比例", "share of an overspend that the providers bear", "share", 0, 1),
    ] = 0.0

    overspend_limit: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "超支分担上限",
            "overspend shared at most, as a share of the budget; the fund bears what is beyond",
            "share",
            0,
            0.5,
        ),
    ] = 0.1

    rebase_weight: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("按实际支出调整权重", "weight of last year's spending in the next budget", "share", 0, 1),
    ] = 0.0

    covers_outside_care: Annotated[
        bool, LeverSetting("含县外就医", "whether care away from the alliance is charged to the package", "")
    ] = True

    control: Annotated[
        Literal["quota", "prospective"],
        LeverSetting(
            "单家医院总额的执行：quota（按月控量、推迟择期住院）、prospective（年前确定、用完才推迟）",
            "of a hospital_cap: quota (enforced month by month, elective cases are postponed), prospective (known "
            "before the year, none is postponed unless the money runs out)",
            "",
        ),
    ] = "quota"
