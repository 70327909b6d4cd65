"""What is not clear is refused with its sheet and cell, all at once, in both languages, and nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run
from .linshan import Book

INVALID = 3
Fill = Callable[[Book], None]


def cell(sheet: str, column: str, row: int, value: Any) -> Fill:
    """Write into a list."""
    return lambda book: setattr(book.cell(sheet, column, row), "value", value)


def item(name: str, value: Any) -> Fill:
    """Answer an item of the first sheet."""
    return lambda book: setattr(book.item(name), "value", value)


def merged_beds(book: Book) -> None:
    """One number of beds over two hospitals."""
    book.cell("hospitals", "beds", 1).value = None
    book.sheet("hospitals").merge_cells("D4:D5")


def second_total(book: Book) -> None:
    """The same item twice."""
    page = book.sheet("city")
    page["A40"], page["C40"] = "全市出院人次", 100000


def own_item(book: Book) -> None:
    """A value beside a label that nobody knows."""
    book.item("visits_primary").value = 2600000
    row = book.item("visits_primary").row
    page = book.sheet("city")
    page.cell(row, 1).value, page.cell(row, page.max_column).value = "基层的人次", None


def no_centre(book: Book) -> None:
    """A district with no centre at all."""
    book.cell("primary", "district", 0).value = "甪直县"
    book.cell("primary", "township_centres", 0).value = 0


CASES: dict[str, tuple[Fill, str, str]] = {
    "a must": (item("visits_total", None), "城市!C6: 必填，现为空：全市总诊疗人次", "must be filled, and is empty"),
    "a must in a row": (cell("hospitals", "beds", 3, None), "医院!D7: 必填，现为空：实有床位", "must be filled"),
    "a word": (cell("districts", "kind", 1, "乡"), "县区!B5: 没有“乡”这个选项", "no such choice: '乡'"),
    "a grade": (cell("hospitals", "level", 3, "四级"), "医院!C7: 没有“四级”这个选项", "no such choice"),
    "no number": (cell("hospitals", "beds", 3, "约四百"), "医院!D7: “约四百”不是数字", "is not a number"),
    "a range": (cell("hospitals", "beds", 3, "400-450"), "医院!D7: “400-450”不是数字", "is a range"),
    "bad thousands": (cell("hospitals", "beds", 3, "1,20"), "医院!D7: “1,20”不是数字", "is not a number"),
    "a date": (cell("hospitals", "beds", 3, date(2017, 1, 1)), "医院!D7: 是日期：2017-01-01", "a date: 2017-01-01"),
    "truth": (cell("hospitals", "beds", 3, True), "医院!D7: 是逻辑值", "a truth value"),
    "half a bed": (cell("hospitals", "beds", 3, 420.5), "医院!D7: 420.5 不是整数", "not a whole number"),
    "too many": (cell("hospitals", "beds", 3, 420000), "医院!D7: 420,000 不在可能的范围内", "cannot be meant"),
    "ten thousands": (cell("districts", "residents", 1, 18.7), "县区!C5: 18.7 不在可能的范围内", "187,000"),
    "a count as per cent": (cell("hospitals", "beds", 3, "12%"), "医院!D7: “12%”是百分数", "is a percentage"),
    "a share above one": (item("outside_discharge_share", 12.5), "12.5 大于 1", "write 12.5% or 0.125"),
    "an error": (cell("hospitals", "beds", 3, "#DIV/0!"), "医院!D7: 公式出错：#DIV/0!", "ends in an error"),
    "not worked out": (cell("hospitals", "beds", 3, "=400+20"), "医院!D7: 公式没有算出的值", "without a value"),
    "a code": (cell("districts", "code", 1, "3603"), "县区!E5: “3603”不是区划代码", "no division code"),
    "a code of letters": (cell("districts", "code", 1, "36O323"), "县区!E5: “36O323”不是区划代码", "6 or 12 digits"),
    "an id": (cell("districts", "id", 1, "甪直"), "县区!F5: “甪直”不能作编号", "cannot be an id"),
    "a reserved id": (cell("districts", "id", 1, "all"), "县区!F5: “all”是保留词", "is reserved"),
    "an id twice": (cell("districts", "id", 1, "chanhe"), "县区!F5: “chanhe”出现两次（另一处：县区!F4）", "twice"),
    "an id of a district": (cell("hospitals", "id", 1, "chanhe"), "医院!H5: “chanhe”出现两次", "twice"),
    "a name twice": (cell("districts", "name", 1, "瀍河区"), "县区!A5: “瀍河区”出现两次", "twice (also 县区!A4)"),
    "a district": (cell("hospitals", "district", 3, "角直县"), "医院!B7: “县区”表中没有“角直县”", "no such district"),
    "totals": (cell("districts", "name", 5, "合计"), "县区!A9: “合计”是合计行", "a row of totals"),
    "parts": (item("visits_primary", 5000000), "城市!C8: 各部分之和 5,000,000 超过总数 4,870,000", "the parts sum"),
    "beds": (item("discharges_total", 300000), "城市!C7: 三级：按所填数字，病床使用率为", "beds are used to"),
    "no centre": (no_centre, "基层!B4: 卫生院和社区中心共 0 个", "0 township and community centres"),
    "clinics": (item("visits_village", 2.8e6), "城市!C9: 村卫生室和诊所共 2,800,000，超过基层", "fill in"),
    "no rest": (item("visits_tertiary", 3e6), "3,000,000 加上基层（未填，按全国占比 52.0%）超过总数", "fill in"),
    "per head": (item("discharges_total", 15800), "城市!C7: 平均每人 0.017", "which cannot be"),
    "merged": (merged_beds, "医院!D5: 几行合并成一格的数", "merged over several rows"),
    "twice": (second_total, "城市!C40: “全市出院人次”填了两次（另一处：城市!C7）", "is answered twice"),
    "a label": (own_item, "城市!C8: 有数值，却看不出是哪一项", "no telling what it answers"),
    "a year": (item("base_year", 19), "城市!C5: 19 不在可能的范围内", "2,010 to 2,030"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fault_names_its_cell(run: Run, tmp_path: Path, name: str) -> None:
    fill, zh, en = CASES[name]
    book = Book().filled()
    fill(book)
    book.save(tmp_path / "linshan.xlsx")
    for lang, said in (("zh", zh), ("en", en)):
        found = run("init", "linshan", "--from", "linshan.xlsx", lang=lang, code=INVALID).output
        assert said in found, found
        assert "linshan.xlsx: " in found
        assert "Traceback" not in found
    assert [file.name for file in tmp_path.iterdir()] == ["linshan.xlsx"]


def test_all_faults_at_once(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    several = ("a must", "a word", "a date", "an id", "a share above one")
    for name in several:
        CASES[name][0](book)
    book.save(tmp_path / "linshan.xlsx")
    found = run("init", "linshan", "--from", "linshan.xlsx", lang="zh", code=INVALID).output
    assert all(CASES[name][1] in found for name in several)
    assert found.count(" -> ") == len(several)


def test_sheets_and_headings_that_are_missing(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    del book.book["县区"]
    book.sheet("hospitals").delete_rows(3)
    book.save(tmp_path / "linshan.xlsx")
    found = run("init", "linshan", "--from", "linshan.xlsx", lang="zh", code=INVALID).output
    assert "缺少“县区”表" in found
    assert "医院: 找不到表头" in found


def test_a_column_that_is_missing_or_there_twice(run: Run, tmp_path: Path) -> None:
    book = Book().filled()
    book.cell("hospitals", "level", -1).value = "级别"
    book.cell("districts", "code", -1).value = "常住人口"
    book.save(tmp_path / "linshan.xlsx")
    found = run("init", "linshan", "--from", "linshan.xlsx", lang="zh", code=INVALID).output
    assert "医院: 缺少“等级”这一列" in found
    assert "县区!E3: “常住人口”这一列出现两次" in found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是Excel工作簿"),
        (b"\xd0\xcf\x11\xe0 old Excel or a password", "不是Excel工作簿"),
        (b"PK\x03\x04 nothing of a workbook", "工作簿无法打开"),
        ("县区名称,类型".encode(), "不是Excel工作簿"),
    ],
)
def test_what_is_no_workbook(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "linshan.xlsx").write_bytes(content)
    assert said in run("init", "linshan", "--from", "linshan.xlsx", lang="zh", code=INVALID).output


def test_no_file_and_no_csv(run: Run, tmp_path: Path) -> None:
    assert "没有这个文件" in run("init", "linshan", "--from", "nothing.xlsx", lang="zh", code=INVALID).output
    (tmp_path / "csv").mkdir()
    assert "没有CSV文件" in run("init", "linshan", "--from", "csv", lang="zh", code=INVALID).output


def test_an_empty_workbook_names_every_must(run: Run) -> None:
    run("init", "linshan", lang="zh")
    found = run("init", "linshan", "--from", "linshan.xlsx", lang="zh", code=INVALID).output
    for place in ("城市!C4", "城市!C5", "城市!C6", "城市!C7", "县区: 一行也没有填", "医院: 一行也没有填"):
        assert place in found


def test_nothing_is_lost_when_the_disk_refuses(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Book().filled().save(tmp_path / "linshan.xlsx")
    run("init", "linshan", "--from", "linshan.xlsx")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    run("init", "linshan", "--from", "linshan.xlsx", code=1)
    monkeypatch.undo()
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before
