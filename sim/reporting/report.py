"""The report of a results folder: derived from the rest, so it may be written again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from sim.reporting.comparison.folder import Comparison
    from sim.reporting.page.drawings import Pictures
    from sim.reporting.swept import Swept
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
        "请指定由`sim run`、`sim compare`、`sim sweep`、`sim validate`、`sim sensitivity`或`sim backtest`写成的文件夹",
        "name a folder that `sim run`, `sim compare`, `sim sweep`, `sim validate`, `sim sensitivity` or `sim backtest` "
        "wrote",
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

    ``read`` gives what the folder says, ``written`` makes a file of that in a format and a language. A kind without
    them has no report: a text and plots are all there is for people.
    """

    mark: str
    needed: tuple[str, ...]
    read: Callable[[Path], Any] | None = None
    written: Callable[[Any, str, str], bytes] | None = None


def _writer(form: str) -> Written:
    """What makes a file of tables: sheets, or text for a double click."""
    if form == "csv":
        from sim.reporting.for_excel import csv_for_excel

        return csv_for_excel
    from sim.reporting.workbook import written

    return written


def _run(folder: Path) -> Tables:
    results = Results(folder)
    told = {results.base_year, results.last_year}
    if not told <= set(results.indicators.get("year", ())):
        raise invalid(folder / MANIFEST, tell("years", years=", ".join(sorted(told))), tell("again"), "years")
    return Tables(results)


def _of_run(tables: Tables, form: str, lang: str) -> bytes:
    if form == "html":
        from sim.reporting.page.html import page_html

        return page_html(tables, lang).encode("utf-8")
    if form in SHEETS:
        from sim.reporting.workbook import workbook

        return workbook(tables, lang, _writer(form))
    from sim.reporting.briefing.content import briefing_file
    from sim.reporting.briefing.run import briefing_of_run

    return briefing_file(briefing_of_run(tables), lang)


def _comparison(folder: Path) -> Comparison:
    from sim.reporting.comparison.folder import Comparison

    return Comparison(folder)


def _of_comparison(found: Comparison, form: str, lang: str) -> bytes:
    if form == "html":
        from sim.reporting.page.compared import compared_page

        return compared_page(found, lang).encode("utf-8")
    if form in SHEETS:
        from sim.reporting.compared_workbook import compared_workbook

        return compared_workbook(found, lang, _writer(form))
    from sim.reporting.briefing.comparison import briefing_of_comparison
    from sim.reporting.briefing.content import briefing_file

    return briefing_file(briefing_of_comparison(found), lang)


def _sweep(folder: Path) -> Swept:
    from sim.reporting.swept import Swept

    return Swept(folder)


def _of_sweep(found: Swept, form: str, lang: str) -> bytes:
    if form == "html":
        from sim.reporting.page.swept import swept_page

        return swept_page(found, lang).encode("utf-8")
    if form in SHEETS:
        from sim.reporting.swept_workbook import swept_workbook

        return swept_workbook(found, lang, _writer(form))
    from sim.reporting.briefing.content import briefing_file
    from sim.reporting.briefing.sweep import briefing_of_sweep

    return briefing_file(briefing_of_sweep(found), lang)


RUN = ResultsKind(MANIFEST, (MANIFEST, "indicators.csv", "targets.csv", "districts.csv", "rules.csv"), _run, _of_run)
COMPARISON = ResultsKind(
    "comparison.json", ("comparison.json", "comparison.csv", "cases.csv"), _comparison, _of_comparison
)
SWEEP = ResultsKind("sweep.yaml", ("sweep.yaml", "paths.csv", "failures.csv"), _sweep, _of_sweep)
VALIDATION = ResultsKind("validation.csv", ("validation.csv", "score.json"))
SENSITIVITY = ResultsKind("sensitivity.csv", ("sensitivity.csv", "spread.csv", "question.json"))
BACKTEST = ResultsKind("backtest.csv", ("backtest.csv", "series.csv", "trends.csv", "sets.csv", "question.json"))
KINDS = (VALIDATION, RUN, COMPARISON, SWEEP, SENSITIVITY, BACKTEST)  # a validation has a manifest too


class Report:
    """The report of a results folder, which is checked and read once, when its first file is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _kind(self) -> ResultsKind:
        return check_folder(self._folder)

    @cached_property
    def _found(self) -> Any:
        return self._kind.read and self._kind.read(self._folder)

    def write(self, form: str, lang: str) -> list[Path]:
        """Write ``report/report.<form>``, under a temporary name first; the file, or none of a kind without one.

        Raises
        ------
        InputInvalid : the folder holds no results, or not as they were written, or the file is open in another
            program.
        """
        if self._kind.written is None:
            return []
        target = self._folder / "report"
        target.mkdir(exist_ok=True)
        try:
            return [_write(target / f"report.{form}", self._kind.written(self._found, form, lang))]
        except OTHER_TABLES as error:
            if _written_here(self._folder):
                raise
            raise invalid(self._folder, tell("another", why=error), tell("again")) from error


def write_report(folder: Path, lang: str, formats: Sequence[str] = USUAL) -> list[Path]:
    """Write these files of a report (see `Report.write`); they are given in the order of `FORMATS`."""
    report = Report(folder)
    return [path for form in FORMATS if form in formats for path in report.write(form, lang)]


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
