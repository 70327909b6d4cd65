"""Every fault in one round: none hides another, and one cause does not drag a line for every number along."""

# A table is read along its lines.
# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.phrase import one

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
R, P, D, S = "regions/weicheng", "parameters/plain", "documents/paper.yaml", "plan.yaml"
# One line each: file, text found there, text put in its place.
FAULTS = [
    (S, "coverage: 0.30", "coverage: 30%"),
    (S, "from: 2017-10-31", "from: 2017-02-30"),
    (S, "hub: city}\n    id: ecg", "hub: citty}\n    id: ecg"),
    (S, "hub: city, serves: [county]", "hub: city, serves: [countty]"),
    (S, "until: 2018-07-01", "until: 2018.07.01"),
    (S, "where: [hill]", "where: [hil]"),
    (S, "clause: A-2", "clause: A-3"),
    (S, "indicator: contract_rate", "indicator: contract_ratz"),
    (S, "at_least: 0.30", "at_least: 三成"),
    (S, "last: 2018", "last: 2018年"),
    (S, "title: {en: Weicheng, zh: 微城}", "title: {en: Weicheng, zh: 3}"),
    (f"{R}/region.yaml", "kind: urban, area: urban", "kind: urban, area: city"),
    (f"{R}/region.yaml", "district: hill\n", "district: hil\n"),
    (f"{R}/region.yaml", "members: [hill_first", "members: [hill_last"),
    (f"{R}/region.yaml", "tier: outside", "tier: outsid"),
    (f"{R}/people.csv", "female_share,0.2,", "female_share,20%,"),
    (f"{R}/people.csv", "disabled_share,0.2,share", "disabled_share,0.2,%"),
    (f"{R}/districts.csv", "hill,residents", "hil,residents"),
    (f"{R}/travel.csv", "hill,rural,outside", "hill,rural,abroad"),
    (f"{R}/anchors.csv", "alos,all", "also,all"),
    (f"{P}/plain.csv", "e_seek,1,", "e_seek,9,"),
    (f"{P}/conditions.csv", "heart,rate_0_6", "heart,rat_0_6"),
    (D, "priority: 2, status: context", "priority: 9, status: context"),
]  # fmt: skip


def faults(library: Path, changes: list[tuple[str, str, str]]) -> set[str]:
    """What is said of a library with these changes, which are taken back."""
    (library / S).write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    before = {name: (library / name).read_text(encoding="utf-8") for name in {name for name, *_ in changes}}
    for name, old, new in changes:
        text = (library / name).read_text(encoding="utf-8")
        assert old in text, old
        (library / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputInvalid) as caught:
        read_scenario(library / S, library=library)
    for name, text in before.items():
        (library / name).write_text(text, encoding="utf-8")
    return {str(problem).replace(str(library), "") for problem in caught.value.problems}


def test_what_is_said_of_one_fault_is_said_of_all_together(own_library: Path) -> None:
    alone = [faults(own_library, [change]) for change in FAULTS]
    together = faults(own_library, FAULTS)
    assert set.union(*alone) - together == set()
    assert len(together) >= len(FAULTS)


@pytest.mark.parametrize("change", FAULTS, ids=lambda change: change[2])
def test_one_fault_says_little(own_library: Path, change: tuple[str, str, str]) -> None:
    """The word and, where it was the name of a number, that the number is missing."""
    assert 1 <= len(faults(own_library, [change])) <= 3


CAUSES = [
    (f"{R}/people.csv", lambda text: "\n".join(line + ",,,," for line in text.splitlines()), 0),
    (f"{R}/people.csv", lambda text: text + ",,,,,,,\n\n  \n,,,,,,,\n", 0),
    (f"{R}/people.csv", lambda text: "\n,,,,,,,\n" + text, 0),
    (f"{R}/people.csv", lambda text: text.replace(",", ";"), 1),
    (f"{R}/people.csv", lambda text: text.replace(",", "\t"), 1),
    (f"{R}/people.csv", lambda text: text.replace(",", "，"), 1),
    (f"{R}/people.csv", lambda text: "表一 人口,,,,,,,\n" + text, 1),
    (f"{R}/people.csv", lambda text: text.partition("\n")[2], 1),
    (f"{R}/people.csv", lambda text: text.replace("quantity,value", "quantity,数值", 1), 2),
    (f"{R}/people.csv", lambda text: "\n".join(f"{line},{n}" for n, line in enumerate(text.splitlines())), 1),
    (f"{R}/people.csv", lambda text: text.partition("\n")[0] + "\n", 1),
    (f"{R}/districts.csv", lambda text: text.replace("hill,", "hils,"), 2),
    (f"{P}/conditions.csv", lambda text: text.replace("quantity,value", "number,value", 1), 2),
]


@pytest.mark.parametrize(("name", "change", "most"), CAUSES)
def test_one_cause_is_one_line(own_library: Path, name: str, change: object, most: int) -> None:
    file = own_library / name
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    if not most:
        assert read_scenario(GOOD, library=own_library).name == "weicheng"
        return
    with pytest.raises(InputInvalid) as caught:
        read_scenario(GOOD, library=own_library)
    assert 1 <= len(caught.value.problems) <= most, "\n".join(map(str, caught.value.problems))


COLONS = [
    ("name: weicheng", "name：weicheng", "a full-width colon ： after 'name' -> write an ASCII colon and a blank: name: ..."),
    ("years: {base: 2016", "years： {base: 2016", "after 'years'"),
    ("coverage: 0.30, key", "coverage：0.30, key", "after 'coverage'"),
    ("coverage: 0.30, key", "coverage: 0.30， key", "a full-width comma ，"),
    ("    ramp_months: 2", "　　ramp_months: 2", "a full-width blank at the start of the line"),
    ("    ramp_months: 2", "\tramp_months: 2", "a tab at the start of the line"),
    ("  - family_doctor: {", "  - family_doctor：{", "after 'family_doctor'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), COLONS)
def test_full_width_punctuation_is_named_and_hides_nothing(own_library: Path, old: str, new: str, said: str) -> None:
    lines = faults(own_library, [(S, old, new), (S, "clause: A-2", "clause: A-3")])
    assert any(said in line for line in lines), lines
    assert any("unknown clause 'A-3'" in line for line in lines), lines
    assert not any("not valid YAML" in line for line in lines), lines


def test_full_width_punctuation_in_a_text_is_text(own_library: Path) -> None:
    text = GOOD.read_text(encoding="utf-8").replace("no document says it", "说明：无文件，name：也可以")
    (own_library / S).write_text(text, encoding="utf-8")
    assert read_scenario(own_library / S).rules[2].assumption == one("说明：无文件，name：也可以")
