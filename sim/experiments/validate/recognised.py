"""Which of the files a planner may name is a study; needs nothing that a scenario does not."""

from __future__ import annotations

from pathlib import Path

from sim.scenario.faults import Faults
from sim.scenario.yaml_nodes import read_yaml


def is_study(path: Path) -> bool:
    """Whether a file is written as a study, not as a scenario; one that cannot be read is none."""
    tree = read_yaml(path, Faults())
    return tree is not None and isinstance(tree.value, dict) and "estimates" in tree.value
