"""A nation of two pools, small enough to run: the one that is shipped, cut."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parents[2] / "scenarios"
KEPT = ("k2", "l2")


def cut(text: str) -> str:
    """``nation.yaml`` with two pools."""
    lines = [
        line
        for line in text.splitlines()
        if not (found := re.match(r"  - \{id: (\w+), archetype:", line)) or found.group(1) in KEPT
    ]
    types = [line for line in lines if not re.match(r"  - \{id: (?!west|small)\w+, en:", line)]
    return "\n".join(types) + "\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The scenario file of a nation of two pools, in a folder of its own."""
    folder = tmp_path / "nations/china-2022"
    shutil.copytree(LIBRARY / "nations/china-2022", folder)
    file = folder / "nation.yaml"
    file.write_text(cut(file.read_text(encoding="utf-8")), encoding="utf-8")
    kept = (*KEPT, "west", "small", "pool", "archetype")
    for table in ("archetypes.csv", "pools.csv", "calibrated.csv", "benefit.csv", "benefit_changes.csv"):
        lines = (folder / table).read_text(encoding="utf-8").splitlines()
        (folder / table).write_text(
            "\n".join(one for one in lines if one.split(",")[0] in kept) + "\n", encoding="utf-8"
        )
    text = (LIBRARY / "national.yaml").read_text(encoding="utf-8")
    scenario = tmp_path / "national.yaml"
    # Rules of a type that is not there name an unknown type: the two of mountain pools are left out.
    start, end = text.index("  - alliance: {lead: c1_gen"), text.index("# The document's target on pooling areas")
    scenario.write_text(text[:start] + text[end:], encoding="utf-8")
    return scenario
