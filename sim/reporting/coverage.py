"""What the intervals and probabilities of a folder cover, in words: luck alone, or luck and parameters."""

from __future__ import annotations

from dataclasses import dataclass

from sim.vocabulary.doubt import LEVELS, Doubt, doubt_of, is_rough
from sim.vocabulary.phrase import saying

# A key ends in what is covered: luck, both, or none for one replication, which has no interval.
TEXT: dict[str, tuple[str, str]] = {
    "statement_luck": (
        "区间为{level}置信区间，仅反映随机波动，不含参数不确定性。",
        "Intervals are {level} and cover luck only, not how uncertain the parameters are.",
    ),
    "statement_both": (
        "区间为{members}组参数的{level}范围：各组参数都与当地统计数据不相矛盾，又各有随机波动，因此区间包含随机波动和参数不确定性。",
        "Intervals are {level} ranges over {members} sets of parameters that the region’s statistics cannot rule out, "
        "each with luck of its own: they cover luck and parameters.",
    ),
    "statement_none": ("只有1次重复，没有区间。", "With one replication there are no intervals."),
    "rough": (
        "{members}组参数不多，区间两端只是粗略值。",
        "{members} sets are few: the ends of the intervals are rough.",
    ),
    "how": (
        "若要计入参数不确定性：去掉 --reps 和 --members 0 再运行；地区没有参数组的，先运行 sim calibrate SCENARIO。",
        "To have parameters in them too run again without --reps and --members 0; a region without sets needs sim "
        "calibrate SCENARIO first.",
    ),
    # in full, for a section on how far the results can be believed
    "covers_luck": (
        "区间包含什么：{n}次重复之间的随机波动（谁在何时患病、如何选择、花费多少）。",
        "What the interval covers: luck between {n} replications (who falls ill and when, what is chosen and spent).",
    ),
    "covers_both": (
        "区间包含什么：随机波动（谁在何时患病、如何选择、花费多少）和参数不确定性，即{members}组与当地统计数据不相矛盾的参数的{level}范围。",
        "What the interval covers: luck (who falls ill and when, what is chosen and spent) and parameters: it is the "
        "{level} range over {members} sets of them that the region’s statistics cannot rule out.",
    ),
    "covers_none": (
        "只有1次重复，没有区间：无法区分改革效果与随机波动。",
        "With one replication there is no interval: effect and luck cannot be told apart.",
    ),
    "not_luck": (
        "区间不包含什么：参数本身的不确定（许多取自外地研究，有些没有出处）、未建模的政策、模型结构的偏差。"
        "实际不确定性比区间大。",
        "What it does not cover: how uncertain the inputs are (many from studies elsewhere, some without a source), "
        "rules that are not modelled, and errors in how the model is built. The real uncertainty is larger.",
    ),
    "not_both": (
        "区间不包含什么：各组参数中取值相同的输入、未建模的政策、模型结构的偏差。实际不确定性比区间大。",
        "What it does not cover: inputs that are the same in all sets, rules that are not modelled, and errors in how "
        "the model is built. The real uncertainty is larger.",
    ),
    "limits_luck": (
        "结果只反映已建模的政策；参数不确定性未计入区间。",
        "Only modelled rules count; the uncertainty of inputs is not in the intervals.",
    ),
    "limits_both": (
        "结果只反映已建模的政策；模型结构的偏差未计入区间。",
        "Only modelled rules count; errors in how the model is built are not in the intervals.",
    ),
    # the line below the title of a plot
    "drawn_luck": (
        "{n}次重复，图中区间为{level}，仅反映随机波动，不含参数不确定性",
        "n = {n} replications; intervals drawn: {level}, luck only, not parameters",
    ),
    "drawn_both": (
        "{members}组参数，图中区间为{level}范围，含随机波动和参数不确定性{rough}",
        "n = {members} sets of parameters; intervals drawn: {level} ranges, luck and parameters{rough}",
    ),
    "drawn_none": ("1次重复，无区间", "n = 1 replication, no interval"),
    "drawn_rough": ("（粗略）", " (rough)"),
    "mean_luck": ("{n}次重复的平均", "mean of {n} replications"),
    "mean_both": ("{members}组参数的平均", "mean of {members} sets of parameters"),
    "mean_none": ("1次重复", "one replication"),
    # of meeting a target
    "chance_luck": (
        "概率指再做一次随机试验时达标的可能，未计参数不确定性。",
        "The probability is that one more run with other luck meets the target; the uncertainty of parameters is not "
        "in it.",
    ),
    "chance_both": (
        "概率指换一组参数、再做一次随机试验时达标的可能，已计入随机波动和参数不确定性。",
        "The probability is over luck and parameters: that one more member, another set of parameters with luck of "
        "its own, meets the target.",
    ),
}
say = saying(TEXT)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often an arm was run, and over how many sets of parameters; none for luck alone."""

    replications: int
    members: int = 0

    @property
    def doubt(self) -> Doubt:
        """What its intervals and probabilities hold."""
        return doubt_of(self.members)

    @property
    def level(self) -> float:
        """Of how many in one."""
        return LEVELS[self.doubt]

    def per_cent(self, lang: str) -> str:
        """The level as people read it: 95 %."""
        return f"{100 * self.level:.0f}{'%' if lang == 'zh' else ' %'}"

    def data(self) -> dict[str, object]:
        """The same for scripts."""
        return {"level": self.level, "kind": str(self.doubt)}

    def statement(self, lang: str) -> str:
        """What an interval is: one sentence, and another where its ends are rough."""
        return self._said("statement", lang) + self._rough(lang)

    def covers(self, lang: str) -> str:
        """What an interval covers, in full."""
        return self._said("covers", lang) + self._rough(lang)

    def covers_not(self, lang: str) -> str:
        """What it does not cover."""
        return say(f"not_{self.doubt}", lang)

    def how(self, lang: str) -> str:
        """How to have parameters in the intervals of a run too; empty where they are in them."""
        return "" if self.members else say("how", lang)

    def statement_and_how(self, lang: str) -> str:
        """What an interval is and, where parameters are not in it, how to have them in it too."""
        found, how = self.statement(lang), self.how(lang)
        return found + ("" if lang == "zh" else " ") + how if how else found

    def limits(self, lang: str) -> str:
        """What has to be kept in mind, in one sentence."""
        return say(f"limits_{self.doubt}", lang)

    def drawn(self, lang: str, *, intervals: bool = True) -> str:
        """What a plot shows: of how many runs it is, and what its intervals are if it has any."""
        return self._said("drawn" if intervals else "mean", lang)

    def chance(self, lang: str) -> str:
        """What the probability of meeting a target is."""
        return say(f"chance_{self.doubt}", lang)

    def _said(self, what: str, lang: str) -> str:
        kind = "none" if self.replications == 1 else str(self.doubt)
        rough = say("drawn_rough", lang) if is_rough(self.members) else ""
        blanks = {"n": self.replications, "members": self.members, "level": self.per_cent(lang), "rough": rough}
        return say(f"{what}_{kind}", lang, **blanks)

    def _rough(self, lang: str) -> str:
        if self.replications == 1 or not is_rough(self.members):
            return ""
        return ("" if lang == "zh" else " ") + say("rough", lang, members=self.members)
