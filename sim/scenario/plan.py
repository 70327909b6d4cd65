"""What a run would do: rules and when they take effect, old and new values, size and time."""

from __future__ import annotations

import dataclasses
from typing import Any

from sim.policy.rule import Rule, first_month_on_or_after
from sim.scenario.before import value_before
from sim.scenario.calendar_table import calendar_text, years_by_rule
from sim.scenario.notes import notes
from sim.scenario.plain_text import columns, wrapped
from sim.scenario.plain_yaml import flow
from sim.scenario.plan_size import RunSize
from sim.scenario.scenario import Scenario
from sim.scenario.settable import lever_settings, value_in_force
from sim.scenario.trends import extrapolated_from, trends_text
from sim.vocabulary.labels import unit_words
from sim.vocabulary.language import Language

YEARS_BESIDE = 6


def plan_data(scenario: Scenario, size: RunSize) -> dict[str, Any]:
    """The plan for ``--json``."""
    return {
        "scenario": scenario.name,
        "region": scenario.region.id,
        "years": list(_years(scenario)),
        "trends_extrapolated_from": extrapolated_from(scenario),
        "holidays_by_rule": list(years_by_rule(scenario)),
        "rules": [_rule(scenario, rule) for rule in scenario.rules],
        "notes": [dataclasses.asdict(note) for note in notes(scenario)],
        "residents": size.residents,
        "arms": size.arms,
        "replications": size.reps,
        "members": size.members,
        "runs": size.arms * size.reps,
        "visits_per_run": round(size.visits),
        "minutes": round(size.minutes, 1),
        "megabytes": round(size.megabytes),
    }


def plan_text(scenario: Scenario, size: RunSize, language: Language) -> str:
    """The plan as text at 80 columns."""
    zh = language == "zh"
    label = scenario.label.zh if zh else scenario.label.en
    lines = wrapped(f"{scenario.name}: {label}")
    lines.append("")
    lines += _grid(scenario, zh)
    lines.append("")
    for rule in scenario.rules:
        lines += _changes(scenario, rule, zh)
    for note in notes(scenario):
        lines += wrapped(note.told(language))
    runs = size.arms * size.reps
    if zh:
        of = f"{size.members} 组参数" if size.members else f"{size.reps} 次重复"
        text = f"居民 {size.residents:,} 人；运行 {runs} 次（{size.arms} 个方案 × {of}）；"
        text += f"每次约 {size.visits:,.0f} 人次诊疗；约 {_minutes(size.minutes)} 分钟，"
        text += f"{size.megabytes:,.0f} MB（粗略估计）"
    else:
        of = f"{size.members} sets of parameters" if size.members else f"{size.reps} replications"
        text = f"{size.residents:,} residents; {runs} runs ({size.arms} arms x {of}); "
        text += f"about {size.visits:,.0f} visits a run; about {_minutes(size.minutes)} minutes, "
        text += f"{size.megabytes:,.0f} MB (a rough estimate)"
    lines += [
        "",
        *wrapped(text),
        *wrapped(trends_text(scenario, language)),
        *wrapped(calendar_text(scenario, language)),
    ]
    return "\n".join(lines)


def _years(scenario: Scenario) -> range:
    return range(scenario.years.base, scenario.years.last + 1)


def _months(rule: Rule, year: int) -> int:
    """Months of a year in which a rule is in force."""
    return sum(rule.strength(year, month) > 0 for month in range(1, 13))


def _grid(scenario: Scenario, zh: bool) -> list[str]:
    """A line for each rule: in force from, then how many months of each year; many years come in blocks."""
    if not scenario.rules:
        return ["没有规则" if zh else "no rules"]
    years = list(_years(scenario))
    lines: list[str] = []
    for n in range(0, len(years), YEARS_BESIDE):
        lines += [*([""] if n else []), *_block(scenario, years[n : n + YEARS_BESIDE], zh)]
    return lines


def _block(scenario: Scenario, years: list[int], zh: bool) -> list[str]:
    rows = [["规则" if zh else "rule", "生效" if zh else "in force from", *map(str, years)]]
    for rule in scenario.rules:
        year, month = rule.first_month
        cells = [_of_year(_months(rule, y), zh) for y in years]
        rows.append([rule.id, f"{year}-{month:02d}-01", *cells])
    return columns(rows)


def _of_year(months: int, zh: bool) -> str:
    if months in (0, 12):
        return {0: "关", 12: "开"}[months] if zh else {0: "off", 12: "on"}[months]
    return f"{months} 个月" if zh else f"{months} months"


def _changes(scenario: Scenario, rule: Rule, zh: bool) -> list[str]:
    data = _rule(scenario, rule)
    lang, what = ("zh", rule.lever.zh) if zh else ("en", rule.lever.en)
    where = ", ".join(rule.where or rule.pools) or ("全市" if zh else "everywhere")
    begin = f"{rule.start.isoformat()} -> {data['in_force_from']}"
    if rule.until:
        end = data["in_force_until"]
        begin += f" ({'至' if zh else 'until'} {end})"
    ramp = f"，{rule.ramp_months} 个月到位" if zh else f", full after {rule.ramp_months} months"
    stop = "；" if zh else "; "
    lines = wrapped(f"{rule.id}  {what}{stop}{where}{stop}{begin}{ramp if rule.ramp_months > 1 else ''}")
    for change in data["changes"]:
        name = change["zh"] if zh else change["en"]
        if change["old"] == change["new"]:
            continue  # the rule leaves it as it is
        old = "" if change["old"] is None else f"{flow(change['old'])} -> "
        unit = f" {unit_words(change['unit']).told(lang)}" if isinstance(change["new"], int | float) else ""
        lines += wrapped(f"{change['key']}: {old}{flow(change['new'])}{unit}  ({name})", "    ")
    return lines


def _rule(scenario: Scenario, rule: Rule) -> dict[str, Any]:
    year, month = rule.first_month
    end = first_month_on_or_after(rule.until) if rule.until else None
    return {
        "id": rule.id,
        "lever": rule.lever.id,
        "from": rule.start.isoformat(),
        "in_force_from": f"{year}-{month:02d}-01",
        "in_force_until": f"{end[0]}-{end[1]:02d}-01" if end else None,
        "ramp_months": rule.ramp_months,
        "where": list(rule.where),
        "pools": list(rule.pools),
        "clauses": list(rule.clauses),
        "assumption": rule.assumption.en,
        "assumption_zh": rule.assumption.zh,
        "months_in_force": {str(y): _months(rule, y) for y in _years(scenario)},
        "changes": [
            {
                "key": name,
                "zh": setting.zh,
                "en": setting.en,
                "unit": setting.unit,
                "old": value_before(scenario, rule, name, setting),
                "new": value_in_force(scenario, getattr(rule.lever, name), setting),
            }
            for name, _, setting in lever_settings(type(rule.lever))
        ],
    }


def _minutes(minutes: float) -> str:
    return "<1" if minutes < 1 else f"{minutes:,.0f}"
