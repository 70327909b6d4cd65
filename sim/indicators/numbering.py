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
    if isinstance(words.dtype, pd.CategoricalDtype):
        codes, found = words.cat.codes.to_numpy(), words.cat.categories
    else:
        codes, found = pd.factorize(words)
    return np.array([position.get(str(word), len(known)) for word in found], dtype=np.int64)[codes]


def runs_of(frame: pd.DataFrame, runs: Runs) -> Ints:
    """Which run each row belongs to."""
    arms = sorted({arm for arm, _ in runs})
    order = np.full((len(arms) + 1, max(n for _, n in runs) + 1), len(runs), dtype=np.int64)
    for n, (arm, replication) in enumerate(runs):
        order[arms.index(arm), replication] = n
    found: Ints = order[numbers(frame["arm"], arms), frame["replication"].to_numpy(dtype=np.int64)]
    return found
