"""The scenario that a results folder keeps of itself: names of pools and funds, members of alliances."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario


def own_scenario(folder: Path) -> Scenario | None:
    """The folder's own scenario; None if the run did not keep it."""
    from sim.scenario.read import read_scenario

    path = folder / "scenario.yaml"
    return read_scenario(path, library=folder) if path.exists() else None
