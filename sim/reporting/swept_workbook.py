"""report.xlsx of a sweep: its tables, one a sheet."""

from __future__ import annotations

from sim.reporting.page.swept import told, what
from sim.reporting.page.words import covered, say
from sim.reporting.swept import Swept
from sim.reporting.tables import swept
from sim.reporting.tables.cells import both
from sim.reporting.tables.words import word
from sim.reporting.workbook import Written, written


def swept_workbook(found: Swept, lang: str, write: Written = written) -> bytes:
    """The file in a language, or what another writer makes of the tables; equal results give equal bytes."""
    about = [
        say("sweep", year=found.sweep.year, n=found.points),
        what(found),
        *told(found),
        *covered(found.coverage),
        say("experiments"),
        word("sheet_units"),
    ]
    makers = (swept.varied, swept.points, swept.targets, swept.levels, swept.ranges, swept.failures)
    return write(both(found.title), about, [table for make in makers if (table := make(found))], lang)
