"""Checks of contracts of stays: bounds that leave something between them, shares of something."""

from __future__ import annotations

from sim.policy.contract_lever import CaseLever
from sim.scenario.faults import Faults
from sim.scenario.rule_entries import Placed
from sim.scenario.yaml_nodes import Tree, dotted
from sim.vocabulary.phrase import telling

PHRASES = {
    "crossed": ("最短 {least} 日，最长 {most} 日", "at least {least} days and at most {most}"),
    "apart": ("请使最短不超过最长", "let the least be no more than the most"),
    "no_days": ("没有写多少日内再住院", "nothing says within how many days"),
    "add_days": ("请加 'readmission_days: ...'", "add 'readmission_days: ...'"),
}
tell = telling(PHRASES)


def check_contract(item: Placed, lever: CaseLever, tree: Tree, faults: Faults) -> None:
    """The least days are no more than the most, and a share of readmissions says which they are."""
    at = (*item.path, item.entry.lever)
    least, most = lever.minimum_days, lever.maximum_days
    if least is not None and most is not None and least > most:
        path = (*at, "minimum_days")
        faults.add(tree.place(path), dotted(path), tell("crossed", least=least, most=most), tell("apart"))
    if lever.readmission_share > 0.0 and lever.readmission_days is None:
        path = (*at, "readmission_share")
        faults.add(tree.place(path), dotted(path), tell("no_days"), tell("add_days"))
