"""Words of `sim backtest`, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying, telling

TEXT: dict[str, tuple[str, str]] = {
    "heading": ("{title}：不改革方案的增长与实际相比", "{title}: growth of the arm without rules against what was"),
    "what": (
        "{region}，{first}—{last}年，{share}居民。{n}个趋势参数按{first}—{until}年拟合（{rounds}轮，各{reps}次重复），"
        "在各自范围之内；{held}年为预测：{of}组趋势从范围中抽取、按拟合年份修正，其中不能排除的{kept}组给出90%区间（含随机性和统计值本身的误差）。"
        "比较的是增长：模型各序列平移到拟合年份均值与统计值相同。",
        "{region}, {first}-{last}, {share} of the residents. {n} trends are fitted on {first}-{until} ({rounds} rounds "
        "of {reps} replications), within their ranges; {held} are predicted. {of} sets of trends are drawn from the "
        "ranges and moved by the years of the fit, which do not rule out {kept}: the 90 % band holds these, luck, and "
        "what is not known of the figures. "
        "Compared is growth: each line of the model is moved until the means of the years of the fit agree.",
    ),
    "verdict": ("基线的增长是否与实际一致", "Is the baseline’s growth as it was"),
    "stands": (
        "按现有参数，{of}个序列中{same}个在{first}—{last}年的增长与统计值一致（统计值误差和随机性之内）。",
        "As it stands, the baseline grows like the figures in {same} of {of} series over {first}-{last} (within what "
        "is not known of the figures, and luck).",
    ),
    "stands_held": (
        "只看{until}—{last}年（多数趋势的范围即来自这几年）：{of}个中{same}个一致。",
        "Over {until}-{last} alone, from which most ranges of trends come: in {same} of {of}.",
    ),
    "slower": ("慢于实际：{names}。", "Slower: {names}."),
    "faster": ("快于实际：{names}。", "Faster: {names}."),
    "band": (
        "预测年份的{of}个统计值中{inside}个落在90%区间内；其中序列未用于设定参数范围的{free_of}个中{free_inside}个。",
        "Of {of} held-back figures {inside} lie inside the 90 % band; of those whose series informed no range, "
        "{free_inside} of {free_of}.",
    ),
    "better": (
        "{of}个序列中{better}个的预测误差小于拟合年份直线外推。",
        "In {better} of {of} series the prediction is nearer than a straight line through the years of the fit.",
    ),
    "series": ("序列", "Series"),
    "nation": ("实际", "Was"),
    "as_it_stands": ("现有", "As is"),
    "fitted": ("拟合", "Fitted"),
    "inside": ("命中", "Inside"),
    "error": ("误差", "Error"),
    "naive": ("外推", "Line"),
    "legend": (
        "前三栏为{first}—{last}年的年增长（占比为个百分点）：实际、模型按现有参数、模型按拟合参数；“命中”为预测年份在区间内的个数；"
        "后两栏为预测年份的平均误差（占比为个百分点）：模型、直线外推。°：其预测年份用于设定过某个趋势的范围，不是独立检验。",
        "Growth a year over {first}-{last} (of shares in points): as it was, the model as it stands, the model with "
        "fitted trends; held-back figures inside the band; mean error in the held-back years (of shares in points): "
        "model, straight line. °: held-back years informed the range of a trend: a hit is no independent test.",
    ),
    "in_sample": ("°", "°"),
    "of_points": ("{x}点", "{x} p"),
    "of_percent": ("{x}%", "{x} %"),
    "group": ("{name}（{group}）", "{name} ({group})"),
    "together": ("和", " and "),
    "trends": (
        "趋势参数：拟合所得，应在其范围内取的值",
        "Trends: what the fit says they should be, within their ranges",
    ),
    "trend": (
        "{name}：{value}→{fitted}（可取{low}至{high}），对应{growth}：实际{published}，原为{before}，现为{after}{bound}",
        "{name}: {value} → {fitted} (may be {low} to {high}), for {growth}: was {published}, model {before} before, "
        "{after} after{bound}",
    ),
    "bound": ("；已到范围一端", "; at the end of its range"),
    "unreached": ("；调整无效，保持原样", "; moving it does not help, left as it was"),
    "ruled_out": ("被拟合年份排除的趋势组", "Sets that the years of the fit rule out, by their farthest growth"),
    "times": ("{name}：{n}组", "{name}: {n}"),
    "left": (
        "没有序列能单独说明、保持原样的：{names}。",
        "Left as they are, since no series tells them apart: {names}.",
    ),
    "notes": ("口径不同之处", "Where definitions differ"),
    "note": ("{name}：{note}", "{name}: {note}"),
    "left_out": ("未列入的序列", "Series that are left out"),
    "setting": ("注意：{text}", "Mind: {text}"),
    "and": ("、", ", "),
    # growths that trends answer to
    "charge_visit_primary": ("基层次均门诊费用", "charges per visit to primary care"),
    "charge_visit_county": ("县级次均门诊费用", "charges per visit at county level"),
    "charge_visit_tertiary": ("三级次均门诊费用", "charges per visit at tertiary hospitals"),
    "charge_stay_primary": ("基层次均住院费用", "charges per stay in primary care"),
    "charge_stay_county": ("县级次均住院费用", "charges per stay at county level"),
    "charge_stay_tertiary": ("三级次均住院费用", "charges per stay at tertiary hospitals"),
    "days_primary": ("基层平均住院日", "length of stay in primary care"),
    "days_county": ("县级平均住院日", "length of stay at county level"),
    "days_tertiary": ("三级平均住院日", "length of stay at tertiary hospitals"),
    "stays_county": ("每居民县级住院", "stays per resident at county level"),
    "stays_tertiary": ("每居民三级住院", "stays per resident at tertiary hospitals"),
    "visits_hospital": ("每居民医院诊疗", "visits per resident to hospitals"),
    "visits_primary_no_village": (
        "每居民基层诊疗（不含村卫生室）",
        "visits per resident to primary care without village clinics",
    ),
    "visits_not_village_share": ("村卫生室以外的诊疗份额", "the share of visits outside village clinics"),
    # what would be run
    "plan": (
        "{region}，{first}—{last}年，{share}居民。{n}个趋势参数按{first}—{until}年的增长拟合，至多{rounds}轮、各{reps}次重复；"
        "再抽取{of}组趋势、按这些年份修正，预测{held}年。一个处理器至多约{minutes}分钟。",
        "{region}, {first}-{last}, {share} of the residents. {n} trends are fitted to growths of {first}-{until}, at "
        "most {rounds} rounds of {reps} replications; then {of} sets of trends are drawn, moved by these years, and "
        "{held} predicted. About {minutes} minutes of one core at most.",
    ),
    "answers": (
        "{name}：{value}（可取{low}至{high}）；对应{growth}，实际{published}",
        "{name}: {value} (may be {low} to {high}); answers to {growth}, which was {published}",
    ),
    "checked": ("序列：{names}。", "Series: {names}."),
    "begin": (
        "{title}：拟合{n}个趋势参数，再运行{of}组趋势",
        "{title}: {n} trends to be fitted, then {of} sets of trends to be run",
    ),
    "runs": ("次运行", "runs"),
    "few": (
        "只有{kept}组趋势未被排除，区间两端不稳 -> 请加大--sets",
        "only {kept} sets of trends are left: the ends of the bands are rough -> more --sets",
    ),
    # plot
    "title": (
        "留出的{of}个统计值中{inside}个落在模型的90%区间内",
        "{inside} of {of} held-back figures lie inside the model’s 90 % band",
    ),
    "below": (
        "{title}；{region}，不改革方案，{kept}组趋势；竖线右侧（{held}年）未用于拟合",
        "{title}; {region}, arm without rules, {kept} sets of trends; right of the line ({held}) nothing is fitted",
    ),
    "foot": (
        "模型各序列平移到拟合年份均值与统计值相同：比较增长，不比较水平。虚线：拟合年份的直线（对数或对数几率）外推。",
        "Each line of the model is moved until the means of the years of the fit agree: growth is compared, not "
        "levels. Dashed: a straight line through the years of the fit (logarithms or log-odds).",
    ),
    "published": ("统计值及其范围", "figure and its range"),
    "miss": ("区间之外", "outside the band"),
    "model": ("模型及90%区间", "model and its 90 % band"),
    "line": ("直线外推", "straight line"),
    "index": ("{name}（累积指数）", "{name} (as an index)"),
}
say, tell = saying(TEXT), telling(TEXT)
