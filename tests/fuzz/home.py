"""What is spoilt: a made-up prefecture of some hundred residents with everything that is read."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from sim.experiments.cases import Asked, cases_of
from sim.experiments.compare import compare
from sim.experiments.explain import explain
from sim.experiments.explain_folder import write_explained
from sim.experiments.options import Options
from sim.experiments.run import run_scenario
from sim.experiments.store import Draft
from sim.experiments.sweep import Request, sweep
from sim.experiments.validate.folder import ValidationAsked as Settings
from sim.experiments.validate.folder import literature, write_validation
from sim.experiments.validate.run import COLUMNS, DrawnEstimates, draws_of
from sim.experiments.validate.score import judged
from sim.experiments.validate.study import read_studies
from sim.reporting.summary import write_summary
from sim.scenario.calendar_table import CALENDAR
from sim.scenario.read import read_scenario
from tests.scenario.made_up_sets import ensemble_for, write

ROOT = Path(__file__).resolve().parents[2]
MADE_UP = ROOT / "tests" / "regions" / "xiaocheng"
FEWER = 100  # times fewer residents than in the tests of the model
SMALL = """\
schema: 1
name: small
title: {en: Small, zh: 小}
region: regions/xiaocheng
parameters: parameters/china-2016
documents: [documents/paper]
years: {base: 2016, last: 2017, run_in_months: 1}
rules:
  - family_doctor: {coverage: 0.40, key_groups: 0.70}
    from: 2017-01-01
    clause: A-1
  - dip: {hospitals: [nanping_hospital], patient_share: on_charges, rebase_weight: 0.4}
    from: 2017-05-01
    assumption: made up
targets:
  - {indicator: contract_rate, at_least: 0.40, year: 2017, clause: A-1}
  - {indicator: primary_visit_share, above_base_year: true, year: 2017, area: every_district}
"""
PAPER = """\
schema: 1
id: paper
number: No. 1
issuer: the office
issued: 2016-12-01
title: {en: Paper, zh: 文件}
clauses:
  - {id: A-1, en: sign, zh: 签约, priority: 1, status: modelled}
  - {id: A-2, en: connect, zh: 联网, priority: 2, status: context, why: "said, but no number"}
"""
PAST = """\
schema: 1
id: past
title: {en: Past years, zh: 往年}
region: regions/xiaocheng
years: {base: 2016, last: 2019}
setting: {en: a made-up place, zh: 虚构的地方}
series:
  - indicator: visits_per_resident
    in_sample: [trend_mild_needs]
  - indicator: primary_visit_share
  - indicator: cost_per_visit
    group: county
left_out:
  - {en: rain, zh: 降雨}
"""
PAST_YEARS = range(2016, 2020)
PAST_FIGURES = (
    ("visits_per_resident", "all", 5.0, 0.03, "visits per year"),
    ("primary_visit_share", "all", 0.6, -0.01, "share"),
    ("cost_per_visit", "county", 150.0, 0.05, "yuan"),
)
OPTIONS = Options(sample=1.0, replications=1, seed=3, jobs=1, engine="simpy")


def build(home: Path) -> Path:
    """Scenarios, region, parameters, document and study, then a results folder of every kind made of them."""
    for name in ("regions", "parameters", "documents", "experiments", "backtests", "results"):
        (home / name).mkdir(parents=True)
    shutil.copytree(MADE_UP / "regions" / "xiaocheng", home / "regions" / "xiaocheng")
    shutil.copytree(ROOT / "scenarios" / "parameters" / "china-2016", home / "parameters" / "china-2016")
    shutil.copy(MADE_UP / "study.yaml", home / "experiments" / "study.yaml")
    shutil.copy(ROOT / "scenarios" / "experiments" / "literature.csv", home / "experiments" / "literature.csv")
    _few_years(home / CALENDAR)
    _past(home / "backtests")
    _fewer_residents(home / "regions" / "xiaocheng" / "districts.csv")
    (home / "documents" / "paper.yaml").write_text(PAPER, encoding="utf-8")
    (home / "small.yaml").write_text(SMALL, encoding="utf-8")
    full = (MADE_UP / "scenario.yaml").read_text(encoding="utf-8")
    write(home / "regions" / "xiaocheng", ensemble_for(read_scenario(home / "small.yaml", library=home)))
    (home / "full.yaml").write_text(full.replace("last: 2018}", "last: 2018, run_in_months: 1}"), encoding="utf-8")
    _run(home)
    _compare(home)
    _sweep(home)
    _validate(home)
    return home


def _run(home: Path) -> None:
    """A run of two sets with its explanation."""
    scenario = read_scenario(home / "small.yaml", library=home)
    draft = Draft(home / "results" / "run")
    run_scenario(scenario, replace(OPTIONS, replications=2, members=2), draft)
    write_summary(draft.folder, "en")
    folder = draft.publish()
    write_explained(explain(scenario, OPTIONS, "group"), OPTIONS, scenario.years.last, folder)


def _compare(home: Path) -> None:
    more = "more:family_doctor.coverage=0.6"
    cases, _ = cases_of(Asked((home / "small.yaml",), (more,), (), home, 1.0, 1, 3), 1)
    draft = Draft(home / "results" / "comparison")
    compare(cases, OPTIONS, draft, cases[0].name)
    draft.publish()


def _sweep(home: Path) -> None:
    scenario = read_scenario(home / "small.yaml", library=home)
    axes = ("family_doctor.coverage=0.3,0.6", "dip.rebase_weight=0.3,0.5")
    request = Request(home / "small.yaml", home, (), axes, "grid", 0, 1.0, 1, 3)
    sweep(request, scenario, home / "results" / "sweep", jobs=1)


def _validate(home: Path) -> None:
    """What `sim validate` writes, on estimates that are none."""
    studies = read_studies([home / "experiments" / "study.yaml"], home)
    rows = [("study", one.shape.id, draw, 0.0, -0.1, -0.1) for one in studies[0].estimates for draw in (0, 1)]
    found = DrawnEstimates(pd.DataFrame(rows, columns=COLUMNS), tuple(draws_of(studies, 2, 3)), {"study": 0})
    draft = Draft(home / "results" / "validation")
    table = judged(studies, found.estimates, literature(home))
    write_validation(studies, Settings(2, 3, "en"), found, table, draft, datetime.now(UTC))
    draft.publish()


def _past(folder: Path) -> None:
    """A back-test of a few series."""
    (folder / "past.yaml").write_text(PAST, encoding="utf-8")
    rows = ["indicator,group,year,value,unit,low,high,source,confidence,note"]
    for name, group, first, growth, unit in PAST_FIGURES:
        for year in PAST_YEARS:
            found = first * (1.0 + growth) ** (year - PAST_YEARS[0])
            rows.append(
                f"{name},{group},{year},{found:.4g},{unit},{0.98 * found:.4g},{1.02 * found:.4g},made up,assumption,"
            )
    (folder / "past.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _few_years(file: Path) -> None:
    """The holidays of the years that are run, and of those around them."""
    rows = (ROOT / "scenarios" / CALENDAR).read_text(encoding="utf-8").splitlines()
    kept = [row for row in rows if any(f",{year}-" in row for year in range(2014, 2021))]
    file.write_text("\n".join([rows[0], *kept]) + "\n", encoding="utf-8")


def _fewer_residents(file: Path) -> None:
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    for row in rows:
        if row[1] == "residents":
            row[2], row[4], row[5] = (f"{float(row[n]) / FEWER:g}" for n in (2, 4, 5))
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
