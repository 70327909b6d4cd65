"""A made-up sweep over a number and a word: results by formula, one point failed, one meets every target."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pandas as pd

COVERAGE, KINDS = (0.2, 0.4, 0.8), ("voluntary", "mandatory")
PATHS = ("family_doctor.coverage", "gatekeeping.kind")
SHARES = {"primary_visit_share": 0.55, "county_visit_rate": 0.75, "county_inpatient_share": 0.5, "cost_growth": 0.08}
ASKED = """\
schema: 1
scenario: scenarios/a place.yaml
title: {en: Made-up prefecture, zh: 某市改革试点}
set: []
vary: ["family_doctor.coverage=0.2,0.4,0.8", "gatekeeping.kind=voluntary,mandatory"]
design: grid
sample: 0.02
reps: 2
seed: 1
"""


def build(folder: Path) -> Path:
    """Write the folder; the point 0.2, mandatory failed."""
    folder.mkdir(parents=True)
    rows, targets, failed = [], [], []
    for n, (coverage, kind) in enumerate(product(COVERAGE, KINDS)):
        front = {"id": f"{n:02d}e5", **dict(zip(PATHS, (coverage, kind), strict=True))}
        if (coverage, kind) == (0.2, "mandatory"):
            failed.append(front | {"error": "ProcessDied", "message": "its process ended without an answer"})
            continue
        more = 0.1 * coverage + (0.03 if kind == "mandatory" else 0.0)
        for year, arm, (name, share) in product(("2016", "2018"), ("baseline", "reform"), SHARES.items()):
            mean = share + (more if (year, arm) == ("2018", "reform") else 0.0)
            line = {"indicator": name, "year": year, "area": "all", "arm": arm, "mean": mean}
            rows.append(front | line | {"low": mean - 0.01, "high": mean + 0.01})
        for arm, (target, clause, name, value) in product(
            ("baseline", "reform"),
            (
                ("primary_visit_share-2018", "", "primary_visit_share", 0.65),
                ("cost_growth-2018", "P-1", "cost_growth", 0.3),
                ("case_payment_diseases-2018", "P-2", "case_payment_diseases", 100.0),
            ),
        ):
            mean = SHARES.get(name, value) + (more if arm == "reform" and name in SHARES else 0.0)
            comparator = "at_most" if name == "cost_growth" else "at_least"
            met = mean <= value if comparator == "at_most" else mean >= value
            asked = {"target": target, "clause": clause, "indicator": name, "year": "2018", "area": "all"}
            asked |= {"comparator": comparator, "value": value, "arm": arm, "mean": mean, "met": met}
            targets.append(front | asked | {"probability": 0.5})
    for name, table in (("results", rows), ("targets", targets), ("failures", failed)):
        pd.DataFrame(table).to_csv(folder / f"{name}.csv", index=False)
    names = [
        (PATHS[0], "签约覆盖率", "share of residents with a contract", "share", "0.3"),
        (PATHS[1], "方式", "voluntary or mandatory", "", "voluntary"),
    ]
    pd.DataFrame(names, columns=["path", "zh", "en", "unit", "value"]).to_csv(folder / "paths.csv", index=False)
    (folder / "sweep.yaml").write_text(ASKED, encoding="utf-8")
    return folder
