"""Sets that published experiments have ruled out: the folder of a validation, read for the sets of a region.

`sim validate` and `sim calibrate` draw a parameter by its name, the seed and the number of the set, so that set 3 has
the same providers in both. A folder of other draws is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.prior import draw_of
from sim.experiments.validate.sets import TABLE
from sim.scenario.scenario import Scenario
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.phrase import telling

PARAMETERS = "parameters"
DIGITS = 1e-5  # as tables of results are written
PHRASES = {
    "none": ("不是sim validate的结果文件夹", "is no folder of results of sim validate"),
    "name": (
        "请用 sim validate -o 文件夹 得到，再写该文件夹",
        "make one with sim validate -o FOLDER and name it",
    ),
    "other": (
        "第{n}组的{name}为{there:g}，这里为{here:g}：参数区间或随机种子不同",
        "set {n} has {there:g} for {name}, here it is {here:g}: other ranges, or another seed",
    ),
    "again": ("请重新运行 sim validate --seed {seed}", "run sim validate --seed {seed} again"),
}
tell = telling(PHRASES)


def ruled_out(folder: Path | None, scenario: Scenario, seed: int) -> Mapping[int, str]:
    """The numbers of sets that estimates of the folder rule out, each with that estimate; none without a folder.

    Raises
    ------
    InputInvalid : the folder is none of a validation, or its sets were drawn otherwise.
    """
    if folder is None:
        return {}
    sets, parameters = folder / f"{TABLE}.csv", folder / f"{PARAMETERS}.csv"
    try:
        judged = pd.read_csv(sets, dtype={"worst": str}, keep_default_na=False)
        values = pd.read_csv(parameters, usecols=["draw", "quantity", "value"])
        found = {int(n): worst for n, worst in _columns(judged[~judged["kept"].astype(bool)], "draw", "worst")}
        drawn = {(int(n), name): float(value) for n, name, value in _columns(values, "draw", "quantity", "value")}
    except (OSError, ValueError, KeyError) as fault:
        raise InputInvalid([Problem(str(folder), 0, 0, "", tell("none"), tell("name"))]) from fault
    _check_draws(folder, drawn, scenario, seed)
    return found


def _columns(table: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The rows of these columns."""
    return zip(*(table[name] for name in names), strict=True)


def _check_draws(folder: Path, drawn: Mapping[tuple[int, str], float], scenario: Scenario, seed: int) -> None:
    """Refuse a folder whose sets are not those of this seed and these ranges."""
    known = sorted({name for _, name in drawn if name in scenario.parameters})
    for number in sorted({n for n, _ in drawn}):
        for name, here in draw_of(scenario.parameters, known, number, seed).values:
            there = drawn.get((number, name), here)
            if abs(there - here) > DIGITS * max(1.0, abs(here)):
                what = tell("other", n=number, name=name, there=there, here=here)
                fault = Problem(str(folder / f"{PARAMETERS}.csv"), 0, 0, name, what, tell("again", seed=seed))
                raise InputInvalid([fault])
