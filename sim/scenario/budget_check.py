"""Checks of budgets: what each kind needs, and that the alliance that holds a package is there."""

from __future__ import annotations

from sim.policy.levers.budget import Budget
from sim.policy.rule import Rule, first_month_on_or_after
from sim.scenario.bracket_check import check_brackets, check_said_once
from sim.scenario.faults import Faults
from sim.scenario.rule_entries import Placed
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.phrase import telling

SHARES = ("surplus_kept_share", "overspend_borne_share", "rebase_weight")
# What says in brackets what a single share, and its limit, say otherwise.
SIDES = {"surplus": ("surplus_kept_share",), "overspend": ("overspend_borne_share", "overspend_limit")}
# What a base cannot be reckoned without.
NEEDED_BY_BASE = {"historic": (), "per_head": ("yuan_per_head",), "income": ("income_share",), "yuan": ("yuan",)}
# Settings of what is kept and borne: nothing is where points float.
NOT_FLOATING = (
    "surplus_kept_share", "overspend_borne_share", "surplus", "overspend", "kept_ceiling", "reserve_share",
)  # fmt: skip
PHRASES = {
    "missing": ("{kind} 缺少这一项", "missing for a {kind}"),
    "add": ("请加 '{name}: ...'", "add '{name}: ...'"),
    "floating": ("{kind} 的点值不能浮动", "points cannot float in a {kind}"),
    "pool_share": ("{kind} 不是一个地区的基金池", "a {kind} is no pool of a region"),
    "control": ("{kind} 本来就在年前确定", "a {kind} is known before the year anyway"),
    "cap": ("请写 kind: hospital_cap，或删去它", "write kind: hospital_cap, or remove it"),
    "regional": ("请写 kind: regional，或删去它", "write kind: regional, or remove it"),
    "nothing_left": (
        "点值浮动时总额全部分完，没有结余也没有超支",
        "where points float the whole total is shared out: nothing is left and nothing is missing",
    ),
    "remove": ("请删去 {name}，或写 floating: false", "remove {name}, or write 'floating: false'"),
    "parts": ("预付、暂扣与预留合计 {sum:g}，超过全部预算", "advance, withheld and reserve are {sum:g} of the budget"),
    "at_most": ("请使其和不超过 1", "make them sum to at most 1"),
    "not_withheld": ("没有暂扣，考核不起作用", "nothing is withheld, so that the assessment decides on nothing"),
    "withhold": ("请加 'withheld_share: ...'，或删去它", "add 'withheld_share: ...', or remove it"),
    "other_base": ("预算基数是 {base}，这一项不起作用", "the base is {base}, for which this counts nothing"),
    "base": ("请写 base: {base}，或删去它", "write 'base: {base}', or remove it"),
    "all_spent": (
        "点值浮动时总额每年全部用完，没有另外的支出可以平均",
        "where points float all of the total is spent, so that there is no other spending to take a mean of",
    ),
    "leave_out": ("请删去 base_weights", "remove base_weights"),
    "reckoned": ("base_weights 已写明每年如何重算预算", "base_weights make every year's budget already"),
    "keep_one": ("请只留 base_weights 或 rebase_weight", "keep either base_weights or rebase_weight"),
    "nobody": ("没有写给谁", "nobody is named to get it"),
    "name_some": ("请加 'levels: [...]' 或 'hospitals: [...]'", "add 'levels: [...]' or 'hospitals: [...]'"),
    "two_parts": ("{word} 出现在两份中", "{word} has two parts"),
    "once": ("请只写一次", "name it once"),
    "of_one": ("单家医院的结余只归该院", "what one hospital keeps is its own"),
    "remove_split": ("请删去 surplus_split", "remove surplus_split"),
    "half": ("缺少 {other}，考核无从进行", "nothing is assessed without {other}"),
    "fall": ("这一等次不低于上一等次（{before:g}）", "the grade is no lower than the one before it ({before:g})"),
    "lower": ("请由高到低写：小于 {before:g}", "write the best first: less than {before:g}"),
    "graded": ("兑现比例已由 grades 写明", "what is paid is said by the grades"),
    "keep_grades": ("请只留 grades 或 assessed_share", "keep either grades or assessed_share"),
    "sums": ("写了 {n} 个金额", "{n} sums"),
    "so_many": ("请写 {n} 个，顺序同 hospitals", "write {n}, in the order of the hospitals"),
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
    needed = (*needed, *NEEDED_BY_BASE[lever.base])
    needed = (*needed, "growth_before") if len(lever.base_weights) > 1 else needed
    missing = [name for name in needed if getattr(lever, name) in (None, (), "", 0.0) and name != "growth_before"]
    missing += [name for name in needed if name == "growth_before" and lever.growth_before is None]
    said = {"rebase_weight"} if lever.base_weights or lever.base == "income" else set[str]()
    said |= {key for side, keys in SIDES.items() if getattr(lever, side) for key in keys} | lever.model_fields_set
    missing += [name for name in SHARES if not lever.floating and name not in said]
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
    check_sharing(item, lever, tree, faults)
    _check_base(item, lever, tree, faults)


def _changed(lever: Budget) -> set[str]:
    """Settings with another value than their default: a scenario that a run has kept writes all of them."""
    return {name for name, field in Budget.model_fields.items() if getattr(lever, name) != field.default}


def _check_base(item: Placed, lever: Budget, tree: Tree, faults: Faults) -> None:
    """What makes the base is that of the base chosen, and there is a sum for each hospital."""
    at, wanted = (*item.path, item.entry.lever), len(lever.hospitals) if lever.kind == "hospital_cap" else 1
    for base, names in NEEDED_BY_BASE.items():
        for name in names:
            if base != lever.base and name in _changed(lever):
                path = (*at, name)
                faults.add(tree.place(path), dotted(path), tell("other_base", base=lever.base), tell("base", base=base))
    if lever.base_weights and lever.base != "historic":
        path = (*at, "base_weights")
        faults.add(tree.place(path), dotted(path), tell("other_base", base=lever.base), tell("base", base="historic"))
    if lever.base_weights and lever.floating:
        path = (*at, "base_weights")
        faults.add(tree.place(path), dotted(path), tell("all_spent"), tell("leave_out"))
    if lever.base_weights and "rebase_weight" in _changed(lever):
        path = (*at, "rebase_weight")
        faults.add(tree.place(path), dotted(path), tell("reckoned"), tell("keep_one"))
    if lever.yuan and wanted and len(lever.yuan) != wanted:
        path = (*at, "yuan")
        faults.add(tree.place(path), dotted(path), tell("sums", n=len(lever.yuan)), tell("so_many", n=wanted))


def check_split(lever: Budget, at: KeyPath, tree: Tree, faults: Faults) -> None:
    """Every part of what is kept names whose it is, and nobody has two of them."""
    named: list[str] = []
    for n, part in enumerate(lever.surplus_split):
        path: KeyPath = (*at, "surplus_split", n)
        own = (*part.levels, *part.hospitals)
        twice = [word for word in own if word in named]
        if not own:
            faults.add(tree.place(path), dotted(path), tell("nobody"), tell("name_some"))
        elif twice:
            faults.add(tree.place(path), dotted(path), tell("two_parts", word=twice[0]), tell("once"))
        named += own
    for name in ("surplus_split", "pay_share"):
        path = (*at, name)
        if getattr(lever, name) and lever.floating:
            faults.add(tree.place(path), dotted(path), tell("nothing_left"), tell("remove", name=name))
    path = (*at, "surplus_split")
    if lever.surplus_split and lever.kind == "hospital_cap":
        faults.add(tree.place(path), dotted(path), tell("of_one"), tell("remove_split"))


def check_grades(lever: Budget, at: KeyPath, tree: Tree, faults: Faults) -> None:
    """What is assessed has grades, the best first, and the share paid is theirs."""
    if (lever.assessed_by == "none") == bool(lever.grades):
        name, other = ("grades", "assessed_by") if lever.grades else ("assessed_by", "grades")
        path: KeyPath = (*at, name)
        faults.add(tree.place(path), dotted(path), tell("half", other=other), tell("add", name=other))
    for n, one in enumerate(lever.grades):
        path = (*at, "grades", n)
        if n and one.at_least >= lever.grades[n - 1].at_least:
            before = lever.grades[n - 1].at_least
            faults.add(tree.place(path), dotted(path), tell("fall", before=before), tell("lower", before=before))
        if one.kept < 1.0 and lever.floating:
            faults.add(tree.place(path), dotted(path), tell("nothing_left"), tell("remove", name="kept"))
    if lever.grades and "assessed_share" in _changed(lever):
        path = (*at, "assessed_share")
        faults.add(tree.place(path), dotted(path), tell("graded"), tell("keep_grades"))


def check_sharing(item: Placed, lever: Budget, tree: Tree, faults: Faults) -> None:
    """What is shared is said once, in brackets that rise; what is paid when is no more than the budget."""
    at, written = (*item.path, item.entry.lever), _changed(lever)
    for side, keys in SIDES.items():
        check_brackets(getattr(lever, side), (*at, side), tree, faults)
        if getattr(lever, side):
            check_said_once(side, [key for key in keys if key in written], at, tree, faults)
    for name in NOT_FLOATING:
        if lever.floating and lever.kind == "regional" and getattr(lever, name):
            faults.add(tree.place((*at, name)), dotted((*at, name)), tell("nothing_left"), tell("remove", name=name))
    check_split(lever, at, tree, faults)
    check_grades(lever, at, tree, faults)
    parts = (lever.advance_share or 0.0) + lever.withheld_share + lever.reserve_share
    if parts > 1.0 + 1e-9:
        name = "withheld_share" if lever.advance_share is None else "advance_share"
        faults.add(tree.place((*at, name)), dotted((*at, name)), tell("parts", sum=parts), tell("at_most"))
    if "assessed_share" in written and lever.withheld_share == 0.0:
        name = "assessed_share"
        faults.add(tree.place((*at, name)), dotted((*at, name)), tell("not_withheld"), tell("withhold"))


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
