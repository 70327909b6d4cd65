"""Patients from beyond need condition groups that bring them, or they would come and never fall ill."""

from __future__ import annotations

from sim.region.description import Region
from sim.scenario.faults import Faults
from sim.scenario.parameter_files import Conditions
from sim.scenario.yaml_nodes import Tree
from sim.vocabulary.phrase import telling

tell = telling(
    {
        "none": (
            "{place}有外来就医者（inflow_residents_share {share:g}），但没有一个病种组会带来外来患者",
            "patients come to {place} from beyond (inflow_residents_share {share:g}), and no group brings them",
        ),
        "flag": (
            "请在 conditions.csv 中为至少一个病种组写 from_beyond 1，或把 inflow_residents_share 写成 0",
            "write from_beyond 1 for at least one group in conditions.csv, or inflow_residents_share 0",
        ),
    }
)


def check_inflow(region: Region | None, conditions: Conditions | None, tree: Tree, faults: Faults) -> None:
    """Somebody comes from beyond only where a group brings him."""
    if region is None or conditions is None:
        return
    share = region.calibrated["inflow_residents_share"].value
    if (
        share > 0
        and not region.from_beyond
        and not any(numbers["from_beyond"].value for numbers in conditions.values())
    ):
        faults.add(
            tree.place(("parameters",)), "conditions", tell("none", place=region.label, share=share), tell("flag")
        )
