"""A made-up ``explain/`` folder: what each subset of groups brings is a formula, everything else computed from it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import pandas as pd

from sim.indicators.summary import half_width

PLAYERS = (
    ("contracts", "contracts and first contact", "签约与首诊", "family_doctor"),
    ("distance", "medicine at a distance", "远程医疗", "telemedicine"),
    ("payment", "payment", "医保支付", "case_payment budget@east"),
)
# What each group brings alone, by indicator; the first two overlap by a fifth of the smaller one.
ALONE = {
    "cost_growth": (0.0, -0.004, -0.02),
    "primary_visit_share": (0.03, 0.01, 0.0),
    "county_visit_rate": (0.01, -0.01, 0.0),  # offset each other
    "county_inpatient_share": (0.0, 0.0, 0.0),
}
LUCK = 0.001


def worth(indicator: str, group: Iterable[int], run: int) -> float:
    """The effect of some groups together in one replication."""
    chosen = set(group)
    alone = [value + (LUCK * (run - 1) if value else 0.0) for value in ALONE[indicator]]
    overlap = 0.2 * min(alone[0], alone[1]) if {0, 1} <= chosen and min(alone[:2]) > 0 else 0.0
    return sum(alone[n] for n in chosen) - overlap


def write(folder: Path, *, replications: int = 3) -> Path:
    """Write ``explain/`` into a results folder; gives the folder."""
    rows = []
    for indicator in ALONE:
        runs = pd.DataFrame([_parts(indicator, run) for run in range(replications)])
        half = half_width(runs.std(ddof=1), runs.count())
        for (player, kind), mean in runs.mean().items():  # type: ignore[misc]  # the columns are pairs
            width = half[(player, kind)]
            rows.append((indicator, "2018", player, kind, mean, mean - width, mean + width, replications))
    columns = ["indicator", "year", "player", "kind", "mean", "low", "high", "n"]
    (folder / "explain").mkdir()
    pd.DataFrame(rows, columns=columns).to_csv(folder / "explain" / "contributions.csv", index=False)
    players = pd.DataFrame(PLAYERS, columns=["player", "label_en", "label_zh", "rules"])
    players.to_csv(folder / "explain" / "players.csv", index=False)
    asked = {
        "sample": 0.05, "replications": replications, "seed": 1, "method": "enumeration", "permutations": 0,
        "runs": 8 * replications, "year": "2018",
    }  # fmt: skip
    (folder / "explain" / "explain.json").write_text(json.dumps(asked), encoding="utf-8")
    return folder


def _parts(indicator: str, run: int) -> dict[tuple[str, str], float]:
    everyone = tuple(range(len(PLAYERS)))

    def value(group: Iterable[int]) -> float:
        return worth(indicator, group, run)

    found: dict[tuple[str, str], float] = {}
    for n, (player, *_) in enumerate(PLAYERS):
        others = [other for other in everyone if other != n]
        found[player, "alone"] = value((n,))
        found[player, "left_out"] = value(everyone) - value(others)
        found[player, "shapley"] = _shapley(n, others, value)
    found["all", "total"] = value(everyone)
    found["all", "interaction"] = value(everyone) - sum(value((n,)) for n in everyone)
    return found


def _shapley(n: int, others: list[int], value: Callable[[Iterable[int]], float]) -> float:
    count = len(others) + 1
    return sum(
        (value((*group, n)) - value(group))
        * math.factorial(size)
        * math.factorial(count - size - 1)
        / math.factorial(count)
        for size in range(count)
        for group in combinations(others, size)
    )
