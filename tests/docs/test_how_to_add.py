"""The page on adding things names files that are there, and what it calls no Python needs none."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from sim.scenario.read import read_scenario

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how_to_add.md").read_text(encoding="utf-8")


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r"`((?:sim|tests|docs)/[\w./]*)`", PAGE)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_a_city_is_files_only(tmp_path: Path) -> None:
    """Another name, another place on the disk: read as it is."""
    shutil.copytree(ROOT / "tests/regions/xiaocheng", tmp_path / "city")
    (tmp_path / "city/regions/xiaocheng").rename(tmp_path / "city/regions/elsewhere")
    scenario = tmp_path / "city/scenario.yaml"
    text = scenario.read_text(encoding="utf-8")
    scenario.write_text(text.replace("region: regions/xiaocheng", "region: regions/elsewhere"), encoding="utf-8")
    assert read_scenario(scenario, library=ROOT / "scenarios").region.districts
