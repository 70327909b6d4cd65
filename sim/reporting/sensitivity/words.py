"""The sentences of a sensitivity analysis: key -> Chinese, English."""

from __future__ import annotations

from sim.vocabulary.phrase import saying, telling

TEXT: dict[str, tuple[str, str]] = {
    "heading": ("{title}：敏感性分析", "{title}: sensitivity analysis"),
    "tornado": ("逐个取范围两端", "One at a time, at both ends"),
    "morris": ("Morris初等效应，{size}条轨迹", "Morris, {size} trajectories"),
    "sobol": ("Sobol指数，样本{size}个点", "Sobol, samples of {size}"),
    "what": (
        "{method}：{inputs}个输入在各自范围内变动，每个点运行改革与不改革两个方案，共{runs}个点，居民的{share}，随机数相同。"
        "{year}年。",
        "{method}: {inputs} inputs, each over its range; both arms at {runs} points, {share} of the residents, all on "
        "the same luck. Year {year}.",
    ),
    "chosen": (
        "这些是{screened}个输入中由轨迹选出的最强的几个；下面的宽度只含它们。",
        "They are the strongest of {screened}, chosen by trajectories; the widths below are due to them alone.",
    ),
    "first": ("应先核实哪个数值", "Which number to go and measure"),
    "approximate": (
        "宽度是近似值：由各输入单独引起的变动推算，按方差相加；互相影响的部分只粗略计入。",
        "Widths are approximate: reckoned from the moves of single inputs as if their variances added up; what "
        "inputs do together is counted roughly.",
    ),
    "exact": (
        "宽度由一阶指数推算：95%的结果在此范围内，若结果呈正态分布。",
        "Widths follow from first-order indices: 95 % of results lie within, if they are normal.",
    ),
    "nobody": (
        "没有一个输入能使任何改革效果的范围明显变窄。",
        "No single input would narrow any effect noticeably.",
    ),
    "narrows": (
        "{name}：若已知，{indicator}的改革效果由±{now}收窄到±{then}个百分点。现取{value}（{low}至{high}），{unit}",
        "{name}: knowing it would narrow the effect on {indicator} from ±{now} to ±{then} points. Now {value} "
        "({low} to {high}), {unit}",
    ),
    "path": ("路径：{path}", "path: {path}"),
    "source": ("出处：{source}", "source: {source}"),
    "assumption": (
        "这是假设，没有文件或研究给出：请在当地统计或调查",
        "an assumption that no document or study gives: count it here, or ask",
    ),
    "literature": ("来自其他地方的研究：请在当地重做", "from a study made elsewhere: repeat it here"),
    "calibrated": (
        "由拟合得到：更准确的基准年统计值可以确定它",
        "fitted: more exact figures of the base year would pin it down",
    ),
    "statistic": ("统计值：请索取更新或更细的统计", "a statistic: ask for a newer or a finer one"),
    "document": ("方案中写定的取值：是选择，不必核实", "set by the plan: a choice, nothing to be measured"),
    "moves": ("各主要指标受哪些输入影响最大", "What moves each headline most"),
    "unit.swing": ("两端之间的变动，个百分点。", "Move between both ends, in points."),
    "unit.mu_star": (
        "输入走完其范围时的平均变动，个百分点，方括号内为95%区间。",
        "Mean move for the whole range of the input, in points, with the 95 % interval.",
    ),
    "unit.ST": (
        "占方差的份额（%），含与其他输入共同引起的部分，方括号内为95%区间。",
        "Share of the variance in %, with what the input does together with others, and the 95 % interval.",
    ),
    "marked": ("带≈的区间比最大值的十分之一还宽，尚未收敛。", "Those with ≈ have not converged: see below."),
    "effect": ("改革效果", "Effect"),
    "level": ("改革后的数值", "With"),
    "sure": ("结果有多可靠", "How sure the ranking is"),
    "one_swing": (
        "每个输入只取两端各一次：没有区间，也看不出几个输入同时变动的结果；需要时请用--method morris。",
        "Each end is one run: there are no intervals, and what inputs do together is not seen; for that: --method "
        "morris.",
    ),
    "converged": (
        "已收敛：各改革效果的区间都不超过最大值的十分之一。",
        "Converged: every interval of an effect reaches at most a tenth of the largest to either side.",
    ),
    "open": (
        "尚未收敛：有的区间超过最大值的十分之一。约{size}{what}（{runs}个点）才够；"
        "以{option} {size}再次运行同一命令，从现有结果继续。",
        "Not converged: some intervals reach farther than a tenth of the largest. About {size} {what} ({runs} points) "
        "would do; the same command with {option} {size} goes on from here.",
    ),
    "far": (
        "远未收敛：最宽的区间与最大值相当，名次不可信。请用更大的{option}再次运行同一命令，从现有结果继续；或用--only减少输入。",
        "Far from converged: the widest interval is as wide as the largest value, and no rank can be relied on. Take "
        "a larger {option} (the same command goes on from here), or fewer inputs with --only.",
    ),
    "trajectories": ("条轨迹", "trajectories"),
    "points": ("个样本点", "base points"),
    "ranks": ("排名与其后各输入明显分开的个数：{told}。", "Inputs that rank apart from all behind them: {told}."),
    "rank": ("{indicator}{n}个", "{n} on {indicator}"),
    "no_rank": ("{indicator}没有", "none on {indicator}"),
    "luck": (
        "随机性：按原样重复{n}次，随机性占改革效果方差的{told}。这是粗略的估计；更大的--sample使它变小。",
        "Luck: by {n} replications of the scenario as it is, luck has these shares of the variance of effects: {told}. "
        "Rough; a larger --sample makes it smaller.",
    ),
    "luck_of": ("{indicator}{share}", "{indicator} {share}"),
    "refused": (
        "情景不接受{of}个点中的{n}个（数值互相矛盾），含有它们的{what}未计入。",
        "{n} of {of} points were refused by the scenario (numbers that contradict each other); {what} with them are "
        "left out.",
    ),
    "idle": ("{of}个输入中有{n}个没有使任何主要指标变动。", "{n} of {of} inputs moved no headline at all."),
    "of_ends": ("取值端", "ends"),
    "and": ("、", ", "),
    "semicolon": ("；", "; "),
    "stop": ("。", "."),
    # what would be run
    "plan": (
        "{method}：{inputs}个输入，共运行{runs}个点（改革与不改革各一次），居民的{share}，约{time}。",
        "{method}: {inputs} inputs, {runs} points of both arms, {share} of the residents, about {time}.",
    ),
    "plan_chosen": (
        "先用{size}条轨迹从{screened}个输入中选出最强的{top}个。",
        "First {size} trajectories choose the {top} strongest of {screened} inputs.",
    ),
    "input": (
        "{name}：{value}（{low}至{high}），{unit}；{how}；{path}",
        "{name}: {value} ({low} to {high}), {unit}; {how}; {path}",
    ),
    "no_unit": ("无单位", "no unit"),
    "minutes": ("{x:.0f}分钟", "{x:.0f} min"),
    "seconds": ("{x:.0f}秒", "{x:.0f} s"),
    # how far it is
    "begin": (
        "{title}：{method}，{inputs}个输入，居民的{share}；还要运行{runs}个点",
        "{title}: {method}, {inputs} inputs, {share} of the residents; {runs} points still to be run",
    ),
    "point": ("个点", "points"),
    # plot
    "title": ("最值得先核实的是：{name}", "The number to measure first: {name}"),
    "title_none": ("没有哪个输入使改革效果明显变动", "No input moves an effect noticeably"),
    "below": (
        "{unit}，{year}年，{method}，{inputs}个输入中最强的{n}个",
        "{unit}, {year}, {method}, the {n} strongest of {inputs} inputs",
    ),
    "in_points": ("个百分点", "Points"),
    "in_percent": ("占方差的%", "% of the variance"),
    "panel_level": ("改革后的数值", "value with the reform"),
    "panel_effect": ("改革效果", "effect of the reform"),
    "low_end": ("取范围下端", "lower end of the range"),
    "high_end": ("取范围上端", "upper end of the range"),
    "total": ("总指数（含共同作用）", "total index"),
    "alone": ("一阶指数（单独）", "first index (alone)"),
    "mean_move": ("平均变动（μ*）", "mean move (μ*)"),
    "interval": ("95%区间", "95 % interval"),
    "foot": (
        "改革效果：改革减不改革。输入按其三角分布（下限、取值、上限）变动；基准年没有重新拟合，因此数值的变动比重新拟合后大。{title}",
        "Effect: reform less baseline. Inputs vary by triangular beliefs (low, value, high), without a new fit of the "
        "base year, so that levels move more than after one. {title}",
    ),
}
say, tell = saying(TEXT), telling(TEXT)
