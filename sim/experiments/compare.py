"""Scenarios side by side on shared luck, in one folder::

    comparison.json  cases, reference, years, sample, replications, members, seed, shared_baseline, by
    cases.csv        case, title_en, title_zh
    cases/<case>/    the results of each case: those of a run; of a given results folder without tables and plots
    comparison.csv   indicator, year, area, group, case, measure, mean, low, high, n
    pairs.csv        indicator, case, against, mean, low, high, n: the headlines of the last year, every pair of cases
    positions.csv    party, case, measure, mean, low, high, n: net yuan of the last year, settlements counted
    moved.csv        what, case, mean, low, high, n: visits, stays, contracts moved against the reference; public cost
    inputs.csv       path, zh, en, unit, then a column a case; empty where a case does not have the path
    targets.csv      case, then the columns of a run's targets.csv

``measure`` is value (the reform arm), effect (the reform arm less its own baseline) or difference (the reform arm less
that of the reference, paired by replication). Where all cases have one baseline it stands as the case ``baseline``.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from sim import indicators
from sim.experiments.cases import ComparedCase
from sim.experiments.contrasts import arms_of, moved, net, pairs, position_table
from sim.experiments.executor import Report
from sim.experiments.options import Options
from sim.experiments.past import past_of
from sim.experiments.run import write_manifest, write_results
from sim.experiments.seal import seal
from sim.experiments.store import Written
from sim.experiments.together import run_together
from sim.scenario.difference import differences
from sim.scenario.fingerprint import fingerprint
from sim.scenario.subset import simulated
from sim.vocabulary.doubt import Doubt, doubt_of
from sim.vocabulary.language import Language

BASELINE = "baseline"
KEYS = ["indicator", "year", "area", "group"]
COLUMNS = [*KEYS, "case", "measure", "mean", "low", "high", "n"]
NOT_COPIED = ("tables", "plots", "report", "journal", "explain")


def compare(
    cases: Sequence[ComparedCase],
    options: Options,
    draft: Written,
    reference: str,
    by: str = "",
    *,
    language: Language = "en",
    report: Report | None = None,
) -> None:
    """Run the cases that have no results yet, and write the folder."""
    started = datetime.now(UTC)
    waiting = [case for case in cases if case.past is None]
    runs = run_together([case.scenario for case in waiting], options, report) if waiting else []
    for case, found in zip(waiting, runs, strict=True):
        own = Written(draft.folder / "cases" / case.name)
        own.folder.mkdir(parents=True)
        write_results(case.scenario, options, found, own)
        write_manifest(case.scenario, options, own, started, language)
    for case in cases:
        if case.past is not None:
            _copy(case.past.folder, draft.folder / "cases" / case.name)
    pasts = {case.name: past_of(draft.folder / "cases" / case.name) for case in cases}
    values = {name: past.values for name, past in pasts.items()}
    shared = len({fingerprint(simulated(case.scenario, rules_on=False)) for case in cases}) == 1
    doubt = doubt_of(options.members)
    draft.csv("comparison", comparison(values, reference, doubt, shared_baseline=shared))
    baseline, last = BASELINE if shared else None, cases[0].scenario.years.last
    arms, money = arms_of(values, reference, last, baseline), net(pasts, reference, last, baseline)
    draft.csv("pairs", pairs(arms, doubt))
    draft.csv("positions", position_table(money, reference, doubt))
    draft.csv("moved", moved(arms, money, reference, doubt))
    draft.csv("inputs", input_differences(cases))
    scored = [
        indicators.score(case.scenario.targets, values[case.name], 1.0 / options.sample, doubt).assign(case=case.name)
        for case in cases
        if case.scenario.targets
    ]
    targets = (
        pd.concat(scored, ignore_index=True) if scored else indicators.score((), values[reference]).assign(case="")
    )
    draft.csv("targets", targets[["case", *(c for c in targets.columns if c != "case")]])
    titles = [(case.name, case.scenario.label.en, case.scenario.label.zh) for case in cases]
    draft.csv("cases", pd.DataFrame(titles, columns=["case", "title_en", "title_zh"]))
    years = cases[0].scenario.years
    told = {
        "reference": reference,
        "cases": [case.name for case in cases],
        "base_year": str(years.base),
        "year": str(years.last),
        "replications": options.replications,
        "members": options.members,
        "sample": options.sample,
        "seed": options.seed,
        "quick": options.quick,
        "shared_baseline": shared,
        "by": by,
    }
    draft.json("comparison", told)
    seal(draft.folder)


def comparison(
    values: dict[str, pd.DataFrame], reference: str, doubt: Doubt = Doubt.LUCK, *, shared_baseline: bool
) -> pd.DataFrame:
    """Value, effect and paired difference of every case.

    Parameters
    ----------
    values : case -> indicator values by arm and run, of equal seeds and members.
    """
    parts = []
    compared = values[reference]
    if shared_baseline:
        parts.append(_part(indicators.summarise(compared, doubt), "baseline", BASELINE, "value"))
    for case, own in values.items():
        found = indicators.summarise(own, doubt)
        parts += [_part(found, "reform", case, "value"), _part(found, "difference", case, "effect")]
        if case != reference:
            parts.append(_part(indicators.summarise(_against(own, compared), doubt), "difference", case, "difference"))
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _against(own: pd.DataFrame, compared: pd.DataFrame) -> pd.DataFrame:
    """The reform arm of one case, with that of another in the place of its baseline."""
    other = compared[compared["arm"] == "reform"].assign(arm="baseline")
    return pd.concat([own[own["arm"] == "reform"], other], ignore_index=True)


def _part(found: pd.DataFrame, arm: str, case: str, measure: str) -> pd.DataFrame:
    return found[found["arm"] == arm].assign(case=case, measure=measure)


def input_differences(cases: Sequence[ComparedCase]) -> pd.DataFrame:
    """What is not the same in all cases."""
    rows = []
    for one in differences([case.scenario for case in cases]):
        told = asdict(one)
        told.pop("values")
        rows.append({**told, **{case.name: value for case, value in zip(cases, one.values, strict=True)}})
    return pd.DataFrame(rows, columns=["path", "zh", "en", "unit", *(case.name for case in cases)])


def _copy(folder: Path, target: Path) -> None:
    """A results folder without what is large or drawn."""
    shutil.copytree(
        folder, target, ignore=lambda here, names: [n for n in names if n in NOT_COPIED and Path(here) == folder]
    )
    seal(target)
