"""Which inputs are varied, over which range, and how well each is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.experiments.axes import short
from sim.experiments.prior import between
from sim.scenario.scenario import Scenario
from sim.scenario.settable import Settable, settables
from sim.vocabulary.errors import Problem, UsageWrong
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import Bilingual, one, telling
from sim.vocabulary.search import nearest

UNSURE = (Confidence.ASSUMPTION, Confidence.CALIBRATED, Confidence.LITERATURE)
# Numbers that define an output or a reporting line; no rule and no resident reads them.
ONLY_REPORTED = ("catastrophic_share", "income_yuan", "income_ratio_low", "income_ratio_high", "long_wait_minutes")
FLAG = "flag"
PHRASES = {
    "of_rule": ("{name}（{rule}）", "{name} ({rule})"),
    "unknown": ("没有这个路径", "unknown path"),
    "no_range": ("没有可变动的范围，或不是数字", "it is no number, or has no range to be varied over"),
    "see": ("可写的路径见`sim sensitivity SCENARIO --dry-run`", "see `sim sensitivity SCENARIO --dry-run` for paths"),
    "near": ("；相近的有：{names}", "; near it: {names}"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class VariedInput:
    """A number with the range it may lie in; ``whole`` marks one that takes whole numbers only."""

    path: str
    name: Bilingual
    unit: str
    value: float
    low: float
    high: float
    confidence: Confidence
    source: Bilingual
    whole: bool

    def at(self, share: float) -> float:
        """The value below which this share of what is believed of the number lies: triangular, its mode at the value.

        Whole numbers are rounded, so that both ends have half the room of the others.
        """
        value = between(self.low, self.value, self.high, min(max(share, 0.0), 1.0))
        return float(round(value)) if self.whole else short(value)


def uncertain(scenario: Scenario) -> list[Settable]:
    """What can be set, has a range, and rests on an assumption, a fit or a study.

    Parameters, and numbers written in rules that say in ``assumption`` that no document gives them; what a rule
    leaves out is a choice nobody made, or a parameter.
    """
    names = [n for n, q in scenario.parameters.items() if q.confidence in UNSURE and n not in ONLY_REPORTED]
    found = []
    for item in settables(scenario):
        head, _, name = item.path.rpartition(".")
        unsure = (head == "parameters" and name in names) or name in _assumed(scenario).get(head, ())
        if unsure and has_range(item):
            found.append(item)
    return found


def has_range(item: Settable) -> bool:
    """Whether it is a number with a range."""
    numeric = isinstance(item.value, int | float) and not isinstance(item.value, bool)
    return numeric and item.low is not None and item.high is not None and item.low < item.high


def inputs_of(scenario: Scenario, only: Sequence[str] = ()) -> list[VariedInput]:
    """The uncertain inputs in the order of `settables`; those of ``only`` whatever they rest on, if there are any.

    Raises
    ------
    UsageWrong : with every path of ``only`` that is none, or has no range.
    """
    if not only:
        return [_input(scenario, item) for item in uncertain(scenario)]
    items = {item.path: item for item in settables(scenario)}
    problems = []
    for path in only:
        if path not in items:
            near = ", ".join(nearest(path, [p for p, item in items.items() if has_range(item)])[:3])
            remedy = tell("see") + (tell("near", names=near) if near else "")
            problems.append(Problem("--only", 0, 0, path, tell("unknown"), remedy))
        elif not has_range(items[path]):
            problems.append(Problem("--only", 0, 0, path, tell("no_range"), tell("see")))
    if problems:
        raise UsageWrong(problems)
    return [_input(scenario, item) for path, item in items.items() if path in only]


def _assumed(scenario: Scenario) -> dict[str, set[str]]:
    """The numbers of rules that no document gives, by rule."""
    return {rule.id: rule.lever.model_fields_set for rule in scenario.rules if rule.assumption}


def _input(scenario: Scenario, item: Settable) -> VariedInput:
    head, _, name = item.path.rpartition(".")
    low, high = float(item.low or 0.0), float(item.high or 0.0)
    if head == "parameters":
        number = scenario.parameters[name]
        confidence, source = number.confidence, number.source
    else:
        rule = next((rule for rule in scenario.rules if rule.id == head), None)
        assumed = name in _assumed(scenario).get(head, ())
        confidence = Confidence.ASSUMPTION if assumed else Confidence.DOCUMENT
        source = rule.assumption if rule is not None and rule.assumption else item.source or one(head)
    whole = isinstance(item.value, int) or item.unit == FLAG
    value = min(max(float(item.value), low), high)
    # The rule where a lever occurs several times: their numbers have one name.
    name_ = tell("of_rule", name=item.name, rule=head) if "@" in head else item.name
    return VariedInput(item.path, name_, item.unit, value, low, high, confidence, source, whole)
