"""The published numbers of a study, checked against its run: months, facilities, scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.experiments.validate.estimators import ESTIMATORS, Windows
from sim.experiments.validate.outcomes import OUTCOMES, Choice, months_of
from sim.experiments.validate.scales import SCALES
from sim.experiments.validate.shape import EstimateShape, StudyShape
from sim.region.facilities import facilities_of
from sim.scenario.faults import Faults, FilePoint, allowed
from sim.scenario.scenario import Scenario
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.names import HOSPITAL_TIERS, Tier
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "missing": ("缺少", "missing"),
    "add_before": (
        "请加 'before: [2010-01, 2010-12]'，{estimator}要用",
        "add 'before: [2010-01, 2010-12]', {estimator} needs it",
    ),
    "add_control": (
        "请在这里或为整项研究加 'control: [...]'，{estimator}要用",
        "add 'control: [...]' here or for the study, {estimator} needs it",
    ),
    "no_share": ("{outcome}不是比例", "{outcome} is no share"),
    "relative": ("请写relative或log", "write relative or log"),
    "share": ("{outcome}是比例", "{outcome} is a share"),
    "points": ("请写points或odds", "write points or odds"),
    "one_end": ("区间只写了一端", "one end of an interval"),
    "both_ends": ("low和high请都写，或都不写", "write both low and high, or neither"),
    "outside": ("{value:g}在{low:g}至{high:g}之外", "{value:g} lies outside {low:g} to {high:g}"),
    "one_of_three": ("请改正三个数之一", "correct one of the three"),
    "condition": ("没有病种“{name}”", "unknown condition {name!r}"),
    "parameter": ("没有参数“{name}”", "unknown parameter {name!r}"),
    "month": ("{month}不在所写年份之内", "{month} lies outside the years"),
    "months": ("请写{first}至{last}之间的月份", "write months from {first} to {last}"),
    "before": ("{one}早于{other}", "{one} is before {other}"),
    "earlier_first": ("请先写较早的月份", "write the earlier month first"),
    "place": ("没有医院或县区“{name}”", "unknown hospital or district {name!r}"),
    "of_residents": ("{outcome}按居民计算，而“{name}”是医院", "{outcome} is of residents, {name!r} is a hospital"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class PublishedEstimate:
    """One published number, relative where a mean was given, and the cases its counterpart is made of."""

    shape: EstimateShape
    published: float
    low: float | None
    high: float | None
    windows: Windows
    treated: Choice
    control: Choice | None


def estimate_of(
    n: int, one: EstimateShape, shape: StudyShape, scenario: Scenario, tree: Tree, faults: Faults
) -> PublishedEstimate:
    """One estimate with its windows as positions and its groups as facilities."""
    here: KeyPath = ("estimates", n)

    def fault(key: str, what: Bilingual, remedy: Bilingual) -> None:
        faults.add(_place(tree, (*here, key)), dotted((*here, key)), what, remedy)

    needs = ESTIMATORS[one.estimator].needs
    control = one.control or shape.control
    if "before" in needs and one.before is None:
        fault("before", tell("missing"), tell("add_before", estimator=one.estimator))
    if "control" in needs and not control:
        fault("control", tell("missing"), tell("add_control", estimator=one.estimator))
    of_shares = SCALES[one.scale].of_shares
    if of_shares and not OUTCOMES[one.outcome].share:
        fault("scale", tell("no_share", outcome=one.outcome), tell("relative"))
    if not of_shares and OUTCOMES[one.outcome].share:
        fault("scale", tell("share", outcome=one.outcome), tell("points"))
    if (one.low is None) != (one.high is None):
        fault("low", tell("one_end"), tell("both_ends"))
    elif one.low is not None and one.high is not None and not one.low <= one.published <= one.high:
        fault("published", tell("outside", value=one.published, low=one.low, high=one.high), tell("one_of_three"))
    for name in one.conditions:
        if name not in scenario.conditions:
            fault("conditions", tell("condition", name=name), allowed(name, scenario.conditions))
    for name in one.in_sample:
        if name not in scenario.parameters:
            fault("in_sample", tell("parameter", name=name), allowed(name, scenario.parameters))
    months = months_of(scenario)
    spans = []
    for key, span in (("before", one.before), ("after", one.after)):
        spans.append(range(0))
        for month in span or ():
            if month not in months:
                fault(key, tell("month", month=month), tell("months", first=months[0], last=months[-1]))
        if span and all(month in months for month in span):
            spans[-1] = range(months.index(span[0]), months.index(span[1]) + 1)
            if not spans[-1]:
                fault(key, tell("before", one=span[1], other=span[0]), tell("earlier_first"))
    treated = _choice(one.treated or shape.treated, one, scenario, (here, "treated"), tree, faults)
    others = _choice(control, one, scenario, (here, "control"), tree, faults) if control else None
    scale = 1.0 if one.base_mean is None else 1.0 / one.base_mean.value
    low, high = (None if end is None else end * scale for end in (one.low, one.high))
    return PublishedEstimate(one, one.published * scale, low, high, Windows(spans[0], spans[1]), treated, others)


def _choice(
    names: Sequence[str], one: EstimateShape, scenario: Scenario, at: tuple[KeyPath, str], tree: Tree, faults: Faults
) -> Choice:
    """The facilities of these hospitals and districts, of the tiers asked for (else all hospitals)."""
    facilities = facilities_of(scenario.region)
    districts = [d.id for d in scenario.region.districts]
    hospitals = [h.id for h in scenario.region.hospitals]
    tiers = {Tier.of(word) for word in one.tiers} or set(HOSPITAL_TIERS)
    found: list[str] = []
    homes = tuple(name for name in names if name in districts)
    path = (*at[0], at[1]) if getattr(one, at[1]) else (at[1],)  # of the estimate, or of the study

    def fault(what: Bilingual, remedy: Bilingual) -> None:
        faults.add(_place(tree, path), dotted(path), what, remedy)

    for name in names:
        if name in districts:
            here = districts.index(name)
            found += [f.id for f in facilities.all if f.district == here and f.tier in tiers]
        elif name not in hospitals:
            fault(tell("place", name=name), allowed(name, [*districts, *hospitals]))
        elif OUTCOMES[one.outcome].places:
            fault(tell("of_residents", outcome=one.outcome, name=name), allowed("", districts))
        else:
            found += [f.id for f in facilities.all if f.id == name and (not one.tiers or f.tier in tiers)]
    return Choice(tuple(dict.fromkeys(found)), one.conditions, one.schemes, homes)


def _place(tree: Tree, path: KeyPath) -> FilePoint:
    return tree.place(path) if path in tree.values else tree.place((path[-1],) if len(path) > 2 else path)
