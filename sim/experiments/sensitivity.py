"""Which input to measure first: each assumption set to the ends of its range, one at a time, on shared luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim.experiments.executor import Report, each
from sim.experiments.measure import values_of
from sim.experiments.options import EngineName, Options, compiles, tasks_of
from sim.model.luck import check_luck
from sim.model.run import run_arm
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.settable import Settable, settables
from sim.vocabulary.names import Confidence

HEADLINE_THREE = ("primary_visit_share", "county_visit_rate", "cost_growth")
COLUMNS = ["path", "end", "value", "indicator", "reform", "effect"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The scenario to vary as it was asked for, and how to run it."""

    file: Path
    library: Path | None
    sets: tuple[str, ...]
    seed: int
    jobs: int

    def __post_init__(self) -> None:
        """Refuse a luck that would be that of another; InputInvalid says what is allowed."""
        check_luck(self.seed, 1)


@dataclass(frozen=True, slots=True)
class Variant:
    """One run of both arms with one input changed (``path`` empty: none)."""

    plan: Plan
    path: str
    end: str
    value: float
    sample: float


UNSURE = (Confidence.ASSUMPTION, Confidence.CALIBRATED, Confidence.LITERATURE)
# Numbers that define an output or a reporting line; no rule and no resident reads them.
ONLY_REPORTED = ("catastrophic_share", "income_yuan", "income_ratio_low", "income_ratio_high", "long_wait_minutes")


def uncertain(scenario: Scenario) -> list[Settable]:
    """What can be set, has a range, and rests on an assumption, a fit or a study.

    Parameters, and numbers written in rules that say in ``assumption`` that no document gives them; what a rule
    leaves out is a choice nobody made, or a parameter.
    """
    names = [n for n, q in scenario.parameters.items() if q.confidence in UNSURE and n not in ONLY_REPORTED]
    assumed = {rule.id: rule.lever.model_fields_set for rule in scenario.rules if rule.assumption}
    found = []
    for item in settables(scenario):
        numeric = isinstance(item.value, int | float) and not isinstance(item.value, bool)
        if not numeric or item.low is None or item.high is None or item.low >= item.high:
            continue
        head, _, name = item.path.rpartition(".")
        if (head == "parameters" and name in names) or name in assumed.get(head, ()):
            found.append(item)
    return found


def variants(plan: Plan, items: Sequence[Settable], sample: float) -> list[Variant]:
    """The scenario as it is, then each item at both ends of its range."""
    found = [Variant(plan, "", "", float("nan"), sample)]
    for item in items:
        for end, value in (("low", item.low), ("high", item.high)):
            if value is not None and value != item.value:
                found.append(Variant(plan, item.path, end, value, sample))
    return found


def strongest(
    plan: Plan, items: Sequence[Settable], samples: tuple[float, float], top: int, report: Report | None = None
) -> tuple[pd.DataFrame, int]:
    """All items at a small sample, then those that moved most at a larger one.

    Returns
    -------
    The second round as `one_at_a_time` gives it, and the number of items of the first.
    """
    first = ranked(one_at_a_time(variants(plan, items, samples[0]), plan.jobs, report))
    chosen = [item for item in items if item.path in first.index[:top]]
    return one_at_a_time(variants(plan, chosen, samples[1]), plan.jobs, report), len(items)


def measure(variant: Variant) -> list[tuple[str, str, float, str, float, float]]:
    """The headline three of the last year, reform arm, and their difference to the baseline arm."""
    plan = variant.plan
    change = [] if not variant.path else [f"{variant.path}={_written(variant.value)}"]
    # Many short runs: the compiled engine, whose code is read from the cache, wins at any size.
    engine: EngineName = "compiled" if compiles() else "simpy"
    options = Options(sample=variant.sample, replications=1, seed=plan.seed, jobs=1, engine=engine)
    scenario = read_scenario(plan.file, library=plan.library, overrides=[*plan.sets, *change])
    runs = [run_arm(task) for task in tasks_of(scenario, options)]
    values = values_of(scenario, runs, variant.sample, only=HEADLINE_THREE)
    last = values[values["year"] == str(scenario.years.last)]
    whole = last[(last["area"] == "all") & (last["group"] == "all")]
    mean = whole.groupby(["indicator", "arm"])["value"].mean()
    return [
        (variant.path, variant.end, variant.value, name, float(mean[name, "reform"]),
         float(mean[name, "reform"] - mean[name, "baseline"]))
        for name in HEADLINE_THREE
    ]  # fmt: skip


def _written(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def one_at_a_time(found: Sequence[Variant], jobs: int, report: Report | None = None) -> pd.DataFrame:
    """A row a variant and headline; columns `COLUMNS`. An end that the scenario refuses has no row."""
    rows = [row for answer in each(_measured, found, jobs, report) for row in answer]
    return pd.DataFrame(rows, columns=COLUMNS)


def _measured(variant: Variant) -> list[tuple[str, str, float, str, float, float]]:
    from sim.vocabulary.errors import InputInvalid

    try:
        return measure(variant)
    except InputInvalid:
        if not variant.path:  # the scenario as it is
            raise
        return []


def ranked(table: pd.DataFrame) -> pd.Series:
    """Paths by the largest move of any headline's value or effect at either end, in points, the strongest first."""
    base = table[table["path"] == ""].set_index("indicator")
    moved = table[table["path"] != ""].copy()
    for column in ("reform", "effect"):
        moved[column] = (moved[column] - moved["indicator"].map(base[column])).abs()
    moved["most"] = moved[["reform", "effect"]].max(axis=1)
    return moved.groupby("path")["most"].max().sort_values(ascending=False)
