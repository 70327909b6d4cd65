"""Nothing computes with the number of a national class: levels have an order, classes only have names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.vocabulary.names import Tier

from .test_house import SIM, SOURCES, name, tree

ORDER = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
# What the national class of a level decides, in the engine and the model: by which count a first contact is reported.
BY_CLASS = SIM / "model" / "level_numbers.py"


def is_tier(node: ast.AST) -> bool:
    """`Tier`, one of its members, or what is called a tier, whole or one entry of it."""
    if isinstance(node, ast.Subscript):
        return is_tier(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr in ("tier", "tiers") or is_tier(node.value)
    return isinstance(node, ast.Name) and node.id in ("Tier", "tier", "tiers")


def computed(parsed: ast.AST) -> Iterator[int]:
    """Lines in which a tier is added to, compared by size, or made a number of."""
    for node in ast.walk(parsed):
        parts: list[ast.expr] = []
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr):  # `Tier | None` is a type
            parts = [node.left, node.right]
        elif isinstance(node, ast.AugAssign):
            parts = [node.target, node.value]
        elif isinstance(node, ast.Compare) and any(isinstance(op, ORDER) for op in node.ops):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "int":
            parts = list(node.args)
        if any(is_tier(part) for part in parts):
            yield getattr(node, "lineno", 0)


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_computes_with_a_tier(path: Path) -> None:
    assert not list(computed(tree(path)))


@pytest.mark.parametrize(
    "text", ["tier + 1", "Tier.COUNTY < x", "w.tier[f] > Tier.COUNTY", "row += f.tier", "int(h.tier)", "a <= b.tier"]
)
def test_what_is_forbidden_is_seen(text: str) -> None:
    assert list(computed(ast.parse(text)))


@pytest.mark.parametrize("text", ["f.tier == Tier.COUNTY", "f.tier in tiers", "label(tier) + word", "len(Tier)"])
def test_what_is_allowed_passes(text: str) -> None:
    assert not list(computed(ast.parse(text)))


@pytest.mark.parametrize("path", [p for p in SOURCES if p.parent.name in ("engine", "model", "event")], ids=name)
def test_engine_and_model_ask_the_level(path: Path) -> None:
    """A literal class there would be a property of the level that nobody declared."""
    used = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and is_tier(node.value)}
    assert path == BY_CLASS or not used & set(Tier.__members__)
