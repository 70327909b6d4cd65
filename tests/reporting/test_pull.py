"""Targets that lean on admissions: what is told beside them, and what made the ratio of visits to discharges fall."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.folder import Results
from sim.reporting.pull import Pull, pull_of, pull_sentences
from sim.reporting.sentences import sentences

ASKED = ("op_ip_ratio_tertiary_growth", "bed_occupancy_public")
# Of a year: visits and discharges of public tertiary hospitals, admissions per 100, cost per resident.
OLD, NEW = (1600.0, 100.0, 20.0, 3000.0), (1680.0, 112.0, 22.0, 3150.0)


@pytest.mark.parametrize(
    ("visits", "discharges", "reason"),
    [
        (0.05, 0.12, "admitted"),
        (0.0, 0.01, "admitted"),
        (-0.01, 0.01, "both"),
        (-0.01, 0.0, "visits"),
        (-0.10, -0.05, "visits"),
        (-0.05, -0.10, "not"),
        (0.05, 0.05, "not"),
        (0.06, 0.05, "not"),
    ],
)
def test_what_made_visits_for_each_discharge_fewer(visits: float, discharges: float, reason: str) -> None:
    assert Pull(visits, discharges, 0.0, 0.0).reason == reason


def told(results: Path, folder: Path, asked: tuple[str, ...]) -> Results:
    """The made-up results with these years in both arms, and targets on these indicators."""
    for name in ("indicators", "targets"):
        (folder / f"{name}.csv").write_bytes((results / f"{name}.csv").read_bytes())
    for name in ("manifest.json", "districts.csv", "facilities.csv", "rules.csv", "checks.json"):
        if (results / name).exists():
            (folder / name).write_bytes((results / name).read_bytes())
    first, last = Results(folder).base_year, Results(folder).last_year
    frame = pd.read_csv(folder / "indicators.csv", dtype={"year": str})
    names = ("op_ip_ratio_tertiary", "admissions_per_100", "medical_cost_per_resident")
    rows = [
        {"indicator": name, "arm": arm, "year": year, "area": "all", "group": "all", "mean": mean, "n": 3,
         "numerator": above, "denominator": below}
        for arm in ("baseline", "reform")
        for year, of in ((first, OLD), (last, NEW))
        for name, mean, above, below in (
            (names[0], of[0] / of[1], of[0], of[1]), (names[1], of[2], 0, 0), (names[2], of[3], 0, 0),
        )
    ]  # fmt: skip
    pd.concat([frame[~frame["indicator"].isin(names)], pd.DataFrame(rows)]).to_csv(
        folder / "indicators.csv", index=False
    )
    targets = pd.read_csv(folder / "targets.csv").head(len(asked)).assign(indicator=list(asked))
    targets.to_csv(folder / "targets.csv", index=False)
    return Results(folder)


def test_growths_are_those_of_the_years(results: Path, tmp_path: Path) -> None:
    found = pull_of(told(results, tmp_path, ASKED), "reform")
    assert found is not None
    assert [found.visits, found.discharges, found.admissions, found.cost] == pytest.approx([0.05, 0.12, 0.1, 0.05])


def test_admissions_and_cost_are_told_where_two_such_targets_are_set(results: Path, tmp_path: Path) -> None:
    lines = pull_sentences(told(results, tmp_path, ASKED), "en")
    assert "admissions per resident +10.0 % (+10.0 %), cost per resident +5.0 % (+5.0 %)" in lines[0]
    assert "because more are admitted" in lines[1]
    chinese = pull_sentences(Results(tmp_path), "zh")
    assert "每百居民住院+10.0%（+10.0%）" in chinese[0]
    assert set(chinese) <= set(sentences(Results(tmp_path), "zh"))


def test_nothing_is_told_of_one_target_or_none(results: Path, tmp_path: Path) -> None:
    assert pull_sentences(told(results, tmp_path, ASKED[:1]), "en") == []
    assert pull_sentences(Results(results), "en") == []
