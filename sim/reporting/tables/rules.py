"""Every rule with its clauses and values, every clause with what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from sim.reporting.folder import Results
from sim.reporting.tables.cells import Both, Raw, Row, Table, both, in_language, in_words, same
from sim.reporting.tables.settings import settings_of
from sim.reporting.tables.words import columns, word
from sim.scenario.clause_coverage import STATUSES, Chain, chains, counts
from sim.vocabulary.labels import label

if TYPE_CHECKING:
    from sim.policy.rule import Rule
    from sim.scenario.scenario import Scenario


def rules(results: Results, scenario: Scenario | None) -> Table:
    """One line a rule, in order of their first month; a note on those that are older than the base year."""
    heads = columns(
        rule="text", start="word", months="number", where="text", settings="long", clause="ids", assumption="long"
    )
    values = settings_of(results, scenario) if scenario else {}
    rows = []
    for row in results.rules.to_dict("records"):
        cells = (
            marked(in_words(row), str(row["id"])),
            same(row["from"]),
            Raw(float(row.get("ramp_months", 1))),
            _where(str(row.get("where", "all")), results),
            values.get(str(row["id"]), same("")),
            same(row["clauses"]),
            in_language(row, "assumption"),
        )
        rows.append(Row(cells))
    return Table("rules", word("rules"), heads, rows, earlier(scenario))


def earlier(scenario: Scenario | None) -> Both | None:
    """The measures that both arms have because they are older than the base year; None without any."""
    if scenario is None or not scenario.earlier:
        return None
    return both(lambda lang: word("rules_earlier", names=_since(scenario.earlier, lang)).of(lang))


def _since(found: Iterable[Rule], lang: str) -> str:
    """Names of rules with the day from which they are in force."""
    between = "；" if lang == "zh" else "; "
    named = ((marked(Both(rule.lever.zh, rule.lever.en), rule.id), rule.start.isoformat()) for rule in found)
    return between.join(word("rule_since", name=name.of(lang), start=start).of(lang) for name, start in named)


def clauses(scenario: Scenario | None) -> Table:
    """One line a clause in the order of the documents, with its status and why."""
    heads = columns(clause="ids", says="long", status="word", why="long", cited="long")
    found = {} if scenario is None else {chain.clause.id: chain for chain in chains(scenario)}
    listed = [clause.id for document in scenario.documents for clause in document.clauses] if scenario else []
    rows = []
    for chain in (found[name] for name in listed):
        clause = chain.clause
        cells = (
            same(clause.id),
            Both(clause.zh, clause.en),
            word(clause.status),
            Both(clause.why_zh or clause.why, clause.why),
            both(partial(_cited, chain)),
        )
        rows.append(Row(cells))
    number = {status: sum(by.values()) for status, by in counts(found.values()).items()} | {"n": len(rows)}
    note = word("clauses_note", **{key: number.get(key, 0) for key in (*STATUSES, "n")})
    return Table("clauses", word("clauses"), heads, rows, note)


def marked(name: Both, rule: str) -> Both:
    """The name of a rule, with the mark that keeps two rules of one lever apart."""
    mark = rule.partition("@")[2]
    return Both(f"{name.zh}（{mark}）", f"{name.en} ({mark})") if mark else name


def _cited(chain: Chain, lang: str) -> str:
    """Rules, then the indicators of targets, each once."""
    rules_ = dict.fromkeys(marked(Both(rule.lever.zh, rule.lever.en), rule.id).of(lang) for rule in chain.rules)
    judged = dict.fromkeys(label(target.indicator, lang) for target in chain.targets)
    between = "；" if lang == "zh" else "; "
    parts = [between.join(rules_)] if rules_ else []
    parts += [word("judged_by", names=between.join(judged)).of(lang)] if judged else []
    return between.join(parts)


def _where(text: str, results: Results) -> Both:
    if text in ("all", "nan", ""):
        return word("everywhere")
    return both(lambda lang: ("、" if lang == "zh" else ", ").join(results.short(area, lang) for area in text.split()))
