"""Patients from beyond the prefecture by hospital (外来就医): how they are shared out so that each has its own part.

Where they go is given, not chosen: it does not answer to price, wait or quality here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 2000
CLOSE = 1e-9


def weights_of(stays: Sequence[float], takes: Sequence[Sequence[bool]], needs: Sequence[float]) -> NDArray[np.float64]:
    """[F] the weight by which a patient of any group chooses among the hospitals that treat it.

    With them each hospital has its part of all patients, as far as what it treats allows: they are fitted in proportion
    (Deming and Stephan 1940).

    Parameters
    ----------
    stays : [F] stays a year of patients from beyond; 0 where none come.
    takes : [F][G] whether a hospital treats a group.
    needs : [G] how many needs of each group come from beyond, on any scale.
    """
    asked = np.array(stays, dtype=np.float64)
    treated = np.array(takes, dtype=np.float64) * (asked > 0)[:, None]
    of_group = np.array(needs, dtype=np.float64) * (treated.sum(axis=0) > 0)
    open_to = (treated * of_group).sum(axis=1) > 0
    asked = np.where(open_to, asked, 0.0)
    if asked.sum() <= 0:
        return np.zeros(len(asked))
    asked /= asked.sum()
    weight = asked.copy()
    for _ in range(ROUNDS):
        shares = treated * weight[:, None]
        whole = shares.sum(axis=0)
        come = (shares / np.where(whole > 0, whole, 1.0) * of_group).sum(axis=1) / of_group.sum()
        step = np.where(come > 0, asked / np.where(come > 0, come, 1.0), 0.0)
        weight = weight * step
        weight /= weight.sum()
        if np.max(np.abs(come - asked)) < CLOSE:
            break
    return np.asarray(weight)
