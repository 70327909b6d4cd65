"""One scenario: both arms, all replications, one results folder."""

from __future__ import annotations

import math
import platform
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim import indicators
from sim.experiments.executor import Report, run_all
from sim.experiments.luck_apart import luck_apart, luck_tasks
from sim.experiments.measure import counted_of, money_of, tables_of, values_from
from sim.experiments.members import member_table
from sim.experiments.options import Options, engine_of, simulates_queues, tasks_of
from sim.experiments.precision import MOST, Precision, until_precise
from sim.experiments.seal import seal
from sim.experiments.shared_months import sharing_months
from sim.experiments.sources import source_hash
from sim.experiments.store import Written
from sim.experiments.tables import district_table, facility_table, input_table, rule_table
from sim.indicators.summary import LuckApart
from sim.model.task import Run, Task
from sim.scenario.bundle import bundle
from sim.scenario.ensemble_state import ensemble_state
from sim.scenario.fingerprint import fingerprint
from sim.scenario.fit_state import fit_state
from sim.scenario.plan_cost import processes_for
from sim.scenario.plan_size import arm_of
from sim.scenario.scenario import Scenario
from sim.vocabulary.doubt import doubt_of
from sim.vocabulary.language import Language
from sim.vocabulary.names import Arm

MONTHLY_INDICATORS = (
    "primary_visit_share",
    "primary_visit_share_no_village",
    "county_visit_rate",
    "county_inpatient_share",
    "cost_growth",
    "bed_occupancy",
    "wait_minutes_primary",
    "wait_minutes_county",
    "wait_minutes_tertiary",
)
PACKAGES = ("simpy", "numba", "numpy", "scipy", "pandas", "pyarrow", "pydantic")


def run_scenario(
    scenario: Scenario, options: Options, draft: Written, report: Report | None = None, language: Language = "en"
) -> None:
    """Simulate and write everything that is computed, not drawn, into the draft folder.

    ``language`` is that of the files for people; the manifest keeps it, so that they can be made again.
    """
    started = datetime.now(UTC)
    found = _runs(scenario, options, draft.folder, report)
    done = replace(options, replications=len(found.runs) // len(Arm))
    write_results(scenario, done, found.runs, draft, found.luck)
    write_manifest(scenario, done, draft, started, language, found.precision)


class _Found(NamedTuple):
    """The runs of both arms, what tells their luck apart where they are members, and the precision reached if asked."""

    runs: list[Run]
    luck: LuckApart | None
    precision: Precision | None


def _runs(scenario: Scenario, options: Options, folder: Path, report: Report | None) -> _Found:
    arm = arm_of(scenario, options.sample, engine_of(scenario, options))

    def run(tasks: Sequence[Task]) -> list[Run]:
        return run_all(tasks, processes_for(arm, len(tasks), options.jobs), report)

    with sharing_months():
        if options.precision is None:
            tasks, apart = tasks_of(scenario, options, folder), luck_tasks(scenario, options)
            runs = run([*tasks, *apart])
            return _Found(runs[: len(tasks)], luck_apart(scenario, options, runs[len(tasks) :]), None)
        # A journal is written while its replication runs: none may run that is not kept.
        at_once = 1 if options.journal else max(1, options.jobs // len(Arm))
        tasks = tasks_of(scenario, replace(options, replications=MOST), folder)
        runs, reached = until_precise(tasks, run, options.precision, at_once)
        return _Found(runs, None, reached)


def write_results(
    scenario: Scenario, options: Options, runs: Sequence[Run], draft: Written, luck: LuckApart | None = None
) -> None:
    """Tables, indicators, targets, fit and checks of finished runs; ``luck`` tells that of members apart."""
    tables, money = tables_of(runs), money_of(runs)
    facilities, districts = facility_table(scenario), district_table(scenario)
    weight = 1.0 / options.sample
    values = values_from(scenario, tables, options.sample)
    for name in runs[0].tables:
        draft.table(name, counted_of(runs, name))
    draft.csv("facilities", facilities)
    draft.csv("districts", districts)
    draft.csv("rules", rule_table(scenario))
    draft.csv("parameters", input_table(scenario))
    draft.csv("replications", values)
    doubt = doubt_of(options.members)
    draft.csv("indicators", indicators.summarise(values, doubt, luck))
    draft.csv("targets", indicators.score(scenario.targets, values, weight, doubt))
    if options.members:
        draft.csv("members", member_table(scenario, options.members))
    fitted = indicators.fit(scenario.region.anchors, values)
    draft.csv("fit", fitted)
    series = indicators.timeseries(
        tables, facilities, districts, weight, indicators=MONTHLY_INDICATORS, base_year=scenario.years.base
    )
    draft.csv("timeseries", indicators.with_open_days(series, scenario.open_days))
    draft.csv("flows", _scaled(pd.concat([run.flows for run in runs], ignore_index=True), "count", weight))
    draft.csv("hospitals", indicators.hospital_years(tables, facilities, weight, scenario.years.base))
    for name, table in money.items():
        draft.csv(name, table)
    draft.json("checks", {**checks(runs, fitted), **told_of_fit(scenario)})
    bundle(scenario, draft.folder)
    seal(draft.folder)


def checks(runs: Sequence[Run], fitted: pd.DataFrame) -> dict[str, Any]:
    """Books, patients and fit: what must hold, and how far the base year is from the statistics."""
    by_run = {f"{run.arm.id}-{run.replication}": run.checks for run in runs}
    inside = fitted["inside"].dropna()
    return {
        "books_balance": all(bool(run.checks["books_balance"]) for run in runs),
        "patients_conserved": all(bool(run.checks["patients_conserved"]) for run in runs),
        "months_level_clipped": int(sum(run.checks["months_level_clipped"] for run in runs)),
        "needs_above_bound": int(sum(run.checks["needs_above_bound"] for run in runs)),
        "stays_census_over_billed": {name: c["census_over_billed"] for name, c in by_run.items()},
        "fit_inside": int(inside.sum()),
        "fit_of": len(inside),
        "fit_misses": sorted(
            f"{row.indicator}/{row.area}/{row.group}"
            for row in fitted[fitted["inside"] == False].itertuples()  # noqa: E712
        ),
        "runs": by_run,
    }


def told_of_fit(scenario: Scenario) -> dict[str, Any]:
    """How far the region's fitted numbers can be relied on, with what to say of it in both languages."""
    state = fit_state(scenario)
    note = {"fit_note": {"en": state.note.en, "zh": state.note.zh}} if state.note else {}
    return {"fit_state": state.word, **note}


def _scaled(frame: pd.DataFrame, column: str, weight: float) -> pd.DataFrame:
    # A sample in which nobody went anywhere gives a table without rows, and its columns no type.
    frame[column] = np.rint(frame[column].astype(np.float64) * weight).astype(np.int64)
    return frame


def write_manifest(
    scenario: Scenario,
    options: Options,
    draft: Written,
    started: datetime,
    language: Language,
    precision: Precision | None = None,
) -> None:
    """What only this run knows: versions, machine, times; no other file holds any of it.

    ``replications`` are those that were run; ``precision`` is there where it decided how many.
    """
    told = precision and {
        "asked": precision.asked,
        "widest": precision.widest if math.isfinite(precision.widest) else None,
    }
    draft.json(
        "manifest",
        {
            "name": scenario.name,
            "title_en": scenario.label.en,
            "title_zh": scenario.label.zh,
            "years": [scenario.years.base, scenario.years.last],
            "sample": options.sample,
            "replications": options.replications,
            "members": options.members,
            "ensemble": ensemble_state(scenario).word if options.members else "none",
            "seed": options.seed,
            "precision": told,
            "quick": options.quick,
            "journal": options.journal,
            "language": language,
            "engine": engine_of(scenario, options),
            "fit": fit_state(scenario).word,
            "queues": "simulate" if simulates_queues(scenario, options.sample) else "approximate",
            "fingerprint": fingerprint(scenario),
            "sources": source_hash(),
            "inputs": dict(scenario.inputs),
            "packages": packages(),
            "python": platform.python_version(),
            "started": started.isoformat(timespec="seconds"),
            "seconds": round((datetime.now(UTC) - started).total_seconds(), 1),
        },
    )


def packages() -> dict[str, str]:
    """Versions of what the numbers rest on."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
