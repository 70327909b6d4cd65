"""Checks of sharing in brackets, the same for every lever that shares: bounds that rise, and one way of saying it."""

from __future__ import annotations

from collections.abc import Sequence

from sim.policy.brackets import Bracket, OverspendBracket
from sim.scenario.faults import Faults
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.phrase import telling

PHRASES = {
    "rise": ("这一段不高于上一段（{before:g}）", "the bracket ends no later than the one before it ({before:g})"),
    "higher": ("请写大于 {before:g} 的数，或删去这一段", "write more than {before:g}, or remove the bracket"),
    "endless": ("上一段没有上限，这一段永远达不到", "the bracket before it has no end: this one is never reached"),
    "bound": ("请给上一段加上 up_to，或删去这一段", "give the one before it an 'up_to', or remove this one"),
    "more": ("机构与财政合计分担 {sum:g}，超过全部", "providers and treasury together bear {sum:g} of it"),
    "at_most": ("请使两者之和不超过 1", "make both sum to at most 1"),
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


def check_said_once(side: str, keys: Sequence[str], path: KeyPath, tree: Tree, faults: Faults) -> None:
    """Who writes brackets for a ``side`` does not write one share for it, too; ``keys`` are those written."""
    for key in keys:
        at: KeyPath = (*path, key)
        faults.add(tree.place(at), dotted(at), tell("twice", side=side), tell("one_way", side=side, key=key))
