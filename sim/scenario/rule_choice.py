"""``--set only=...`` and ``--set without=...``: which rules of a scenario are carried out."""

from __future__ import annotations

from collections.abc import Iterable

from sim.scenario.faults import Faults, FilePoint, allowed
from sim.scenario.rule_entries import RuleEntry, entries_of, raw_rules
from sim.scenario.yaml_nodes import Tree, parse_yaml
from sim.vocabulary.phrase import telling

CHOICES = ("only", "without")
PHRASES = {
    "none": ("没有写规则、措施或分组", "no rule, lever or group"),
    "write": (
        "例如写 {choice}=[family_doctor, gatekeeping]",
        "write for example {choice}=[family_doctor, gatekeeping]",
    ),
    "unknown": ("没有规则、措施或分组“{word}”", "unknown rule, lever or group {word!r}"),
}
tell = telling(PHRASES)


def switch_off(tree: Tree, text: str, faults: Faults) -> None:
    """Switch off all rules but those named, or those named; a word is a rule, a lever or a group.

    A package goes with the alliance that holds it.
    """
    place = FilePoint(f"--set {text}")
    choice, _, asked = (part.strip() for part in text.partition("="))
    parsed = parse_yaml(asked, place.file, faults) if asked else None
    words = parsed.value if parsed is not None else ()
    named = (words,) if isinstance(words, str) else words
    if not named or not isinstance(named, tuple) or not all(isinstance(word, str) for word in named):
        faults.add(place, choice, tell("none"), tell("write", choice=choice))
        return
    entries = entries_of(tree)
    groups = {entry.id: str(raw_rules(tree)[entry.index].get("group") or entry.lever) for entry in entries}
    known = {word for entry in entries for word in (entry.id, entry.lever, groups[entry.id])}
    for word in named:
        if word not in known:
            faults.add(place, choice, tell("unknown", word=word), allowed(word, known))
    chosen = {entry.id for entry in entries if {entry.id, entry.lever, groups[entry.id]} & set(named)}
    off = [entry for entry in entries if (entry.id in chosen) == (choice == "without")]
    for entry in (*off, *_packages_of(tree, entries, off)):
        raw_rules(tree)[entry.index]["on"] = False
        tree.values["rules", entry.index, "on"] = place
        tree.keys["rules", entry.index, "on"] = place


def _packages_of(tree: Tree, entries: Iterable[RuleEntry], off: Iterable[RuleEntry]) -> list[RuleEntry]:
    """Budgets that name an alliance which is switched off."""
    gone = {entry.id.partition("@")[2] for entry in off if entry.lever == "alliance"}
    return [e for e in entries if e.lever == "budget" and _alliance(tree, e) in gone]


def _alliance(tree: Tree, entry: RuleEntry) -> str | None:
    value = raw_rules(tree)[entry.index]["budget"]
    name = value.get("alliance") if isinstance(value, dict) else None
    return name if isinstance(name, str) else None
