"""``--set path=value``: changes of a scenario that cannot contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.policy.levers import LEVERS
from sim.region.description import Numbers, frozen
from sim.region.quantities import PARAMETERS
from sim.scenario.faults import Faults, FilePoint, allowed
from sim.scenario.nearest import Names
from sim.scenario.plain_number import instead, meant_by
from sim.scenario.rule_choice import CHOICES, switch_off
from sim.scenario.rule_entries import RULE_KEYS, RuleEntry, entries_of, raw_rules
from sim.scenario.schema import SettingsShape, YearsShape
from sim.scenario.shape_check import field_names
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted, parse_yaml
from sim.vocabulary.labels import unit_words
from sim.vocabulary.phrase import Bilingual, telling

HEADS = {"years": tuple(YearsShape.model_fields), "settings": tuple(SettingsShape.model_fields)}
PHRASES = {
    "set": ("命令行设定；表中为{old}", "set on the command line; the table says {old}"),
    "both": ("{first}；{then}", "{first}; {then}"),
    "twice": ("设了两次（另一处为“{text}”）", "set twice (also {text!r})"),
    "keep": ("请只留一处", "keep one of them"),
    "parameter": ("没有参数“{word}”", "unknown parameter {word!r}"),
    "no_number": ("{value} 不是数字", "{value!r} is not a number"),
    "number_of": ("请写数字（单位：{unit}）", "write a number of {unit}"),
    "outside": ("{value:g} 超出合理范围", "{value:g} is outside the plausible range"),
    "widen": (
        "请写 {low:g} 到 {high:g}（单位：{unit}），或在表中附来源放宽范围",
        "write {low:g} to {high:g} {unit}, or widen the range in the table with its source",
    ),
    "form": ("不是 路径=数值 的形式", "not of the form path=value"),
    "example": ("例如写 family_doctor.coverage=0.5", "write for example family_doctor.coverage=0.5"),
    "mapping": ("值是一组键值", "a mapping as the value"),
    "one_key": ("请一次设一个键", "set one key at a time"),
    "key": ("没有“{key}”这个键", "unknown key {key!r}"),
    "times": ("{word} 出现 {n} 次", "{word!r} occurs {n} times"),
    "one_of": ("请写其中一个：{words}", "write one of: {words}"),
    "no_rule": ("情景中没有规则“{word}”", "the scenario has no rule {word!r}"),
    "add": ("请写入情景文件；现有规则：{words}", "add it to the file; its rules are: {words}"),
    "path": ("没有路径“{word}”", "unknown path {word!r}"),
}
tell = telling(PHRASES)
SETTABLE_RULE_KEYS = tuple(key for key in RULE_KEYS if key != "id")


@dataclass(frozen=True, slots=True)
class Override:
    """One override: the text as typed, the path it means in the file, the value."""

    text: str
    path: KeyPath
    value: Any

    @property
    def place(self) -> FilePoint:
        """Where an error message points: at the option itself."""
        return FilePoint(f"--set {self.text}")


def apply_overrides(tree: Tree, overrides: Sequence[str], faults: Faults) -> Mapping[str, Override]:
    """Change the tree in place; the changes of parameters are returned by name, their tables come later."""
    changes: dict[KeyPath, Override] = {}
    for text in overrides:
        if text.partition("=")[0].strip() in CHOICES:
            switch_off(tree, text, faults)
            continue
        change = _change(tree, text, faults)
        if change is None:
            continue
        if change.path in changes:
            what = tell("twice", text=changes[change.path].text)
            faults.add(change.place, dotted(change.path), what, tell("keep"))
            continue
        changes[change.path] = change
        if change.path[0] != "parameters":
            _put(tree, change)
    return {str(path[1]): change for path, change in changes.items() if path[0] == "parameters"}


def override_parameters(parameters: Numbers, changes: Mapping[str, Override], faults: Faults) -> Numbers:
    """The parameters with the changes; a value outside the plausible range is refused."""
    changed = dict(parameters)
    for name, change in changes.items():
        path = dotted(change.path)
        if name not in parameters:
            faults.add(change.place, path, tell("parameter", word=name), allowed(name, parameters))
            continue
        old = parameters[name]
        if isinstance(change.value, bool) or not isinstance(change.value, int | float):
            faults.add(change.place, path, tell("no_number", value=change.value), _number(change.value, old.unit))
            continue
        hard = PARAMETERS.get(name)
        low = old.low if old.low is not None else hard.low if hard else old.value
        high = old.high if old.high is not None else hard.high if hard else old.value
        if not low <= change.value <= high:
            remedy = tell("widen", low=low, high=high, unit=unit_words(old.unit))
            faults.add(change.place, path, tell("outside", value=change.value), remedy)
            continue
        note = tell("set", old=f"{old.value:g}")
        whole = tell("both", first=old.note, then=note) if old.note else note
        changed[name] = replace(old, value=float(change.value), note=whole)
    return frozen(changed)


def _number(value: object, unit: str) -> Bilingual:
    """What to write instead of a value that is no number."""
    if isinstance(value, str) and meant_by(value):
        return instead(value)
    return tell("number_of", unit=unit_words(unit))


def _change(tree: Tree, text: str, faults: Faults) -> Override | None:
    place = FilePoint(f"--set {text}")
    path_text, equals, value_text = text.partition("=")
    head, dot, key = path_text.strip().partition(".")
    if not equals or not dot or not key:
        faults.add(place, "", tell("form"), tell("example"))
        return None
    before = len(faults.problems)
    parsed = parse_yaml(value_text, place.file, faults) if value_text.strip() else Tree(place.file)
    path = _path(tree, head, key, place, faults)
    if parsed is None or path is None or len(faults.problems) > before:
        return None
    if isinstance(parsed.value, dict):
        faults.add(place, path_text, tell("mapping"), tell("one_key"))
        return None
    return Override(text, path, parsed.value)


def _path(tree: Tree, head: str, key: str, place: FilePoint, faults: Faults) -> KeyPath | None:
    """What a settable path means in the file."""
    if head == "parameters":
        return ("parameters", key)
    if head in HEADS:
        if key in HEADS[head]:
            return (head, key)
        faults.add(place, f"{head}.{key}", tell("key", key=key), allowed(key, HEADS[head]))
        return None
    keys: tuple[str, ...]
    if head == "rules":
        rule_id, _, key = key.rpartition(".")
        entry = _entry(tree, rule_id, f"rules.{rule_id}", place, faults)
        keys = SETTABLE_RULE_KEYS
    else:
        entry = _entry(tree, head, f"{head}.{key}", place, faults)
        keys = tuple(LEVERS[entry.lever].model_fields) if entry else ()
    if entry is None:
        return None
    if key not in keys:
        faults.add(place, f"{head}.{key}", tell("key", key=key), allowed(key, keys, _names(entry)))
        return None
    return ("rules", entry.index, key) if head == "rules" else ("rules", entry.index, entry.lever, key)


def _entry(tree: Tree, rule_id: str, path: str, place: FilePoint, faults: Faults) -> RuleEntry | None:
    """The rule of an id; the lever alone is enough where it occurs once."""
    entries = entries_of(tree)
    named = [e for e in entries if e.id == rule_id] or [e for e in entries if e.lever == rule_id]
    if len(named) == 1:
        return named[0]
    ids = [e.id for e in entries]
    if named:
        what, remedy = tell("times", word=rule_id, n=len(named)), tell("one_of", words=", ".join(e.id for e in named))
    elif rule_id in LEVERS:
        what, remedy = tell("no_rule", word=rule_id), tell("add", words=", ".join(ids))
    else:
        known = (*ids, *HEADS, "parameters", "rules")
        what, remedy = tell("path", word=rule_id), allowed(rule_id, known, _levers(entries))
    faults.add(place, path, what, remedy)
    return None


def _levers(entries: Sequence[RuleEntry]) -> Names:
    """What each rule's lever is called."""
    return {e.id: Bilingual(LEVERS[e.lever].en, LEVERS[e.lever].zh) for e in entries}


def _names(entry: RuleEntry) -> Names:
    """What the fields of a rule's lever are called."""
    return field_names(LEVERS[entry.lever].model_fields)


def _put(tree: Tree, change: Override) -> None:
    target: Any = tree.value
    if change.path[0] == "rules":
        target = raw_rules(tree)[int(change.path[1])]
        inner = change.path[2:-1]
    else:
        inner = change.path[:-1]
    for part in inner:
        if not isinstance(target.get(part, {}), dict):
            return  # the shape check says what is wrong there
        target = target.setdefault(part, {})
    target[change.path[-1]] = change.value
    tree.values = {p: m for p, m in tree.values.items() if p[: len(change.path)] != change.path}
    tree.values[change.path] = change.place
    tree.keys[change.path] = change.place
