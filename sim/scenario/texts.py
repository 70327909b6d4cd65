"""What the sources and notes of tables say in the other language: ``texts.csv`` with the columns en, zh.

A text stands in the tables in one language, whichever its author writes; the file, beside the scenario or in the
library, gives the other one. A text that neither has is shown as it is in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from sim.scenario.csv_tables import read_rows
from sim.scenario.faults import Faults
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantity import Quantity

TEXTS = "texts.csv"
LANGUAGES = ("en", "zh")
Texts = Mapping[str, Bilingual]
NONE: Texts = Frozen({})
PHRASES = {
    "empty": ("空", "empty"),
    "fill": ("填写这句话的另一种语言，或删去这一行", "write the text in the other language, or remove the row"),
    "twice": ("“{text}”已在第{line}行", "{text!r} stands in line {line} already"),
    "once": ("每句话只留一行", "keep one row a text"),
}
tell = telling(PHRASES)


def read_texts(library: Library, faults: Faults, inputs: Inputs) -> Texts:
    """All texts by either of their languages; those beside the scenario go before those of the library."""
    found: dict[str, Bilingual] = {}
    own = library.beside / TEXTS
    shared = library.folder / TEXTS if library.folder else own
    files = {TEXTS: own} if shared.resolve() == own.resolve() else {f"library/{TEXTS}": shared, TEXTS: own}
    for name, file in files.items():
        if file.is_file():
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
    for row in read_rows(file, LANGUAGES, faults):
        both = {lang: row[lang].text.strip() for lang in LANGUAGES}
        for lang, text in both.items():
            place = row[lang].place
            if not text:
                faults.add(place, lang, tell("empty"), tell("fill"))
            elif lang == "en" and lines.setdefault(text, place.line) != place.line:
                faults.add(place, lang, tell("twice", text=text, line=lines[text]), tell("once"))
            else:
                found.setdefault(text, Bilingual(**both))
    return found
