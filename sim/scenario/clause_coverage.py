"""The chain from a document's clause to rules, parameters and indicators, and what of it the model accounts for."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sim.policy.document import Clause, Document
from sim.policy.rule import Rule, first_month_on_or_after
from sim.policy.target import Target
from sim.scenario.nearest import nearest
from sim.scenario.scenario import Scenario
from sim.scenario.settable import lever_settings, value_in_force
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.labels import unit_words
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantities import quantity_name
from sim.vocabulary.quantity import Quantity

Status = Literal["modelled", "partial", "context"]
STATUSES: tuple[Status, ...] = ("modelled", "partial", "context")
NEAREST = 5
PHRASES = {
    "unknown": ("没有条款或规则“{word}”", "no clause and no rule {word!r}"),
    "mean": ("是否应为 {words}？", "did you mean {words}? "),
    "lists": (
        "用 sim rules coverage 列出条款，sim rules list 列出规则",
        "'sim rules coverage' lists the clauses, 'sim rules list' the rules",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class Chain:
    """One clause with the rules and targets that cite it."""

    clause: Clause
    document: Document
    rules: tuple[Rule, ...]
    targets: tuple[Target, ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Those of the targets that judge the clause, then those the rules move first; each once."""
        judged = [target.indicator for target in self.targets]
        moved = [name for rule in self.rules for name in rule.lever.moves]
        return tuple(dict.fromkeys(judged + moved))

    @property
    def accounted(self) -> bool:
        """Whether the scenario computes the clause, or the document says why it is left out."""
        if self.clause.status == "context":
            return bool(self.clause.why)
        return bool(self.rules or self.targets)


def chains(scenario: Scenario) -> list[Chain]:
    """Every clause of the scenario's documents; what is of priority 1 and unaccounted for comes first."""
    found = [
        Chain(
            clause,
            document,
            tuple(rule for rule in scenario.stated if clause.id in rule.clauses),
            tuple(target for target in scenario.targets if clause.id in target.clauses),
        )
        for document in scenario.documents
        for clause in document.clauses
    ]
    return sorted(found, key=_is_fine)


def _is_fine(chain: Chain) -> bool:
    return chain.accounted or chain.clause.priority > 1


def unaccounted(found: Iterable[Chain], priority: int = 1) -> list[Chain]:
    """Clauses up to a priority that no rule or target cites and no reason leaves out."""
    return [chain for chain in found if not chain.accounted and chain.clause.priority <= priority]


def counts(found: Iterable[Chain]) -> dict[Status, dict[int, int]]:
    """Number of clauses by status and priority; every status of the vocabulary has an entry."""
    known = list(found)
    number = Counter((chain.clause.status, chain.clause.priority) for chain in known)
    priorities = sorted({chain.clause.priority for chain in known})
    return {status: {priority: number[status, priority] for priority in priorities} for status in STATUSES}


def parameters_of(scenario: Scenario, rule: Rule) -> dict[str, dict[str, Quantity]]:
    """The parameters a rule acts through: those of fields left out, then those of its lever.

    Each has one number under the key ``all``, or one for each condition group the rule names (all groups if none).
    """
    settings = [(setting, getattr(rule.lever, name)) for name, _, setting in lever_settings(type(rule.lever))]
    names = [setting.unset for setting, value in settings if setting.unset and value is None]
    groups = getattr(rule.lever, "conditions", ()) or tuple(scenario.conditions)
    found: dict[str, dict[str, Quantity]] = {}
    for name in dict.fromkeys((*names, *rule.lever.parameters)):
        if name in scenario.parameters:
            found[name] = {"all": scenario.parameters[name]}
        else:
            found[name] = {group: scenario.conditions[group][name] for group in groups}
    return found


def rules_data(scenario: Scenario) -> list[dict[str, Any]]:
    """``sim rules list --json``: every rule with dates, places and clauses."""
    return [_dated(rule) for rule in scenario.stated]


def coverage_data(scenario: Scenario) -> dict[str, Any]:
    """``sim rules coverage --json``."""
    found = chains(scenario)
    return {
        "scenario": scenario.name,
        "counts": {status: {str(p): n for p, n in by.items()} for status, by in counts(found).items()},
        "unaccounted": [chain.clause.id for chain in unaccounted(found)],
        "clauses": [_chain_data(chain) for chain in found],
    }


def shown_data(scenario: Scenario, word: str, source: str) -> dict[str, Any]:
    """``sim rules show --json``: a clause with its rules, or the rules of an id."""
    chain, rules = find(scenario, word, source)
    data: dict[str, Any] = {"clause": None} if chain is None else {"clause": _chain_data(chain)}
    return data | {
        "rules": [_rule_data(scenario, rule) for rule in rules],
        "targets": [_target_data(target) for target in judging(scenario, chain, rules)],
    }


def find(scenario: Scenario, word: str, source: str) -> tuple[Chain | None, tuple[Rule, ...]]:
    """The clause of an id with its rules, else the rules that go by an id or use a lever; case does not matter.

    Raises
    ------
    InputInvalid : nothing has this id; ``source`` names the scenario in the message.
    """
    wanted = word.casefold()
    for chain in chains(scenario):
        if chain.clause.id.casefold() == wanted:
            return chain, chain.rules
    own = tuple(rule for rule in scenario.stated if rule.id == wanted)
    rules = own or tuple(rule for rule in scenario.stated if rule.lever.id == wanted)
    if rules:
        return None, rules
    remedy = tell("lists")
    near = _near(scenario, word)
    if near:
        remedy = tell("mean", words=", ".join(near)) + remedy
    raise InputInvalid([Problem(source, 0, 0, "", tell("unknown", word=word), remedy)])


def _near(scenario: Scenario, word: str) -> list[str]:
    """Clauses and rules that are spelt alike, else rules whose lever is called so."""
    clauses = [clause.id for document in scenario.documents for clause in document.clauses]
    known = {known.casefold(): known for known in (*clauses, *(rule.id for rule in scenario.stated))}
    alike = [known[key] for key in difflib.get_close_matches(word.casefold(), known, n=NEAREST, cutoff=0.6)]
    names = {rule.id: Bilingual(rule.lever.en, rule.lever.zh) for rule in scenario.stated}
    return alike or nearest(word, names, names)


def judging(scenario: Scenario, chain: Chain | None, rules: tuple[Rule, ...]) -> tuple[Target, ...]:
    """The targets that judge what was asked for: those of the clause, else those of the rules' clauses."""
    if chain is not None:
        return chain.targets
    cited = {clause for rule in rules for clause in rule.clauses}
    return tuple(target for target in scenario.targets if cited & set(target.clauses))


def _chain_data(chain: Chain) -> dict[str, Any]:
    clause = chain.clause
    return {
        "id": clause.id,
        "document": chain.document.number,
        "zh": clause.zh,
        "en": clause.en,
        "priority": clause.priority,
        "status": clause.status,
        "why": clause.why,
        "why_zh": clause.why_zh,
        "accounted": chain.accounted,
        "rules": [rule.id for rule in chain.rules],
        "targets": [target.id for target in chain.targets],
        "indicators": list(chain.indicators),
    }


def _dated(rule: Rule) -> dict[str, Any]:
    year, month = rule.first_month
    end = first_month_on_or_after(rule.until) if rule.until else None
    return {
        "id": rule.id,
        "lever": rule.lever.id,
        "zh": rule.lever.zh,
        "en": rule.lever.en,
        "group": rule.group,
        "from": rule.start.isoformat(),
        "in_force_from": f"{year}-{month:02d}-01",
        "in_force_until": f"{end[0]}-{end[1]:02d}-01" if end else None,
        "ramp_months": rule.ramp_months,
        "where": list(rule.where),
        "pools": list(rule.pools),
        "clauses": list(rule.clauses),
        "assumption": rule.assumption.en,
        "assumption_zh": rule.assumption.zh,
    }


def _rule_data(scenario: Scenario, rule: Rule) -> dict[str, Any]:
    settings = [
        {
            "key": name,
            "zh": setting.zh,
            "en": setting.en,
            "value": value_in_force(scenario, getattr(rule.lever, name), setting),
            "unit": setting.unit,
            "unit_zh": unit_words(setting.unit).zh,
            "low": setting.low,
            "high": setting.high,
        }
        for name, _, setting in lever_settings(type(rule.lever))
    ]
    parameters = [
        {
            "name": name,
            "value": {group: q.value for group, q in numbers.items()},
            "zh": quantity_name(name).zh,
            "en": quantity_name(name).en,
            "unit": first.unit,
            "unit_zh": unit_words(first.unit).zh,
            "low": min((q.low for q in numbers.values() if q.low is not None), default=None),
            "high": max((q.high for q in numbers.values() if q.high is not None), default=None),
            "source": first.source.en,
            "source_zh": first.source.zh,
            "confidence": first.confidence.id,
        }
        for name, numbers in parameters_of(scenario, rule).items()
        for first in [next(iter(numbers.values()))]
    ]
    return {**_dated(rule), "settings": settings, "parameters": parameters, "moves": list(rule.lever.moves)}


def _target_data(target: Target) -> dict[str, Any]:
    return {
        "id": target.id,
        "indicator": target.indicator,
        "comparator": target.comparator,
        "value": target.value,
        "tolerance": target.tolerance,
        "year": target.year,
        "area": target.area,
        "clauses": list(target.clauses),
        "soft": target.soft,
        "note": target.note.en,
        "note_zh": target.note.zh,
    }
