"""Titles, headings and notes of the tables of a comparison, in both languages; blanks are filled by name."""

from __future__ import annotations

from sim.reporting.tables.cells import Both, both
from sim.vocabulary.phrase import saying

TEXT: dict[str, tuple[str, str]] = {
    # titles; also the names of sheets, which may have 31 characters
    "cases": ("情景", "Scenarios"),
    "inputs": ("输入有何不同", "What differs in the inputs"),
    "headlines": ("主要指标", "Headlines"),
    "targets": ("目标", "Targets"),
    "pairs": ("任意两情景之差", "Every pair of scenarios"),
    "positions": ("谁得谁失（净额）", "Who gains, who loses (net)"),
    "moved": ("转移了多少，花费多少", "What is moved, at what cost"),
    "side_effects": ("可能的副作用", "What could go wrong"),
    "by_group": ("分组之差：{case}", "By group: {case}"),
    # columns
    "letter": ("代号", "Letter"),
    "case": ("情景", "Scenario"),
    "id": ("代码", "Id"),
    "input": ("输入", "Input"),
    "path": ("路径", "Path"),
    "none": ("无", "not there"),
    "indicator": ("指标", "Indicator"),
    "less": ("{case}与{reference}之差 [{level}区间]", "{case} less {reference} [{level}]"),
    "target": ("目标", "Target"),
    "required": ("要求", "Required"),
    "verdict": ("{case}判定", "Verdict on {case}"),
    "probability": ("{case}达标概率", "Probability, {case}"),
    "difference": ("相减", "Difference"),
    "party": ("各方", "Party"),
    "what": ("项目", "What"),
    "public_yuan": ("公共支出", "Public spending"),
    "group": ("分组", "Group"),
    # notes
    "more_inputs": ("另有{n}项见 inputs.csv。", "{n} more in inputs.csv."),
    "star": (
        "A为基准情景。*表示区间不含零的差异；占比的差异以个百分点计。",
        "A is the reference. * marks a difference whose interval leaves out zero; differences of shares are in "
        "percentage points.",
    ),
    "star_one": (
        "A为基准情景。只有1次重复，没有区间，无法判断差异是否超出随机波动。",
        "A is the reference. One replication: no intervals, and no difference can be told from luck.",
    ),
    "targets_note": (
        "{chance}落实指标由政策日期决定，没有概率。",
        "{chance} Measures follow from dates and have none.",
    ),
}

say = saying(TEXT)


def word(key: str, **blanks: object) -> Both:
    """One text in both languages; a blank may itself be in both."""

    def text(lang: str) -> str:
        return say(key, lang, **{name: one.of(lang) if isinstance(one, Both) else one for name, one in blanks.items()})

    return both(text)
