"""The report of a results folder: derived from the rest, so it may be written again."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from sim.reporting.folder import Results
from sim.reporting.tables.all import Tables
from sim.vocabulary.errors import InputInvalid, Problem

FORMATS = ("html", "xlsx")
# What tells a results folder from any other.
NEEDED = ("manifest.json", "indicators.csv", "targets.csv", "districts.csv", "rules.csv")


def write_report(folder: Path, lang: str, formats: Sequence[str] = FORMATS) -> list[Path]:
    """Write ``report/report.<format>`` into a results folder, each under a temporary name first.

    Returns
    -------
    The files written, in the order of the formats.

    Raises
    ------
    InputInvalid : the folder holds no results, or a file of the report is open in another program.
    """
    check_folder(folder)
    target = folder / "report"
    target.mkdir(exist_ok=True)
    tables = Tables(Results(folder))
    return [_write(tables, target / f"report.{one}", lang) for one in FORMATS if one in formats]


def check_folder(folder: Path) -> None:
    """Refuse a folder that no run wrote."""
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "there is no such folder"
        raise InputInvalid([Problem(str(folder), 0, 0, "", what, "name a folder that `sim run` wrote")])
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        what = f"no results folder: {', '.join(missing)} not there"
        raise InputInvalid([Problem(str(folder), 0, 0, "", what, "name a folder that `sim run` wrote")])


def _write(tables: Tables, path: Path, lang: str) -> Path:
    if path.suffix == ".html":
        from sim.reporting.page.html import page_html

        content = page_html(tables, lang).encode("utf-8")
    else:
        from sim.reporting.workbook import workbook

        content = workbook(tables, lang)
    draft = path.with_name(f".{path.name}.partial")
    try:
        draft.write_bytes(content)
        os.replace(draft, path)
    except PermissionError:
        draft.unlink(missing_ok=True)
        remedy = "close it where it is open, or give yourself the right to write there, and run again"
        raise InputInvalid([Problem(str(path), 0, 0, "", "cannot be written", remedy)]) from None
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return path
