"""The made-up results with all that a report can show: inputs, rules of a real scenario, contributions."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from sim.experiments.tables import input_table
from sim.scenario.bundle import bundle
from sim.scenario.read import read_scenario

from . import made_up

PINGXIANG = Path(__file__).resolve().parents[2] / "scenarios" / "pingxiang.yaml"
# Names as someone might write them into a file.
SCRIPT = '<script>document.title = "caught"</script>'
QUOTED = "\"><b onclick='1'>East</b> & Co"
FORMULA = '=HYPERLINK("http://example.org", "West")'


def build(folder: Path, *, replications: int = 3, quick: bool = False) -> Path:
    """Write the folder."""
    made_up.build(folder, replications=replications, quick=quick)
    scenario = read_scenario(PINGXIANG)
    bundle(scenario, folder)
    _csv(folder, "parameters", input_table(scenario))
    _manifest(folder, seed=7, fingerprint="0123abcd", python="3.11.7", packages={"numpy": "2.4.6", "simpy": ""})
    return folder


def hostile(folder: Path) -> Path:
    """A title with a script in it, districts with quotes and a formula for names."""
    build(folder)
    _manifest(folder, title_en=SCRIPT, title_zh=SCRIPT)
    districts = pd.read_csv(folder / "districts.csv")
    districts.loc[districts["id"] == "east", ["en", "zh"]] = QUOTED
    districts.loc[districts["id"] == "west", ["en", "zh"]] = FORMULA
    _csv(folder, "districts", districts)
    return folder


def explain(folder: Path) -> None:
    """Contributions of two groups that add up to the whole."""
    (folder / "explain").mkdir()
    kinds = [
        ("first_contact", "shapley", 0.02, 0.015, 0.025),
        ("capability", "shapley", 0.01, -0.002, 0.022),
        ("first_contact", "alone", 0.018, 0.013, 0.023),
        ("capability", "alone", 0.008, 0.004, 0.012),
        ("first_contact", "left_out", 0.022, 0.017, 0.027),
        ("capability", "left_out", 0.012, 0.008, 0.016),
        ("all", "total", 0.03, 0.025, 0.035),
        ("all", "interaction", 0.004, -0.001, 0.009),
    ]
    rows = [("primary_visit_share", "2018", *kind, 3) for kind in kinds]
    columns = ["indicator", "year", "player", "kind", "mean", "low", "high", "n"]
    _csv(folder, "explain/contributions", pd.DataFrame(rows, columns=columns))
    players = [
        ("first_contact", "first contact", "基层首诊与签约", "family_doctor gatekeeping"),
        ("capability", "capability", "能力建设", "telemedicine@ecg"),
    ]
    about = {
        "sample": 1.0, "replications": 3, "seed": 1, "method": "enumeration", "permutations": 0, "runs": 12,
        "year": "2018",
    }  # fmt: skip
    (folder / "explain" / "explain.json").write_text(json.dumps(about), encoding="utf-8")
    _csv(folder, "explain/players", pd.DataFrame(players, columns=["player", "label_en", "label_zh", "rules"]))


def _manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def _csv(folder: Path, name: str, frame: pd.DataFrame) -> None:
    frame.to_csv(folder / f"{name}.csv", index=False, float_format="%.10g", lineterminator="\n")
