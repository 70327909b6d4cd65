"""What every lever that assigns a pricing to care says: which facilities, schemes, conditions, share and price."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.brackets import SharedByYear
from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners, Schemes

ANSWERS = (
    "pass_case_price",
    "gamma_mild",
    "gamma_moderate",
    "gamma_severe",
    "eta_case",
    "eta_day",
    "eta_left_out",
    "eta_contest",
    "eta_split",
    "phi_los",
    "response_share_per_month",
)


class ContractLever(SharedByYear, Lever):
    """Base of the pricings of stays. Of two for the same stays the later one in the file takes its share first."""

    stacks: ClassVar[bool] = True

    owners: Owners = EVERY_OWNER

    levels: Annotated[
        tuple[Literal["primary", "county", "tertiary"], ...],
        Field(min_length=1),
        LeverSetting(
            "机构层级：primary（基层）、county（县级）、tertiary（三级）",
            "tiers of the facilities it applies to: primary, county, tertiary",
            "tier",
        ),
    ] = ("county", "tertiary")

    hospitals: Annotated[
        tuple[str, ...],
        LeverSetting(
            "医院名单；不写则为上述隶属与层级的全部医院",
            "only these hospitals; all of the owners and tiers if none is named",
            "hospital id",
        ),
    ] = ()

    schemes: Schemes = ("employee", "resident")

    conditions: Annotated[
        tuple[str, ...],
        LeverSetting("病种组；不写为全部", "condition groups it applies to; all if none is named", "condition id"),
    ] = ()

    excluded: Annotated[
        tuple[str, ...],
        LeverSetting("不纳入的病种组或病组", "condition groups or packets that it does not pay", "condition id"),
    ] = ()

    case_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("病例占比", "share of these stays that it pays", "share", 0, 1, before="0"),
    ] = 1.0

    price_ratio: Annotated[
        float,
        Field(gt=0, le=2),
        LeverSetting(
            "定价水平", "price over what the same stays were charged in the base year", "ratio", 0.85, 1.05, before="1"
        ),
    ] = 1.0

    patient_share: Annotated[
        Literal["inside", "on_charges", "catalogue_inside"],
        LeverSetting(
            "患者自付：inside（含在价格内）、on_charges（按实际费用另计）、catalogue_inside（目录内含在价格内，自费另计）",
            "inside: the patient pays within the price; on_charges: on the charges, beside it; catalogue_inside: what "
            "the catalogue covers within, what it leaves out beside it",
            "",
        ),
    ] = "inside"


DAYS = Field(ge=1, le=3650)


class CaseLever(ContractLever):
    """Base of the pricings that pay a case by its group: coding moves what is paid, a dear case may be kept out."""

    optional: Annotated[
        bool,
        LeverSetting(
            "医院可选择：是否可把费用超过价格的病例留在付费之外",
            "whether hospitals may keep out cases that cost more than the price",
            "",
        ),
    ] = False

    minimum_days: Annotated[
        int | None,
        DAYS,
        LeverSetting("最短住院日；更短的按项目付费", "stays shorter than this are paid by the item", "days", 1, 5),
    ] = None

    maximum_days: Annotated[
        int | None,
        DAYS,
        LeverSetting("最长住院日；更长的按项目付费", "stays longer than this are paid by the item", "days", 30, 90),
    ] = None

    readmission_days: Annotated[
        int | None,
        DAYS,
        LeverSetting(
            "再入院天数：出院后多少日内再住院少付或不付",
            "a stay within so many days of a discharge is paid in part or not at all",
            "days",
            7,
            30,
        ),
    ] = None

    readmission_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "再入院支付比例；0为不付", "share of the fund's part of such a stay that is paid", "share", 0, 0.8
        ),
    ] = 0.0

    transfers: Annotated[
        Literal["by_days", "full"],
        LeverSetting(
            "转院病例：by_days（按住院日分摊）、full（各自全额）",
            "who is moved on: by_days shares the price out by days, full pays every hospital all of it",
            "",
        ),
    ] = "by_days"


class WeightedLever(CaseLever):
    """Base of the pricings by weight or points: how they are derived, outliers, special review."""

    coefficients: Annotated[
        Literal["tier", "hospital", "none"],
        LeverSetting(
            "等级系数：tier（按级别）、hospital（按医院）、none（无）",
            "cost levels recognised: of a tier, of each hospital, or none",
            "",
        ),
    ] = "tier"

    weights: Annotated[
        Literal["base_year", "table"],
        LeverSetting(
            "权重来源：base_year（基年费用）、table（病种组相对权重）",
            "base_year: from the base year's charges; table: relative weights of the conditions",
            "",
        ),
    ] = "base_year"

    severity_recognised: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "严重程度细分", "share of the cost difference between severities that the weights know", "share", 0, 1
        ),
    ]

    low_outlier: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("低倍率界限", "cases below this multiple are paid by their charges", "ratio", 0, 0.6),
    ]

    high_outlier: Annotated[
        float,
        Field(ge=1, le=20),
        LeverSetting("高倍率界限", "cases above this multiple are paid more and may be reviewed", "ratio", 1.5, 5),
    ]

    review_limit: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "特例单议比例上限", "share of the cases that special review pays by their charges at most", "share", 0, 0.05
        ),
    ] = 0.0

    review_limit_primary: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting("特例单议比例上限：基层", "the same at primary places, if it differs", "share", 0, 0.1),
    ] = None

    review_limit_county: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting("特例单议比例上限：县级", "the same at county hospitals, if it differs", "share", 0, 0.1),
    ] = None

    review_limit_tertiary: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting("特例单议比例上限：三级", "the same at tertiary hospitals, if it differs", "share", 0, 0.1),
    ] = None

    review_limit_tcm: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting("特例单议比例上限：中医医院", "the same at hospitals of TCM, if it differs", "share", 0, 0.1),
    ] = None

    review_from: Annotated[
        float | None,
        Field(ge=1, le=50),
        LeverSetting(
            "特例单议起点倍率；不写为高倍率界限",
            "multiple from which a dear case may be reviewed; the high bound if not given",
            "ratio",
            1.5,
            5,
        ),
    ] = None

    review_below: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "费用过低也可单议：低于此倍率", "cheap cases below this multiple may be reviewed, too", "ratio", 0, 0.4
        ),
    ] = 0.0

    review_days: Annotated[
        int | None,
        DAYS,
        LeverSetting(
            "住院超过多少日可单议", "stays of at least so many days may be reviewed at any charge", "days", 30, 90
        ),
    ] = None

    updated: Annotated[
        bool,
        LeverSetting(
            "每年调整费率：是否每年1月随价格趋势调整", "whether the rate follows the price trend every January", ""
        ),
    ] = True

    rebase_weight: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("权重动态调整", "weight of this year's charges in next year's weights", "share", 0, 1),
    ] = 0.0
