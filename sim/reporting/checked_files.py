"""Tables of a folder that another command wrote: what is missing in them is said, with what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from sim.experiments.kept_files import invalid, read_csv
from sim.vocabulary.one_line import one_line
from sim.vocabulary.phrase import Bilingual, telling

# Columns of texts for people, and of numbers; all others are words, even where they look like numbers (a year, an id).
TEXTS = (
    "en", "zh", "label_en", "label_zh", "title_en", "title_zh", "source", "source_zh", "note", "note_zh", "assumption",
    "assumption_zh",
)  # fmt: skip
NUMBERS = ("mean", "low", "high", "n", "value", "probability")

PHRASES = {
    "number": ("列{column}：{why}", "column {column}: {why}"),
    "write": ("每个单元格应为数字或留空；{remedy}", "every cell is a number or empty; {remedy}"),
}
tell = telling(PHRASES)


def read_table(path: Path, columns: Sequence[str], remedy: Bilingual, numbers: Sequence[str] = NUMBERS) -> pd.DataFrame:
    """A CSV with at least these columns: those of ``numbers`` as such, all else as text, an empty cell as ''.

    Raises
    ------
    InputInvalid : the file is not there, empty, no table, lacks a column, or has a word among its numbers.
    """
    found = read_csv(path, remedy, columns, dtype=str, keep_default_na=False)
    for column in (name for name in numbers if name in columns):
        try:
            found[column] = pd.to_numeric(found[column])
        except (ValueError, TypeError) as error:
            raise invalid(path, tell("number", column=column, why=error), tell("write", remedy=remedy)) from None
    return with_lines(found)


def with_lines(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each text for people as one line, whoever wrote the file."""
    lines = {column: table[column].map(one_line, na_action="ignore") for column in TEXTS if column in table.columns}
    return table.assign(**lines)
