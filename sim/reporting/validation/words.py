"""Words of `sim validate`, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "heading": (
        "与已发表研究对照：{studies}项研究，{estimates}个估计，{draws}组参数",
        "Against published studies: {studies} studies, {estimates} estimates, {draws} parameter sets",
    ),
    "what": (
        "参数和原文未给出的数字由其区间抽取，不为命中而调整；同一随机数下运行有、无该措施两次，按原文方法估计。"
        "模型一栏为中位数和90%区间。",
        "Parameters, and numbers that a study leaves open, are drawn from their ranges as they stand. Each set runs "
        "twice on the same luck, with and without the measure, and the study’s own estimator is applied. Model: "
        "median and 90 % interval.",
    ),
    "study": ("研究与指标", "Study and outcome"),
    "published": ("原文", "Published"),
    "model": ("模型 [90%]", "Model [90 %]"),
    "verdict": ("判断", "Verdict"),
    "hit": ("符合", "hit"),
    "miss": ("未中", "miss"),
    "sign": ("反向", "wrong"),
    "fitted": ("°", "°"),
    "score": ("得分", "Score"),
    "score_all": ("全部估计", "All estimates"),
    "score_out": ("未用于设定参数的估计", "Estimates that informed no parameter"),
    "line_inside": (
        "原文值落在模型90%区间内：{x}/{of}",
        "published value inside the model’s 90 % interval: {x} of {of}",
    ),
    "line_near": (
        "模型中位数接近（在原文区间内；无区间时误差不超过一半）：{x}/{of}",
        "model median near (in the published interval; without one, off by less than half): {x} of {of}",
    ),
    "line_sign": (
        "方向正确：{x}/{of}（其中“无变化”：{zeros_ok}/{zeros}）",
        "direction right: {x} of {of} (of these “no change”: {zeros_ok} of {zeros})",
    ),
    "line_error": (
        "平均误差（CRPS，越小越好；以效应大小为单位）：模型{model}，“无效果”{none}",
        "mean error (CRPS in units of the effect, smaller is better): model {model}, “no effect” {none}",
    ),
    "line_literature": (
        "在有同类文献的{n}个估计上：模型{model}，“与同类文献均值相同”{literature}",
        "on the {n} with other studies of the same lever and outcome: model {model}, “as elsewhere” {literature}",
    ),
    "line_no_literature": (
        "没有同类文献可作比较。",
        "no other study of the same lever and outcome to compare with.",
    ),
    "line_width": (
        "模型区间宽度为原文区间的{x}倍（中位数，{n}个有区间的估计）",
        "the model’s interval is {x} times as wide as the published one (median of {n} with an interval)",
    ),
    "line_empty": ("没有这样的估计。", "there are none."),
    "sets_title": (
        "设定参数所用的估计排除的参数组（sim calibrate --experiments 用此文件夹）",
        "Parameter sets that estimates used to set parameters rule out (for sim calibrate --experiments)",
    ),
    "sets_none": ("{of}组中没有。", "None of {of}."),
    "sets_by": ("第{n}组：{name}", "set {n}: {name}"),
    "clipped": (
        "注意：{n}个月触及安全界限（{studies}），其结果超出机制的适用范围。",
        "Note: a guard was reached in {n} months ({studies}); these runs left the mechanism.",
    ),
    "legend": (
        "符合：原文值在模型区间内；反向：方向也不对。°该研究曾用于设定某个参数的区间，命中不算独立验证。{months}",
        "hit: the published value lies in the model’s interval; wrong: not even the direction. ° the range of a "
        "parameter rests on this study; a hit there is no independent test. {months}",
    ),
    "months": ("“/月”为月趋势变化。", "/mo: change of the monthly trend."),
    "folder": ("结果文件夹：{folder}", "Results: {folder}"),
    "percent": ("{x}%", "{x} %"),
    "points": ("{x}点", "{x} pts"),
    "odds": ("比值{x}%", "odds {x} %"),
    "a_month": ("{x}/月", "{x}/mo"),
    "forest_title": (
        "{of}个已发表估计中，{inside}个落在模型90%区间内，{sign}个方向正确",
        "{inside} of {of} published estimates lie inside the model’s 90 % interval, {sign} have the right direction",
    ),
    "forest_below": (
        "措施的效果（%；份额为百分点；“/月”为月趋势变化）；{draws}组参数，由参数区间抽取，不为命中而调整",
        "Effect of the measure (%; shares in points; /mo is a change of monthly trend); {draws} parameter sets drawn "
        "from their ranges as they stand",
    ),
    "forest_foot": (
        "横轴在零附近放大。°该研究曾用于设定某个参数的区间。模型在虚构地市中模拟各研究的情境、措施、时段和估计方法，"
        "每组参数有、无措施各运行一次（随机数相同）。原文无区间者只画点。",
        "The axis is stretched near zero. ° the range of a parameter rests on this study. The model emulates setting, "
        "lever, horizon and estimator of each study in a made-up prefecture, one run with and one without the measure "
        "for each set, on the same luck. Studies without an interval are a point.",
    ),
    "checked": ("{id}：没有发现错误。{title}", "{id}: no fault found. {title}"),
    "checked_arms": (
        "{first}—{last}年；对照方案{without}条规则，改革方案{reform}条；原文未给出的数字{unknown}个",
        "{first}-{last}; {without} rules without the reform, {reform} with it; {unknown} numbers that the study leaves "
        "open",
    ),
    "checked_estimate": (
        "{id}：{outcome}，原文{published}；{estimator}，改革前{before}，改革后{after}",
        "{id}: {outcome}, published {published}; {estimator}, before {before}, after {after}",
    ),
    "checked_none": ("无", "none"),
    "checked_next": ("下一步：sim validate --study {id}", "Next: sim validate --study {id}"),
    "estimator.difference_in_differences": ("双重差分", "difference in differences"),
    "estimator.before_after": ("前后比较", "before and after"),
    "estimator.interrupted_step": ("中断时间序列，水平变化", "interrupted time series, step"),
    "estimator.interrupted_slope": ("中断时间序列，趋势变化", "interrupted time series, change of trend"),
    "estimator.level": ("改革后水平", "level afterwards"),
    "forest_model": ("模型（中位数，90%区间）", "model (median, 90 % interval)"),
    "forest_miss": ("模型，未中", "model, miss"),
    "forest_published": ("原文（估计值，95%区间）", "published (estimate, 95 % interval)"),
    "outcome.cost_per_admission": ("次均住院费用", "cost per admission"),
    "outcome.pocket_per_admission": ("次均住院自付", "out-of-pocket per admission"),
    "outcome.fund_per_admission": ("次均住院基金支付", "fund’s part per admission"),
    "outcome.procured_quantity": ("中选药品采购量", "quantity of the selected drugs"),
    "outcome.procured_spending": ("集采品种采购额", "spending on the drugs under procurement"),
    "outcome.paid_per_admission": ("次均住院应付款", "paid per admission"),
    "outcome.drugs_per_admission": ("次均住院药费", "drugs per admission"),
    "outcome.other_per_admission": ("次均住院非药费用", "non-drug cost per admission"),
    "outcome.services_per_admission": ("次均住院服务费", "services per admission"),
    "outcome.items_per_admission": ("次均住院项目", "items per admission"),
    "outcome.drug_share_inpatient": ("住院药占比", "drug share, inpatient"),
    "outcome.length_of_stay": ("平均住院日", "length of stay"),
    "outcome.cost_per_visit": ("次均门诊费用", "cost per visit"),
    "outcome.drugs_per_visit": ("次均门诊药费", "drugs per visit"),
    "outcome.drug_share_outpatient": ("门诊药占比", "drug share, outpatient"),
    "outcome.discharges": ("出院人次", "discharges"),
    "outcome.visits": ("门诊人次", "visits"),
    "outcome.inpatient_spending": ("住院费用总额", "inpatient spending"),
    "outcome.drug_spending": ("药品费用总额", "drug spending"),
    "outcome.weight_per_admission": ("例均权重（CMI）", "coded weight per admission (CMI)"),
    "outcome.share_of_visits": ("占全部门诊的比例", "share of all visits"),
    "outcome.share_of_stays": ("住院占比", "share of stays"),
    "outcome.primary_share_of_visits": ("居民基层诊疗占比", "residents’ primary share of visits"),
    "outcome.primary_share_of_stays": ("居民基层住院占比", "residents’ primary share of stays"),
    "outcome.share_of_stays_away": ("居民县外住院占比", "residents’ stays out of the county"),
    "outcome.coded_over_true": ("编码权重/真实权重", "coded over true weight"),
    "outcome.share_kept_out": ("留在按病组付费之外的病例", "cases kept outside"),
}

say = saying(TEXT)
