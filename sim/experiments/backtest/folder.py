"""The folder of a back-test: what was asked, every run so far, and at the end its tables.

::

    question.json   what was asked; runs/ the values of each run (`sim.experiments.question_folder`)
    backtest.csv    a row a series and year: published with its range, predicted with its band, inside or not, the
                    model as it stands and the naive answer, each with the mean of the training years made that of the
                    figures; of growths the index they lead to
    series.csv      a row a series: figures trained on, held back and inside, growths a year (of shares in points),
                    verdicts on the growth over all years, errors in the held-back years
    trends.csv      a row a trend: value, range, the growth it answers to (published, before, after), fitted, sets left
    sets.csv        set, kept, implausibility, worst, rounds
    summary.txt  summary.json  plots/   what people read (`sim.reporting.backtest`)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.backtest.judge import JudgedBacktest
from sim.experiments.calibrate.judge import candidate_table
from sim.experiments.seal import seal
from sim.experiments.store import FLOAT
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.whole_file import write_whole

KIND = Bilingual("back-test", "回测")
YEARS, SERIES, TRENDS, SETS = "backtest.csv", "series.csv", "trends.csv", "sets.csv"
TABLES = (YEARS, SERIES, TRENDS, SETS)


def write_tables(folder: Path, found: JudgedBacktest, trends: Sequence[Mapping[str, Any]]) -> None:
    """All tables; the same bytes whether the back-test was stopped on its way or not."""
    tables = (found.years, found.series, pd.DataFrame(trends), candidate_table(found.sets))
    for name, table in zip(TABLES, tables, strict=True):
        write_whole(folder / name, table.to_csv(index=False, float_format=FLOAT, lineterminator="\n"), on_disk=True)
    seal(folder, TABLES)
