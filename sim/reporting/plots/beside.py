"""A plot is drawn from the CSV beside it: the table is written, read back, and only then drawn."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.plots.frame import save
from sim.vocabulary.whole_file import write_whole

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FLOAT = "%.10g"
# Columns that hold words, whatever they look like; a year is one where it may name a window of months.
WORDS = ("indicator", "arm", "area", "group", "home", "comparator", "unit", "target", "side", "part", "kind", "case")


def write_plot(
    folder: Path, name: str, table: pd.DataFrame, draw: Callable[[pd.DataFrame], Figure], lang: str,
    words: Sequence[str] = (),
) -> list[Path]:  # fmt: skip
    """Write ``<name>.csv``, ``<name>.<lang>.svg`` and ``.png`` into ``folder``; to be called in the house style.

    ``words`` are further columns of words, whatever they look like.
    """
    text = table_text(table)
    return write_drawn(folder, name, text, draw(table_rows(text, words)), lang)


def write_drawn(folder: Path, name: str, text: str, figure: Figure, lang: str) -> list[Path]:
    """Write a table and the figure that was drawn from it, as `write_plot` does."""
    path = write_whole(folder / f"{name}.csv", text)
    return [path, *save(figure, folder, name, lang)]


def files_of(folder: Path, name: str, lang: str) -> list[Path]:
    """The files of a plot in a language."""
    return [folder / f"{name}.csv", folder / f"{name}.{lang}.svg", folder / f"{name}.{lang}.png"]


def whole(folder: Path, name: str, lang: str) -> bool:
    """Whether a plot is all there in a language."""
    return all(path.is_file() for path in files_of(folder, name, lang))


def table_text(table: pd.DataFrame) -> str:
    """The table of a plot as it is written beside it."""
    return table.to_csv(index=False, float_format=FLOAT, lineterminator="\n")


def table_rows(text: str, words: Sequence[str] = ()) -> pd.DataFrame:
    """That table read back: what is drawn; ``words`` are further columns of words."""
    kinds = _words(text) | dict.fromkeys(words, str)
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""], dtype=kinds)


def _words(text: str) -> dict[str, type[str]]:
    """Columns that hold words; a year is one where it may name a window of months."""
    columns = text.partition("\n")[0].split(",")
    words = {*WORDS, "year"} if "month" not in columns else set(WORDS)
    return {column: str for column in columns if column in words}
