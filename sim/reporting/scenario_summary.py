"""What ``sim check`` says of a sound scenario: what it is made of, how well its numbers are known."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sim.scenario.fingerprint import fingerprint
from sim.scenario.notes import notes
from sim.scenario.plain_text import wrapped
from sim.scenario.scenario import Scenario
from sim.scenario.width_check import share_that_fits
from sim.vocabulary.language import Language
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import saying
from sim.vocabulary.quantity import Quantity

_CONFIDENCE_ZH = {
    "document": "文件",
    "statistic": "统计",
    "literature": "文献",
    "calibrated": "校准",
    "assumption": "假设",
}

say = saying(
    {
        "part": (
            "居民太多，不能全部模拟：请用 --sample {share:g} 或更小",
            "too many residents to simulate everybody: take --sample {share:g} or less",
        ),
    }
)


def summary_data(scenario: Scenario) -> dict[str, Any]:
    """The summary for ``--json``."""
    known = Counter(q.confidence.id for q in _numbers(scenario))
    statuses = Counter(c.status for d in scenario.documents for c in d.clauses)
    return {
        "scenario": scenario.name,
        "valid": True,
        "region": scenario.region.id,
        "years": [scenario.years.base, scenario.years.last],
        "districts": len(scenario.region.districts),
        "hospitals": len(scenario.region.hospitals),
        "rules": len(scenario.stated),
        "targets": len(scenario.targets),
        "clauses": {status: statuses[status] for status in ("modelled", "partial", "context")},
        "numbers": {word: known[word] for word in Confidence.ids()},
        "files": len(scenario.inputs),
        "notes": [dataclasses.asdict(note) for note in notes(scenario)],
        "fingerprint": fingerprint(scenario),
    }


def summary_text(scenario: Scenario, language: Language) -> str:
    """The summary as text."""
    d = summary_data(scenario)
    c, zh = d["clauses"], language == "zh"
    if zh:
        known = "，".join(f"{_CONFIDENCE_ZH[w]} {n}" for w, n in d["numbers"].items())
        lines = (
            f"{scenario.name}：没有发现错误",
            f"{d['districts']} 个县区，{d['hospitals']} 所医院，{d['rules']} 条规则，"
            f"{d['targets']} 个目标，{d['files']} 个文件",
            f"条款：已建模 {c['modelled']}，部分 {c['partial']}，仅作背景 {c['context']}",
            f"数据 {sum(d['numbers'].values())} 项：{known}",
        )
    else:
        known = ", ".join(f"{n} {w}" for w, n in d["numbers"].items())
        lines = (
            f"{scenario.name}: no fault found",
            f"{d['districts']} districts, {d['hospitals']} hospitals, {d['rules']} rules, "
            f"{d['targets']} targets, {d['files']} files",
            f"clauses: {c['modelled']} modelled, {c['partial']} in part, {c['context']} as context",
            f"{sum(d['numbers'].values())} numbers: {known}",
        )
    share = share_that_fits(scenario)
    part = (say("part", language, share=share),) if share < 1.0 else ()
    seen = [note.told(language) for note in notes(scenario)]
    return "\n".join(line for text in (*lines, *part, *seen) for line in wrapped(text))


def _numbers(scenario: Scenario) -> Iterator[Quantity]:
    """Every number of a scenario's files."""
    region = scenario.region
    for district in region.districts:
        yield from district.numbers.values()
    for hospital in region.hospitals:
        yield from hospital.numbers.values()
    yield from region.travel.values()
    benefit = [payer.benefit for payer in region.payers]
    for numbers in (region.people, region.calibrated, *benefit, *region.capability.values()):
        yield from numbers.values()
    yield from (anchor.figure for anchor in region.anchors)
    for numbers in (scenario.parameters, *scenario.conditions.values()):
        yield from numbers.values()
