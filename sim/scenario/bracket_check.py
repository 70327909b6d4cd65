"""Checks of sharing in brackets, the same for every lever that shares: bounds that rise, and one way of saying it."""

from __future__ import annotations

from collections.abc import Sequence

from sim.policy.brackets import Bracket, OverspendBracket, SharedByYear
from sim.scenario.faults import Faults
from sim.scenario.rule_entries import Placed
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.phrase import telling

PHRASES = {
    "rise": ("这一段不高于上一段（{before:g}）", "the bracket ends no later than the one before it ({before:g})"),
    "higher": ("请写大于 {before:g} 的数，或删去这一段", "write more than {before:g}, or remove the bracket"),
    "endless": ("上一段没有上限，这一段永远达不到", "the bracket before it has no end: this one is never reached"),
    "bound": ("请给上一段加上 up_to，或删去这一段", "give the one before it an 'up_to', or remove this one"),
    "more": ("机构与财政合计分担 {sum:g}，超过全部", "providers and treasury together bear {sum:g} of it"),
    "at_most": ("请使两者之和不超过 1", "make both sum to at most 1"),
    "part": (
        "只按本规则支付一部分病例时，无法按年清算这部分病例的费用",
        "a year cannot be settled of stays of which the contract pays only a part",
    ),
    "all": (
        "请写 case_share: 1，或删去 surplus 与 overspend",
        "write 'case_share: 1', or remove surplus and overspend",
    ),
    "twice": ("{side} 已分段写明", "{side} is said in brackets already"),
    "one_way": ("请只留 {side} 或 {key}", "keep either {side} or {key}"),
}
tell = telling(PHRASES)


def check_brackets(found: Sequence[Bracket], path: KeyPath, tree: Tree, faults: Faults) -> None:
    """Every bracket ends later than the one before it, only the last may have no end, and no more is borne than all."""
    for n, one in enumerate(found):
        at: KeyPath = (*path, n)
        if n and found[n - 1].up_to is None:
            faults.add(tree.place(at), dotted(at), tell("endless"), tell("bound"))
        elif n and one.upto <= found[n - 1].upto:
            before = found[n - 1].upto
            what, remedy = tell("rise", before=before), tell("higher", before=before)
            faults.add(tree.place((*at, "up_to")), dotted(at), what, remedy)
        if isinstance(one, OverspendBracket) and one.borne + one.treasury > 1.0 + 1e-9:
            what = tell("more", sum=one.borne + one.treasury)
            faults.add(tree.place((*at, "treasury")), dotted(at), what, tell("at_most"))


def check_shared_year(item: Placed, lever: SharedByYear, tree: Tree, faults: Faults) -> None:
    """A contract whose year is settled in brackets: they rise, and it pays all of its stays."""
    at: KeyPath = (*item.path, item.entry.lever)
    for side in ("surplus", "overspend"):
        check_brackets(getattr(lever, side), (*at, side), tree, faults)
    if lever.sharing is not None and getattr(lever, "case_share", 1.0) < 1.0:
        path: KeyPath = (*at, "case_share")
        faults.add(tree.place(path), dotted(path), tell("part"), tell("all"))


def check_said_once(side: str, keys: Sequence[str], path: KeyPath, tree: Tree, faults: Faults) -> None:
    """Who writes brackets for a ``side`` does not write one share for it, too; ``keys`` are those written."""
    for key in keys:
        at: KeyPath = (*path, key)
        faults.add(tree.place(at), dotted(at), tell("twice", side=side), tell("one_way", side=side, key=key))
