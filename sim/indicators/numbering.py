"""Numbers for words: how the tables of a run are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Columns = Mapping[str, NDArray[np.float64]]
Ints = NDArray[np.int64]
Runs = Sequence[tuple[str, int]]


def numbers(words: pd.Series, known: Sequence[str]) -> Ints:
    """Position of each word; a word that is not known gets the number after the last."""
    position = {word: n for n, word in enumerate(known)}
    codes, found = pd.factorize(words.astype(str))
    return np.array([position.get(word, len(known)) for word in found], dtype=np.int64)[codes]


def runs_of(frame: pd.DataFrame, runs: Runs) -> Ints:
    """Which run each row belongs to."""
    return numbers(frame["arm"].astype(str) + "/" + frame["replication"].astype(str), [f"{arm}/{n}" for arm, n in runs])
