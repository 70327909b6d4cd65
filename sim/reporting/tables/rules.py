"""Every rule with its clauses and values, every clause with what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.tables.cells import Both, Raw, Row, Table, both, in_words, same
from sim.reporting.tables.words import columns, word
from sim.scenario.plain_yaml import flow

if TYPE_CHECKING:
    from sim.policy.lever import Setting
    from sim.scenario.scenario import Scenario

LISTED = 3  # of a long list in a rule's values


def scenario_of(results: Results) -> Scenario | None:
    """The folder's own scenario; None if the run did not keep it."""
    from sim.scenario.read import read_scenario

    path = results.folder / "scenario.yaml"
    return read_scenario(path, library=results.folder) if path.exists() else None


def rules(results: Results, scenario: Scenario | None) -> Table:
    """One line a rule, in order of their first month."""
    heads = columns(
        rule="text", start="text", months="number", where="text", settings="long", clause="text", assumption="long"
    )
    values = _settings(scenario) if scenario else {}
    rows = []
    for row in results.rules.to_dict("records"):
        name = in_words(row)
        mark = str(row["id"]).partition("@")[2]
        rows.append(
            Row(
                (
                    Both(f"{name.zh}（{mark}）", f"{name.en} ({mark})") if mark else name,
                    same(row["from"]),
                    Raw(float(row.get("ramp_months", 1))),
                    _where(str(row.get("where", "all")), results),
                    values.get(str(row["id"]), same("")),
                    same(row["clauses"]),
                    same(row.get("assumption", "")),
                )
            )
        )
    return Table("rules", word("rules"), heads, rows)


def clauses(scenario: Scenario | None) -> Table:
    """One line a clause in the order of the documents, with its status and why."""
    from sim.scenario.clause_coverage import STATUSES, chains, counts

    heads = columns(clause="text", says="long", status="text", why="long", cited="long")
    found = {} if scenario is None else {chain.clause.id: chain for chain in chains(scenario)}
    listed = [clause.id for document in scenario.documents for clause in document.clauses] if scenario else []
    rows = []
    for chain in (found[name] for name in listed):
        clause = chain.clause
        cited = [rule.id for rule in chain.rules] + [target.id for target in chain.targets]
        rows.append(
            Row(
                (
                    same(clause.id),
                    Both(clause.zh, clause.en),
                    word(clause.status),
                    Both(clause.why_zh or clause.why, clause.why),
                    same(", ".join(cited)),
                )
            )
        )
    number = {status: sum(by.values()) for status, by in counts(found.values()).items()} | {"n": len(rows)}
    note = word("clauses_note", **{key: number.get(key, 0) for key in (*STATUSES, "n")})
    return Table("clauses", word("clauses"), heads, rows, note)


def _where(text: str, results: Results) -> Both:
    if text in ("all", "nan", ""):
        return word("everywhere")
    return both(lambda lang: ("、" if lang == "zh" else ", ").join(results.short(area, lang) for area in text.split()))


def _settings(scenario: Scenario) -> dict[str, Both]:
    """By rule the values of its lever in words: name, value, unit."""
    from sim.scenario.settable import lever_settings, value_in_force

    found = {}
    for rule in scenario.rules:
        parts: list[tuple[Setting, str]] = []
        for name, _, setting in lever_settings(rule):
            value = value_in_force(scenario, getattr(rule.lever, name), setting)
            if value is None or value in ((), []):
                continue
            counted = setting.unit and isinstance(value, int | float) and not isinstance(value, bool)
            unit = f" {setting.unit}" if counted else ""
            parts.append((setting, f"{_short(value)}{unit}"))
        found[rule.id] = both(partial(_listed, parts))
    return found


def _listed(parts: list[tuple[Setting, str]], lang: str) -> str:
    words = (f"{setting.zh if lang == 'zh' else setting.en} = {value}" for setting, value in parts)
    return ("；" if lang == "zh" else "; ").join(words)


def _short(value: object) -> str:
    if isinstance(value, tuple | list) and len(value) > LISTED:
        return ", ".join(str(item) for item in value[:LISTED]) + f", … ({len(value)})"
    return ", ".join(str(item) for item in value) if isinstance(value, tuple | list) else flow(value)
