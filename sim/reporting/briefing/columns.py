"""How wide the columns of a table are on A4: by what stands in them, names and sentences giving way first."""

from __future__ import annotations

from sim.reporting.briefing.look import WIDTH
from sim.reporting.lines import width
from sim.reporting.tables.cells import Table, shown

HALF = 0.17  # centimetres of half a Chinese character at nine points, with some room
PAD = 0.5
GIVES = ("text", "long", "code")  # what may be broken over lines
LEAST = {"text": 2.6, "long": 3.6, "code": 2.4}


def widths(table: Table, lang: str) -> list[float]:
    """Centimetres of each column; together the width of the text."""
    wanted = []
    for n, column in enumerate(table.columns):
        texts = [column.head.of(lang)[:14], *(shown(row.cells[n], lang) for row in table.rows if not row.heading)]
        longest = max((width(line) for text in texts for line in text.split("\n")), default=4)
        wanted.append(longest * HALF + PAD)
    free = [column.kind in GIVES for column in table.columns]
    least = [min(want, LEAST.get(column.kind, want)) for want, column in zip(wanted, table.columns, strict=True)]
    fixed = sum(want for want, gives in zip(wanted, free, strict=True) if not gives)
    over = sum(wanted) - WIDTH
    give = sum(want - low for want, low, gives in zip(wanted, least, free, strict=True) if gives)
    if over > 0 and give > 0:
        part = min(1.0, over / give)
        wanted = [
            want - (want - low) * part if gives else want for want, low, gives in zip(wanted, least, free, strict=True)
        ]
    elif over < 0 and any(free):
        spare = -over * (1.0 if fixed < WIDTH else 0.0)
        wanted = [want + spare / sum(free) if gives else want for want, gives in zip(wanted, free, strict=True)]
    return [want * WIDTH / sum(wanted) for want in wanted]
