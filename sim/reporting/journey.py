"""One resident's way through both arms in words: every encounter with its wait, its bill and why it took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sim.engine.clock import Calendar, ticks_of
from sim.engine.journal import Entry
from sim.experiments.journey import Journey
from sim.region.facilities import facilities_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import label
from sim.vocabulary.language import Language
from sim.vocabulary.names import Arm, Encounter, Reason, Severity
from sim.vocabulary.phrase import saying
from sim.vocabulary.ticks import TICKS_PER_MINUTE, TICKS_PER_SECOND

say = saying(
    {
        "resident": ("居民 {n}：{who}", "Resident {n}: {who}"),
        "between": ("，", ", "),
        "what": ("{condition}，{severity}；{kind}；{reason}", "{condition}, {severity}; {kind}; {reason}"),
        "wait": ("{n:.0f} 分钟候诊", "{n:.0f} min wait"),
        "days": ("{n} 床日", "{n} bed-days"),
        "both": ("{time}；{money}", "{time}; {money}"),
        "money": (
            "费用 {bill:.2f} 元：医保 {insurance:.2f}，个人 {patient:.2f}",
            "bill {bill:.2f} yuan: insurance {insurance:.2f}, patient {patient:.2f}",
        ),
        "owed": ("；按病种付给医院 {owed:.2f} 元", "; paid per case: {owed:.2f} to the hospital"),
        "none": ("没有就诊", "no encounter"),
        "same": ("两方案完全相同", "The same in both arms: no rule touched this resident's way."),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One encounter in words; money in yuan. ``owed`` to the provider: the charges, or the price of a paid case."""

    arm: str
    when: str
    facility: str
    kind: str
    condition: str
    severity: str
    reason: str
    wait_minutes: float
    bed_days: int
    charges: float
    insurance: float
    patient: float
    owed: float


def who_of(journey: Journey, language: Language) -> list[str]:
    """District and traits of the resident."""
    return [journey.who.district.label.told(language), *(label(trait, language) for trait in journey.who.traits)]


def steps_of(scenario: Scenario, journey: Journey, language: Language) -> list[Step]:
    """Every encounter in both arms, in order of time."""
    return [_step(scenario, arm, entry, language) for arm, way in journey.ways.items() for entry in way]


def _step(scenario: Scenario, arm: Arm, e: Entry, language: Language) -> Step:
    facility = facilities_of(scenario.region).all[e.facility]
    condition = scenario.condition_labels[list(scenario.conditions)[e.condition]]
    years = scenario.years
    start = Calendar(years.base, years.last, years.run_in_months, scenario.open_days).start
    return Step(
        arm=label(arm.id, language),
        when=_moment(start, ticks_of(e.key)),
        facility=facility.label.told(language),
        kind=label(f"encounter.{Encounter(e.kind).id}", language),
        condition=condition.told(language),
        severity=label(Severity(e.severity).id, language),
        reason=label(f"reason.{Reason(e.reason).id}", language),
        wait_minutes=e.wait_ticks / TICKS_PER_MINUTE,
        bed_days=e.bed_days,
        charges=(e.drugs + e.consumables + e.tests + e.services) / 100,
        insurance=(e.fund + e.critical_illness + e.assistance) / 100,
        patient=(e.self_paid + e.self_funded) / 100,
        owed=e.due / 100,
    )


def _moment(start: date, ticks: int) -> str:
    """Date and time of a moment, counted from the first day."""
    at = datetime.combine(start, time()) + timedelta(seconds=ticks // TICKS_PER_SECOND)
    return f"{at:%Y-%m-%d %H:%M}"


def journey_text(resident: int, who: list[str], steps: list[Step], language: Language) -> str:
    """The journey as text: who it is, then both arms, one encounter in three lines."""
    lines = [say("resident", language, n=resident, who=say("between", language).join(who))]
    arms = list(dict.fromkeys(step.arm for step in steps))
    for arm in arms:
        lines += ["", arm]
        for s in (step for step in steps if step.arm == arm):
            time = say("days", language, n=s.bed_days) if s.bed_days else say("wait", language, n=s.wait_minutes)
            money = say("money", language, bill=s.charges, insurance=s.insurance, patient=s.patient)
            if s.owed != s.charges:
                money += say("owed", language, owed=s.owed)
            what = {"condition": s.condition, "severity": s.severity, "kind": s.kind, "reason": s.reason}
            lines.append(f"  {s.when}  {s.facility}")
            lines.append(f"    {say('what', language, **what)}")
            lines.append(f"    {say('both', language, time=time, money=money)}")
    if not steps:
        lines.append(say("none", language))
    elif len(arms) == 2 and _bare(steps, arms[0]) == _bare(steps, arms[1]):
        lines += ["", say("same", language)]
    return "\n".join(lines)


def _bare(steps: list[Step], arm: str) -> list[tuple[object, ...]]:
    return [(s.when, s.facility, s.kind, s.patient) for s in steps if s.arm == arm]
