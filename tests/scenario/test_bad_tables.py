"""Faults of region, parameter and document files: one table of what is broken and what is said."""

# A table is read along its lines.
# ruff: noqa: E501

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
R, P = "regions/weicheng", "parameters/plain"
# file, text found there, text put in its place, what is said (a pattern)
BROKEN = [
    (f"{R}/people.csv", "age_share_0_6,0.2,share", "age_share_0_6,0.1,share", r"6:19: age shares: the parts sum to 0\.9"),
    (f"{R}/people.csv", "female_share,0.2,share,0.1,0.4", "female_share,0.2,share,0.3,0.4", r"7:14: female_share\.value: 0\.2 lies outside"),
    (f"{R}/people.csv", "female_share,0.2,", "female_share,20%,", r"7:14: female_share\.value: '20%' is not a number"),
    (f"{R}/people.csv", "female_share,0.2,", "female_share,,", r"female_share\.value: empty -> there is no default"),
    (f"{R}/people.csv", "female_share,0.2,share", "female_share,0.2,%", r"7:18: female_share\.unit: found '%' -> write 'share'"),
    (f"{R}/people.csv", "female_share,", "femal_share,", r"7:1: femal_share: unknown quantity .* did you mean 'female_share'"),
    (f"{R}/people.csv", "female_share,", "femal_share,", r"people\.csv: female_share: missing -> add a row"),
    (f"{R}/people.csv", "female_share,", "age_share_0_6,", r"7:1: age_share_0_6: given twice \(first in line 2\)"),
    (f"{R}/people.csv", "0.4,made up,assumption,", ",made up,assumption,", r"2:\d+: age_share_0_6\.high: empty"),
    (f"{R}/people.csv", "made up,assumption", ",assumption", r"2:\d+: age_share_0_6\.source: empty"),
    (f"{R}/people.csv", "made up,assumption", "made up,guess", r"unknown word 'guess' -> allowed: assumption, calibrated"),
    (f"{R}/people.csv", "made up,assumption", '"made" up,assumption', r"2:\d+: a quote that does not close"),
    (f"{R}/people.csv", "made up,assumption,", "made, up,assumption,", r"2:1: 9 cells, the first line has 8"),
    (f"{R}/people.csv", "quantity,value,unit,low", "quantity,value,unit,lowest", r"1:21: lowest: unknown column -> did you mean 'low'"),
    (f"{R}/people.csv", "quantity,value,unit,low,high", "quantity,value,unit,low", r"1:1: high: column missing"),
    (f"{R}/districts.csv", "hill,residents", "hil,residents", r"unknown district 'hil' -> did you mean 'hill'"),
    (f"{R}/districts.csv", "hill,residents", "hil,residents", r"districts\.csv: hill\.residents: missing"),
    (f"{R}/hospitals.csv", "city,beds,1,beds,0.5,2", "city,beds,99999,beds,1,99999", r"city\.beds\.value: 99999 is outside"),
    (f"{R}/hospitals.csv", "beyond,doctors", "city,doctors", r"hospitals\.csv: beyond\.doctors: missing"),
    (f"{R}/benefit.csv", "employee,ceiling", "workers,ceiling", r"unknown scheme 'workers' -> allowed: employee, resident"),
    (f"{R}/travel.csv", "hill,rural,outside", "hill,rural,abroad", r"travel\.csv: hill\.rural\.outside: missing"),
    (f"{R}/travel.csv", "hill,rural,outside", "hill,rural,abroad", r":16:12: hill\.rural\.abroad\.to: unknown word 'abroad'"),
    (f"{R}/anchors.csv", "alos,all", "also,all", r"2:1: also\.all\.all: unknown indicator 'also' -> did you mean 'alos'"),
    (f"{R}/calibrated.csv", "demand_scale,1,factor,0.5,2", "demand_scale,1,factor,,2", r"demand_scale\.low: empty"),
    (f"{R}/region.yaml", "district: hill\n", "district: hil\n", r"hospitals\[1\]\.district: unknown district 'hil'"),
    (f"{R}/region.yaml", "lead: city", "lead: beyon", r"alliances\[0\]\.lead: unknown 'beyon' -> did you mean 'beyond'"),
    (f"{R}/region.yaml", "members: [hill_first", "members: [hill_last", r"alliances\[0\]\.members\[0\]: unknown 'hill_last'"),
    (f"{R}/region.yaml", "tier: county", "tier: primary", r"hospitals\[1\]\.tier: a primary facility"),
    (f"{R}/region.yaml", "kind: urban, area: urban", "kind: urban, area: city", r"districts\[0\]\.area: found 'city' -> allowed: county_area, urban"),
    (f"{R}/region.yaml", "id: hill,", "id: town,", r"districts\[1\]\.id: 'town' twice"),
    (f"{R}/region.yaml", "id: hill,", "id: all,", r"districts\[1\]\.id: 'all' is reserved"),
    (f"{P}/plain.csv", "e_seek,1,", "e_seek,9,", r"e_seek\.value: 9 lies outside low\.\.high"),
    (f"{P}/plain.csv", "e_seek,", "e_seeks,", r"plain: e_seek: missing"),
    (f"{P}/conditions.csv", "heart,rate_0_6", "hart,rate_0_6", r"heart\.rate_0_6: missing"),
    (f"{P}/conditions.csv", "severity_mild,0.2,share,0.1,0.4", "severity_mild,0.9,share,0.9,0.9", r"cold: severity: the parts sum to 1\.1"),
    ("documents/paper.yaml", "id: A-2", "id: A-1", r"clauses\[1\]\.id: 'A-1' twice"),
    ("documents/paper.yaml", ', why: "said, but no number"', "", r"clauses\[1\]\.why: A-2 is context without a reason"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "said"), BROKEN)
def test_faults_of_tables_are_named(own_library: Path, name: str, old: str, new: str, said: str) -> None:
    file = own_library / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=own_library)
    lines = [str(problem) for problem in caught.value.problems]
    assert [line for line in lines if re.search(said, line)], lines
    assert all(name.rsplit("/", 1)[0] in line or "weicheng.yaml" in line for line in lines)


def test_a_name_in_two_parameter_files_is_a_fault(own_library: Path) -> None:
    folder = own_library / P
    (folder / "more.csv").write_text((folder / "plain.csv").read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputInvalid, match="also given in"):
        read_scenario(GOOD, library=own_library)


@pytest.mark.parametrize("name", [f"{R}/people.csv", f"{R}/region.yaml", f"{P}/conditions.csv"])
def test_a_missing_table_is_a_fault(own_library: Path, name: str) -> None:
    (own_library / name).unlink()
    with pytest.raises(InputInvalid, match=rf"{name}.*cannot be read"):
        read_scenario(GOOD, library=own_library)


def test_faults_of_several_files_come_together(own_library: Path) -> None:
    for name, old, new in (
        (f"{R}/people.csv", "female_share,0.2,", "female_share,x,"),
        (f"{R}/travel.csv", ",10,minutes", ",-1,minutes"),
        (f"{P}/plain.csv", "e_seek,1", "e_seek,y"),
        ("documents/paper.yaml", "priority: 1", "priority: 9"),
    ):
        file = own_library / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=own_library, overrides=["family_doctor.coverage=7"])
    files = {problem.file.rsplit("/", 1)[-1] for problem in caught.value.problems}
    assert {"people.csv", "travel.csv", "plain.csv", "paper.yaml", "--set family_doctor.coverage=7"} <= files


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"a,b\n\x80", b"", b"\n\n", b'"', b","])
def test_odd_bytes_are_faults(own_library: Path, raw: bytes) -> None:
    (own_library / R / "people.csv").write_bytes(raw)
    with pytest.raises(InputInvalid):
        read_scenario(GOOD, library=own_library)


def test_spreadsheet_habits_are_read(own_library: Path, library: Path) -> None:
    """A byte-order mark and Windows line ends change nothing, not even the hash."""
    file = own_library / R / "people.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    changed, plain = (read_scenario(GOOD, library=folder) for folder in (own_library, library))
    assert changed == plain
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_scenario(GOOD, library=own_library).region == plain.region
