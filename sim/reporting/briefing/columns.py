"""How wide the columns of a table are on A4: by what stands in them; what may be broken over lines gives way first."""

from __future__ import annotations

from sim.reporting.briefing.look import WIDTH
from sim.reporting.lines import width
from sim.reporting.tables.cells import Table, shown

HALF = 0.17  # centimetres of half a Chinese character at nine points, with some room
PAD = 0.5
HEAD = 24  # half characters of a head's line: longer heads take more lines
LEAST = {"text": 3.1, "long": 3.8, "code": 2.4}  # what a column of words may shrink to


def widths(table: Table, lang: str) -> list[float]:
    """Centimetres of each column; together the width of the text."""
    filled, headed = [], []
    for n, column in enumerate(table.columns):
        texts = [shown(row.cells[n], lang) for row in table.rows if not row.heading]
        longest = max((width(line) for text in texts for line in text.split("\n")), default=4)
        # An English word is not broken, nor is a Chinese head of four characters.
        head = max((width(part) for part in column.head.of(lang).split()), default=0)
        head = head if lang == "en" else min(head, 9)
        filled.append(max(longest, min(head, HEAD)) * HALF + PAD)
        headed.append(max(longest, min(HEAD, width(column.head.of(lang)) / 2 + 2)) * HALF + PAD)
    least = [min(want, LEAST.get(column.kind, want)) for want, column in zip(filled, table.columns, strict=True)]
    words = [column.kind in LEAST for column in table.columns]
    # First words shrink to what they need at least, then heads take more lines.
    for lowest in ([low if gives else want for low, want, gives in zip(least, headed, words, strict=True)], least):
        headed = _shrunk(headed, lowest)
    return _spread(headed, words)


def _shrunk(wanted: list[float], lowest: list[float]) -> list[float]:
    """Each column nearer to its lowest, as far as it takes."""
    over = sum(wanted) - WIDTH
    give = sum(max(0.0, want - low) for want, low in zip(wanted, lowest, strict=True))
    if over <= 0 or give <= 0:
        return wanted
    part = min(1.0, over / give)
    return [want - max(0.0, want - low) * part for want, low in zip(wanted, lowest, strict=True)]


def _spread(wanted: list[float], words: list[bool]) -> list[float]:
    """What is left goes to columns of words; what is too much is taken from all."""
    spare = WIDTH - sum(wanted)
    if spare > 0 and any(words):
        return [want + spare / sum(words) if gives else want for want, gives in zip(wanted, words, strict=True)]
    return [want * WIDTH / sum(wanted) for want in wanted]
