"""``sim rules list|show|coverage`` as text at 80 columns, in both languages."""

from __future__ import annotations

from typing import Any

from sim.scenario.clause_coverage import Chain, chains, counts, rules_data, shown_data, unaccounted
from sim.scenario.plain_text import columns, pad, width, wrapped
from sim.scenario.plain_yaml import flow
from sim.scenario.scenario import Scenario
from sim.vocabulary.labels import label
from sim.vocabulary.language import Language

STATUS_ZH = {"modelled": "已建模", "partial": "部分", "context": "背景"}
INDENT = "    "
CITED = 20  # columns before the rules of a clause


def rules_text(scenario: Scenario, language: Language) -> str:
    """Every rule: id, lever, dates; below it places and clauses."""
    zh = language == "zh"
    if not scenario.stated:
        return "没有规则" if zh else "no rules"
    lines: list[str] = []
    for rule in rules_data(scenario):
        lines += wrapped(f"{rule['id']}  {rule[language]}  {_dates(rule, zh)}")
        lines += wrapped(f"{_places(rule, zh)}{'；' if zh else '; '}{_listed(rule['clauses'], zh)}", INDENT)
    return "\n".join(lines)


def coverage_text(scenario: Scenario, language: Language) -> str:
    """Counts, then clause by clause the status, the rules that cite it and the indicators that judge it."""
    zh = language == "zh"
    found = chains(scenario)
    if not found:
        return "情景没有引用文件" if zh else "the scenario names no document"
    missing = ", ".join(chain.clause.id for chain in unaccounted(found))
    lines = _count_table(found, zh)
    if missing:
        lines += wrapped(("优先级1中没有着落的条款：" if zh else "of priority 1 and unaccounted for: ") + missing)
    else:
        lines += wrapped("优先级1的条款都有着落" if zh else "every clause of priority 1 is accounted for")
    lines += ["", "条款 优先级 状态    规则 => 指标" if zh else "clause, priority, status, rules => indicators"]
    for chain in found:
        lines += _coverage_lines(chain, zh)
    return "\n".join(lines)


def shown_text(scenario: Scenario, word: str, source: str, language: Language) -> str:
    """A clause or a rule with all that hangs on it: settings, parameters, targets, indicators."""
    zh = language == "zh"
    data = shown_data(scenario, word, source)
    lines = [] if data["clause"] is None else _clause_lines(data["clause"], language)
    for rule in data["rules"]:
        lines += ["", *_rule_lines(rule, language)] if lines else _rule_lines(rule, language)
    lines += ["", "目标：" if zh else "targets that judge it:"]
    for target in data["targets"]:
        lines += _target_lines(target, language)
    if not data["targets"]:
        lines.append(INDENT + ("没有" if zh else "none"))
    return "\n".join(lines)


def _count_table(found: list[Chain], zh: bool) -> list[str]:
    by = counts(found)
    priorities = sorted({chain.clause.priority for chain in found})
    head = ["状态", *(f"优先级{p}" for p in priorities)] if zh else ["status", *(f"priority {p}" for p in priorities)]
    rows = [[STATUS_ZH[status] if zh else status, *(str(by[status][p]) for p in priorities)] for status in by]
    return columns([head, *rows])


def _coverage_lines(chain: Chain, zh: bool) -> list[str]:
    clause = chain.clause
    status = STATUS_ZH[clause.status] if zh else clause.status
    start = pad(f"{pad(clause.id, 8)}{clause.priority} {status}", CITED)
    rules, indicators = _listed([rule.id for rule in chain.rules], zh), ", ".join(chain.indicators)
    if not chain.accounted:
        rules = "没有着落" if zh else "unaccounted for"
    found = wrapped(rules, " " * CITED) + wrapped(f"=> {indicators}", " " * CITED) * bool(indicators)
    return [start + found[0][CITED:], *found[1:]] if width(start) <= CITED else [start, *found]


def _clause_lines(clause: dict[str, Any], language: Language) -> list[str]:
    zh = language == "zh"
    status = STATUS_ZH[clause["status"]] if zh else clause["status"]
    priority = f"优先级{clause['priority']}" if zh else f"priority {clause['priority']}"
    lines = wrapped(f"{clause['id']}  {clause['document']}  {priority}  {status}")
    lines += wrapped(clause[language], INDENT)
    if clause["why"]:
        why = clause["why_zh"] or clause["why"] if zh else clause["why"]
        lines += wrapped(("说明：" if zh else "why: ") + why, INDENT)
    if not clause["rules"]:
        lines += wrapped("没有规则引用它" if zh else "no rule cites it", INDENT)
    return lines


def _rule_lines(rule: dict[str, Any], language: Language) -> list[str]:
    zh = language == "zh"
    unit_of, source_of = ("unit_zh", "source_zh") if zh else ("unit", "source")
    lines = wrapped(f"{rule['id']}  {rule[language]}  {_dates(rule, zh)}{'；' if zh else '; '}{_places(rule, zh)}")
    lines += wrapped(("条款：" if zh else "clauses: ") + _listed(rule["clauses"], zh), INDENT)
    if rule["assumption"]:
        lines += wrapped(("假设：" if zh else "assumption: ") + rule["assumption_zh" if zh else "assumption"], INDENT)
    for setting in rule["settings"]:
        value = "-" if setting["value"] is None else flow(setting["value"])
        unit = f" {setting[unit_of]}" if isinstance(setting["value"], float | int) and setting["unit"] else ""
        text = f"{setting['key']} = {value}{unit}{_range(setting)}  ({setting[language]})"
        lines += wrapped(text, INDENT)
    if rule["parameters"]:
        lines.append(INDENT + ("通过的参数：" if zh else "acts through the parameters:"))
    for parameter in rule["parameters"]:
        numbers = parameter["value"].values()
        value = flow(min(numbers))
        if len(set(numbers)) > 1:
            value += f"–{flow(max(numbers))}"
        known = label(parameter["confidence"], language)
        text = f"{parameter['name']} = {value} {parameter[unit_of]}{_range(parameter)}  {parameter[language]}"
        lines += wrapped(text, INDENT * 2) + wrapped(f"{parameter[source_of]} [{known}]", INDENT * 3)
    lines.append(INDENT + ("首先影响的指标：" if zh else "moves first:"))
    for name in rule["moves"]:
        lines += wrapped(f"{name}  {label(name, language)}", INDENT * 2)
    if not rule["moves"]:
        lines.append(INDENT * 2 + ("没有指标衡量" if zh else "no indicator measures it"))
    return lines


def _target_lines(target: dict[str, Any], language: Language) -> list[str]:
    zh = language == "zh"
    value = "" if target["value"] is None else f" {flow(target['value'])}"
    if target["tolerance"] is not None:
        value += f" ± {flow(target['tolerance'])}"
    known = ("all", "every_district")
    area = label(target["area"], language) if target["area"] in known else target["area"]
    soft = (" （软性表述）" if zh else " (soft wording)") * target["soft"]
    text = f"{target['indicator']} {label(target['comparator'], language)}{value}, {target['year']}, {area}{soft}"
    lines = wrapped(f"{text}  {label(target['indicator'], language)}", INDENT)
    note = target["note_zh" if zh else "note"]
    return lines + (wrapped(note, INDENT * 2) if note else [])


def _dates(rule: dict[str, Any], zh: bool) -> str:
    start, end = rule["in_force_from"], rule["in_force_until"]
    text = f"{start} 起" if zh else f"from {start}"
    if end:
        text += f"，{end} 止" if zh else f" until {end}"
    if rule["ramp_months"] > 1:
        text += f"，{rule['ramp_months']} 个月到位" if zh else f", full after {rule['ramp_months']} months"
    return text


def _places(rule: dict[str, Any], zh: bool) -> str:
    return ", ".join(rule["where"] or rule["pools"]) or ("全市" if zh else "everywhere")


def _listed(words: list[str], zh: bool) -> str:
    return ", ".join(words) or ("无" if zh else "none")


def _range(number: dict[str, Any]) -> str:
    return "" if number["low"] is None else f"  [{flow(number['low'])}, {flow(number['high'])}]"
