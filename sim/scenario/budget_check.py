"""Checks of budgets: what each kind needs, and that the alliance that holds a package is there."""

from __future__ import annotations

from sim.policy.levers.budget import Budget
from sim.policy.rule import Rule, first_month_on_or_after
from sim.scenario.faults import Faults
from sim.scenario.rule_entries import Placed
from sim.scenario.yaml_nodes import Tree, dotted
from sim.vocabulary.phrase import telling

SHARES = ("surplus_kept_share", "overspend_borne_share", "rebase_weight")
PHRASES = {
    "missing": ("{kind} 缺少这一项", "missing for a {kind}"),
    "add": ("请加 '{name}: ...'", "add '{name}: ...'"),
    "floating": ("{kind} 的点值不能浮动", "points cannot float in a {kind}"),
    "pool_share": ("{kind} 不是一个地区的基金池", "a {kind} is no pool of a region"),
    "control": ("{kind} 本来就在年前确定", "a {kind} is known before the year anyway"),
    "cap": ("请写 kind: hospital_cap，或删去它", "write kind: hospital_cap, or remove it"),
    "regional": ("请写 kind: regional，或删去它", "write kind: regional, or remove it"),
    "off": ("{alliance} 已停用，而 {rule} 需要它", "{alliance} is switched off, and {rule} needs it"),
    "switch_off": ("请一并停用：--set rules.{rule}.on=false", "switch it off too: --set rules.{rule}.on=false"),
    "not_there": (
        "{rule} 执行期间 {alliance} 并不始终存在",
        "{alliance} is not there all the time that {rule} is",
    ),
    "longer": ("请让医联体不晚于它开始、不早于它结束", "let the alliance start no later and end no earlier"),
}
tell = telling(PHRASES)


def check_budget(item: Placed, lever: Budget, tree: Tree, faults: Faults) -> None:
    """A package needs an alliance and residents, a cap hospitals; only a regional total can float."""
    needed = {"package": ("alliance", "residents"), "hospital_cap": ("hospitals",), "regional": ()}[lever.kind]
    needed = (*needed, "yuan_per_head") if lever.base == "per_head" else needed
    missing = [name for name in needed if not getattr(lever, name)]
    missing += [name for name in SHARES if not lever.floating and name not in lever.model_fields_set]
    at = (*item.path, item.entry.lever)
    for name in missing:
        faults.add(tree.place(at), dotted((*at, name)), tell("missing", kind=lever.kind), tell("add", name=name))
    for name, used in (("floating", lever.floating), ("pool_share", lever.pool_share < 1.0)):
        if used and lever.kind != "regional":
            place, path = tree.place((*at, name)), dotted((*at, name))
            faults.add(place, path, tell(name, kind=lever.kind), tell("regional"))
    if lever.kind != "hospital_cap" and lever.control == "prospective":
        where = (*at, "control")
        faults.add(tree.place(where), dotted(where), tell("control", kind=lever.kind), tell("cap"))


def check_packages(placed: list[Placed], tree: Tree, faults: Faults) -> None:
    """The alliance that holds a package is there as long as the package is."""
    rules = {rule.id.partition("@")[2]: rule for item in placed if (rule := item.rule) and rule.lever.id == "alliance"}
    gone = [item.entry for item in placed if item.entry.lever == "alliance" and item.shape and not item.shape.on]
    off = {entry.id.partition("@")[2]: entry.id for entry in gone}
    for item in placed:
        rule = item.rule
        if rule is None or not isinstance(rule.lever, Budget) or not rule.lever.alliance:
            continue  # a cap or a regional total needs nobody
        at = (*item.path, item.entry.lever, "alliance")
        if rule.lever.alliance in off:
            what = tell("off", alliance=off[rule.lever.alliance], rule=rule.id)
            faults.add(tree.place(at), dotted(at), what, tell("switch_off", rule=rule.id))
        alliance = rules.get(rule.lever.alliance)
        if alliance is not None and (_first(alliance) > _first(rule) or _end(alliance) < _end(rule)):
            what = tell("not_there", alliance=alliance.id, rule=rule.id)
            faults.add(tree.place(at), dotted(at), what, tell("longer"))


def _first(rule: Rule) -> tuple[int, int]:
    return rule.first_month


def _end(rule: Rule) -> tuple[int, int]:
    return (9999, 12) if rule.until is None else first_month_on_or_after(rule.until)
