"""Headings and sentences of the page, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.reporting.coverage import Coverage
from sim.reporting.tables.cells import Both, both

TEXT: dict[str, tuple[str, str]] = {
    "subtitle": (
        "模拟结果报告：{base}—{last}年，改革与不改革对照",
        "Simulation report {base}–{last}: with the reform and without it",
    ),
    "what": (
        "两个方案除政策外完全相同，居民患病和随机因素也相同。每方案{n}次重复，抽样{sample}。{interval}",
        "Both arms differ in the rules only; residents meet the same illnesses and the same luck. "
        "Replications of each arm: {n}; sample {sample}. {interval}",
    ),
    "quick": (
        "快速试算：只看方向，不可引用。",
        "Quick run: it shows the direction and is not for quoting.",
    ),
    "one_language": (
        "图只用一种语言绘制；sim report补画另一种。",
        "The plots are drawn in one language; sim report draws the other.",
    ),
    "language": ("语言", "Language"),
    "contents": ("目录", "Contents"),
    "skip": ("跳到正文", "Skip to the text"),
    "csv": ("下载数据（CSV）", "Download CSV"),
    "sort": ("点击表头排序", "Click a heading to sort"),
    "find": ("查找：", "Find: "),
    "found": ("行", "rows"),
    "open": ("展开：{title}（{n}行）", "Show: {title} ({n} rows)"),
    "scroll": ("可左右滚动的表格", "Table; scrolls sideways"),
    # sections
    "section.plain": ("结论", "In plain words"),
    "section.scoreboard": ("记分板：主要指标与目标", "Scoreboard: headlines and targets"),
    "section.contributions": ("每组政策起了什么作用", "What each rule did"),
    "section.flows": ("患者去哪里就医：改革前后", "Where patients go, before and after"),
    "section.money": ("谁付钱", "Who pays"),
    "section.places": ("分县区与人群", "By county and group"),
    "section.side_effects": ("副作用与可能出现的问题", "Side effects and what could go wrong"),
    "section.waits": ("候诊与病床使用", "Waits and occupancy"),
    "section.belief": ("能否相信", "Can it be believed"),
    "section.rules": ("每项政策及其条款", "Every rule with its clause"),
    "section.assumptions": ("每个输入与假设", "Every assumption"),
    "section.definitions": ("指标定义", "Definitions"),
    "section.reproduce": ("如何重现", "How to reproduce"),
    # plots: what is shown
    "plot.headline": (
        "条形图：主要指标在两个方案下的数值、区间和文件目标。",
        "Bars: headline indicators of both arms, with interval and what the documents ask for.",
    ),
    "plot.scoreboard": (
        "列表图：每项目标的要求、两个方案的数值与判定，以及改革方案的达标概率。",
        "List: every target, what is required, both arms, met or missed, and how likely the reform meets it.",
    ),
    "plot.trajectory": (
        "折线图：主要指标逐月变化，竖线为政策施行月份。",
        "Lines: headline indicators month by month; vertical lines mark the months in which rules start.",
    ),
    "plot.contributions": (
        "条形图：每组政策对主要指标的贡献。",
        "Bars: what each group of rules contributes to the headline indicators.",
    ),
    "plot.flows_first_contact": (
        "流向图：居民按居住地首先到哪里就诊，左为不改革，右为改革。",
        "Flows: where residents of each district first seek care; left without the reform, right with it.",
    ),
    "plot.flows_admissions": (
        "流向图：住院患者从居住地经首诊到住院地，左为不改革，右为改革。",
        "Flows: from home over the first contact to the place of admission; left without the reform, right with it.",
    ),
    "plot.counties": (
        "小图：各县（区）主要指标逐年数值，同一刻度。",
        "Small panels: yearly values by district on one scale.",
    ),
    "plot.money": (
        "条形图：医疗机构全部收入由谁支付、用在哪里，以及改革带来的变化。",
        "Bars: who pays what facilities receive, where it goes, and what the reform changes.",
    ),
    "plot.capacity": (
        "折线图与热图：各层级候诊时间、病床使用率逐月变化；下方为各医院的病床使用率（实施改革）。",
        "Lines and a map: waits and beds in use by tier, month by month; below each hospital's beds with the reform.",
    ),
    "plot.fit": (
        "点图：基期年模型值在统计值合理范围中的位置。",
        "Dots: where the model's base year lies in the range of each statistic.",
    ),
    # of a comparison and a sweep
    "section.inputs": ("有何不同", "What differs"),
    "section.cases": ("各情景的主要指标", "Headlines by scenario"),
    "section.targets": ("目标", "Targets"),
    "section.net": ("谁得谁失", "Who gains, who loses"),
    "section.groups": ("分县区与人群", "By county and group"),
    "section.points": ("结果如何随取值变化", "How results follow the values"),
    "section.failures": ("未得到结果的组合", "Combinations without a result"),
    "compared": (
        "情景比较报告：{base}—{last}年，同一批居民、同一套随机数",
        "Scenarios compared {base}–{last}: on the same residents and the same luck",
    ),
    "compared_what": (
        "差异为逐次配对。每情景{n}次重复，抽样{sample}。{interval}",
        "Differences are paired by replication. Replications: {n}; sample {sample}. {interval}",
    ),
    "compared_again": (
        "在本文件夹中运行以下命令，可由各情景的结果重新得到这些比较：",
        "In this folder this command makes the comparison again from the results of the cases:",
    ),
    "sweep": ("参数扫描报告：{year}年，{n}种取值组合", "Sweep: {n} combinations of values, {year}"),
    "no_failures": ("全部取值组合都得到了结果。", "Every combination has a result."),
    "sweep_again": (
        "再次运行以下命令，已完成的组合不会重算：",
        "This command goes on where the sweep was left; combinations that are done are not run again:",
    ),
    "plot.cases": (
        "点图：各情景主要指标的数值、与基准情景之差及所要求的数值。",
        "Dots: headlines by scenario, the difference to the reference, and what is asked for.",
    ),
    "plot.cases_targets": (
        "列表图：每项目标在各情景中的数值、判定和达标概率。",
        "List: every target, with value, verdict and probability by scenario.",
    ),
    "plot.cases_money": (
        "点图：各方净额与基准情景之差，年终结算已计入。",
        "Dots: net positions of all parties less the reference, year-end settlements counted.",
    ),
    "plot.cases_counties": (
        "点图：各县（区）或各人群与基准情景之差。",
        "Dots: differences to the reference by county or group.",
    ),
    "plot.cases_side_effects": (
        "点图：副作用指标与基准情景之差。",
        "Dots: side effects, differences to the reference.",
    ),
    "plot.sweep_lines": (
        "折线图：主要指标随取值的变化，两个方案对照。",
        "Lines: headlines over the value varied, both arms.",
    ),
    "plot.sweep_map": (
        "热图：各取值组合下改革方案的主要指标。",
        "Map: the first headline with the reform at every combination.",
    ),
    "plot.sweep_maps": (
        "热图：各取值组合下改革方案的主要指标，每格一个取值。",
        "Maps: the first headline with the reform at every combination, a map for each value of one input.",
    ),
    "plot.sweep_scatter": (
        "散点图：主要指标与每个取值的关系。",
        "Dots: the first headline against each value varied.",
    ),
    "plot.other": ("图。", "A plot."),
    # sections' sentences
    "explain": (
        "本结果还没有做政策分解。第一条命令算出每组政策各自的贡献，第二条重写本报告：",
        "The effect has not been taken apart yet. The first command finds what each group of rules did, the second "
        "writes this report again:",
    ),
    "sampled_waits": (
        "抽样运行时，候诊时间按规则推算，不是逐人排队；要看排队，请用全部居民（抽样100%）运行。",
        "Under a sample waits follow a rule, not a queue; for queues run with all residents (sample 100 %).",
    ),
    "experiments": (
        "已用发表的自然实验检验（`sim validate`，见docs/validation.md）：方向大多正确，人们改变就医去向的幅度大多偏小；"
        "区间不含这一误差。",
        "Held against published natural experiments (`sim validate`, docs/validation.md) directions are mostly right, "
        "and how far people move is mostly too little; intervals do not hold this.",
    ),
    "check.books_balance": ("每一分钱都能对上账：{x}。", "Every fen adds up in the books: {x}."),
    "check.patients_conserved": (
        "开始的就医过程等于结束的加上进行中的：{x}。",
        "Episodes begun equal those ended and those under way: {x}.",
    ),
    "check.months_level_clipped": (
        "诊疗强度触及安全上下限的月数：{x}（应为0）。",
        "Months in which the level of care reached its safety bounds: {x} (should be 0).",
    ),
    "check.needs_above_bound": (
        "患病概率超出上限的次数：{x}（应为0）。",
        "Times a chance of illness was above its bound: {x} (should be 0).",
    ),
    "check.yes": ("是", "yes"),
    "check.no": ("否，结果不可使用", "no, the results must not be used"),
    "no_checks": ("本次结果没有检查记录。", "This run wrote no checks."),
    "no_documents": (
        "结果文件夹里没有情景文件，无法列出条款。",
        "The folder has no scenario file, so no clauses are listed.",
    ),
    "long_in_print": (
        "打印时不展开；全部内容见report.xlsx。",
        "Not opened in print; all of it is in report.xlsx.",
    ),
    "definitions": (
        "指标的数值都是“和除以和”，不是各地比值的平均。",
        "Every share is a sum divided by a sum.",
    ),
    "reproduce": (
        "在结果文件夹中运行以下命令，会得到逐字节相同的结果（同一版本的程序）：",
        "In the results folder this command gives the same bytes again (same version of the program):",
    ),
    "fingerprint": ("输入指纹：{x}", "Fingerprint of the inputs: {x}"),
    "versions": ("软件版本：{x}", "Versions: {x}"),
    "seed": (
        "随机种子{seed}，每方案{n}次重复，抽样{sample}。",
        "Seed {seed}; replications of each arm: {n}; sample {sample}.",
    ),
    "tables_in_excel": (
        "同一文件夹中的report.xlsx含全部表格；各图数据见plots文件夹。",
        "report.xlsx beside this file has all tables; the data of each plot are in the folder plots.",
    ),
}


def say(key: str, **blanks: object) -> Both:
    """One text in both languages; a blank may itself be in both."""

    def text(lang: str) -> str:
        filled = {name: value.of(lang) if isinstance(value, Both) else value for name, value in blanks.items()}
        return TEXT[key][0 if lang == "zh" else 1].format(**filled)

    return both(text)


def covered(found: Coverage) -> tuple[Both, Both]:
    """What the intervals cover, and what they do not."""
    return both(found.covers), both(found.covers_not)


def covered_or_how(found: Coverage) -> tuple[Both, ...]:
    """The same of a run, or of several compared; where parameters are not covered, how to have them covered too."""
    return (*covered(found), both(found.how)) if found.how("en") else covered(found)
