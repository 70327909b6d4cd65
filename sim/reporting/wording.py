"""Sentences and headings of the text output, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "quick": (
        "快速试算（每方案{n}次，抽样{sample}）：只看方向，不可引用。",
        "Quick run ({n} per arm, sample {sample}): shows the direction, not for quoting.",
    ),
    "heading": ("{title}——{year}年", "{title}: {year}"),
    "what": (
        "两个方案除政策外完全相同（{n}次重复，抽样{sample}）。{interval}",
        "The arms differ in the rules only ({n} replications, sample {sample}). {interval}",
    ),
    "what_one": (
        "两个方案除政策外完全相同；仅1次重复，没有区间（抽样{sample}）。",
        "The arms differ in the rules only. One replication: no intervals (sample {sample}).",
    ),
    "indicator": ("指标", "Indicator"),
    "baseline": ("不改革", "Without"),
    "reform": ("改革", "With"),
    "effect": ("改革效果 [{level}区间]", "Effect [{level} interval]"),
    "targets": (
        "目标完成情况（括号内为改革方案的达标概率）",
        "Targets (in brackets: the reform’s probability of meeting it)",
    ),
    "target": ("目标", "Target"),
    "outcome": ("成效指标：达标{met}项，共{of}项", "Outcomes: {met} of {of} met"),
    "implementation": ("落实指标：达标{met}项，共{of}项", "Measures taken: {met} of {of} met"),
    "window": ("{months}（12个月）", "twelve months {months}"),
    "of_year": ("{name}（{year}）", "{name} ({year})"),
    "in_district": ("{name}（{year}，{place}）", "{name} ({year}, {place})"),
    "of_group": ("{name}：{group}", "{name}: {group}"),
    "side_effects": (
        "改革可能的副作用（{year}年；*表示区间不含零的变化）",
        "What could go wrong ({year}; * marks a change whose interval leaves out zero)",
    ),
    "package": (
        "打包付费县与其他县：{year}年改革效果（个百分点；元/人；*表示区间不含零的变化）",
        "With and without the package: effect of the reform in {year} "
        "(shares in points, money in yuan per resident; * marks a change whose interval leaves out zero)",
    ),
    "net": ("谁得谁失：{year}年净额，结算后（{unit}）", "Who gains, who loses: net in {year}, all settled ({unit})"),
    "settled": (
        "总额清算（{unit}；点值=实付/足值应付）",
        "Budgets settled ({unit}; a point is worth what was paid over what was owed)",
    ),
    "settled_total": ("预算", "budget"),
    "settled_owed": ("足值应付", "owed"),
    "settled_paid": ("实付", "paid"),
    "settled_worth": ("点值", "worth"),
    "settled_providers": ("机构得失", "providers"),
    "settled_funds": ("基金得失", "funds"),
    "everybody": ("全部参保人", "all insured"),
    "and_more": ("{names}等{n}个县（区）", "{names} and others, {n} in all"),
    "budget.package": ("打包：{where}", "package: {where}"),
    "budget.regional": ("区域总额：{where}", "total: {where}"),
    "budget.hospital_cap": ("医院总额：{where}", "hospital cap: {where}"),
    "county": ("县（区）", "County"),
    "with_package": ("{name}（打包）", "{name} (package)"),
    "short.primary_visit_share": ("基层诊疗", "primary visits"),
    "short.county_visit_rate": ("县域就诊", "county visits"),
    "short.county_inpatient_share": ("县域住院", "county stays"),
    "short.medical_cost_per_resident": ("人均费用", "cost"),
    "short.cost_growth": ("费用增幅", "cost growth"),
    "short.fund_spending_per_resident": ("人均基金", "fund"),
    "required": ("要求", "Required"),
    "met": ("达标", "met"),
    "missed": ("未达标", "missed"),
    "open": ("无法判定", "open"),
    "few": ("样本少", "too few"),
    "undecided": ("，样本太少不判定{n}项", ", {n} too few to judge"),
    "few_targets": (
        "{n}项样本太少（不足{enough}例），不作判定。",
        "{n} rest on fewer than {enough} simulated cases and are not judged.",
    ),
    "few_headlines": (
        "样本太少（不足{enough}例），数值只供参考、不下结论：{names}。",
        "Too few simulated cases (under {enough}) to say anything: {names}.",
    ),
    "at_least": ("≥ {x}", "≥ {x}"),
    "at_most": ("≤ {x}", "≤ {x}"),
    "about": ("约 {x}", "about {x}"),
    "above_base_year": ("高于{base}年", "above {base}"),
    "below_base_year": ("低于{base}年", "below {base}"),
    "above_base_value": ("> {x}", "> {x}"),
    "below_base_value": ("< {x}", "< {x}"),
    "plain": ("结论", "In plain words"),
    "up": (
        "{year}年{name}：不改革为{old}，改革后为{new}，提高{change}{interval}。",
        "{name}, {year}: {old} without the reform, {new} with it; {change} higher{interval}.",
    ),
    "down": (
        "{year}年{name}：不改革为{old}，改革后为{new}，降低{change}{interval}。",
        "{name}, {year}: {old} without the reform, {new} with it; {change} lower{interval}.",
    ),
    "same": (
        "{year}年{name}：改革前后均为{new}，没有变化。",
        "{name}, {year}: {new} with and without the reform; no change.",
    ),
    "sure": ("区间不含零。", "The interval leaves out zero."),
    "unsure": (
        "区间含零，可能没有变化，不能据此判断改革有效。",
        "The interval includes zero: there may be no change, and no effect is proved.",
    ),
    "single": (
        "只有1次重复，无法区分改革效果与随机波动。",
        "With one replication, effect and luck cannot be told apart.",
    ),
    "target_count": (
        "{total}项目标中，改革方案达到{met}项，不改革达到{old}项。",
        "Of {total} targets the reform meets {met}; without it {old} would be met.",
    ),
    "target_missed": ("未达到：{names}。", "Missed: {names}."),
    "fit": (
        "{base}年模型值与统计值相比：{of}项中{inside}项落在合理范围内。",
        "Base year {base}: {inside} of {of} figures of the model lie in the range of the statistics.",
    ),
    "misfit": ("偏离：{names}。", "Outside: {names}."),
    "caution": ("注意：{text}。", "Caution: {text}."),
    "clipped": (
        "注意：有{n}个月诊疗强度触及安全上下限，结果不宜引用。",
        "Caution: in {n} months the level of care reached its safety bounds; do not quote this run.",
    ),
    "pull": (
        "{base}年至{year}年（改革；括号内为不改革）：每百居民住院{admissions_new}（{admissions_old}），人均费用{cost_new}（{cost_old}），"
        "三级公立医院出院{discharges_new}（{discharges_old}）、诊疗{visits_new}（{visits_old}）。",
        "From {base} to {year} with the reform (without): admissions per resident {admissions_new} ({admissions_old}), "
        "cost per resident {cost_new} ({cost_old}), at public tertiary hospitals discharges {discharges_new} "
        "({discharges_old}) and visits {visits_new} ({visits_old}).",
    ),
    "pull_admitted": (
        "每出院1人次的诊疗减少，是因为多收住院，不是因为门诊减少；病床使用率同样靠多收住院。",
        "Visits for each discharge fall because more are admitted, not because fewer come to the clinics; beds in use "
        "lean on the same admissions.",
    ),
    "pull_visits": (
        "每出院1人次的诊疗减少，是因为门诊减少，没有多收住院。",
        "Visits for each discharge fall because fewer come to the clinics; no more are admitted.",
    ),
    "pull_both": (
        "每出院1人次的诊疗减少，既因门诊减少，也因多收住院；病床使用率也靠多收住院。",
        "Visits for each discharge fall because fewer come to the clinics and because more are admitted; beds in use "
        "lean on the same admissions.",
    ),
    "pull_not": (
        "每出院1人次的诊疗没有减少。",
        "Visits for each discharge do not fall.",
    ),
    "every_district": ("{name}（{year}）：每个县（区）", "{name} ({year}): every district"),
    "and": ("、", ", "),
    "results": ("结果文件夹：{folder}", "Results: {folder}"),
    # sim list
    "list_empty": (
        "这里还没有结果；先运行 sim run scenarios/pingxiang.yaml",
        "no results here yet; start with: sim run scenarios/pingxiang.yaml",
    ),
    "list_run": ("运行", "run"),
    "list_comparison": ("比较", "comparison"),
    "list_sweep": ("扫描", "sweep"),
    "list_validation": ("与研究对照", "validation"),
    "list_sensitivity": ("敏感性分析", "sensitivity analysis"),
    "list_backtest": ("回测", "back-test"),
    "list_luck": ("{n}次重复，抽样{sample}，种子{seed}", "reps {n}, sample {sample}, seed {seed}"),
    "list_members": ("{n}组参数，抽样{sample}，种子{seed}", "members {n}, sample {sample}, seed {seed}"),
    "list_quick": ("快速试算", "quick"),
    "list_targets": ("达标{met}/{of}", "meets {met} of {of} targets"),
    "list_and": ("；", "; "),
    # sim rerun
    "rerun_same": (
        "{n}个文件与原结果逐字节相同（manifest.json除外）。",
        "All {n} files have the same bytes as before (but for manifest.json).",
    ),
    "rerun_differs": ("与原结果不同的文件：{names}", "Files that differ from before: {names}"),
    "rerun_since": ("此后有变化：{what}，原为{then}，现为{now}", "Changed since: {what}, was {then}, is {now}"),
    "rerun_unexplained": (
        "程序和软件包均未变化，这不应发生，请报告。",
        "Neither the program nor its packages changed: this should not happen, report it.",
    ),
}

say = saying(TEXT)
