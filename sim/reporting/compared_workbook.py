"""report.xlsx of a comparison: its tables, one a sheet."""

from __future__ import annotations

from functools import partial

from sim.reporting.comparison.folder import Comparison
from sim.reporting.page.compared import told, what
from sim.reporting.page.words import covered_or_how, say
from sim.reporting.tables import compared, compared_money
from sim.reporting.tables.cells import both
from sim.reporting.tables.words import word
from sim.reporting.workbook import Written, written


def compared_workbook(found: Comparison, lang: str, write: Written = written) -> bytes:
    """The file in a language, or what another writer makes of the tables; equal results give equal bytes."""
    about = [
        *([say("quick")] if found.asked.get("quick") else []),
        say("compared", base=found.asked["base_year"], last=found.year),
        what(found),
        *told(found),
        *covered_or_how(found.coverage),
        say("experiments"),
        word("sheet_units"),
    ]
    sheets = [
        compared.key(found),
        compared.inputs(found),
        compared.headlines(found),
        compared.pairs(found),
        compared.targets(found),
        compared_money.positions(found),
        compared_money.moved(found),
        *compared.groups(found),
        compared.side_effects(found),
    ]
    return write(both(partial(found.name, found.reference)), about, [table for table in sheets if table], lang)
