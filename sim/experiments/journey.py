"""One resident's way through both arms: every encounter with its wait, its bill and why it took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sim.engine.clock import Calendar, ticks_of
from sim.engine.journal import Entry
from sim.experiments.executor import Report, run_all
from sim.experiments.run import Options, tasks_of
from sim.model.run import resident_of
from sim.region.facilities import facilities_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.labels import label
from sim.vocabulary.language import Language
from sim.vocabulary.names import Arm, Encounter, Reason, Severity


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


def journey(
    scenario: Scenario, options: Options, resident: int, language: Language, report: Report | None = None
) -> tuple[list[str], list[Step]]:
    """Who the resident is, and every encounter in both arms, in order of time.

    Raises
    ------
    InputInvalid
        If there is no resident of this number.
    """
    tasks = tasks_of(scenario, options, only=resident)
    who = resident_of(tasks[0], resident)
    if who is None:
        raise InputInvalid(
            [
                Problem(
                    "--resident", 0, 0, str(resident), "no such resident", "take a smaller number or a larger --sample"
                )
            ]
        )
    runs = run_all(tasks, options.jobs, report)
    steps = [_step(scenario, run.arm, entry, language) for run in runs for entry in run.journal]
    return who.words(language), steps


def _step(scenario: Scenario, arm: Arm, e: Entry, language: Language) -> Step:
    zh = language == "zh"
    facility = facilities_of(scenario.region).all[e.facility]
    condition = scenario.condition_labels[list(scenario.conditions)[e.condition]]
    years = scenario.years
    first_year, first_month, _, _ = Calendar(years.base, years.last, years.run_in_months).months[0]
    return Step(
        arm=label(arm.id, language),
        when=_moment(first_year, first_month, ticks_of(e.key)),
        facility=facility.label.zh if zh else facility.label.en,
        kind=label(f"encounter.{Encounter(e.kind).id}", language),
        condition=condition.zh if zh else condition.en,
        severity=label(Severity(e.severity).id, language),
        reason=label(f"reason.{Reason(e.reason).id}", language),
        wait_minutes=e.wait_ticks / 240,
        bed_days=e.bed_days,
        charges=(e.drugs + e.consumables + e.tests + e.services) / 100,
        insurance=(e.fund + e.critical_illness + e.assistance) / 100,
        patient=(e.self_paid + e.self_funded) / 100,
        owed=e.due / 100,
    )


def _moment(first_year: int, first_month: int, ticks: int) -> str:
    """Date and time of a moment; the model's years have 365 days."""
    start = datetime(2001, first_month, 1)  # any year of 365 days
    at = start + timedelta(seconds=(ticks // 4) % (365 * 86_400))
    years = (ticks // 4) // (365 * 86_400) + (at.year - 2001)
    return f"{first_year + years}-{at:%m-%d %H:%M}"


def journey_text(resident: int, who: list[str], steps: list[Step], language: Language) -> str:
    """The journey as text: who it is, then both arms, one encounter in two lines."""
    zh = language == "zh"
    lines = [("居民 " if zh else "Resident ") + f"{resident}: " + ("，" if zh else ", ").join(who)]
    arms = list(dict.fromkeys(step.arm for step in steps)) or []
    for arm in arms:
        lines += ["", arm]
        for s in (step for step in steps if step.arm == arm):
            lines.append(f"  {s.when}  {s.facility}")
            wait = f"{s.wait_minutes:.0f} " + ("分钟候诊" if zh else "min wait")
            length = f"{s.bed_days} " + ("床日" if zh else "bed-days")
            lines.append(f"    {s.condition}, {s.severity}; {s.kind}; {s.reason}")
            money = f"费用 {s.charges:.2f} 元：医保 {s.insurance:.2f}，个人 {s.patient:.2f}"
            if not zh:
                money = f"bill {s.charges:.2f} yuan: insurance {s.insurance:.2f}, patient {s.patient:.2f}"
            if s.owed != s.charges:
                money += f"；按病种付给医院 {s.owed:.2f} 元" if zh else f"; paid per case: {s.owed:.2f} to the hospital"
            lines.append(f"    {length if s.bed_days else wait}; {money}")
    if not steps:
        lines.append("没有就诊" if zh else "no encounter")
    elif len(arms) == 2 and _bare(steps, arms[0]) == _bare(steps, arms[1]):
        lines += ["", "两方案完全相同" if zh else "The same in both arms: no rule touched this resident's way."]
    return "\n".join(lines)


def _bare(steps: list[Step], arm: str) -> list[tuple[object, ...]]:
    return [(s.when, s.facility, s.kind, s.patient) for s in steps if s.arm == arm]
