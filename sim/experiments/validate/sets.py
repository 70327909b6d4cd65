"""Which sets of parameters published experiments rule out: those alone by which a parameter's range was set.

An estimate that informed nothing is left as a test of the model, so it rules no set out. As with figures of a base year
(`sim.experiments.calibrate.judge`) a set is implausible by how far it is from an estimate, over what is not known of
both: the estimate's own interval, and how far the middle of all sets lies beyond it, which no parameter inside its
range mends. From three on, for any estimate, it is ruled out.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from sim.experiments.implausible import NINE_TENTHS, NINETEEN_TWENTIETHS, RULED_OUT, implausible
from sim.experiments.validate.published import PublishedEstimate
from sim.experiments.validate.score import is_zero, scale_of_error
from sim.experiments.validate.study import Study

TABLE = "sets"
COLUMNS = ["draw", "kept", "implausibility", "worst"]


def tuning(studies: Sequence[Study]) -> list[tuple[str, PublishedEstimate]]:
    """Estimates that a parameter's range rests on, each with the id of its study."""
    return [(study.shape.id, one) for study in studies for one in study.estimates if one.shape.in_sample]


def sets_table(studies: Sequence[Study], drawn: pd.DataFrame) -> pd.DataFrame:
    """A row a set: its number, whether it is kept, how implausible it is, and at which estimate (``study/id``).

    Parameters
    ----------
    drawn : columns study, id, draw, effect; a row a set and estimate.
    """
    worst: dict[int, tuple[float, str]] = {int(n): (0.0, "") for n in sorted(drawn["draw"].unique())}
    for study, one in tuning(studies):
        mine = drawn[(drawn["study"] == study) & (drawn["id"] == one.shape.id)].dropna(subset=["effect"])
        off = beyond(one, float(mine["effect"].median())) if len(mine) else 0.0
        for n, effect in zip(mine["draw"].astype(int), mine["effect"].astype(float), strict=True):
            found = implausibility(one, effect, off)
            if found > worst[n][0]:
                worst[n] = found, f"{study}/{one.shape.id}"
    rows = [(n, found <= RULED_OUT, found, name) for n, (found, name) in worst.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def beyond(one: PublishedEstimate, middle: float) -> float:
    """How far the middle of all sets lies beyond the estimate's interval, or beyond the estimate where it has none."""
    low, high = (one.published if end is None else end for end in (one.low, one.high))
    return max(0.0, low - middle, middle - high)


def implausibility(one: PublishedEstimate, effect: float, off: float) -> float:
    """How far a set's effect is from an estimate over what is not known of it.

    An estimate without an interval is read as half of the effect, or as its zero band, either way: what counts as near.
    """
    end = one.high if effect > one.published else one.low
    near = scale_of_error(one) * (1.0 if is_zero(one) else 0.5)
    known = near / NINE_TENTHS if end is None else abs(end - one.published) / NINETEEN_TWENTIETHS
    return implausible(effect - one.published, known, off)
