"""Checks that rules fit the region, the years, the documents and each other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sim.policy.brackets import SharedByYear
from sim.policy.contract_lever import CaseLever
from sim.policy.lever import LeverSetting
from sim.policy.levers import LEVERS
from sim.policy.levers.budget import Budget
from sim.policy.levers.service_fees import ServiceFees
from sim.policy.rule import Rule, first_month_on_or_after
from sim.scenario.bracket_check import check_shared_year
from sim.scenario.budget_check import check_budget, check_packages
from sim.scenario.contract_check import check_contract
from sim.scenario.faults import Faults, allowed
from sim.scenario.fee_check import check_fees
from sim.scenario.nearest import Names
from sim.scenario.places import Places
from sim.scenario.rule_entries import Placed, raw_rules
from sim.scenario.scenario import Years
from sim.scenario.schema import RuleShape
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted, words_of
from sim.vocabulary.measures import stamp
from sim.vocabulary.phrase import telling

PHRASES = {
    "narrows_nothing": ("对 {lever} 不起限定作用", "narrows nothing down for {lever}"),
    "own_fields": ("请删去：它自己的字段已说明适用地区", "leave it out: its own fields say where"),
    "two": (
        "同一内容改了两次：{other}（第 {line} 行）与 {rule} 重叠",
        "two changes of one key: {other} (line {line}) and {rule} overlap",
    ),
    "apart": ("请用 where，或用 from 和 until 分开", "set them apart by 'where', or by 'from' and 'until'"),
    "apart_budgets": (
        "同一笔钱只能有一个预算：请用 hospitals、residents、covers、schemes、levels 分开，或用 from 和 until 分开",
        "money has one budget of a kind: set them apart by hospitals, residents, covers, schemes or levels, or by "
        "'from' and 'until'",
    ),
    "one_pool": ("地区只有一个统筹区", "the region has one pool"),
    "leave_out": ("请删去 pools", "leave 'pools' out"),
    "not_in_pools": ("县区“{word}”不在统筹区 {pools}", "district {word!r} is not in {pools}"),
    "unknown": ("没有{kind}“{word}”", "unknown {kind} {word!r}"),
    "twice": ("“{word}”出现两次", "{word!r} twice"),
    "once": ("请只写一次", "name it once"),
    "region_has": ("地区已有医联体“{word}”", "the region has an alliance {word!r}"),
    "other_id": ("请换一个编号", "choose another id"),
    "outside": ("{day} 不在年份之内", "{day} lies outside the years"),
    "write_date": ("请写 {first} 到 {last} 之间的日期", "write a date in {first} to {last}"),
    "no_month": (
        "{until} 距开始日期 {start} 没有一个执行的月份",
        "{until} leaves no month in force after 'from' {start}",
    ),
    "later": ("请写更晚的日期，或删去规则", "write a later date or remove the rule"),
    "too_late": (
        "{start} 自 {year}-{month:02d} 起执行，晚于最后一年",
        "{start} takes effect in {year}-{month:02d}, after the last year",
    ),
    "earlier": ("请写更早的日期，或更晚的 years.last", "write an earlier date or a later 'years.last'"),
    "ends": (
        "早于基准年开始的措施已在基准年数据中，其结束无法模拟",
        "the measure is older than the base year and so in its numbers: that it ends cannot be simulated",
    ),
    "no_end": (
        "请删去 until；若在基准年之前已结束，请删去整条规则",
        "leave 'until' out; if it ended before the base year, remove the rule",
    ),
    "older": (
        "早于基准年的医联体属于地区自身",
        "an alliance older than the base year belongs to the region",
    ),
    "in_region": (
        "请写入 region.yaml 的 alliances，两组都会有它",
        "write it under alliances in region.yaml: both arms have those",
    ),
    "district": ("县区", "district"),
    "pool": ("统筹区", "pool"),
    "clause": ("条款", "clause"),
    "hospital": ("医院", "hospital"),
    "condition": ("病种组", "condition"),
    "hospital or district": ("医院或县区", "hospital or district"),
    "alliance": ("医联体", "alliance"),
}
tell = telling(PHRASES)


def check_rules(
    placed: list[Placed],
    tree: Tree,
    faults: Faults,
    *,
    years: Years | None,
    places: Places | None,
    conditions: Collection[str] | None,
    packets: Collection[str] = (),
    clauses: Collection[str] | None,
) -> None:
    """All checks of a rule against the rest; a part that could not be read is passed as None."""
    founded = [item.entry.id.partition("@")[2] for item in placed if item.entry.lever == "alliance"]
    for item in placed:
        raw = raw_rules(tree)[item.entry.index]
        path, shape = item.path, item.shape
        if shape is not None and years is not None:
            _check_dates(item.path, shape, tree, years, faults)
        if places is not None:
            where, names = words_of(raw.get("where")), places.districts
            _check_words(tree, (*path, "where"), where, faults, known=names, kind="district", names=names)
            _check_pools(item, words_of(raw.get("pools")), where, places, tree, faults)
            _check_founded(item, places, tree, faults)
        if clauses is not None:
            _check_words(tree, (*path, "clause"), words_of(raw.get("clause")), faults, known=clauses, kind="clause")
        _check_references(
            item,
            raw[item.entry.lever],
            tree,
            faults,
            places=places,
            conditions=conditions,
            packets=packets,
            founded=founded,
        )
        if shape is not None:
            _check_narrowing(item, shape, tree, faults)
        if isinstance(item.lever, Budget):
            check_budget(item, item.lever, tree, faults)
            for n, part in enumerate(item.lever.surplus_split if places is not None else ()):
                at: KeyPath = (*path, item.entry.lever, "surplus_split", n, "hospitals")
                known = list(places.hospitals) if places is not None else []
                _check_words(tree, at, part.hospitals, faults, known=known, kind="hospital")
        elif isinstance(item.lever, SharedByYear):
            check_shared_year(item, item.lever, tree, faults)
        if isinstance(item.lever, CaseLever):
            check_contract(item, item.lever, tree, faults)
        if isinstance(item.lever, ServiceFees):
            check_fees(item, item.lever, tree, faults)
    simulated = [item for item in placed if not _is_earlier(item, years)]
    for item in placed:
        if item.entry.lever == "alliance" and item not in simulated:
            at = (*item.path, "from")
            faults.add(tree.place(at), dotted(at), tell("older"), tell("in_region"))
    check_packages(simulated, tree, faults)
    _check_apart(simulated, tree, faults)


def _is_earlier(item: Placed, years: Years | None) -> bool:
    """Whether a rule is in force before the base year."""
    return years is not None and item.shape is not None and item.shape.start.year < years.base


def _check_narrowing(item: Placed, shape: RuleShape, tree: Tree, faults: Faults) -> None:
    """Places and pools are named only where they narrow the rule down."""
    lever = LEVERS[item.entry.lever]
    for key, words, narrows in (("where", shape.where, lever.by_place), ("pools", shape.pools, lever.by_pool)):
        if words and not narrows:
            at, what = (*item.path, key), tell("narrows_nothing", lever=item.entry.lever)
            faults.add(tree.key_place(at), dotted(at), what, tell("own_fields"))


def _check_pools(
    item: Placed, pools: tuple[str, ...], where: tuple[str, ...], places: Places, tree: Tree, faults: Faults
) -> None:
    """The pools exist, and every district named beside them lies in one of them."""
    if pools and not places.pools:
        at = (*item.path, "pools")
        faults.add(tree.key_place(at), dotted(at), tell("one_pool"), tell("leave_out"))
        return
    _check_words(tree, (*item.path, "pools"), pools, faults, known=places.pools, kind="pool", names=places.pools)
    if not pools or not set(pools) <= set(places.pools):
        return
    known = [district for pool in pools for district in places.districts_of[pool]]
    for i, word in enumerate(where):
        if word in places.districts and word not in known:
            at, what = (*item.path, "where", i), tell("not_in_pools", word=word, pools=", ".join(pools))
            faults.add(tree.place(at), dotted((*item.path, "where")), what, allowed(word, known, places.districts))


def _check_founded(item: Placed, places: Places, tree: Tree, faults: Faults) -> None:
    """A rule founds no alliance that the region has already."""
    word = item.entry.id.partition("@")[2]
    if item.entry.lever == "alliance" and word in places.alliances:
        at = (*item.path, "id")
        faults.add(tree.place(at), dotted(at), tell("region_has", word=word), tell("other_id"))


def _check_references(
    item: Placed,
    raw: Any,
    tree: Tree,
    faults: Faults,
    *,
    places: Places | None,
    conditions: Collection[str] | None,
    packets: Collection[str],
    founded: Collection[str],
) -> None:
    """What a lever names exists: the unit of a field's `LeverSetting` says what it is an id of."""
    known: dict[str, Collection[str]] = {}
    if conditions is not None:
        known |= {"group id": conditions, "condition id": [*conditions, *packets]}
    if places is not None:
        hospitals, districts = list(places.hospitals), list(places.districts)
        known |= {"hospital id": hospitals, "district id": districts, "hospital or district id": hospitals + districts}
        known["alliance id"] = [*places.alliances, *founded]
    for name, field in LEVERS[item.entry.lever].model_fields.items():
        units = [note.unit for note in field.metadata if isinstance(note, LeverSetting)]
        words = words_of(raw.get(name)) if isinstance(raw, dict) else ()
        if not words or not units or units[0] not in known:
            continue
        at = (*item.path, item.entry.lever, name)
        kind = "condition" if units[0] == "group id" else units[0].removesuffix(" id")
        names = places.names if places and kind != "condition" else None
        _check_words(tree, at, words, faults, known=known[units[0]], kind=kind, names=names)


def _check_apart(placed: list[Placed], tree: Tree, faults: Faults) -> None:
    """No two rules set the same thing in the same place and month; a rule is told of the first that it meets."""
    rules = [(item.path, rule) for item in placed if (rule := item.rule) is not None]
    for n, (path, rule) in enumerate(rules):
        for other_path, other in rules[:n]:
            if _contradict(other, rule):
                what = tell("two", other=other.id, line=tree.place(other_path).line, rule=rule.id)
                remedy = tell("apart_budgets" if isinstance(rule.lever, Budget) else "apart")
                faults.add(tree.place(path), dotted(path), what, remedy)
                break


def _check_words(
    tree: Tree,
    path: KeyPath,
    words: tuple[str, ...],
    faults: Faults,
    *,
    known: Collection[str],
    kind: str,
    names: Names | None = None,
) -> None:
    for i, word in enumerate(words):
        # A single word may stand for a list of one; then its place is that of the key's value.
        at = (*path, i)
        if word not in known:
            what = tell("unknown", kind=tell(kind), word=word)
            faults.add(tree.place(at), dotted(path), what, allowed(word, known, names))
        elif word in words[:i]:
            faults.add(tree.place(at), dotted(path), tell("twice", word=word), tell("once"))


def _check_dates(path: KeyPath, shape: RuleShape, tree: Tree, years: Years, faults: Faults) -> None:
    start, until = shape.start, shape.until
    if start.year < years.base:
        _check_earlier(path, until, tree, faults)
        return
    for key, day in (("from", start), ("until", until)):
        if day is not None and not years.base <= day.year <= years.last:
            at = (*path, key)
            remedy = tell("write_date", first=date(years.base, 1, 1), last=date(years.last, 12, 31))
            faults.add(tree.place(at), dotted(at), tell("outside", day=day), remedy)
    year, month = first_month_on_or_after(start)
    if until is not None and _month(until) <= _month(start):
        at = (*path, "until")
        faults.add(tree.place(at), dotted(at), tell("no_month", until=until, start=start), tell("later"))
    elif years.base <= start.year <= years.last < year:
        at = (*path, "from")
        faults.add(tree.place(at), dotted(at), tell("too_late", start=start, year=year, month=month), tell("earlier"))


def _check_earlier(path: KeyPath, until: date | None, tree: Tree, faults: Faults) -> None:
    """A measure older than the base year is part of its numbers; that it ends, nothing of it can show."""
    if until is not None:
        at = (*path, "until")
        faults.add(tree.place(at), dotted(at), tell("ends"), tell("no_end"))


def _contradict(one: Rule, other: Rule) -> bool:
    """Whether two rules set the same thing in the same place and month."""
    if one.lever.id != other.lever.id or one.lever.stacks:
        return False
    if any(a and b and not set(a) & set(b) for a, b in ((one.where, other.where), (one.pools, other.pools))):
        return False
    if not one.lever.meets(other.lever):
        return False
    for field in one.lever.narrowed_by:
        a, b = set(getattr(one.lever, field)), set(getattr(other.lever, field))
        if bool(a) != bool(b) or (a and not a & b):
            return False
    return _month(one.start) < _end(other) and _month(other.start) < _end(one)


def _month(day: date) -> int:
    """The number of the first month in force of a date."""
    return stamp(*first_month_on_or_after(day))


def _end(rule: Rule) -> float:
    """The first month no longer in force."""
    return float("inf") if rule.until is None else _month(rule.until)
