"""Checks that rules fit the region, the years, the documents and each other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sim.policy.lever import Setting
from sim.policy.levers.alliance import Alliance
from sim.policy.levers.budget import Budget
from sim.policy.rule import Rule, first_month_on_or_after
from sim.region.description import Region
from sim.scenario.faults import Faults, allowed
from sim.scenario.rule_entries import Placed
from sim.scenario.scenario import Years
from sim.scenario.schema import RuleShape
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted


def check_rules(
    placed: list[Placed],
    tree: Tree,
    faults: Faults,
    *,
    years: Years | None,
    region: Region | None,
    conditions: Collection[str] | None,
    clauses: Collection[str] | None,
) -> None:
    """All checks of a rule against the rest; a part that could not be read is passed as None."""
    alliances = [item.entry.id.partition("@")[2] for item in placed if isinstance(item.lever, Alliance)]
    for item in placed:
        path, shape = item.path, item.shape
        if shape is not None and years is not None:
            _check_dates(item.path, shape, tree, years, faults)
        if shape is not None and region is not None:
            districts = [d.id for d in region.districts]
            _check_words(tree, (*path, "where"), shape.where, faults, known=districts, kind="district")
        if shape is not None and clauses is not None:
            _check_words(tree, (*path, "clause"), shape.clause, faults, known=clauses, kind="clause")
        if item.lever is not None:
            _check_references(item, tree, faults, region=region, conditions=conditions, alliances=alliances)
            if shape is not None and shape.where and not item.lever.by_place:
                what, remedy = f"narrows nothing down for {item.entry.lever}", "leave it out: its own fields say where"
                faults.add(tree.key_place((*path, "where")), dotted((*path, "where")), what, remedy)
    _check_packages(placed, tree, faults)
    _check_apart(placed, tree, faults)


def _check_references(
    item: Placed,
    tree: Tree,
    faults: Faults,
    *,
    region: Region | None,
    conditions: Collection[str] | None,
    alliances: Collection[str],
) -> None:
    """What a lever names exists: the unit of a field's `Setting` says what it is an id of."""
    known: dict[str, Collection[str]] = {} if conditions is None else {"condition id": conditions}
    if region is not None:
        hospitals, districts = [h.id for h in region.hospitals], [d.id for d in region.districts]
        known |= {"hospital id": hospitals, "district id": districts, "hospital or district id": hospitals + districts}
        known["alliance id"] = [*(a.id for a in region.alliances), *alliances]
    assert item.lever is not None
    for name, field in type(item.lever).model_fields.items():
        units = [note.unit for note in field.metadata if isinstance(note, Setting)]
        value = getattr(item.lever, name)
        if not value or not units or units[0] not in known:
            continue
        words = (value,) if isinstance(value, str) else value
        at, kind = (*item.path, item.entry.lever, name), units[0].removesuffix(" id")
        _check_words(tree, at, words, faults, known=known[units[0]], kind=kind)
    if isinstance(item.lever, Budget):
        _check_budget(item, item.lever, tree, faults)


SHARES = ("surplus_kept_share", "overspend_borne_share", "rebase_weight")


def _check_budget(item: Placed, lever: Budget, tree: Tree, faults: Faults) -> None:
    """A package needs an alliance and residents, a cap hospitals; only a regional total can float."""
    needed = {"package": ("alliance", "residents"), "hospital_cap": ("hospitals",), "regional": ()}[lever.kind]
    needed = (*needed, "yuan_per_head") if lever.base == "per_head" else needed
    missing = [name for name in needed if not getattr(lever, name)]
    missing += [name for name in SHARES if not lever.floating and name not in lever.model_fields_set]
    at = (*item.path, item.entry.lever)
    for name in missing:
        faults.add(tree.place(at), dotted((*at, name)), f"missing for a {lever.kind}", f"add '{name}: ...'")
    regional = {
        "floating": (lever.floating, f"points cannot float in a {lever.kind}"),
        "pool_share": (lever.pool_share < 1.0, f"a {lever.kind} is no pool of a region"),
    }
    for name, (used, what) in regional.items():
        if used and lever.kind != "regional":
            faults.add(tree.place((*at, name)), dotted((*at, name)), what, "write kind: regional, or remove it")


def _check_packages(placed: list[Placed], tree: Tree, faults: Faults) -> None:
    """The alliance that holds a package is there as long as the package is."""
    rules = {rule.id.partition("@")[2]: rule for item in placed if (rule := item.rule) and rule.lever.id == "alliance"}
    gone = [item.entry for item in placed if item.entry.lever == "alliance" and item.shape and not item.shape.on]
    off = {entry.id.partition("@")[2]: entry.id for entry in gone}
    for item in placed:
        rule = item.rule
        if rule is None or not isinstance(rule.lever, Budget) or not rule.lever.alliance:
            continue  # a cap or a regional total needs nobody
        if rule.lever.alliance in off:
            at = (*item.path, item.entry.lever, "alliance")
            what = f"{off[rule.lever.alliance]} is switched off, and {rule.id} needs it"
            faults.add(tree.place(at), dotted(at), what, f"switch it off too: --set rules.{rule.id}.on=false")
        if rule.lever.alliance not in rules:
            continue
        alliance = rules[rule.lever.alliance]
        if _month(alliance.start) > _month(rule.start) or _end(alliance) < _end(rule):
            at = (*item.path, item.entry.lever, "alliance")
            what = f"{alliance.id} is not there all the time that {rule.id} is"
            faults.add(tree.place(at), dotted(at), what, "let the alliance start no later and end no earlier")


def _check_apart(placed: list[Placed], tree: Tree, faults: Faults) -> None:
    """No two rules set the same thing in the same place and month."""
    rules = [(item.path, rule) for item in placed if (rule := item.rule) is not None]
    for n, (path, rule) in enumerate(rules):
        for other_path, other in rules[:n]:
            if _contradict(other, rule):
                line = tree.place(other_path).line
                what = f"two changes of one key: {other.id} (line {line}) and {rule.id} overlap"
                remedy = "set them apart by 'where', or by 'from' and 'until'"
                faults.add(tree.place(path), dotted(path), what, remedy)


def _check_words(
    tree: Tree, path: KeyPath, words: tuple[str, ...], faults: Faults, *, known: Collection[str], kind: str
) -> None:
    for i, word in enumerate(words):
        # A single word may stand for a list of one; then its place is that of the key's value.
        at = (*path, i)
        if word not in known:
            faults.add(tree.place(at), dotted(path), f"unknown {kind} {word!r}", allowed(word, known))
        elif word in words[:i]:
            faults.add(tree.place(at), dotted(path), f"{word!r} twice", "name it once")


def _check_dates(path: KeyPath, shape: RuleShape, tree: Tree, years: Years, faults: Faults) -> None:
    span = f"{years.base}-01-01 to {years.last}-12-31"
    start, until = shape.start, shape.until
    for key, day in (("from", start), ("until", until)):
        if day is not None and not years.base <= day.year <= years.last:
            at = (*path, key)
            faults.add(tree.place(at), dotted(at), f"{day} lies outside the years", f"write a date in {span}")
    year, month = first_month_on_or_after(start)
    if until is not None and _month(until) <= _month(start):
        at = (*path, "until")
        what = f"{until} leaves no month in force after 'from' {start}"
        faults.add(tree.place(at), dotted(at), what, "write a later date or remove the rule")
    elif years.base <= start.year <= years.last < year:
        at = (*path, "from")
        what = f"{start} takes effect in {year}-{month:02d}, after the last year"
        faults.add(tree.place(at), dotted(at), what, "write an earlier date or a later 'years.last'")


def _contradict(one: Rule, other: Rule) -> bool:
    """Whether two rules set the same thing in the same place and month."""
    if one.lever.id != other.lever.id or one.lever.stacks:
        return False
    if one.where and other.where and not set(one.where) & set(other.where):
        return False
    apart = one.lever.apart_by
    if apart and not _words(getattr(one.lever, apart)) & _words(getattr(other.lever, apart)):
        return False
    return _month(one.start) < _end(other) and _month(other.start) < _end(one)


def _words(value: str | tuple[str, ...]) -> set[str]:
    return {value} if isinstance(value, str) else set(value)


def _month(day: date) -> int:
    year, month = first_month_on_or_after(day)
    return year * 12 + month


def _end(rule: Rule) -> float:
    return float("inf") if rule.until is None else _month(rule.until)
