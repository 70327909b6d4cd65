"""How far the model is from what was published, and whether a simpler answer would have been nearer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.experiments.validate.estimators import ESTIMATORS
from sim.experiments.validate.published import PublishedEstimate
from sim.experiments.validate.study import Study

Floats = NDArray[np.float64]
LOW, HIGH = 0.05, 0.95
COLUMNS = (
    "study", "id", "lever", "outcome", "estimator", "scale", "published", "published_low", "published_high",
    "median", "low", "high", "draws", "inside", "near", "sign_ok", "zero", "in_sample", "scale_of_error",
    "crps_model", "crps_no_effect", "crps_literature", "literature", "source",
)  # fmt: skip


def crps(ensemble: Floats, observed: float) -> float:
    """Continuous ranked probability score of an ensemble: ``E|X - y| - E|X - X'| / 2``; 0 is perfect.

    For one member it is the absolute error, so that a point forecast is judged by the same measure.
    """
    spread = np.abs(ensemble[:, None] - ensemble[None, :]).mean()
    return float(np.abs(ensemble - observed).mean() - 0.5 * spread)


def scale_of_error(one: PublishedEstimate) -> float:
    """What an error is counted in: the effect itself, half its interval or the zero band, whichever is largest.

    So an effect of +132 % does not outweigh ten of -6 %, and nobody is punished for missing a zero by half a percent.
    """
    half = 0.0 if one.low is None or one.high is None else 0.5 * (one.high - one.low)
    return max(abs(one.published), half, ESTIMATORS[one.shape.estimator].zero)


def is_zero(one: PublishedEstimate) -> bool:
    """Whether the study found nothing: its number lies in the zero band, or its interval holds zero."""
    small = abs(one.published) < ESTIMATORS[one.shape.estimator].zero
    return small or (one.low is not None and one.high is not None and one.low <= 0.0 <= one.high)


def sign_ok(one: PublishedEstimate, median: float) -> bool:
    """The direction is right; of a zero effect: the median lies in the zero band or inside the interval."""
    if is_zero(one):
        return abs(median) < ESTIMATORS[one.shape.estimator].zero or _inside(one, median)
    return median * one.published > 0.0


def inside(one: PublishedEstimate, low: float, high: float) -> bool:
    """The published number lies inside the model's interval; "no change" does so if the interval meets the zero band.

    A study that reports no change and no number has published a band, not a point.
    """
    band = ESTIMATORS[one.shape.estimator].zero
    if one.published == 0.0 and one.low is None:
        return low <= band and high >= -band
    return low <= one.published <= high


def near(one: PublishedEstimate, median: float) -> bool:
    """The median lies inside the published interval; without one, within half of the effect or in the zero band."""
    if one.low is not None:
        return _inside(one, median)
    if is_zero(one):
        return sign_ok(one, median)
    return abs(median - one.published) <= 0.5 * abs(one.published)


def _inside(one: PublishedEstimate, value: float) -> bool:
    return one.low is not None and one.high is not None and one.low <= value <= one.high


def judged(studies: Sequence[Study], drawn: pd.DataFrame, literature: pd.DataFrame) -> pd.DataFrame:
    """A row an estimate; columns `COLUMNS`. ``drawn`` has a row a draw, ``literature`` estimates that are not emulated.

    The naive answers: no effect, and the mean of what other studies published of the same lever, outcome and scale.
    Where there is none, that answer is missing and the estimate is left out of the comparison with it.
    """
    rows = []
    for study in studies:
        for one in study.estimates:
            mine = drawn[(drawn["study"] == study.shape.id) & (drawn["id"] == one.shape.id)]
            ensemble = mine["effect"].dropna().to_numpy(dtype=np.float64)
            rows.append(_row(study, one, ensemble, _literature(study, one, studies, literature)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _row(study: Study, one: PublishedEstimate, ensemble: Floats, others: list[float]) -> dict[str, Any]:
    unit = scale_of_error(one)
    low, median, high = (float(q) for q in np.quantile(ensemble, (LOW, 0.5, HIGH)))
    mean = float(np.mean(others)) if others else math.nan
    return {
        "study": study.shape.id,
        "id": one.shape.id,
        "lever": study.shape.lever,
        "outcome": one.shape.outcome,
        "estimator": one.shape.estimator,
        "scale": one.shape.scale,
        "published": one.published,
        "published_low": one.low,
        "published_high": one.high,
        "median": median,
        "low": low,
        "high": high,
        "draws": len(ensemble),
        "inside": inside(one, low, high),
        "near": near(one, median),
        "sign_ok": sign_ok(one, median),
        "zero": is_zero(one),
        "in_sample": " ".join(one.shape.in_sample),
        "scale_of_error": unit,
        "crps_model": crps(ensemble, one.published) / unit,
        "crps_no_effect": abs(one.published) / unit,
        "crps_literature": abs(mean - one.published) / unit,
        "literature": mean,
        "source": study.shape.source,
    }


def _literature(study: Study, one: PublishedEstimate, studies: Sequence[Study], more: pd.DataFrame) -> list[float]:
    """What other studies published of the same lever, outcome and scale."""
    told = [
        other.published
        for s in studies
        for other in s.estimates
        if s.shape.id != study.shape.id
        and s.shape.lever == study.shape.lever
        and (other.shape.outcome, other.shape.scale) == (one.shape.outcome, one.shape.scale)
        and ESTIMATORS[other.shape.estimator].zero == ESTIMATORS[one.shape.estimator].zero
    ]
    same = more[
        (more["lever"] == study.shape.lever)
        & (more["outcome"] == one.shape.outcome)
        & (more["scale"] == one.shape.scale)
    ]
    return [*told, *(float(v) for v in same["effect"])]


def score(table: pd.DataFrame) -> dict[str, Any]:
    """The score of all estimates and of those that nothing was fitted to."""
    return {"all": _score(table), "out_of_sample": _score(table[table["in_sample"] == ""])}


def _score(table: pd.DataFrame) -> dict[str, Any]:
    compared = table[table["crps_literature"].notna()]
    width = (table["high"] - table["low"]) / (table["published_high"] - table["published_low"]).astype(float)
    return {
        "estimates": len(table),
        "inside": int(table["inside"].sum()),
        "near": int(table["near"].sum()),
        "sign_ok": int(table["sign_ok"].sum()),
        "zeros": int(table["zero"].sum()),
        "zeros_ok": int((table["zero"] & table["sign_ok"]).sum()),
        "crps_model": _mean(table["crps_model"]),
        "crps_no_effect": _mean(table["crps_no_effect"]),
        "with_literature": len(compared),
        "crps_model_with_literature": _mean(compared["crps_model"]),
        "crps_literature": _mean(compared["crps_literature"]),
        "width_ratio": _none(float(width.dropna().median())),
        "with_interval": int(width.notna().sum()),
    }


def _mean(values: pd.Series) -> float | None:
    return _none(float(values.mean()))


def _none(value: float) -> float | None:
    return None if math.isnan(value) else value


def told(table: pd.DataFrame) -> list[Mapping[str, Any]]:
    """The rows as data, without what is not a number."""
    keep = ("study", "id", "lever", "outcome", "published", "low", "high", "median", "inside", "sign_ok", "in_sample")
    return [{name: _plain(row[name]) for name in keep} for _, row in table.iterrows()]


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value
