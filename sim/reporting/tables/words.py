"""Titles, headings and notes of the report's tables, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.reporting.tables.cells import Both, Column, Kind, both

TEXT: dict[str, tuple[str, str]] = {
    # titles; also the names of sheets, which may have 31 characters
    "headlines": ("主要指标", "Headlines"),
    "targets": ("目标", "Targets"),
    "side_effects": ("可能的副作用", "What could go wrong"),
    "package": ("打包付费县与其他县", "Package and other counties"),
    "rule_groups": ("各组包含的措施", "Rules in each group"),
    "contributions": ("各组政策的作用", "What each rule did"),
    "by_district": ("分县（区）的改革效果", "Effect by district"),
    "pools": ("分医保统筹区", "By insurance pool"),
    "by_tier": ("分医疗机构层级的改革效果", "Effect by tier of facility"),
    "by_scheme": ("分医保险种的改革效果", "Effect by insurance scheme"),
    "by_age": ("分年龄的改革效果", "Effect by age"),
    "waits": ("候诊、候床与病床使用", "Waits and occupancy"),
    "hospitals": ("各医院逐年情况", "Every hospital, every year"),
    "money": ("谁付钱，钱去哪里", "Money by payer and use"),
    "fit": ("基期年模型值与统计值", "Model and statistics"),
    "rules": ("政策措施", "Rules"),
    "clauses": ("文件条款", "Clauses"),
    "assumptions": ("输入与假设", "Inputs and assumptions"),
    "definitions": ("指标定义", "Definitions"),
    "indicators": ("全部指标", "All indicators"),
    "groups": ("分地区与人群", "By county and group"),
    "read_me": ("说明", "Read me"),
    "grade.at_least": ("达到{x}%", "from {x} %"),
    "grade.kept": ("留用系数{x}%", "{x} % of what is kept"),
    "grade.paid": ("兑现{x}%", "{x} % paid"),
    "split": ("{who} {x}份", "{who} {x}"),
    # brackets of a surplus or an overspend
    "bracket.up_to": ("至{x}%", "up to {x} %:"),
    "bracket.beyond": ("其余", "beyond:"),
    "bracket.kept": ("留用{x}%", "{x} % kept"),
    "bracket.borne": ("机构担{x}%", "{x} % borne"),
    "bracket.treasury": ("财政担{x}%", "{x} % by the treasury"),
    "bracket.whole": ("（全额）", "(of all)"),
    # columns
    "side_by": ("按什么分", "By"),
    "lower": ("区间下限", "lower end"),
    "upper": ("区间上限", "upper end"),
    "indicator": ("指标", "Indicator"),
    "hospital": ("医院", "Hospital"),
    "of_arm": ("{what}（{arm}）", "{what}, {arm}"),
    "occupancy": ("病床使用率", "Beds taken"),
    "wait_minutes": ("候诊时间", "Wait at clinics"),
    "from_beyond": ("外来患者占门急诊", "Visits from beyond"),
    "stays": ("出院人次", "Stays"),
    "stay_days": ("平均住院日", "Days a stay"),
    "yuan_per_stay": ("次均住院费用", "Cost a stay"),
    "bed_wait_days": ("候床时间", "Wait for a bed"),
    "place": ("地区", "Place"),
    "group": ("分组", "Group"),
    "baseline": ("不改革", "Without"),
    "reform": ("改革", "With"),
    "effect": ("改革效果 [{level}区间]", "Effect [{level} interval]"),
    "target": ("目标", "Target"),
    "required": ("要求", "Required"),
    "judged_baseline": ("不改革判定", "Verdict without"),
    "judged_reform": ("改革判定", "Verdict with"),
    "probability": ("改革达标概率", "Probability with the reform"),
    "clause": ("条款", "Clause"),
    "year": ("年份", "Year"),
    "arm": ("方案", "Arm"),
    "value": ("数值", "Value"),
    "low": ("下限", "Low"),
    "high": ("上限", "High"),
    "unit": ("单位", "Unit"),
    "source": ("出处", "Source"),
    "confidence": ("依据", "Evidence"),
    "note": ("备注", "Note"),
    "id": ("代码", "Id"),
    "input": ("输入", "Input"),
    "name": ("名称", "Name"),
    "side": ("方向", "Side"),
    "part": ("项目", "Part"),
    "payer": ("谁付钱", "Who pays"),
    "pool": ("统筹区", "Pool"),
    "fund_spent": ("基金支出：{fund}", "Spent by the fund: {fund}"),
    "fund_left": ("当年结余：{fund}", "Left of the year’s income: {fund}"),
    "pools_note": (
        "{year}年，各次重复的平均。前几行为居住在该统筹区县区的全部居民；基金收支按全部参保人推算。",
        "{year}, mean of the replications. The first lines are of everybody who lives in the pool’s districts; funds "
        "are those of all insured.",
    ),
    "use": ("钱去哪里", "Where it goes"),
    "gap": ("变化", "Change"),
    "total": ("合计", "Total"),
    "statistic": ("统计值", "Statistic"),
    "range": ("合理范围", "Range"),
    "model": ("模型值", "Model"),
    "inside": ("是否相符", "Inside"),
    "yes": ("相符", "inside"),
    "no": ("偏离", "outside"),
    "rule": ("措施", "Rule"),
    "start": ("施行日期", "From"),
    "months": ("到位月数", "Months to full strength"),
    "where": ("适用地区", "Where"),
    "everywhere": ("全市", "everywhere"),
    "settings": ("取值", "Values"),
    "assumption": ("文件未写明、由本研究假设的部分", "Assumed where the document is silent"),
    "says": ("内容（转述）", "What it asks, in our words"),
    "status": ("处理方式", "Status"),
    "why": ("说明", "Why"),
    "cited": ("引用它的措施与目标", "Rules and targets that cite it"),
    "judged_by": ("目标：{names}", "judged by {names}"),
    "true": ("是", "yes"),
    "false": ("否", "no"),
    "more": ("等{n}项", " and others, {n} in all"),
    "choice.voluntary": ("自愿", "voluntary"),
    "choice.mandatory": ("强制", "mandatory"),
    "choice.package": ("打包付费", "package"),
    "choice.hospital_cap": ("单家医院总额", "cap of each hospital"),
    "choice.regional": ("区域总额", "regional total"),
    "choice.all": ("门诊和住院", "visits and stays"),
    "choice.inpatient": ("住院", "stays"),
    "choice.outpatient": ("门诊", "visits"),
    "choice.historic": ("历史支出", "past spending"),
    "choice.per_head": ("按参保人数", "per insured"),
    "choice.tier": ("按级别", "by tier"),
    "choice.hospital": ("按医院", "by hospital"),
    "choice.none": ("无", "none"),
    "choice.base_year": ("基年费用", "base-year charges"),
    "choice.table": ("权重表", "table of weights"),
    "choice.inside": ("含在病种价格内", "inside the case price"),
    "choice.on_charges": ("按实际费用计", "on charges"),
    "choice.centre": ("乡镇卫生院（中心）", "centre"),
    "choice.village": ("村卫生室", "village"),
    "unit.per_year": ("每年{x}", "{x} a year"),
    "unit.diseases": ("{x}个", "{x}"),
    "unit.doctors": ("{x}名", "{x}"),
    "unit.insured": ("每人每年{x}元", "{x} yuan per insured and year"),
    "unit.resident": ("每人每年{x}元", "{x} yuan per resident and year"),
    "modelled": ("已建模", "modelled"),
    "partial": ("部分建模", "in part"),
    "context": ("背景，不计算", "context, not computed"),
    "player": ("政策组", "Group of rules"),
    "members": ("包含的措施", "Rules in it"),
    "alone": ("单独实施", "Alone"),
    "left_out": ("去掉它会失去", "Lost if left out"),
    "shapley": ("分摊的贡献", "Contribution"),
    "interaction": ("相互作用", "Interaction"),
    "definition": ("定义", "Definition"),
    "whose": ("按谁统计", "Whose events"),
    "direction": ("期望方向", "Wanted"),
    "up": ("越高越好", "higher"),
    "down": ("越低越好", "lower"),
    "neutral": ("不评价", "neither"),
    "place of care": ("按就诊地", "place of care"),
    "residents": ("按居民", "residents"),
    "insured": ("按参保人", "insured"),
    "n": ("重复次数", "Replications"),
    "luck_share": ("方差中随机波动所占", "Luck’s part of variance"),
    "numerator": ("分子", "Numerator"),
    "denominator": ("分母", "Denominator"),
    # notes
    "sheet_units": (
        "各表数值为数字：占比及占比之差以百分数显示（差为百分点），金额为元；加粗表示变化的区间不含零。各表另有英文版。",
        "Cells hold numbers: shares and their differences are shown in percent (a difference in points), money is in "
        "yuan; the interval of a bold change leaves out zero. Every sheet is there in Chinese too.",
    ),
    "csv_units": (
        "数值为数字：占比和占比之差为小数（0.65即65%），金额为元。",
        "Numbers are numbers: shares and their differences are fractions (0.65 is 65 %), money is in yuan.",
    ),
    "star": (
        "*表示区间不含零的变化。占比的变化以个百分点计。",
        "* marks a change whose interval leaves out zero. Changes of shares are in percentage points.",
    ),
    "star_one": (
        "只有1次重复，没有区间，无法判断变化是否超出随机波动。",
        "One replication: no intervals, and no change can be told from luck.",
    ),
    "hospitals_note": (
        "各次重复合计：候诊不含急诊；病床使用率以开放床位为分母；候床时间为等到床位者的平均。",
        "All replications together: waits leave out emergencies, beds taken are over open beds, the wait for a bed is "
        "that of those who waited for one.",
    ),
    "targets_note": (
        "{chance}落实指标由政策日期决定，没有概率。缩进的行从属于上一行：实施后的12个月，或每个县（区）。",
        "{chance} Measures follow from dates and have none. Indented lines belong to the line above: twelve months "
        "after the start, or one district.",
    ),
    "money_note": (
        "{year}年各方案{n}次重复的平均，按全体居民折算。结余为收入减诊疗变动成本。",
        "Mean of {n} replications in {year}, for all residents. A margin is what is received less the marginal cost "
        "of care.",
    ),
    "contributions_note": (
        "{year}年。各组贡献相加等于改革总效果；“单独实施”之和与总效果之差为相互作用。",
        "{year}. Contributions add up to the whole effect; the interaction is the whole less the sum of the groups "
        "alone.",
    ),
    "fit_note": (
        "基期年为{year}年，不改革方案。合理范围来自统计口径的差异和抽样误差。",
        "Base year {year}, without the reform. The range covers how the statistic may be read and its error.",
    ),
    "assumptions_note": (
        "共{n}个输入，其中{assumed}个没有出处，属于假设。",
        "{n} inputs, {assumed} of them assumptions without a source.",
    ),
    "rules_earlier": (
        "基期以前已实施、已含在基期数据中、两个方案都有，因此不另行模拟：{names}。",
        "In force before the base year, so part of its numbers and of both arms, and not simulated: {names}.",
    ),
    "rule_since": ("{name}（{start}起）", "{name} (from {start})"),
    "clauses_note": (
        "共{n}条：已建模{modelled}条，部分建模{partial}条，仅作背景{context}条。",
        "{n} clauses: {modelled} modelled, {partial} in part, {context} kept as context.",
    ),
}


def word(key: str, **blanks: object) -> Both:
    """One text in both languages with its blanks filled; a blank may itself be in both."""

    def text(lang: str) -> str:
        filled = {name: one.of(lang) if isinstance(one, Both) else one for name, one in blanks.items()}
        return TEXT[key][0 if lang == "zh" else 1].format(**filled)

    return both(text)


def columns(**kinds: Kind) -> tuple[Column, ...]:
    """Columns by the word that heads them."""
    return tuple(Column(word(head), kind) for head, kind in kinds.items())
