"""A plot is drawn from the CSV beside it: the table is written, read back, and only then drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from sim.reporting.plots.frame import save

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
    path = folder / f"{name}.csv"
    table.to_csv(path, index=False, float_format=FLOAT, lineterminator="\n")
    return [path, *save(draw(read_beside(path, words)), folder, name, lang)]


def read_beside(path: Path, words: Sequence[str] = ()) -> pd.DataFrame:
    """The table of a plot as it lies in the folder."""
    return pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=_text(path) | dict.fromkeys(words, str))


def _text(path: Path) -> dict[str, type[str]]:
    columns = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
    words = {*WORDS, "year"} if "month" not in columns else set(WORDS)
    return {column: str for column in columns if column in words}
