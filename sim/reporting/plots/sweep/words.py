"""Sentences of the plots of a sweep, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "lines_title": (
        "{path}由{start}变为{end}时，{year}年改革方案的{name}由{old}变为{new}",
        "{name} in {year}: {old} at {start}, {new} at {end} ({path})",
    ),
    "lines_same": (
        "{path}由{start}变为{end}时，{year}年改革方案的{name}不变（{new}）",
        "{name} in {year} stays at {new} from {start} to {end} ({path})",
    ),
    "words_title": (
        "{path}：{year}年改革方案的{name}以{most}最高（{high}），{least}最低（{low}）",
        "{path}: {name} in {year} is highest at {most} ({high}), lowest at {least} ({low})",
    ),
    "words_same": (
        "{path}取各值时，{year}年改革方案的{name}相同（{high}）",
        "{path}: {name} in {year} is {high} at every value",
    ),
    "map_title": (
        "{year}年{name}在{low}至{high}之间（共{of}种组合）",
        "in {year} the {name} lies between {low} and {high} over {of} combinations",
    ),
    "scatter_title": (
        "{of}个点中，{year}年{name}在{low}至{high}之间，与{path}关系最强（秩相关{rho}）",
        "over {of} points the {name} in {year} lies between {low} and {high}; closest to {path} "
        "(rank correlation {rho})",
    ),
    "unit": ("单位：{unit}", "Unit: {unit}"),
    # what luck alone would do
    "within_luck": ("；差异不超出随机波动", "; the differences are within luck"),
    "within_luck_foot": (
        "灰色：各点之间的差异不大于随机波动所能造成的差异（方差检验，95%），颜色深浅没有意义。",
        "Grey: the points differ by no more than luck alone would make them (test of variances, 95 %); shades would "
        "mean nothing.",
    ),
    "within_luck_note": (
        "各点之间的差异不大于随机波动所能造成的差异（方差检验，95%）。",
        "The points differ by no more than luck alone would make them (test of variances, 95 %).",
    ),
    # where all targets are met
    "all_met_one": ("；达到全部目标的最小取值为{values}", "; smallest value that meets all targets: {values}"),
    "all_met_some": (
        "；{met}种达到全部目标，其中最小的为{values}",
        "; {met} meet all targets, the smallest is {values}",
    ),
    "all_met_count": ("；{met}个达到全部目标", "; {met} meet all targets"),
    "smallest": ("其中最小的点：{values}。", "The smallest of them: {values}."),
    "all_met_words": ("；达到全部目标的有：{values}", "; all targets are met at {values}"),
    "all_met_none": ("；没有一种达到全部目标", "; none meets all targets"),
    "of_rule": ("{name}（{rule}）", "{rule}: {field}"),
    "pair": ("{path}={value}", "{path} = {value}"),
    "all_met": ("全部达标", "all met"),
    # notes
    "rank": ("秩相关 {rho}", "rank correlation {rho}"),
    "met_foot": (
        "实心为达到全部目标，空心为未全部达到；虚线为达到全部目标的最小取值。",
        "Filled: all targets are met; hollow: not all. Dotted: the smallest value at which all are.",
    ),
    "met_foot_words": (
        "改革方案：实心为达到全部目标，空心为未全部达到。",
        "With the reform: filled where all targets are met, hollow where not.",
    ),
    "map_foot": (
        "每格为改革方案在该组合下的数值；红线以内达到全部目标，星号为其中最小的组合（各数值按其范围折算后之和最小）。"
        "空格为运行失败的组合。",
        "Each tile is the reform at one combination; inside the red line all targets are met, the star is the smallest "
        "of them (least sum of the values, each on its range). An empty tile is a combination that failed.",
    ),
    "scatter_foot": (
        "每点为一次取值组合下的改革方案；实心为达到全部目标，空心为未全部达到；星号为其中最小的点（各数值按其范围折算后之和最小）。"
        "秩相关仅对数值计算。",
        "A dot is the reform at one point; filled where all targets are met, hollow where not; the star is the "
        "smallest of them (least sum of the values, each on its range). Rank correlations of numbers only.",
    ),
    "more_paths": ("其余{n}个变量见数据表。", "{n} more varied inputs are in the table beside the plot."),
}

say = saying(TEXT)
