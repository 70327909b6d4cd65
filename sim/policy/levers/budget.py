"""A budget over what the fund pays (总额预算): a packaged alliance budget or a cap on hospitals."""

from __future__ import annotations

import math
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.brackets import OverspendBrackets, SurplusBrackets, SurplusPart
from sim.policy.grades import Grades
from sim.policy.lever import Lever, LeverSetting, Schemes
from sim.rules.period.brackets import SharedPart, Sharing


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

    schemes: Schemes = ("employee", "resident")

    levels: Annotated[
        tuple[Literal["primary", "county", "tertiary", "outside"], ...],
        LeverSetting(
            "机构层级：只覆盖这些层级的费用，如基层单列；不写为全部",
            "care at facilities of these tiers only, as where the primary part stands apart; all if none is named",
            "tier",
        ),
    ] = ()

    base: Annotated[
        Literal["historic", "per_head", "income", "yuan"],
        LeverSetting(
            "预算基数：historic（过去支出）、per_head（按参保人数）、income（基金收入的一定比例）、yuan（给定金额）",
            "historic: past spending; per_head: yuan for every insured resident; income: a share of the funds' income; "
            "yuan: sums as given",
            "",
        ),
    ] = "historic"

    base_weights: Annotated[
        tuple[Annotated[float, Field(gt=0, le=100)], ...],
        LeverSetting(
            "前几年支出的权重，由远及近：[1, 1, 1]为前三年平均；写明后每年照此重算，不再用 rebase_weight",
            "weights of the past years' spending, the latest last: [1, 1, 1] is the mean of three years; every year's "
            "budget is then made so, in place of rebase_weight",
            "ratio",
        ),
    ] = ()

    growth_before: Annotated[
        float | None,
        Field(ge=-0.5, le=0.5),
        LeverSetting(
            "模拟开始以前各年支出的年增长率，用于推算更早年份",
            "yearly growth of spending before the years simulated, by which earlier years are reckoned back",
            "per year",
            0,
            0.2,
        ),
    ] = None

    income_share: Annotated[
        float | None,
        Field(gt=0, le=1),
        LeverSetting(
            "占基金收入比例：所覆盖参保人当年基金收入的比例，每年重算",
            "share of the year's fund income for the insured whom it covers, made anew every year",
            "share",
            0.3,
            1,
        ),
    ] = None

    yuan: Annotated[
        tuple[Annotated[float, Field(gt=0, le=1e12)], ...],
        LeverSetting(
            "年度总额：按医院（hospitals）的顺序逐家写，其他方式写一个数；以后各年按增幅调整",
            "yuan of the first year: one for each of the hospitals in their order, or a single one for another kind; "
            "later years follow the growth granted",
            "yuan",
        ),
    ] = ()

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
        Field(ge=-0.5, le=0.5),
        LeverSetting("预算增幅", "yearly growth granted on the base", "per year", 0, 0.15),
    ]

    growth_cap: Annotated[
        Literal["none", "fund_income"],
        LeverSetting(
            "增幅上限：none（不限）、fund_income（不超过基金收入增幅）",
            "none, or fund_income: the growth granted is never above that of the funds' income",
            "",
        ),
    ] = "none"

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

    surplus: SurplusBrackets = ()

    overspend: OverspendBrackets = ()

    kept_ceiling: Annotated[
        float | None,
        Field(gt=0, le=1),
        LeverSetting(
            "留用上限：留用金额不超过预算的这一比例；不写为不设上限",
            "what may be kept at most, as a share of the budget; no ceiling if not given",
            "share",
            0.02,
            0.3,
        ),
    ] = None

    surplus_split: Annotated[
        tuple[SurplusPart, ...],
        LeverSetting(
            "留用结余的分配：每份写 levels 或 hospitals 与 ratio（份数）；不写为按各机构所得医保支付分配",
            "who gets what is kept: levels or hospitals and ratio of each part; by what each was paid if not given",
            "",
        ),
    ] = ()

    pay_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "用于人员薪酬的比例：留用结余中发给医务人员的部分",
            "part of what is kept that is paid to the staff",
            "share",
            0,
            0.7,
        ),
    ] = 0.0

    reserve_share: Annotated[
        float,
        Field(ge=0, le=0.5),
        LeverSetting(
            "风险调剂金：预算中预留的比例，先用于弥补超支，余额归基金",
            "part of the budget put aside: it pays an overspend before anybody bears any; the rest is the funds'",
            "share",
            0,
            0.1,
        ),
    ] = 0.0

    withheld_share: Annotated[
        float,
        Field(ge=0, le=0.5),
        LeverSetting(
            "考核预留比例：预算中暂扣、考核后支付的部分",
            "part of the budget that is withheld and paid after the year's assessment",
            "share",
            0,
            0.1,
        ),
    ] = 0.0

    assessed_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "考核兑现比例：暂扣部分考核后支付的比例",
            "share of what is withheld that the assessment pays",
            "share",
            0,
            1,
        ),
    ] = 1.0

    assessed_by: Annotated[
        Literal["none", "inside", "inside_stays", "primary", "reimbursed"],
        LeverSetting(
            "考核指标，均按过去12个月基金支出：none（不考核）、inside（在预算机构内的占比）、"
            "inside_stays（住院在预算机构内的占比）、primary（基层占比）、reimbursed（实际报销比例）",
            "measure of the assessment, all of the funds' last twelve months' spending on those covered: none; inside: "
            "share at the budget's providers; inside_stays: of stays; primary: share at primary places; reimbursed: "
            "share of charges that the funds pay",
            "",
        ),
    ] = "none"

    grades: Grades = ()

    advance_share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "预付比例：预算中按月预付的部分，其余清算时支付；不写为除预留和暂扣外全部预付",
            "part of the budget paid in month by month, the rest at settlement; "
            "all that is neither put aside nor withheld if not given",
            "share",
            0.5,
            1,
        ),
    ] = None

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

    @property
    def rebased(self) -> float:
        """Weight of a year's spending in the next budget."""
        return self.base_weights[-1] / sum(self.base_weights) if self.base_weights else self.rebase_weight

    def meets(self, other: Lever) -> bool:
        """Whether two budgets are over the same money: one kind, care, insured, places and people in common."""
        if not isinstance(other, Budget) or self.kind != other.kind:
            return False
        if "all" not in (self.covers, other.covers) and self.covers != other.covers:
            return False
        who = "hospitals" if self.kind == "hospital_cap" else "residents"
        named = [(getattr(self, name), getattr(other, name)) for name in ("schemes", "levels", who)]
        if self.kind != "regional" and not all(named[-1]):
            return False  # a package or a cap of nobody is a fault of its own; a total of nobody is everybody's
        return not any(a and b and not set(a) & set(b) for a, b in named)

    @property
    def sharing(self) -> Sharing:
        """How a year is settled: in brackets, or by one share on either side up to the limit."""
        surplus = tuple(one.shared_part for one in self.surplus) or (SharedPart(math.inf, self.surplus_kept_share),)
        limited = (SharedPart(self.overspend_limit, self.overspend_borne_share), SharedPart(math.inf, 0.0))
        overspend = tuple(one.shared_part for one in self.overspend) or limited
        return Sharing(surplus, overspend, math.inf if self.kept_ceiling is None else self.kept_ceiling)

    @property
    def expected_sharing(self) -> Sharing:
        """The same as providers look at it: who is told one share of an overspend does not look at its limit."""
        found = self.sharing
        return (
            found if self.overspend else found._replace(overspend=(SharedPart(math.inf, self.overspend_borne_share),))
        )
