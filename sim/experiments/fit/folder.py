"""The folder of a fit: what was asked, every run so far, and at the end its tables.

::

    question.json   what was asked; runs/ the values of each run that ended (`sim.experiments.question_folder`)
    rounds.csv      n, stage, loss, outside, then a column a number
    fit.csv         the anchors as `fit.csv` of a run has them
    calibrated.csv  fit.yaml     as they were written to the region
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from sim import indicators
from sim.experiments.fit.numbers import Aim
from sim.experiments.fit.search import Round
from sim.experiments.seal import seal
from sim.experiments.store import FLOAT
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.whole_file import write_whole

TABLES = ("rounds.csv", "fit.csv", "calibrated.csv", "fit.yaml")
KIND = Bilingual("fit", "拟合")


def write_tables(
    folder: Path, scenario: Scenario, anchors: Sequence[Aim], rounds: Sequence[Round], best: Round
) -> None:
    """Rounds and figures as tables; the same bytes whether the fit was stopped on its way or not."""
    rows = [{"n": r.n, "stage": r.stage, "loss": r.loss, "outside": r.outside, **r.values} for r in rounds]
    values = pd.DataFrame(
        [
            ("baseline", str(scenario.years.base), *target.key, best.measured.get(target.key, float("nan")))
            for target in anchors
        ],
        columns=["arm", "year", "indicator", "area", "group", "value"],
    )
    for name, table in (
        ("rounds", pd.DataFrame(rows)),
        ("fit", indicators.fit(scenario.region.anchors, values)),
    ):
        text = table.to_csv(index=False, float_format=FLOAT, lineterminator="\n")
        write_whole(folder / f"{name}.csv", text, on_disk=True)
    seal(folder, TABLES)
