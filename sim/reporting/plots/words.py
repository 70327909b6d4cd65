"""Sentences of the plots, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "below": ("{unit}；{area}；{year}；{drawn}", "{unit}; {area}; {year}; {drawn}"),
    "source": (
        "来源：{title}的模拟结果，抽样{sample}。{quick}",
        "Source: simulation “{title}”, sample {sample}. {quick}",
    ),
    "quick": ("快速试算，不可引用。", "Quick run, not for quoting."),
    "few": (
        "；样本太少（不足{enough}例），不足以下结论",
        "; fewer than {enough} simulated cases, too few to say",
    ),
    "unsure": ("；区间含零，可能没有变化", "; there may be no change: its interval includes zero"),
    "single": ("；仅1次重复，与随机波动不可区分", "; one replication, this may be luck"),
    "share_unit": ("单位：%", "Per cent"),
    "target": ("{year}年目标：{need}", "target {year}: {need}"),
    "years": ("、", ", "),
    # headline
    "headline_change": ("{name}{change}", "{name} {change}"),
    "higher": ("高{x}个百分点", "{x} points higher"),
    "lower": ("低{x}个百分点", "{x} points lower"),
    "headline_title": (
        "{year}年改革与不改革相比：{changes}",
        "What the reform changes in {year}: {changes}",
    ),
    "headline_none": (
        "{year}年各主要指标改革效果的区间均含零，可能没有变化",
        "In {year} there may be no change of headline indicators: all intervals include zero",
    ),
    "headline_same": ("{year}年改革与不改革各主要指标相同", "In {year} both arms have the same headline indicators"),
    "headline_single": (
        "{year}年改革与不改革的主要指标（1次重复，效果与随机波动不可区分）",
        "Headline indicators in {year}: one replication, effect and luck cannot be told apart",
    ),
    "headline_foot": (
        "定义：基层诊疗量占比按就诊地计，县域内就诊率、县域内住院占比按县居民计，"
        "费用增幅为县级和三级公立医院医疗收入（含外来患者，名义值）比上年增长。",
        "Definitions: primary-care shares by place of care; county rates of county residents; "
        "cost growth of the medical revenue of public county and tertiary hospitals "
        "(patients from elsewhere included, nominal) on last year.",
    ),
    # trajectory
    "trajectory_title": (
        "改革自{start}起实施；{year}年各月平均，基层诊疗量占比比不改革{change}",
        "Rules start from {start} on; over the twelve months of {year} primary care’s share of visits is {change}",
    ),
    "trajectory_same": (
        "改革自{start}起实施；{year}年各月平均，基层诊疗量占比与不改革相同",
        "Rules start from {start} on; over {year} primary care’s share of visits is what it is without it",
    ),
    "trajectory_none": ("各月主要指标，没有改革措施", "Headline indicators by month; no rule is in force"),
    "trajectory_foot": (
        "定义：各月数值；费用增幅为与上年同月相比（春节在1月或2月；按开诊日平均的增幅见timeseries.csv）；基期年不计增幅。"
        "竖线为措施生效月份：{rules}。",
        "Definitions: monthly values; cost growth is on the same month of the year before (the Spring Festival moves; "
        "growth per open day is in timeseries.csv), empty in the base year. "
        "Vertical lines: first month of {rules}.",
    ),
    # flows
    "flows_title": (
        "{year}年住院患者中，首诊在基层的占{new}（不改革为{old}），"
        "在本县（区）或基层住院的占{inside}（不改革为{inside_old}）",
        "Of those admitted in {year}, {new} were first seen at primary care ({old} without the reform) and {inside} "
        "stay in their own district or at primary care ({inside_old})",
    ),
    "first_title": (
        "{year}年{new}的就诊从基层开始，不改革为{old}",
        "In {year}, {new} of all care starts at primary care; without the reform {old}",
    ),
    "flows_unit": ("占比，条宽与人次成正比", "Shares; the width is the number of patients"),
    "flows_foot": (
        "定义：一次患病从首诊到住院的去向，按居住地；{which}。共{old}（不改革）与{new}（改革）例。",
        "Definition: one need from the first contact to the admission, by home; {which}. "
        "{old} cases without the reform, {new} with it.",
    ),
    "flows_admitted": ("仅含最终住院者", "those admitted only"),
    "flows_all": ("含全部就诊", "all care"),
    # counties
    "counties_title": (
        "{year}年基层诊疗量占比的改革效果：{most}最大（{high}），{least}最小（{low}）",
        "Primary care’s share of visits in {year}: "
        "the reform moves it most in {most} ({high}), least in {least} ({low})",
    ),
    "counties_foot": (
        "定义：基层诊疗量占比按就诊地计；县域内就诊率与县域内住院占比按县居民计，城区不适用。"
        "蓝字：{year}年改革效果 [{level}区间]。",
        "Definitions: primary-care share by place of care; county rates of county residents, "
        "not defined for urban districts. In blue: effect of the reform in {year} [{level} interval].",
    ),
    "not_defined": ("城区不适用", "not defined"),
    # fit
    "fit_title": (
        "基期年{year}：{of}个统计值中{inside}个与模型相符",
        "Base year {year}: the model meets {inside} of {of} statistics within their range",
    ),
    "fit_below": (
        "模型值在统计值合理范围中的位置：−1为下限，1为上限；{area}；{year}；{drawn}",
        "Where the model lies in the range of the statistic: −1 lower end, 1 upper end; {area}; {year}; {drawn}",
    ),
    "fit_foot": (
        "超出−3至3的以箭头表示；未建模的统计值不在图中。统计值及其范围见fit.csv。",
        "Beyond -3 and 3 an arrow is drawn; statistics not modelled are left out. Figures and ranges: fit.csv.",
    ),
    # money
    "money_unit": ("单位：亿元", "Million yuan"),
    "money_unit_small": ("单位：万元", "Million yuan"),
    "money_payer": ("谁付钱", "Who pays"),
    "money_use": ("钱去哪里", "Where it goes"),
    "money_change": ("改革带来的变化", "What the reform changes"),
    "money_baseline": ("不改革", "without"),
    "money_reform": ("改革", "with"),
    "money_more": ("增加{x}", "{x} more"),
    "money_less": ("减少{x}", "{x} less"),
    "money_title": (
        "{year}年医疗机构总收入比不改革{change}；付款方中变化最大的是{part}（{gap}）",
        "In {year} facilities receive {change} with the reform; the payer that changes most: {part} ({gap})",
    ),
    "money_foot": (
        "定义：医疗机构（含市外）当年收到的全部款项；上下两组合计相等。医保基金含按病种、分值、床日付费的结算差额、人头费和浮动点值的预付差额；"
        "预算结算为年终结余留用减超支分担以及点值清算；"
        "结余=收入−诊疗变动成本，用于人员、房屋等固定支出，负值在零线左侧。"
        "左侧数字为各部分金额，纵轴标签下为合计；右侧另有比例尺。",
        "Definitions: all money that facilities (those beyond the prefecture too) receive in the year; both panels "
        "have the same sum. Funds: with what payment by case, points, day and head settles. Settled budgets: surplus "
        "kept less overspend borne, and points settled. Margin: what is received less the marginal cost of care; it "
        "pays for staff, buildings and other fixed cost; a negative one lies left of zero. The right-hand panels have "
        "scales of their own.",
    ),
    # scoreboard
    "scoreboard_title": (
        "{total}项目标中，改革方案达到{met}项；不改革达到{old}项",
        "The reform meets {met} of {total} targets; without it {old} would be met",
    ),
    "scoreboard_few": (
        "；{n}项样本太少，不作判定",
        "; {n} rest on too few simulated cases to be judged",
    ),
    "scoreboard_unit": ("按文件所定年份", "By the year the document names"),
    "scoreboard_required": ("要求", "required"),
    "scoreboard_baseline": ("不改革", "without"),
    "scoreboard_reform": ("改革", "with"),
    "scoreboard_probability": ("达标概率", "probability"),
    "scoreboard_outcome": ("成效指标：达标{met}项，共{of}项", "Outcomes: {met} of {of} met"),
    "scoreboard_implementation": ("落实指标：达标{met}项，共{of}项", "Measures taken: {met} of {of} met"),
    "scoreboard_foot": (
        "实心圆为达标，空心圆为未达标。{chance}落实指标由政策日期决定，没有概率。",
        "A filled circle is met, a hollow one missed. {chance} Measures follow from dates and have none.",
    ),
    # capacity
    "capacity_title": (
        "{year}年病床最紧张的是{place}：全年平均使用率{mean}，{month}最高（{peak}），{change}",
        "beds are tightest at {place}: {mean} in use over {year}, {peak} at the most ({month}); {change}",
    ),
    "capacity_wait_title": ("{name}最长（{x}），{change}", "longest: {name}, {x}; {change}"),
    "capacity_beds_more": ("改革使之提高{x}", "the reform adds {x}"),
    "capacity_beds_less": ("改革使之降低{x}", "the reform takes off {x}"),
    "capacity_wait_more": ("改革使之延长{x}", "the reform makes it {x} longer"),
    "capacity_wait_less": ("改革使之缩短{x}", "the reform makes it {x} shorter"),
    "capacity_unsure": ("{change}（区间含零，可能没有变化）", "{change} (may be none: its interval includes zero)"),
    "capacity_single": (
        "{change}（1次重复，与随机波动不可区分）",
        "{change} (one replication, cannot be told from luck)",
    ),
    "capacity_same": ("改革前后相同", "the reform leaves that as it is"),
    "capacity_few": (
        "样本太少（每家不足{enough}名患者），看不出{year}年哪里病床最紧张",
        "too few simulated patients (under {enough} a hospital) to say where beds are tightest in {year}",
    ),
    "capacity_few_mark": ("数少", "few"),
    "capacity_none": ("各月候诊时间与病床使用率", "Waits and beds in use by month"),
    "capacity_unit": ("候诊时间：分钟；病床使用率：%", "Waits in minutes, beds in use in per cent"),
    "capacity_wait": ("平均候诊时间", "mean wait"),
    "capacity_tier": ("病床使用率", "beds in use"),
    "capacity_map": (
        "各医院、各县（区）基层机构的病床使用率（改革方案，%）",
        "Beds in use by hospital, and at the primary places of a district, with the reform (per cent)",
    ),
    "capacity_primary": ("{place}基层机构", "{place}: primary places"),
    "capacity_mean": ("{year}年", "{year}"),
    "capacity_foot": (
        "定义：候诊时间为非急诊就诊的平均等候；病床使用率=实际占用总床日÷实际开放总床日，"
        "加床计入，可超过100%；白点：当月达到或超过100%。"
        "候诊时间各层级比例尺不同，区间超出图框者不全显示。竖线为措施生效月份：{rules}。",
        "Definitions: mean wait of visits that are no emergency; occupied over open bed-days: extra beds count, so it "
        "can pass 100 %. White dot: all open beds taken in that month, or more. Waits have a scale for each tier; "
        "bands are cut at the frame. Vertical lines: first month of {rules}.",
    ),
    "capacity_sample": (
        "抽样运行：每名模拟居民代表多人，占用床日按抽样比例放大，小医院单月数值波动大，可超过100%。",
        "A sample: each simulated resident stands for several, so bed-days are scaled up; a single month of a small "
        "hospital varies by luck and may pass 100 %.",
    ),
    # contributions
    "contributions_title": (
        "{year}年{name}的改革效果（{x}）中，{player}贡献最大（{part}）",
        "most of what the reform does to the {name} in {year} ({x}) is due to {player} ({part})",
    ),
    "contributions_offset": (
        "{year}年{name}总体没有变化：各组措施相互抵消，作用最大的是{player}（{part}）",
        "the {name} in {year} stays as it is: groups of rules offset each other, the strongest is {player} ({part})",
    ),
    "contributions_none": (
        "没有一组措施使{year}年{name}发生可见变化",
        "no group of rules visibly changes the {name} in {year}",
    ),
    "contributions_unit": ("改革效果按措施分组分解", "Effect of the reform by group of rules"),
    "contributions_total": ("合计", "all together"),
    "contributions_alone": ("单独实施该组的效果", "the group alone"),
    "contributions_left_out": ("其余都实施、只缺该组时的损失", "what is lost without the group"),
    "contributions_interaction": ("{unit}；相互作用 {x}", "{unit}; interaction {x}"),
    "contributions_foot": (
        "各组贡献（条）为沙普利值：各组按所有可能的先后顺序加入时所增效果的平均，各组之和等于合计。"
        "相互作用=合计−各组单独效果之和：与合计同号为相互增强，异号为作用重叠。各图比例尺不同。",
        "Bars are Shapley values: what a group adds, averaged over every order in which groups can join; they sum to "
        "the total. Interaction: the total less the sum of the groups alone; with the sign of the total they "
        "strengthen each other, else they overlap. Panels have scales of their own.",
    ),
    "contributions_enumeration": ("所有组合均已模拟。", "Every combination was simulated."),
    "contributions_sampled": ("由{n}个随机顺序估计。", "Estimated from {n} orders drawn at random."),
    "and": ("，", ", "),
    "list": ("；", "; "),
}

say = saying(TEXT)
