"""The report of a results folder: derived from the rest, so it may be written again."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

FORMATS = ("html", "xlsx", "docx")
SCREEN = ("html", "xlsx")  # what every run ends with
PHRASES = {
    "file": ("是文件，不是文件夹", "is a file"),
    "nothing": ("没有这个文件夹", "there is no such folder"),
    "none": ("不是结果文件夹：缺少{names}", "no results folder: {names} not there"),
    "name": (
        "请指定 sim run、sim compare 或 sim sweep 写出的文件夹",
        "name a folder that `sim run`, `sim compare` or `sim sweep` wrote",
    ),
    "locked": ("无法写入", "cannot be written"),
    "close": (
        "请先关闭正在打开它的程序，或取得写入权限，再运行一次",
        "close it where it is open, or give yourself the right to write there, and run again",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of results: the file that tells it from others, what else must be there, and how it becomes a report."""

    mark: str
    needed: tuple[str, ...]
    written: Callable[[Path, str, str], bytes]


def _of_run(folder: Path, form: str, lang: str) -> bytes:
    from sim.reporting.folder import Results
    from sim.reporting.tables.all import Tables

    tables = Tables(Results(folder))
    if form == "html":
        from sim.reporting.page.html import page_html

        return page_html(tables, lang).encode("utf-8")
    if form == "xlsx":
        from sim.reporting.workbook import workbook

        return workbook(tables, lang)
    from sim.reporting.briefing.content import briefing_file
    from sim.reporting.briefing.run import briefing_of_run

    return briefing_file(briefing_of_run(tables), lang)


def _of_comparison(folder: Path, form: str, lang: str) -> bytes:
    from sim.reporting.comparison.folder import Comparison

    found = Comparison(folder)
    if form == "html":
        from sim.reporting.page.compared import compared_page

        return compared_page(found, lang).encode("utf-8")
    if form == "xlsx":
        from sim.reporting.compared_workbook import compared_workbook

        return compared_workbook(found, lang)
    from sim.reporting.briefing.comparison import briefing_of_comparison
    from sim.reporting.briefing.content import briefing_file

    return briefing_file(briefing_of_comparison(found), lang)


RUN = Kind("manifest.json", ("manifest.json", "indicators.csv", "targets.csv", "districts.csv", "rules.csv"), _of_run)
COMPARISON = Kind("comparison.json", ("comparison.json", "comparison.csv", "cases.csv"), _of_comparison)
KINDS = (RUN, COMPARISON)


def write_report(folder: Path, lang: str, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write ``report/report.<format>`` into a results folder, each under a temporary name first.

    Returns
    -------
    The files written, in the order of the formats.

    Raises
    ------
    InputInvalid : the folder holds no results, or a file of the report is open in another program.
    """
    kind = check_folder(folder)
    target = folder / "report"
    target.mkdir(exist_ok=True)
    chosen = [form for form in FORMATS if form in formats]
    return [_write(target / f"report.{form}", kind.written(folder, form, lang)) for form in chosen]


def check_folder(folder: Path) -> Kind:
    """The kind of results a folder holds; refuses one that no run, comparison or sweep wrote."""
    if not folder.is_dir():
        what = tell("file" if folder.exists() else "nothing")
        raise InputInvalid([Problem(str(folder), 0, 0, "", what, tell("name"))])
    kind = next((kind for kind in KINDS if (folder / kind.mark).is_file()), RUN)
    missing = [name for name in kind.needed if not (folder / name).is_file()]
    if missing:
        what = tell("none", names=", ".join(missing))
        raise InputInvalid([Problem(str(folder), 0, 0, "", what, tell("name"))])
    return kind


def _write(path: Path, content: bytes) -> Path:
    draft = path.with_name(f".{path.name}.partial")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    except PermissionError:
        draft.unlink(missing_ok=True)
        raise InputInvalid([Problem(str(path), 0, 0, "", tell("locked"), tell("close"))]) from None
    return path
