"""What the sources and notes of a folder's tables say in the other language: ``texts.csv`` with the columns en, zh.

A text stands in the tables in one language, whichever its author writes; the file gives the other one. A text it does
not have is shown as it is in both.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from sim.scenario.csv_tables import read_rows
from sim.scenario.faults import Faults
from sim.scenario.inputs import Inputs
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantity import Quantity

TEXTS = "texts.csv"
LANGUAGES = ("en", "zh")
tell = telling(
    {
        "empty": ("空", "empty"),
        "fill": ("填写这句话的另一种语言，或删去这一行", "write the text in the other language, or remove the row"),
        "twice": ("“{text}”已在第{line}行", "{text!r} stands in line {line} already"),
        "once": ("每句话只留一行", "keep one row a text"),
    }
)


def read_texts(folder: Path, name: str, faults: Faults, inputs: Inputs) -> Mapping[str, Bilingual]:
    """The texts of a folder by either of their languages; none where the folder has no such file."""
    file = folder / TEXTS
    inputs.note(f"{name}/{TEXTS}", file)
    found: dict[str, Bilingual] = {}
    lines: dict[str, int] = {}
    for row in read_rows(file, LANGUAGES, faults) if file.is_file() else ():
        both = {lang: row[lang].text.strip() for lang in LANGUAGES}
        for lang, text in both.items():
            place = row[lang].place
            if not text:
                faults.add(place, lang, tell("empty"), tell("fill"))
            elif lines.setdefault(text, place.line) != place.line:
                faults.add(place, lang, tell("twice", text=text, line=lines[text]), tell("once"))
            else:
                found[text] = Bilingual(**both)
    return found


def texts_table(numbers: Iterable[Quantity]) -> str:
    """The file of the texts that differ between the languages, in the order of the English ones; empty for none."""
    found = {text for number in numbers for text in (number.source, number.note) if text.en != text.zh}
    if not found:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([LANGUAGES, *((text.en, text.zh) for text in sorted(found))])
    return out.getvalue()
