"""What the sources and notes of tables say in the other language: ``texts.csv`` with the columns en, zh.

A text stands in the tables in one language, whichever its author writes; the file, beside the scenario or in the
library, gives the other one. A text that neither has is shown as it is in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from sim.scenario.csv_cells import Cell, split
from sim.scenario.csv_heading import check_heading
from sim.scenario.csv_tables import is_whole
from sim.scenario.faults import Faults, shown
from sim.scenario.fit_file import SOURCE
from sim.scenario.input_file import read_text
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library
from sim.scenario.number_row import Texts
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.one_line import one_line
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantity import Quantity

TEXTS = "texts.csv"
LANGUAGES = ("en", "zh")
PHRASES = {
    "empty": ("空", "empty"),
    "fill": ("填写这句话的另一种语言，或删去这一行", "write the text in the other language, or remove the row"),
    "twice": ("“{text}”已在第{line}行", "{text!r} stands in line {line} already"),
    "once": ("每句话只留一行", "keep one row a text"),
}
tell = telling(PHRASES)


def read_texts(library: Library, faults: Faults, inputs: Inputs) -> Texts:
    """All texts by either of their languages; those beside the scenario go before those of the library."""
    found: dict[str, Bilingual] = {SOURCE.en: SOURCE, SOURCE.zh: SOURCE}
    for name, file in library.both(TEXTS).items():
        if file.is_file() and library.keeps(file, faults):
            inputs.note(name, file)
            found |= _of(file, faults)
    return Frozen(found)


def texts_table(numbers: Iterable[Quantity]) -> str:
    """The file of all sources and notes, in the order of the English ones; what was written once stands twice."""
    found = {text for number in numbers for text in (number.source, number.note) if text}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([LANGUAGES, *((text.en, text.zh) for text in sorted(found))])
    return out.getvalue()


def _of(file: Path, faults: Faults) -> dict[str, Bilingual]:
    found: dict[str, Bilingual] = {}
    lines: dict[str, int] = {}
    for en, zh in _rows(file, faults):
        both = Bilingual(one_line(en.text), one_line(zh.text))
        for lang, cell, text in (("en", en, both.en), ("zh", zh, both.zh)):
            if not text:
                faults.add(cell.place, lang, tell("empty"), tell("fill"))
            elif lang == "en" and lines.setdefault(text, cell.place.line) != cell.place.line:
                faults.add(cell.place, lang, tell("twice", text=text, line=lines[text]), tell("once"))
            else:
                found.setdefault(text, both)
    return found


def _rows(file: Path, faults: Faults) -> Iterator[tuple[Cell, Cell]]:
    """English and Chinese of each row."""
    text = read_text(file, faults)
    lines = split(text, shown(file), faults) if text else []
    names = check_heading(lines, LANGUAGES, faults) if lines else None
    if names is None or set(names) != set(LANGUAGES):
        return
    for cells in lines[1:]:
        if is_whole(cells, names, faults):
            row = dict(zip(names, cells, strict=True))
            yield row["en"], row["zh"]
