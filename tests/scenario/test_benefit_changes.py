"""Benefits that change on a day, what the outside payer pays, and what hospitals take: read, refused, written again."""

# A table is read along its lines.
# ruff: noqa: E501

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.model.benefit import benefit_of
from sim.region import quantities
from sim.scenario.bundle import bundle
from sim.scenario.fingerprint import fingerprint
from sim.scenario.numbers import numbers_of
from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid

from .conftest import GOOD, NUMBER, table

R = "regions/weicheng"
HEAD = f"entity,from,quantity,{NUMBER}\n"
ROW = "resident,2017-01-01,ceiling,200000,yuan,1,300000,made up,assumption,\n"
CHANGES = [
    ("2017-13-01", r"'2017-13-01' is not a date -> write a day like 2017-01-01"),
    (
        "2017-01-15",
        r"2017-01-15 is not the first of a month -> benefits change on the first of a month: write 2017-01-01",
    ),
    ("2016-01-01", r"2016-01-01 is not after the first day of the base year 2016 -> write it into benefit\.csv"),
]
WORDS = [
    ("resident,", "residents,", r"unknown scheme 'residents' -> did you mean 'resident'"),
    ("ceiling", "celing", r"unknown quantity 'celing' -> did you mean 'ceiling'"),
    ("200000,yuan", "200000,share", r"found 'share' -> write 'yuan'"),
]
OUTSIDE = table("entity,quantity", ("outside,",), quantities.OUTSIDE_BENEFIT).partition("\n")[2]
KINDS = [
    ("kind: general", "kind: cancer", r"hospitals\[0\]\.takes: no parameter file says which condition groups cancer hospitals treat -> list them under takes, for example takes: \[cold, heart\]"),
    ("kind: general", "kind: children, takes: [cold, hart]", r"hospitals\[0\]\.takes\[1\]: unknown condition group 'hart' -> did you mean 'heart'"),
    ("base_year: 2016", "base_year: 2016\nfrom_beyond: [hart]", r"from_beyond\[0\]: unknown condition group 'hart' -> did you mean 'heart'"),
]  # fmt: skip


def change(library: Path, name: str, old: str, new: str) -> None:
    file = library / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(("day", "said"), CHANGES)
def test_a_day_that_cannot_be_is_refused(own_library: Path, day: str, said: str) -> None:
    (own_library / R / "benefit_changes.csv").write_text(HEAD + ROW.replace("2017-01-01", day), encoding="utf-8")
    with pytest.raises(InputInvalid, match=said):
        read_scenario(GOOD, library=own_library)


@pytest.mark.parametrize(("old", "new", "said"), WORDS)
def test_a_change_of_what_is_not_there_is_refused(own_library: Path, old: str, new: str, said: str) -> None:
    (own_library / R / "benefit_changes.csv").write_text(HEAD + ROW.replace(old, new), encoding="utf-8")
    with pytest.raises(InputInvalid, match=said):
        read_scenario(GOOD, library=own_library)


@pytest.mark.parametrize(("old", "new", "said"), KINDS)
def test_what_a_hospital_takes_is_known(own_library: Path, old: str, new: str, said: str) -> None:
    change(own_library, f"{R}/region.yaml", old, new)
    with pytest.raises(InputInvalid, match=said):
        read_scenario(GOOD, library=own_library)


def test_a_quantity_has_its_new_value_from_the_day_on(own_library: Path) -> None:
    (own_library / R / "benefit_changes.csv").write_text(HEAD + ROW, encoding="utf-8")
    scenario = read_scenario(GOOD, library=own_library)
    payer = next(p for p in scenario.region.payers if p.id == "resident")
    before, after = date(2016, 12, 1), date(2017, 1, 1)
    assert payer.benefit_on(before) == payer.benefit
    assert payer.benefit_on(after)["ceiling"].value == 200000
    assert payer.last_set("ceiling", before) is None
    assert payer.last_set("ceiling", after) == after
    then, now = benefit_of(scenario, before), benefit_of(scenario, after)
    assert then == benefit_of(scenario)
    assert now._replace(ceiling=then.ceiling) == then
    assert now.ceiling != then.ceiling


def test_the_outside_payer_pays_what_the_region_says(own_library: Path) -> None:
    everything = benefit_of(read_scenario(GOOD, library=own_library))
    assert everything.catalogue[-4:] == [1.0] * 4
    file = own_library / R / "benefit.csv"
    file.write_text(file.read_text(encoding="utf-8") + OUTSIDE, encoding="utf-8")
    scenario = read_scenario(GOOD, library=own_library)
    said = scenario.region.outside_benefit
    assert benefit_of(scenario).reimbursement[-4:] == [
        said[f"reimbursement_{grade}"].value for grade in ("first", "second", "third", "outside")
    ]
    assert "benefit.outside.ceiling" in {path for path, _, _ in numbers_of(scenario)}


def test_an_outside_payer_of_whom_something_is_missing_is_refused(own_library: Path) -> None:
    file = own_library / R / "benefit.csv"
    rows = "\n".join(line for line in OUTSIDE.splitlines() if ",ceiling," not in line)
    file.write_text(file.read_text(encoding="utf-8") + rows + "\n", encoding="utf-8")
    with pytest.raises(InputInvalid, match=r"outside\.ceiling: missing"):
        read_scenario(GOOD, library=own_library)


def test_all_of_it_is_written_again(own_library: Path, tmp_path: Path) -> None:
    (own_library / R / "benefit_changes.csv").write_text(HEAD + ROW, encoding="utf-8")
    file = own_library / R / "benefit.csv"
    file.write_text(file.read_text(encoding="utf-8") + OUTSIDE, encoding="utf-8")
    change(own_library, f"{R}/region.yaml", "kind: general", "kind: cancer, takes: [heart]")
    change(own_library, f"{R}/region.yaml", "base_year: 2016", "base_year: 2016\nfrom_beyond: [heart]")
    scenario = read_scenario(GOOD, library=own_library)
    again = read_scenario(bundle(scenario, tmp_path / "again"))
    assert fingerprint(again) == fingerprint(scenario)
    assert again.region == scenario.region
