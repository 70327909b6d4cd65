"""Sentences of a comparison, on the terminal and in plots, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "heading": ("情景比较——{year}年（基准情景：{reference}）", "Scenarios compared, {year} (reference: {reference})"),
    "what": (
        "各情景使用相同的居民与随机数；差异为逐次配对（{n}次重复，抽样{sample}）。{interval}",
        "All scenarios meet the same residents and the same luck; differences are paired by replication ({n} "
        "replications, sample {sample}). {interval}",
    ),
    "what_one": (
        "各情景使用相同的居民与随机数；仅1次重复，没有区间（抽样{sample}）。",
        "All scenarios meet the same residents and the same luck; one replication: no intervals (sample {sample}).",
    ),
    "key": ("{letter}  {name}", "{letter}  {name}"),
    "own_baseline": (
        "各情景的不改革方案不相同：“效果”为各情景改革与其自身不改革方案之差。",
        "The scenarios differ without the rules too: an effect is a scenario less its own arm without rules.",
    ),
    # inputs
    "inputs": ("输入有何不同（A → 其他情景）", "What differs in the inputs (A -> the others)"),
    "input": ("{name}（{path}）：{old} → {new}", "{path}, {name}: {old} -> {new}"),
    "input_of": ("{value}（{case}）", "{value} ({case})"),
    "input_none": ("无", "not there"),
    "input_more": ("其余{n}项见 inputs.csv", "and {n} more in inputs.csv"),
    "rules_off": ("{case}不执行{n}项措施：{names}", "{case} leaves out {n} of the rules: {names}"),
    "rules_new": ("{case}另有{n}项措施：{names}", "{case} has {n} more: {names}"),
    "inputs_same": ("输入没有不同。", "Nothing differs in the inputs."),
    "rule_with": ("{name}{fields}", "{name} {fields}"),
    # tables
    "pairs": (
        "任意两情景之差（占比与增幅，个百分点；*表示区间不含零的差异）",
        "Every pair of scenarios (points; * marks a difference whose interval leaves out zero)",
    ),
    "pair_of": ("相减", "Difference"),
    "pair": ("{case} − {against}", "{case} less {against}"),
    "own_target": ("要求{name}{need}：{ones}。", "Asked for {name} {need}: {ones}."),
    "own_target_of": ("{case}为{value}，{status}", "{case} {value}, {status}"),
    "own_target_chance": ("（概率{chance}）", " (probability {chance})"),
    "headlines": (
        "主要指标（数值下方为与A之差；占比与增幅为个百分点）",
        "Headlines (below the value: less A; shares and growth in points)",
    ),
    "indicator": ("指标", "Indicator"),
    "value": ("数值", "Value"),
    "difference": ("与A之差 [{level}区间]", "Less A [{level}]"),
    "effects": ("改革效果（与各自不改革方案之差）", "Effect of the rules (less its own arm without them)"),
    "targets": ("目标完成情况（括号内为达标概率）", "Targets (in brackets: probability of meeting it)"),
    "target": ("目标", "Target"),
    "required": ("要求", "Required"),
    "targets_same": (
        "另有{n}项落实指标各情景相同，其中{met}项达标。",
        "{n} more targets are measures taken, the same in all scenarios; {met} of them are met.",
    ),
    "side_effects": (
        "副作用：与A之差的区间不含零的指标（*）",
        "Side effects that differ from A, the interval leaving out zero (*)",
    ),
    "side_effects_none": ("各副作用指标与A之差的区间均含零。", "The intervals of all side effects include zero."),
    "side_effects_single": (
        "只有1次重复，无法判断副作用的差异是否超出随机波动。",
        "With one replication it cannot be told which side effects differ beyond luck.",
    ),
    "by_county": ("按县（区）：{letter}（{case}）与A之差", "By county: {letter} ({case}) less A"),
    "by_age": ("按年龄：{letter}（{case}）与A之差", "By age: {letter} ({case}) less A"),
    "by_scheme": ("按险种：{letter}（{case}）与A之差", "By insurance: {letter} ({case}) less A"),
    "by_note": (
        "占比为个百分点，费用为元；*表示区间不含零的差异",
        "shares in points, money in yuan; * marks a difference whose interval leaves out zero",
    ),
    "county": ("县（区）", "County"),
    "age": ("年龄", "Age"),
    "scheme": ("险种", "Insurance"),
    # sentences
    "plain": ("结论", "In plain words"),
    "change_up": ("{name}高{x}", "{name} {x} higher"),
    "change_down": ("{name}低{x}", "{name} {x} lower"),
    "against": ("与{reference}相比，{case}的{changes}", "{case} against {reference}: {changes}"),
    "against_sure": ("，区间均不含零。", "; the interval of each leaves out zero."),
    "against_single": ("；只有1次重复，无法与随机波动区分。", "; with one replication this cannot be told from luck."),
    "against_unsure": (
        "{names}的差异区间含零，可能没有差异。",
        "There may be no difference, as the interval includes zero: {names}.",
    ),
    "against_same": (
        "与{reference}相比，{case}的各主要指标没有可见差异。",
        "{case} against {reference}: no difference in the headlines that can be seen.",
    ),
    "against_none": (
        "与{reference}相比，{case}的各主要指标差异的区间均含零，可能没有差异。",
        "{case} against {reference}: there may be no difference, as the intervals of all headlines include zero.",
    ),
    "targets_met": ("{case}达到{of}项目标中的{met}项", "{case} meets {met} of {of} targets"),
    "end": ("。", "."),
    "and": ("、", ", "),
    "list": ("；", "; "),
    # plots
    "reference": ("{name}（基准）", "{name} (reference)"),
    "source": ("来源：{n}个情景的模拟比较，抽样{sample}。", "Source: simulation of {n} scenarios, sample {sample}."),
    "below": ("{unit}；{area}；{year}；{drawn}", "{unit}; {area}; {year}; {drawn}"),
    "cases_title": (
        "{year}年{name}：{most}最高（{high}），{least}最低（{low}）",
        "{name} in {year}: highest with {most} ({high}), lowest with {least} ({low})",
    ),
    "cases_same": ("{year}年各情景的{name}相同（{high}）", "{name} in {year} is the same in all scenarios ({high})"),
    "cases_unsure": ("；差异的区间含零，可能没有差异", "; there may be no difference: the intervals include zero"),
    "cases_unit": ("单位：%", "Per cent"),
    "cases_foot": (
        "每图一个指标，右侧为数值及与基准情景之差（个百分点）；竖线为基准情景的数值。误差线为各情景自身的区间，超出图框者不全显示；"
        "情景之差按次配对，更为准确。",
        "A panel an indicator; at the right the value and its difference to the reference (points); the line is the "
        "reference. Bars are the scenario's own interval, cut at the frame; differences are paired and surer.",
    ),
    "cases_target": ("要求{need}，达标概率：{ones}", "asked {need}; probability {ones}"),
    "cases_foot_target": (
        "虚线为所要求的数值。{chance}",
        " Dashed: what is asked for. {chance}",
    ),
    "targets_title": (
        "达标最多的是{most}：{of}项目标中达到{met}项；基准情景达到{old}项",
        "{most} meets most targets, {met} of {of}; the reference meets {old}",
    ),
    "targets_title_same": (
        "没有情景比基准情景达到更多目标（{of}项中{met}项）",
        "No scenario meets more targets than the reference ({met} of {of})",
    ),
    "targets_unit": ("按文件所定年份", "By the year the document names"),
    "targets_count": ("达标{met}/{of}", "{met} of {of} met"),
    "targets_foot": (
        "实心圆为达标，空心圆为未达标，横线为无法判定；数字为指标值及达标概率。{chance}",
        "A filled circle is met, a hollow one missed, a dash cannot be judged; numbers are the value and the "
        "probability of meeting the target. {chance}",
    ),
    "groups_title": (
        "{year}年{name}，{case}与{reference}之差：{most}最大（{high}），{least}最小（{low}）",
        "{name} in {year}, {case} less {reference}: most in {most} ({high}), least in {least} ({low})",
    ),
    "groups_none": (
        "{year}年各县（区）、各人群与{reference}没有可见差异",
        "No group differs visibly from {reference} in {year}",
    ),
    "groups_unit": ("与基准情景之差", "Less the reference"),
    "groups_foot": (
        "定义：基层诊疗量占比按就诊地计；县域内就诊率与县域内住院占比按县居民计，城区不适用。"
        "实心为差异的区间不含零，空心为含零；误差线超出图框者不全显示。",
        "Definitions: primary-care share by place of care; county rates of county residents, not defined for urban "
        "districts. Filled: the interval of the difference leaves out zero; hollow: it includes zero. Bars are cut at "
        "the frame.",
    ),
    "side_title": (
        "与{reference}相比，区间不含零的副作用：{changes}",
        "Side effects against {reference}, intervals leaving out zero: {changes}",
    ),
    "side_of": ("{case}的{change}", "{change} with {case}"),
    "side_none": (
        "{year}年各副作用指标与{reference}之差的区间均含零",
        "In {year} the intervals of all side effects against {reference} include zero",
    ),
    "side_single": (
        "{year}年副作用指标与{reference}之差（1次重复，与随机波动不可区分）",
        "Side effects in {year} against {reference}: one replication, cannot be told from luck",
    ),
    "side_more": ("{first}等，共{n}项", "{first}; {n} in all"),
    "side_unit": ("与基准情景之差", "Less the reference"),
    "side_foot": (
        "每行一个指标，比例尺各自不同，零线为基准情景；右侧为差异。实心为差异的区间不含零，空心为含零；误差线超出图框者不全显示。",
        "A row an indicator with a scale of its own; zero is the reference, the difference stands at the right. "
        "Filled: the interval leaves out zero; hollow: it includes zero. Bars are cut at the frame.",
    ),
}

say = saying(TEXT)
