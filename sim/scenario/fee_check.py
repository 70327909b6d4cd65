"""Checks of prices of items: each rule says by how much, in one way."""

from __future__ import annotations

from sim.policy.levers.service_fees import ServiceFees
from sim.scenario.faults import Faults
from sim.scenario.rule_entries import Placed
from sim.scenario.yaml_nodes import Tree, dotted
from sim.vocabulary.phrase import telling

PHRASES = {
    "none": ("没有写价格怎样变", "nothing says how the price changes"),
    "add": (
        "请写 'change: ...'，或写 'yuan: ...' 与 'yuan_before: ...'",
        "add 'change: ...', or 'yuan: ...' and 'yuan_before: ...'",
    ),
    "both": ("幅度与价格只能写一种", "a change and a price in one rule"),
    "remove": ("请删去 change，或删去 yuan 与 yuan_before", "remove 'change', or 'yuan' and 'yuan_before'"),
    "half": ("只写了新价格、原价格中的一个", "one of the new and the old price is missing"),
    "add_price": ("请加 '{name}: ...'", "add '{name}: ...'"),
}
tell = telling(PHRASES)


def check_fees(item: Placed, lever: ServiceFees, tree: Tree, faults: Faults) -> None:
    """Either a change, or the new price with the old one."""
    at = (*item.path, item.entry.lever)
    prices = {"yuan": lever.yuan, "yuan_before": lever.yuan_before}
    missing = [name for name, value in prices.items() if value is None]
    if lever.change is not None and len(missing) < len(prices):
        faults.add(tree.place(at), dotted((*at, "change")), tell("both"), tell("remove"))
    elif lever.change is None and len(missing) == len(prices):
        faults.add(tree.place(at), dotted((*at, "change")), tell("none"), tell("add"))
    elif lever.change is None and missing:
        faults.add(tree.place(at), dotted((*at, missing[0])), tell("half"), tell("add_price", name=missing[0]))
