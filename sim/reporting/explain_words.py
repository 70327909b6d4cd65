"""Sentences of ``sim explain`` on the terminal, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    "heading": ("{title}——{year}年效果从何而来", "{title}: what did it, {year}"),
    "what": (
        "条目为措施分组；贡献（沙普利值）之和等于合计。{method}区间为95%，仅反映随机波动（{n}次重复，抽样{sample}）。",
        "Rules are taken in groups; contributions (Shapley values) sum to the total. {method} Intervals are 95 % and "
        "cover luck only ({n} replications, sample {sample}).",
    ),
    "what_one": (
        "条目为措施分组；贡献（沙普利值）之和等于合计。{method}仅1次重复，没有区间（抽样{sample}）。",
        "Rules are taken in groups; contributions (Shapley values) sum to the total. {method} One replication: no "
        "intervals (sample {sample}).",
    ),
    "own_numbers": (
        "分解所用为本地区自己的一组参数；运行结果是{members}组参数的平均，因此合计与其略有不同。",
        "Taken apart with the region's own numbers; the run is a mean over {members} sets of them, so that its effects "
        "differ a little from these totals.",
    ),
    "enumeration": ("所有组合均已模拟（共{runs}次运行）。", "Every combination was simulated ({runs} runs)."),
    "sampled": (
        "由{permutations}个随机顺序估计（共{runs}次运行）。",
        "Estimated from {permutations} orders drawn at random ({runs} runs).",
    ),
    "in_unit": ("{name}（{unit}）", "{name} ({unit})"),
    "group": ("措施分组", "Group of rules"),
    "shapley": ("贡献 [95%区间]", "Contribution [95 %]"),
    "shapley_one": ("贡献", "Contribution"),
    "alone": ("单独实施", "Alone"),
    "left_out": ("缺它时损失", "Lost without"),
    "total": ("合计", "All together"),
    "interaction": ("其中相互作用", "of which interaction"),
    "plain": ("结论", "In plain words"),
    "most": (
        "{name}改变{total}，其中{player}贡献最大（{part}）。",
        "{name}: {total} in all; the largest part is {player} ({part}).",
    ),
    "offset": (
        "{name}总体没有变化，各组措施相互抵消；作用最大的是{player}（{part}）。",
        "{name}: no change in all, groups offset each other; the strongest is {player} ({part}).",
    ),
    "none": ("{name}：没有一组措施带来可见变化。", "{name}: no group brings a change that can be seen."),
    "sure": ("该贡献的区间不含零，不是随机波动造成的。", "The interval of that part leaves out zero: it is not luck."),
    "unsure": ("该贡献的区间包含零，可能只是随机波动。", "The interval of that part includes zero: it may be luck."),
    "single": ("只有1次重复，无法与随机波动区分。", "With one replication this cannot be told from luck."),
    "which": ("各组包含的措施", "Rules in each group"),
    "rules": ("{group}：{rules}", "{group}: {rules}"),
    "limits": (
        "“单独实施”为只实施该组时的效果，“缺它时损失”为其余都实施时去掉该组减少的效果；参数不确定性未计入区间。",
        "“Alone” is the effect of the group by itself, “lost without” what the whole reform loses when the group is "
        "left out; the uncertainty of inputs is not in the intervals.",
    ),
}

say = saying(TEXT)
