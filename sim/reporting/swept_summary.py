"""summary.txt and summary.json of a sweep, as every run has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.page.words import say as page
from sim.reporting.summary import write_both
from sim.reporting.swept import Swept
from sim.reporting.swept_sentences import sentences
from sim.reporting.tables import swept
from sim.reporting.tables.cells import Table, shown
from sim.reporting.wording import say as spoken
from sim.vocabulary.labels import LANGUAGES, unit

if TYPE_CHECKING:
    from rich.console import Group


def write_sweep_summary(folder: Path, lang: str) -> bool:
    """Write both files; False, and nothing written, where no point has a result."""
    if not (folder / "results.csv").exists():
        return False
    write_both(folder, sweep_summary(folder, lang), _data(Swept(folder)))
    return True


def sweep_summary(folder: Path, lang: str) -> str:
    """What a sweep says, as plain text of 80 columns: equal bytes for equal results."""
    return as_text(_shown(Swept(folder), lang))


def _shown(found: Swept, lang: str) -> Group:
    from rich.console import Group
    from rich.text import Text

    heading = page("sweep", year=found.sweep.year, n=found.points).of(lang)
    parts = [prose(found.title(lang), style="bold"), prose(heading), Text()]
    for table in (swept.varied(found), swept.targets(found), _without_places(swept.ranges(found))):
        parts += [prose(table.title.of(lang), style="bold"), *bullets(_lines(table, lang)), Text()] if table else []
    parts += [prose(spoken("plain", lang), style="bold"), *bullets(sentences(found, lang))]
    return Group(*parts)


def _without_places(ranges: Table) -> Table:
    """The ranges without where their ends lie, which the report tells."""
    kept = [n for n, column in enumerate(ranges.columns) if n == 0 or column.kind != "text"]
    rows = [replace(row, cells=tuple(row.cells[n] for n in kept)) for row in ranges.rows]
    return replace(ranges, columns=tuple(ranges.columns[n] for n in kept), rows=rows)


def _lines(table: Table, lang: str) -> list[str]:
    """A line a row: the first cell, then the others behind their heads."""
    between, colon = ("；", "：") if lang == "zh" else ("; ", ": ")
    lines = []
    for row in table.rows:
        name, *cells = (shown(cell, lang) for cell in row.cells)
        heads = (column.head.of(lang) for column in table.columns[1:])
        lines.append(name + colon + between.join(f"{h} {c}" for h, c in zip(heads, cells, strict=True) if c))
    return lines


def _data(found: Swept) -> dict[str, Any]:
    """The same as data; values are fractions as in the tables."""
    reform = found.outcomes.values[found.outcomes.values["arm"] == "reform"]
    ends = reform.groupby("indicator")["mean"].agg(["min", "max"])
    smallest = found.sweep.smallest
    return {
        "title": {lang: found.title(lang) for lang in LANGUAGES},
        "year": found.sweep.year,
        "points": found.points,
        "failed": len(found.failures),
        "replications": found.replications,
        "sample": float(found.sweep.asked["sample"]),
        "seed": int(found.sweep.asked["seed"]),
        "interval": found.coverage.data(),
        "varied": {str(path): [str(value) for value in found.sweep.levels[path]] for path in found.sweep.paths.index},
        "ranges": {
            name: {
                "unit": unit(name),
                "lowest": float(ends["min"][name]),
                "highest": float(ends["max"][name]),
                "within_luck": found.outcomes.only(name).within_luck(),
            }
            for name in found.outcomes.shown
            if name in ends.index and pd.notna(ends["min"][name])
        },
        "smallest_that_meets_all": None if smallest is None else str(smallest["id"]),
        "sentences": {lang: sentences(found, lang) for lang in LANGUAGES},
    }
