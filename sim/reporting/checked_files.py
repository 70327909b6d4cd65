"""Files of a folder that another command wrote: what is missing in them is said, with what to do about it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.one_line import one_line

# Columns of texts for people, and of numbers; all others are words, even where they look like numbers (a year, an id).
TEXTS = ("en", "zh", "label_en", "label_zh", "title_en", "title_zh", "source", "note")
NUMBERS = ("mean", "low", "high", "n", "value", "probability")


def read_table(path: Path, columns: Sequence[str], remedy: str) -> pd.DataFrame:
    """A CSV with at least these columns: `NUMBERS` as numbers, everything else as text, an empty cell as ''.

    Raises
    ------
    InputInvalid : the file is not there, empty, or lacks a column.
    """
    if not path.exists() or not path.stat().st_size:
        raise _invalid(path, "the file is not there or empty", remedy)
    found = pd.read_csv(path, dtype=str, keep_default_na=False)
    missing = [column for column in columns if column not in found.columns]
    if missing:
        raise _invalid(path, f"no column {', '.join(missing)}; there are {', '.join(found.columns)}", remedy)
    for column in set(NUMBERS) & set(columns):
        try:
            found[column] = pd.to_numeric(found[column])
        except ValueError as error:
            raise _invalid(path, f"column {column}: {error}", "every cell is a number or empty; " + remedy) from None
    return with_lines(found)


def with_lines(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each text for people as one line, whoever wrote the file."""
    lines = {column: table[column].map(one_line, na_action="ignore") for column in TEXTS if column in table.columns}
    return table.assign(**lines)


def read_object(path: Path, keys: Sequence[str], remedy: str) -> dict[str, Any]:
    """A JSON object with at least these keys.

    Raises
    ------
    InputInvalid : the file is not there, is no JSON object, or lacks a key.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _invalid(path, "the file is not there", remedy) from None
    except ValueError as error:
        raise _invalid(path, f"no JSON: {error}", remedy) from None
    if not isinstance(content, dict):
        raise _invalid(path, f"a {type(content).__name__}, not an object", remedy)
    missing = [key for key in keys if key not in content]
    if missing:
        raise _invalid(path, f"no key {', '.join(missing)}; there are {', '.join(content)}", remedy)
    return content


def _invalid(path: Path, what: str, remedy: str) -> InputInvalid:
    return InputInvalid([Problem(path.as_posix(), 0, 0, "", what, remedy)])
