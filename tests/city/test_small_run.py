"""A new city is simulated before it is fitted, and nothing that is said of it belongs to another place's plan."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from .conftest import Run
from .linshan import LIBRARY, Book

# Another city, its districts, ids of clauses of any document, and what only one document lists.
OTHERS = re.compile(r"Pingxiang|萍乡|Anyuan|安源|pingxiang|\b(?:PX|ZZ|NC|XZ|CN)-[0-9A]|clause 11|文件所列|文件列明")


def test_what_every_scenario_shares_names_no_place_and_no_clause() -> None:
    for file in [*LIBRARY.glob("parameters/*/*.csv"), *LIBRARY.glob("start/*.csv")]:
        assert OTHERS.findall(file.read_text(encoding="utf-8")) == [], file


@pytest.mark.slow
def test_a_quick_run_of_a_city_that_is_not_fitted(run: Run, tmp_path: Path) -> None:
    Book().filled().save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx", lang="zh")
    shown = run("run", "linshan.yaml", "--quick", "-j", "1", "-o", "first", lang="zh").stdout
    run("report", "first", "--format", "html,xlsx,docx,csv", lang="zh")
    assert OTHERS.findall(shown) == []
    for file in (tmp_path / "first").rglob("*"):
        if file.suffix in (".csv", ".json", ".html", ".yaml", ".txt"):
            assert OTHERS.findall(file.read_text(encoding="utf-8-sig")) == [], file
    with (tmp_path / "first/fit.csv").open(encoding="utf-8") as lines:
        fit = list(csv.DictReader(lines))
    assert len(fit) >= 28
    near = [row for row in fit if 0.5 < float(row["model"]) / float(row["figure"]) < 2]
    assert len(near) >= 0.9 * len(fit), [row for row in fit if row not in near]
    checks = json.loads((tmp_path / "first/checks.json").read_text(encoding="utf-8"))
    assert checks
