"""The folder of a sensitivity analysis: what was asked, every run so far, and at the end its tables.

::

    question.json     what was asked; runs/ the values of each run (`sim.experiments.question_folder`)
    sensitivity.csv   path, zh, en, unit, value, low, high, confidence, source, source_zh, indicator, of (level,
                      effect), measure, estimate, lower, upper, converged
    spread.csv        indicator, of, value, sd_inputs, sd_luck, luck_share, luck_runs, size, points,
                      refused, times_more, settled
    summary.txt  summary.json  plots/   what people read (`sim.reporting.sensitivity`)

Measures: of a tornado ``swing`` with ``low_end`` and ``high_end`` (moves from the value as it is); of Morris
``mu_star`` and ``sigma``; of Sobol ``ST`` and ``S1``; of each ``narrowing``, the share by which the spread of the
output narrows once the input is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.experiments.seal import seal
from sim.experiments.sensitivity.analysis import InputMeasure, JudgedOutput, narrowing
from sim.experiments.sensitivity.design import Design
from sim.experiments.sensitivity.inputs import VariedInput
from sim.experiments.sensitivity.runs import Key
from sim.experiments.store import FLOAT
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.whole_file import write_whole

KIND = Bilingual("sensitivity analysis", "敏感性分析")
MEASURES, SPREAD = "sensitivity.csv", "spread.csv"
TABLES = (MEASURES, SPREAD)
LUCK_RUNS = 4  # of the scenario as it is, to tell what is luck
NARROWING = "narrowing"
COLUMNS = (
    "path", "zh", "en", "unit", "value", "low", "high", "confidence", "source", "source_zh",
    "indicator", "of", "measure", "estimate", "lower", "upper", "converged",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """How far one output lies from its value with no input changed, by inputs and by luck, as standard deviations.

    Luck is that of the scenario as it is, from `LUCK_RUNS` replications: a rough number.
    """

    value: float
    inputs: float
    luck: float

    @property
    def luck_share(self) -> float:
        """The share of the variance that is luck; nan where nothing varies."""
        whole = self.inputs**2 + self.luck**2
        return self.luck**2 / whole if whole > 0 else math.nan

    @classmethod
    def of(cls, found: JudgedOutput, centre: Sequence[float]) -> Spread:
        """The spread of an output, ``centre`` being its values as it is on different luck."""
        luck = float(np.std(centre, ddof=1)) if len(centre) > 1 else math.nan
        return cls(float(centre[0]), math.sqrt(found.variance), luck)


def write_tables(
    design: Design, judged: Mapping[Key, JudgedOutput], spreads: Mapping[Key, Spread], refused: int, folder: Path
) -> None:
    """Both tables; the same bytes whether the analysis was stopped on its way or not.

    ``refused`` counts points that the scenario did not take.
    """
    rows = [row for key, one in judged.items() for row in _rows(design, key, one)]
    size = len(design.points) // design.block
    spread = [
        {
            "indicator": indicator,
            "of": of,
            "value": one.value,
            "sd_inputs": one.inputs,
            "sd_luck": one.luck,
            "luck_share": one.luck_share,
            "luck_runs": LUCK_RUNS,
            "size": size,
            "points": len(design.points),
            "refused": refused,
            **_judgement(judged[indicator, of]),
        }
        for (indicator, of), one in spreads.items()
    ]
    for name, table in ((MEASURES, pd.DataFrame(rows, columns=COLUMNS)), (SPREAD, pd.DataFrame(spread))):
        write_whole(folder / name, table.to_csv(index=False, float_format=FLOAT, lineterminator="\n"), on_disk=True)
    seal(folder, TABLES)


def _judgement(one: JudgedOutput) -> dict[str, Any]:
    """How many times more runs would do, and how many inputs stand apart; nothing of a measure without intervals."""
    main = one.measures[0]
    known = bool(np.isfinite(main.half).all())
    return {"times_more": main.times_more if known else None, "settled": main.settled if known else None}


def _rows(design: Design, key: Key, found: JudgedOutput) -> Iterator[dict[str, Any]]:
    for measure in (*found.measures, InputMeasure.alone(NARROWING, narrowing(found.first))):
        for n, one in enumerate(design.inputs):
            known = math.isfinite(measure.half[n])
            yield {
                **about(one),
                "indicator": key[0],
                "of": key[1],
                "measure": measure.name,
                "estimate": float(measure.values[n]),
                "lower": float(measure.lower[n]),
                "upper": float(measure.upper[n]),
                "converged": bool(measure.converged[n]) if known else None,
            }


def about(one: VariedInput) -> dict[str, Any]:
    """An input as the tables have it."""
    return {
        "path": one.path,
        "zh": one.name.zh,
        "en": one.name.en,
        "unit": one.unit,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "confidence": one.confidence.id,
        "source": one.source.en,
        "source_zh": one.source.zh,
    }
