"""Titles, headings and notes of the tables of a sweep, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.reporting.tables.cells import Both, both
from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    # titles; also the names of sheets, which may have 31 characters
    "varied": ("改变的输入", "What was varied"),
    "points": ("各种取值组合", "Combinations of values"),
    "targets": ("目标", "Targets"),
    "levels": ("每个取值的平均", "Mean at each value"),
    "ranges": ("结果的范围", "Where results lie"),
    "failures": ("未得到结果的组合", "Combinations without a result"),
    # columns
    "input": ("输入", "Input"),
    "path": ("路径", "Path"),
    "own": ("原取值", "Own value"),
    "tried": ("所取的值", "Values tried"),
    "unit": ("单位", "Unit"),
    "value": ("取值", "Value"),
    "count": ("组合数", "Combinations"),
    "all_met": ("全部目标", "All targets"),
    "target": ("目标", "Target"),
    "required": ("要求", "Required"),
    "lowest": ("最低", "Lowest"),
    "highest": ("最高", "Highest"),
    "lowest_at": ("最低时的取值", "Lowest at"),
    "highest_at": ("最高时的取值", "Highest at"),
    "luck": ("随机波动（±）", "Luck (±)"),
    "matters": ("差异", "Differences"),
    "met_at": ("达标的组合", "Met at"),
    "indicator": ("指标", "Indicator"),
    "error": ("错误", "Error"),
    "message": ("说明", "Message"),
    # cells
    "within_luck": ("不超出随机波动", "within luck"),
    "beyond_luck": ("超出随机波动", "more than luck"),
    "range": ("{low} – {high}", "{low} – {high}"),
    "of": ("{n}/{of}", "{n} of {of}"),
    "of_year": ("{name}（{year}）{where}", "{name} ({year}){where}"),
    "every": ("：每个县（区）", ": every district"),
    "at": ("：{area}", ": {area}"),
    "at_least": ("≥ {x}", "≥ {x}"),
    "at_most": ("≤ {x}", "≤ {x}"),
    "about": ("约 {x}", "about {x}"),
    "above_base_year": ("高于{year}年", "above {year}"),
    "below_base_year": ("低于{year}年", "below {year}"),
    # notes
    "points_note": (
        "改革方案的数值。先列达到全部目标的最小组合，再按第一个指标由高到低。",
        "With the reform. The smallest combination that meets all targets comes first, then by the first indicator.",
    ),
    "points_more": ("另有{n}种组合见 report.xlsx。", "{n} more combinations in report.xlsx."),
    "targets_note": (
        "改革方案在各种组合下的最低、最高数值，以及达标的组合数。",
        "Lowest and highest with the reform over all combinations, and at how many of them the target is met.",
    ),
    "levels_note": (
        "取该值的所有组合的平均；其他输入按所取的值变化。",
        "Mean over all combinations that share the value; the other inputs vary as they were tried.",
    ),
    "ranges_note": (
        "随机波动为各组合改革效果的95%区间半宽的平均。差异一栏由方差检验（95%）得出：各组合之间的差异不超出随机波动时，不能说取值有作用。",
        "Luck: the mean half-width of the 95 % interval of the reform’s effect. Differences: by a test of variances "
        "(95 %) over all combinations; where they are within luck, the values cannot be said to matter.",
    ),
}

say = saying(TEXT)


def word(key: str, **blanks: object) -> Both:
    """One text in both languages; blanks are filled as they are."""
    return both(lambda lang: say(key, lang, **blanks))
