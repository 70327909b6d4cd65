"""How doctors are paid (薪酬制度): what of their pay follows revenue, appraisal, and named items of care."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class StaffPay(Lever):
    """What a yuan of revenue is to the doctor, relative to the base year; pay itself is no payment of the funds.

    A share of 1 leaves the base year's link, 0 cuts pay loose from revenue, as an annual salary (年薪制) or points for
    work (工分制) do. See docs/payment.md.
    """

    id: ClassVar[str] = "staff_pay"
    zh: ClassVar[str] = "医务人员薪酬"
    en: ClassVar[str] = "pay of doctors"
    summary: ClassVar[str] = "how much of what care earns reaches the doctor, who answers with care and volume"
    summary_zh: ClassVar[str] = "诊疗收入有多少与医生收入挂钩；医生以诊疗强度和数量作出反应"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "薪酬 工资 绩效 绩效工资 年薪制 工分制 岗薪制 脱钩 两个允许 P4P salary bonus performance"
    examples: ClassVar[tuple[str, ...]] = (
        "staff_pay: {tiers: [county], revenue_share: 0.3, appraisal: quality, appraisal_share: 0.3}",
        "staff_pay: {tiers: [primary], items: [drugs], item_share: 0.15}",
    )
    apart_by: ClassVar[str] = "tiers"
    moves: ClassVar[tuple[str, ...]] = ("cost_per_visit", "cost_per_discharge", "drug_share", "cost_growth")
    parameters: ClassVar[tuple[str, ...]] = (
        "gamma_mild",
        "gamma_moderate",
        "gamma_severe",
        "eta_case",
        "income_gain",
        "theta_item",
        "response_share_per_month",
    )

    owners: Owners = EVERY_OWNER

    tiers: Annotated[
        tuple[Literal["primary", "county", "tertiary"], ...],
        Field(min_length=1),
        LeverSetting(
            "机构层级：primary（基层）、county（县级）、tertiary（三级）",
            "tiers of the facilities it applies to: primary, county, tertiary",
            "tier",
        ),
    ] = ("county", "tertiary")

    revenue_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "与收入挂钩的薪酬比例：相对基期，1为不变，0为完全脱钩",
            "pay that follows revenue, relative to the base year: 1 as before, 0 cut loose",
            "share",
            0,
            1,
            before="1",
        ),
    ] = 1.0

    basis: Annotated[
        Literal["surplus", "revenue", "workload"],
        LeverSetting(
            "挂钩基数：surplus（收支结余）、revenue（收入）、workload（工作量，不论支付多少）",
            "what it follows: surplus (revenue less cost), revenue, workload (work done, whatever is paid for it)",
            "",
        ),
    ] = "surplus"

    appraisal: Annotated[
        Literal["none", "quality", "cost"],
        LeverSetting(
            "考核：none（无）、quality（质量，诊疗低于常规则扣）、cost（次均费用，高于常规则扣）",
            "none; quality: less pay where care falls below the usual; cost: less pay where a case costs more",
            "",
        ),
    ] = "none"

    appraisal_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("考核占薪酬比例", "share of pay that follows the appraisal", "share", 0, 0.5, before="0"),
    ] = 0.0

    items: Annotated[
        tuple[Literal["drugs", "consumables", "tests"], ...],
        LeverSetting(
            "按项目考核：drugs（用药）、consumables（耗材）、tests（检查检验），少用则奖",
            "items that pay rewards to use less of: drugs, consumables, tests",
            "",
        ),
    ] = ()

    item_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("项目考核占薪酬比例", "share of pay that rests on these items", "share", 0, 0.3, before="0"),
    ] = 0.0
