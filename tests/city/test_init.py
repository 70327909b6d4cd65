"""`sim init`: from an empty workbook to a region and a scenario that is right; nothing of anybody is written over."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from sim.city.questions import questions, value_columns
from sim.region.description import Region
from sim.scenario.read import read_scenario
from sim.vocabulary.names import Confidence

from .conftest import Run
from .linshan import DISTRICTS, HOSPITALS, LIBRARY, ROOT, Book, start

INVALID, USAGE = 3, 2


def region_of(folder: Path) -> Region:
    """The region that was made in a folder."""
    return read_scenario(folder / "linshan.yaml", library=LIBRARY).region


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_way_from_an_empty_workbook_to_a_city(run: Run, tmp_path: Path, lang: str) -> None:
    assert "linshan.xlsx" in run("init", "linshan", lang=lang).stdout
    Book(lang).filled().save(tmp_path / "linshan.xlsx")
    said = run("init", "linshan", "--from", "linshan.xlsx", lang=lang)
    assert "sim check linshan.yaml" in said.output
    run("check", "linshan.yaml", lang=lang)
    region = region_of(tmp_path)
    assert [d.label.zh for d in region.districts] == [d["name"] for d in DISTRICTS]
    assert [d.value("residents") for d in region.districts] == [d["residents"] for d in DISTRICTS]
    assert [h.label.zh for h in region.hospitals[:-1]] == [h["name"] for h in HOSPITALS]
    assert [h.value("beds") for h in region.hospitals[:-1]] == [h["beds"] for h in HOSPITALS]
    assert region.districts[0].code == "990302"
    assert region.districts[1].numbers["urban_share"].value == 0.48


def test_in_a_folder_with_a_library_the_city_goes_into_it(run: Run, tmp_path: Path) -> None:
    shutil.copytree(LIBRARY, tmp_path / "scenarios")
    run("init", "linshan")
    Book("en").filled().save(tmp_path / "linshan.xlsx")
    said = run("init", "linshan", "--from", "linshan.xlsx")
    assert "sim check scenarios/linshan.yaml" in said.output
    run("check", "scenarios/linshan.yaml")
    assert (tmp_path / "scenarios/regions/linshan/anchors.csv").is_file()


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    """A folder with the city made of what must be filled and little more."""
    Book().filled().save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx", lang="zh")
    return tmp_path


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """A table of the region."""
    with (folder / "regions/linshan" / table).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_what_was_filled_in_says_its_cell_and_what_was_not_that_it_is_national(made: Path) -> None:
    beds = {row["entity"]: row for row in rows(made, "hospitals.csv") if row["quantity"] == "beds"}
    assert beds["h1"]["source"] == "linshan.xlsx 医院!D4"
    assert beds["h1"]["confidence"] == "assumption"  # nobody named a source
    share = next(row for row in rows(made, "people.csv") if row["quantity"] == "female_share")
    assert "凭记忆" in share["source"]
    assert "不是本市数据" in share["note"]
    assert {row["confidence"] for row in rows(made, "benefit.csv")} == {"assumption"}


def test_a_number_with_a_source_is_a_statistic(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    book.cell("hospitals", "source", 0).value = "2019年市卫生健康年鉴"
    book.item("cost_per_visit_county").value = 205.5
    book.item("cost_per_visit_county", column=2).value = "年鉴表3-2"
    book.save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx", lang="zh")
    region = region_of(tmp_path)
    beds = region.hospitals[0].numbers["beds"]
    assert beds.confidence == Confidence.STATISTIC
    assert beds.source.zh == "2019年市卫生健康年鉴 (linshan.xlsx 医院!D4)"
    cost = next(a for a in region.anchors if (a.indicator, a.group) == ("cost_per_visit", "county"))
    assert (cost.figure.value, cost.figure.confidence) == (205.5, Confidence.STATISTIC)
    assert "年鉴表3-2" in cost.figure.source.zh


def test_nothing_of_another_place_is_in_it(made: Path) -> None:
    for file in [*made.glob("regions/linshan/*"), made / "linshan.yaml"]:
        text = file.read_text(encoding="utf-8")
        assert not [word for word in ("Pingxiang", "pingxiang", "萍乡", "安源", "Anyuan", "PX-") if word in text], file
    assert "primary_visit_share_listed" not in {row["indicator"] for row in rows(made, "anchors.csv")}
    scenario = read_scenario(made / "linshan.yaml", library=LIBRARY)
    assert (scenario.rules, scenario.targets, scenario.documents) == ((), (), ())


def test_no_label_speaks_of_the_clause_of_one_document() -> None:
    for name in ("labels.csv", "definitions.csv", "quantities.csv"):
        text = (ROOT / "sim/vocabulary" / name).read_text(encoding="utf-8")
        assert "clause 11" not in text
        assert "文件所列" not in text
        assert "文件列明" not in text


def test_start_values_say_that_they_are_not_fitted(made: Path) -> None:
    found = rows(made, "calibrated.csv")
    assert {row["confidence"] for row in found} == {"assumption"}
    assert {row["source"] for row in found} == {"起始值，尚未拟合；请运行sim fit"}


def test_a_scale_starts_in_proportion_to_what_it_shall_meet(run: Run, tmp_path: Path) -> None:
    values = []
    for cost in (150, 300):
        book = Book().filled()
        book.item("cost_per_visit_county").value = cost
        book.save(tmp_path / "linshan.xlsx")
        run("init", "linshan", "--from", "linshan.xlsx")
        values.append(region_of(tmp_path).calibrated["cost_scale_visit_county"].value)
    assert values[1] == pytest.approx(2 * values[0], rel=1e-3)


def test_the_same_command_again_makes_the_city_anew(run: Run, made: Path) -> None:
    book = Book().filled()
    book.cell("hospitals", "beds", 0).value = 1300
    book.save(made / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx", lang="zh")
    assert region_of(made).hospitals[0].value("beds") == 1300
    assert not list(made.rglob("*.old*"))
    assert not list(made.rglob("*.partial"))


def test_a_file_that_was_changed_is_not_written_over(run: Run, made: Path) -> None:
    fitted = made / "regions/linshan/calibrated.csv"
    text = fitted.read_text(encoding="utf-8").replace("assumption", "calibrated")
    fitted.write_text(text, encoding="utf-8")
    before = {file: file.read_bytes() for file in made.rglob("*") if file.is_file()}
    said = run("init", "linshan", "--from", "linshan.xlsx", lang="zh", code=USAGE)
    assert "regions/linshan/calibrated.csv: 生成之后有人改动过" in said.output
    assert {file: file.read_bytes() for file in made.rglob("*") if file.is_file()} == before
    run("init", "linshan", "--from", "linshan.xlsx", "--force", lang="zh")
    assert (made / "regions/linshan/calibrated.csv.old").read_text(encoding="utf-8") == text
    assert "尚未拟合" in fitted.read_text(encoding="utf-8")


def test_rules_that_somebody_wrote_stay(run: Run, made: Path) -> None:
    scenario = made / "linshan.yaml"
    text = scenario.read_text(encoding="utf-8").replace("last: 2021", "last: 2023")
    scenario.write_text(text, encoding="utf-8")
    book = Book().filled()
    book.cell("hospitals", "beds", 0).value = 1300
    book.save(made / "linshan.xlsx")
    assert "保留原样" in run("init", "linshan", "--from", "linshan.xlsx", lang="zh").output
    assert scenario.read_text(encoding="utf-8") == text
    assert region_of(made).hospitals[0].value("beds") == 1300


def test_a_run_that_was_stopped_half_way_can_be_given_again(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = Book().filled()
    book.cell("hospitals", "beds", 0).value = 1300
    book.cell("districts", "residents", 0).value = 250000
    book.save(made / "linshan.xlsx")
    replace, moved = Path.replace, []

    def stop(self: Path, target: Path) -> Path:
        moved.append(self)
        if len(moved) == 4:  # the record, two tables, and no more
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    run("init", "linshan", "--from", "linshan.xlsx", code=130)
    monkeypatch.setattr(Path, "replace", replace)
    run("init", "linshan", "--from", "linshan.xlsx")
    assert region_of(made).hospitals[0].value("beds") == 1300
    assert not list(made.rglob("*.old*"))
    assert not list(made.rglob("*.partial"))


def test_one_process_at_a_time_and_what_a_killed_one_left_is_cleared(run: Run, made: Path) -> None:
    left_over = made / ".linshan.1.partial"
    left_over.mkdir()
    with FileLock(made / ".linshan.lock"):
        said = run("init", "linshan", "--from", "linshan.xlsx", code=USAGE)
        assert "another process is making this city" in said.output
        assert left_over.exists()
    run("init", "linshan", "--from", "linshan.xlsx")
    assert [file.name for file in made.iterdir() if file.name[0] == "."] == []


def test_files_of_somebody_else_are_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "linshan.yaml").write_text("mine\n", encoding="utf-8")
    Book().filled().save(tmp_path / "linshan.xlsx")
    said = run("init", "linshan", "--from", "linshan.xlsx", code=USAGE)
    assert "linshan.yaml: is there already, and not made by sim init" in said.output
    assert (tmp_path / "linshan.yaml").read_text(encoding="utf-8") == "mine\n"
    assert not (tmp_path / "regions").exists()


def test_a_workbook_that_is_there_is_never_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "linshan.xlsx").write_bytes(b"filled in")
    said = run("init", "linshan", lang="zh", code=USAGE)
    assert "sim init linshan --from linshan.xlsx" in said.output
    assert (tmp_path / "linshan.xlsx").read_bytes() == b"filled in"


@pytest.mark.parametrize("name", ["临山", "Linshan", "lin-shan", "1shan", "../x"])
def test_what_cannot_name_a_city(run: Run, name: str) -> None:
    assert "linshan" in run("init", name, lang="zh", code=USAGE).output


def test_equal_answers_give_equal_bytes(run: Run, made: Path) -> None:
    before = {file.name: file.read_bytes() for file in (made / "regions/linshan").iterdir()}
    run("init", "linshan", "--from", "linshan.xlsx", lang="zh")
    assert {file.name: file.read_bytes() for file in (made / "regions/linshan").iterdir()} == before
    assert set(json.loads(before["made_by_init.json"])) >= {"linshan.yaml", "regions/linshan/region.yaml"}


def test_everything_optional_filled_in_arrives(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    book.item("outside_discharge_share").value = 0.12
    book.item("visits_primary").value = 2600000
    book.item("employee_share", sheet="people").value = 0.2
    book.item("deductible_third", column=1, sheet="insurance").value = 700
    for column, value in {"district": "甪直县", "township_centres": 11, "community_centres": 1, "beds": 260}.items():
        book.cell("primary", column, 0).value = value
    for column, value in {"from": "瀍河区", "to": "甪直县", "minutes": 42}.items():
        book.cell("travel", column, 0).value = value
    book.save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx")
    region = region_of(tmp_path)
    anchors = {(a.indicator, a.group): a.figure.value for a in region.anchors}
    assert anchors["discharge_share_outside", "all"] == pytest.approx(0.12)
    assert region.payers[1].benefit["deductible_third"].value == 700
    assert region.travel["d2", "urban", "chanhe"].value == region.travel["chanhe", "urban", "d2"].value == 42
    assert region.districts[1].value("primary_places") == 12
    assert region.districts[1].value("community_share") == pytest.approx(1 / 12, abs=1e-4)
    assert region.districts[1].value("primary_beds") == 260
    ages = [q.value for name, q in region.people.items() if name.startswith("age_share_")]
    assert sum(ages) == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("third", [0, 1, 2])
def test_two_thirds_of_what_is_optional_emptied(run: Run, tmp_path: Path, third: int) -> None:
    """Whatever is left is taken, the rest is national, and what is made of both is right."""
    book, filled = Book().filled(), {}
    for n, question in enumerate(q for q in questions() if q.sheet in ("city", "people", "insurance") and not q.must):
        if n % 3 == third and question.kind not in ("count", "text"):
            table, _, name = question.national.partition(":")
            known = start().of(table, f"{question.column}.{question.id}" if question.column else name, 2019)
            column = list(value_columns(question.sheet)).index(question.column)
            book.item(question.id, column, question.sheet).value = known.value
            filled[question.id, question.column] = known.value
    book.save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx")
    run("check", "linshan.yaml")
    region = region_of(tmp_path)
    assert len(filled) > 20
    for payer in region.payers:
        for name, known in payer.benefit.items():
            assert ("linshan.xlsx" in known.source.en) == ((name, payer.id) in filled), name


def test_who_runs_a_hospital_where_nobody_says(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    book.cell("hospitals", "owner", 2).value = None
    book.cell("hospitals", "level", 3).value = "三级"
    book.cell("hospitals", "name", 4).value = "浉阳县精神卫生中心"
    book.save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx")
    hospitals = region_of(tmp_path).hospitals
    assert [h.owner.id for h in hospitals[:5]] == ["city", "city", "city", "county", "county"]
    assert [(h.level.id, h.grade.id) for h in hospitals[2:4]] == [("county", "second"), ("county", "third")]
    assert [h.kind.id for h in hospitals[:5]] == ["general", "tcm", "maternal_child", "general", "psychiatric"]


def test_what_can_hardly_be_is_pointed_out(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    for row in range(2):
        book.cell("hospitals", "beds", row).value = 2400
    book.item("discharges_tertiary").value = 30000
    book.save(tmp_path / "linshan.xlsx")
    said = run("init", "linshan", "--from", "linshan.xlsx", lang="zh").output
    assert "注意：三级：按所填数字，病床使用率为16%" in said


def test_as_data(run: Run, tmp_path: Path) -> None:
    Book().filled().save(tmp_path / "linshan.xlsx")
    found = json.loads(run("init", "linshan", "--from", "linshan.xlsx", "--json").stdout)
    assert found["scenario"] == "linshan.yaml"
    assert found["numbers"]["filled"] == 14
    (tmp_path / "empty.xlsx").write_bytes(b"")
    faults = json.loads(run("init", "linshan", "--from", "empty.xlsx", "--json", code=INVALID).stdout)
    assert faults["problems"][0]["file"] == "empty.xlsx"


def test_a_library_without_start_values(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other/regions").mkdir(parents=True)
    said = run("init", "linshan", "--library", "other", lang="zh", code=INVALID).output
    assert "资料库中没有 start/" in said
    assert not (tmp_path / "linshan.xlsx").exists()


def test_a_workbook_in_english_answered_in_chinese(run: Run, tmp_path: Path) -> None:
    Book("en").filled().save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx", lang="zh")
    assert region_of(tmp_path).label.zh == "临山市"


def test_no_path_of_this_machine_is_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    file = Book().filled().save(tmp_path / "away/linshan.xlsx")
    run("init", "linshan", "--from", str(file))
    for made in [*tmp_path.glob("regions/linshan/*"), tmp_path / "linshan.yaml"]:
        assert str(tmp_path) not in made.read_text(encoding="utf-8"), made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_examples_in_the_scenario_are_right_once_they_are_no_comments(run: Run, tmp_path: Path, lang: str) -> None:
    Book().filled().save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx", lang=lang)
    scenario = tmp_path / "linshan.yaml"
    lines = scenario.read_text(encoding="utf-8").replace("rules: []", "rules:").splitlines()
    examples = [line.removeprefix("# ") if line.startswith(("#  ", "# targets:")) else line for line in lines]
    scenario.write_text("\n".join(examples) + "\n", encoding="utf-8")
    run("check", "linshan.yaml", lang=lang)
    read = read_scenario(scenario, library=LIBRARY)
    assert len(read.rules) == len(read.targets) == 1
