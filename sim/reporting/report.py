"""The report of a results folder: derived from the rest, so it may be written again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sim.experiments.kept_files import invalid
from sim.experiments.manifest import MANIFEST
from sim.experiments.seal import check_seal
from sim.experiments.sources import source_hash
from sim.reporting.folder import Results
from sim.reporting.tables.all import Tables
from sim.scenario.faults import Faults
from sim.vocabulary.phrase import telling
from sim.vocabulary.whole_file import write_whole

if TYPE_CHECKING:
    from sim.reporting.page.drawings import Pictures
    from sim.reporting.workbook import Written

FORMATS = ("html", "xlsx", "docx", "csv")
SHEETS = ("xlsx", "csv")
USUAL = ("html", "xlsx", "docx")  # csv on request
SCREEN = ("html", "xlsx")  # what every run ends with
# What a table says to code that expects another: a column, a row, a word or a number that is not there.
OTHER_TABLES = (LookupError, ValueError, TypeError, AttributeError)

PHRASES = {
    "file": ("是一个文件", "is a file"),
    "no_folder": ("没有这个文件夹", "there is no such folder"),
    "no_results": ("不是结果文件夹：缺少{names}", "no results folder: {names} not there"),
    "name_one": (
        "请指定由`sim run`、`sim compare`、`sim sweep`或`sim validate`写成的文件夹",
        "name a folder that `sim run`, `sim compare`, `sim sweep` or `sim validate` wrote",
    ),
    "years": ("{years}年不在indicators.csv中", "{years} not among the years of indicators.csv"),
    "another": ("由本程序的另一版本写成：{why}", "written by another version of this program: {why}"),
    "again": ("请重新运行情景", "run the scenario again"),
    "locked": ("无法写入", "cannot be written"),
    "close": (
        "请先在其他程序中关闭该文件，或取得写入权限，再运行一次",
        "close it where it is open, or give yourself the right to write there, and run again",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class ResultsKind:
    """A kind of results: the file that tells it from others, what else must be there, and how it becomes a report.

    A kind without ``written`` has no report: a text and plots are all there is for people.
    """

    mark: str
    needed: tuple[str, ...]
    written: Callable[[Path, str, str], bytes] | None


def _writer(form: str) -> Written:
    """What makes a file of tables: sheets, or text for a double click."""
    if form == "csv":
        from sim.reporting.for_excel import csv_for_excel

        return csv_for_excel
    from sim.reporting.workbook import written

    return written


def _of_run(folder: Path, form: str, lang: str) -> bytes:
    results = Results(folder)
    told = {results.base_year, results.last_year}
    if not told <= set(results.indicators.get("year", ())):
        raise invalid(folder / MANIFEST, tell("years", years=", ".join(sorted(told))), tell("again"), "years")
    tables = Tables(results)
    if form == "html":
        from sim.reporting.page.html import page_html

        return page_html(tables, lang).encode("utf-8")
    if form in SHEETS:
        from sim.reporting.workbook import workbook

        return workbook(tables, lang, _writer(form))
    from sim.reporting.briefing.content import briefing_file
    from sim.reporting.briefing.run import briefing_of_run

    return briefing_file(briefing_of_run(tables), lang)


def _of_comparison(folder: Path, form: str, lang: str) -> bytes:
    from sim.reporting.comparison.folder import Comparison

    found = Comparison(folder)
    if form == "html":
        from sim.reporting.page.compared import compared_page

        return compared_page(found, lang).encode("utf-8")
    if form in SHEETS:
        from sim.reporting.compared_workbook import compared_workbook

        return compared_workbook(found, lang, _writer(form))
    from sim.reporting.briefing.comparison import briefing_of_comparison
    from sim.reporting.briefing.content import briefing_file

    return briefing_file(briefing_of_comparison(found), lang)


def _of_sweep(folder: Path, form: str, lang: str) -> bytes:
    from sim.reporting.swept import Swept

    found = Swept(folder)
    if form == "html":
        from sim.reporting.page.swept import swept_page

        return swept_page(found, lang).encode("utf-8")
    if form in SHEETS:
        from sim.reporting.swept_workbook import swept_workbook

        return swept_workbook(found, lang, _writer(form))
    from sim.reporting.briefing.content import briefing_file
    from sim.reporting.briefing.sweep import briefing_of_sweep

    return briefing_file(briefing_of_sweep(found), lang)


RUN = ResultsKind(MANIFEST, (MANIFEST, "indicators.csv", "targets.csv", "districts.csv", "rules.csv"), _of_run)
COMPARISON = ResultsKind("comparison.json", ("comparison.json", "comparison.csv", "cases.csv"), _of_comparison)
SWEEP = ResultsKind("sweep.yaml", ("sweep.yaml", "paths.csv", "failures.csv"), _of_sweep)
VALIDATION = ResultsKind("validation.csv", ("validation.csv", "score.json"), None)
KINDS = (VALIDATION, RUN, COMPARISON, SWEEP)  # a validation has a manifest too


def write_report(folder: Path, lang: str, formats: Sequence[str] = USUAL) -> list[Path]:
    """Write ``report/report.<format>`` into a results folder, each under a temporary name first.

    Returns
    -------
    The files written, in the order of the formats; none of a validation.

    Raises
    ------
    InputInvalid : the folder holds no results, or not as they were written, or a file of the report is open in
        another program.
    """
    kind = check_folder(folder)
    if kind.written is None:
        return []
    target = folder / "report"
    target.mkdir(exist_ok=True)
    chosen = [form for form in FORMATS if form in formats]
    try:
        return [_write(target / f"report.{form}", kind.written(folder, form, lang)) for form in chosen]
    except OTHER_TABLES as error:
        if _written_here(folder):
            raise
        raise invalid(folder, tell("another", why=error), tell("again")) from error


def write_page(folder: Path, lang: str, drawn: Mapping[str, Pictures]) -> Path:
    """Write the page of a run whose plots are drawn already, by language."""
    from sim.reporting.page.html import page_html

    target = folder / "report"
    target.mkdir(exist_ok=True)
    return _write(target / "report.html", page_html(Tables(Results(folder)), lang, drawn).encode("utf-8"))


def _written_here(folder: Path) -> bool:
    """Whether the same sources wrote the results: then an error is one of this program."""
    runs = [path.parent for path in (folder / MANIFEST, *sorted(folder.glob(f"cases/*/{MANIFEST}"))) if path.is_file()]
    return bool(runs) and all(Results(run).manifest["sources"] == source_hash() for run in runs)


def check_folder(folder: Path) -> ResultsKind:
    """The kind of results a folder holds.

    Raises
    ------
    InputInvalid : no run, comparison, sweep or validation wrote it, or something in it is not as it was written.
    """
    if not folder.is_dir():
        raise invalid(folder, tell("file" if folder.exists() else "no_folder"), tell("name_one"))
    kind = next((kind for kind in KINDS if (folder / kind.mark).is_file()), RUN)
    missing = [name for name in kind.needed if not (folder / name).is_file()]
    if missing:
        raise invalid(folder, tell("no_results", names=", ".join(missing)), tell("name_one"))
    faults = Faults()
    check_seal(folder, faults, but=("journal",))
    check_seal(folder / "explain", faults)
    faults.stop_if_any()
    return kind


def _write(path: Path, content: bytes) -> Path:
    try:
        return write_whole(path, content)
    except PermissionError:
        raise invalid(path, tell("locked"), tell("close")) from None
