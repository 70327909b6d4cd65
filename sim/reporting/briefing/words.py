"""Sentences and headings of a briefing, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.reporting.tables.cells import Both, both
from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "title": ("{title}：模拟评估简报", "{title}: a briefing from simulation"),
    "title_compared": ("{title}：情景比较简报", "{title}: a briefing on scenarios compared"),
    "title_sweep": ("{title}：参数扫描简报", "{title}: a briefing on a sweep"),
    "subtitle": ("{base}—{last}年，实施与不实施对照", "{base}–{last}, with and without the rules"),
    "subtitle_compared": (
        "{base}—{last}年，{n}个情景，同一批居民、同一套随机数",
        "{base}–{last}, {n} scenarios on the same luck",
    ),
    "subtitle_sweep": ("{year}年，{n}种取值组合", "{year}, {n} combinations of values"),
    "figure": ("图{n}  {caption}", "Figure {n}. {caption}"),
    "table": ("表{n}  {caption}", "Table {n}. {caption}"),
    # sections
    "question": ("要回答的问题", "The question"),
    "answer": ("结论", "The answer in three sentences"),
    "targets": ("目标能否完成", "Will the targets be met?"),
    "why_compared": ("差别在哪里", "Where they differ"),
    "why_sweep": ("哪个取值影响最大", "Which value matters most"),
    "why": ("变化从何而来", "Why"),
    "risks": ("可能出现的问题", "What could go wrong"),
    "sure": ("把握有多大", "How sure is this?"),
    "assumptions": ("主要假设", "Assumptions"),
    "method": ("如何计算", "How it was computed"),
    # the question, of a run
    "asks": (
        "《{title}》含{n}项措施，自{first}起施行，包括{names}。与不实施相比，到{year}年，居民去哪里就医、费用增长多快、"
        "医保基金和患者各负担多少，会有什么变化？",
        "“{title}” has {n} measures, the first in force from {first}: {names}. Against doing nothing, what changes by "
        "{year} in where residents seek care, how fast cost grows, and what funds and patients bear?",
    ),
    "asks_nothing": (
        "《{title}》没有措施；本简报只描述{year}年的趋势。",
        "“{title}” has no measures: this briefing shows the trend to {year} only.",
    ),
    "asks_targets": ("文件提出的{n}项目标能否完成？", "Will the {n} targets of the documents be met?"),
    "asks_own": ("能否达到{targets}？", "Will this be reached: {targets}?"),
    "own_one": ("{name}{need}", "{name} {need}"),
    # the question, of a comparison
    "asks_compared": (
        "以“{reference}”为基准，另有{n}个情景：{names}。输入的差别只有表1所列。到{year}年，各情景的结果相差多少，谁得谁失？",
        "Set against “{reference}”: {names} ({n} in all). They differ in what table 1 lists and in nothing else. By "
        "{year}, how far do results differ, and who gains or loses?",
    ),
    # the question, of a sweep
    "asks_sweep": (
        "“{title}”中下列输入取不同的值（表1），共{n}种组合，每种组合各运行{reps}次。到{year}年，结果如何随取值变化？"
        "怎样取值才能达到全部目标？",
        "In “{title}” the inputs of table 1 take other values: {n} combinations, each run {reps} times. By {year}, how "
        "do results follow, and which values meet all targets?",
    ),
    # the answer
    "moves": ("{year}年与不实施相比，{changes}", "By {year}, against doing nothing, {changes}"),
    "moves_up": ("{name}由{old}升至{new}（{gap}）", "the {name} rises from {old} to {new} ({gap})"),
    "moves_down": ("{name}由{old}降至{new}（{gap}）", "the {name} falls from {old} to {new} ({gap})"),
    "moves_sure": ("，区间均不含零", "; the interval of each leaves out zero"),
    "moves_unsure": (
        "{names}的变化区间含零，可能没有变化",
        "there may be no change of {names}, as the interval includes zero",
    ),
    "moves_none": (
        "{year}年主要指标变化的区间均含零，可能没有变化",
        "In {year} there may be no change of any headline: all intervals include zero",
    ),
    "moves_single": ("（仅1次重复，无法与随机波动区分）", " (one replication: not told from luck)"),
    "no_targets": ("情景没有设定目标。", "The scenario sets no targets."),
    "money": ("{year}年净额：{changes}。", "Net money in {year}: {changes}."),
    "money_of": ("{party}由{old}变为{new}", "{party} from {old} to {new}"),
    "money_unsure": (
        "{parties}的变化区间含零，可能没有变化",
        "there may be no change of {parties}, as the interval includes zero",
    ),
    "money_gap": ("{party}{gap}", "{party} {gap}"),
    "no_money": ("本次结果没有资金表。", "This run wrote no tables of money."),
    # targets
    "in_force": ("执行", "in force"),
    "compared_headlines": ("{year}年主要指标（下方为与A之差）", "Headlines, {year} (below: less A)"),
    "compared_outcomes": ("成效目标（括号内为达标概率）", "Targets on outcomes (in brackets: probability)"),
    "compared_measures": ("落实目标：{ones}。", "Targets on measures: {ones}."),
    "measures_of": ("{case}完成{met}/{of}", "{case} meets {met} of {of}"),
    "compared_pairs": (
        "{year}年任意两情景之差（个百分点；*表示区间不含零）",
        "Every pair of scenarios, {year} (points; * the interval leaves out zero)",
    ),
    "compared_moved": ("转移了多少，花费多少（与A之差）", "What is moved, at what cost (less A)"),
    "more_cases": ("另有{n}个情景见 report.xlsx。", "{n} more scenarios in report.xlsx."),
    "outcomes": ("成效目标", "Targets on outcomes"),
    "column_with": ("改革判定", "Verdict"),
    "measures": (
        "另有{of}项目标要求措施本身落实，其中{met}项按期完成。",
        "Of {of} further targets on the measures themselves {met} are met in time.",
    ),
    "measures_sweep": (
        "另有{of}项目标要求措施本身落实：{n}种组合中有{met}种全部按期完成。",
        "{of} further targets are on the measures themselves: all in time at {met} of {n} combinations.",
    ),
    "measures_missed": ("未按期完成：{names}。", "Not in time: {names}."),
    # why
    "not_explained": (
        "尚未测算各组措施各自的作用。运行 sim explain 后重新生成本简报，此处会列出每组措施的贡献。",
        "What each group of measures did has not been taken apart yet. After sim explain this section shows it.",
    ),
    "moved": ("{year}年{changes}（占比的变化×总人次）。", "In {year} {changes} (change of the share times all)."),
    "visits_up": ("约{x}诊疗人次由医院转到基层", "about {x} visits move from hospitals to primary care"),
    "visits_down": ("约{x}诊疗人次由基层转到医院", "about {x} visits move from primary care to hospitals"),
    "stays_up": ("约{x}住院人次留在县域", "about {x} more stays are kept in the county"),
    "stays_down": ("约{x}住院人次离开县域", "about {x} more stays leave the county"),
    "only_there": ("{where}：{values}", "{where}: {values}"),
    # what could go wrong
    "side_effects": ("变化区间不含零的副作用指标", "Side effects whose interval leaves out zero"),
    "no_side_effects": (
        "{n}项副作用指标变化的区间均含零。",
        "The intervals of all {n} indicators of side effects include zero.",
    ),
    "side_effects_single": (
        "只有1次重复，无法判断副作用指标的变化是否超出随机波动。",
        "With one replication no side effect can be told from luck.",
    ),
    "balances": ("医保基金当期结余（负值为缺口）", "What funds keep in a year (negative: lack)"),
    "resident_old": ("居民：不改革", "Residents: without"),
    "resident_new": ("居民：改革", "Residents: with"),
    "employee_old": ("职工：不改革", "Employees: without"),
    "employee_new": ("职工：改革", "Employees: with"),
    "net": ("{year}年谁得谁失：净额，结算后（{unit}）", "Who gains, who loses: net in {year}, all settled ({unit})"),
    "deficit": (
        "改革后{year}年仍有缺口的基金：{names}；累计结余未计入，应核对能否支撑。",
        "Funds that lack money in {year} with the reform: {names}. Reserves are not counted: check whether they last.",
    ),
    # how sure
    "clipped": (
        "有{n}个月诊疗强度触及安全上下限，结果不宜引用。",
        "In {n} months the level of care reached its safety bounds: do not quote this run.",
    ),
    "unsound": ("账目或就诊过程不能对平，结果不可使用。", "Books or episodes do not add up: do not use this run."),
    "sampled": (
        "只模拟了{sample}的居民：候诊按规则推算，小地区、小人群的数值不稳定。",
        "Only {sample} of the residents were simulated: waits follow a rule, figures of small places vary much.",
    ),
    # assumptions
    "inputs": (
        "共有{n}个输入数值，其中{assumed}个没有出处，属于假设；全部输入及其范围、出处见 report.xlsx 和网页报告。",
        "{n} numbers go in, {assumed} of them assumptions without a source; all with range and source stand in "
        "report.xlsx and in the page.",
    ),
    "rules": ("措施及取值", "Measures and their values"),
    "rules_note": (
        "*文件没有写明数值、日期或范围，由本研究假设，应由有关部门核对。",
        "* The document is silent on value, date or extent: assumed here, to be checked by whoever is in charge.",
    ),
    "assumptions_compared": (
        "各情景的其他输入完全相同，因此这些假设对差别的影响小于对水平的影响，但不能排除。",
        "All other inputs are the same in every scenario: these assumptions touch differences less than levels, but "
        "touch them.",
    ),
    "assumptions_sweep": (
        "除表1所列输入外，其他输入均与情景文件相同；其出处、范围和假设见该情景的运行报告（sim run）。",
        "All inputs but those of table 1 are those of the scenario; their sources, ranges and assumptions stand in the "
        "report of a run of it (sim run).",
    ),
    "risks_sweep": (
        "一项指标变好时，其他指标可能变差。下表列出各指标在全部组合中的最低、最高数值及其取值。",
        "Where one indicator gains another may lose: the lowest and highest of each over all combinations, and where.",
    ),
    # method
    "method_compared": (
        "模型逐人模拟全体居民的患病、就医选择、转诊、住院、费用和结算，政策按日期逐月生效；医疗机构按支付方式调整行为。"
        "各情景使用相同的居民与随机数，差异逐次配对。",
        "Each resident is simulated: falling ill, choosing where to go, referral, stay, bill, settlement; rules take "
        "effect by month, and providers answer to how they are paid. All scenarios meet the same residents and the "
        "same luck, so that differences are paired.",
    ),
    "method_run": (
        "模型逐人模拟全体居民的患病、就医选择、转诊、住院、费用和结算，政策按文件日期逐月生效；医疗机构按支付方式调整行为。"
        "两个方案除政策外完全相同，居民患病与随机因素也相同，差异逐次配对。",
        "Each resident is simulated: falling ill, choosing where to go, referral, stay, bill, settlement; rules take "
        "effect by month at the dates of the document, and providers answer to how they are paid. Both arms differ in "
        "the rules only and meet the same luck, so that differences are paired.",
    ),
    "method_runs": (
        "每个方案重复{n}次，抽样{sample}，随机种子{seed}。{interval}",
        "Replications of each arm: {n}; sample {sample}; seed {seed}. {interval}",
    ),
    "method_one": (
        "每个方案运行1次，抽样{sample}，随机种子{seed}，没有区间。",
        "One replication of each arm, sample {sample}, seed {seed}: no intervals.",
    ),
    "again": (
        "用同一版本的程序，在结果文件夹中运行下列命令，可得到逐字节相同的结果：",
        "With the same version of the program this command, typed in the results folder, gives the same bytes again:",
    ),
    "versions": ("输入指纹：{mark}。", "Fingerprint of the inputs: {mark}."),
    "end": ("。", "."),
    "and": ("、", ", "),
    "list": ("；", "; "),
}

say = saying(TEXT)


def word(key: str, **blanks: object) -> Both:
    """One text in both languages; a blank may itself be in both."""

    def text(lang: str) -> str:
        return say(key, lang, **{name: one.of(lang) if isinstance(one, Both) else one for name, one in blanks.items()})

    return both(text)
