"""The table of hospitals, and what is said of those that nobody would believe."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.reporting.folder import Results
from sim.reporting.hospitals import hospital_years, strained, strained_sentences
from sim.reporting.tables.all import Tables
from sim.reporting.tables.cells import shown

from . import made_up


def fuller(folder: Path, factor: float, stays: float = 1.0) -> Results:
    """The made-up hospitals, the east's with more patients in 2018 of the reform."""
    file = folder / "hospitals.csv"
    kept = pd.read_csv(file).astype({"occupied_bed_days": float, "stays": float})
    chosen = (kept["facility"] == "east_hospital") & (kept["arm"] == "reform") & (kept["year"] == 2018)
    kept.loc[chosen, "occupied_bed_days"] *= factor
    kept["stays"] *= stays
    kept.to_csv(file, index=False)
    return Results(folder)


def test_every_hospital_has_a_row_a_year(tmp_path: Path) -> None:
    table = Tables(Results(made_up.build(tmp_path / "r"))).hospitals
    assert len(table.rows) == 4 * 3
    heads = [column.head.en for column in table.columns]
    cells = {head: shown(cell, "en") for head, cell in zip(heads, table.rows[0].cells, strict=True)}
    # Runs of 70, 71 and 72 beds of a hundred in the city's county hospital; 2,400 ticks are ten minutes.
    assert (cells["Hospital"], cells["Year"]) == ("hospital", "2016")
    assert (cells["Beds taken, Without"], cells["Wait at clinics, With"]) == ("71.0 %", "10.0 min")
    assert (cells["Days a stay, Without"], cells["Visits from beyond, With"]) == ("8.0 days", "0.0 %")


def test_a_full_hospital_is_named_with_arm_and_year(tmp_path: Path) -> None:
    """100 stays a month: 92 % of its beds, times 1.5."""
    results = fuller(made_up.build(tmp_path / "r"), 1.5, stays=10.0)
    (line,) = strained_sentences(results, "en")
    assert line.startswith("More than 130.0 % of the beds")
    assert "hospital (with, 2018, 1" in line
    assert "2018年" in strained_sentences(results, "zh")[0]


def test_nothing_is_said_below_the_limit_or_of_few_simulated_stays(tmp_path: Path) -> None:
    assert strained_sentences(fuller(made_up.build(tmp_path / "a"), 1.3, stays=10.0), "en") == []
    few = fuller(made_up.build(tmp_path / "b"), 1.5)
    assert hospital_years(few)["occupancy"].max() > 1.3
    assert strained_sentences(few, "en") == []


def test_a_folder_without_the_file_has_no_such_table(tmp_path: Path) -> None:
    folder = made_up.build(tmp_path / "r")
    (folder / "hospitals.csv").unlink()
    assert not Tables(Results(folder)).hospitals
    assert strained(hospital_years(Results(folder)), "occupancy", 1.3) == []
