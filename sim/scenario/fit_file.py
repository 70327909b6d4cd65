"""``fit.yaml`` of a region: what ``calibrated.csv`` was fitted to. It lies beside the table, which Excel may edit."""

from __future__ import annotations

from pathlib import Path

from sim.region.description import FitRecord
from sim.scenario.faults import Faults
from sim.scenario.plain_yaml import document
from sim.scenario.schema import FitShape
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import read_yaml
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import Bilingual

FIT = "fit.yaml"
# What `sim fit` writes of its numbers; readers know its Chinese without a row in texts.csv.
SOURCE = Bilingual(
    "fitted to anchors.csv by sim fit; to what, in fit.yaml", "由sim fit按anchors.csv拟合；依据见fit.yaml"
)
METHOD = Bilingual("sim fit; docs/calibration.md", "sim fit；见docs/calibration.md")


def read_fit(file: Path, faults: Faults) -> FitRecord | None:
    """The record of a region folder; None where there is none, or where it has a fault, which is noted."""
    if not file.exists():
        return None
    tree = read_yaml(file, faults)
    shape = check_shape(FitShape, tree.value, tree, (), faults) if tree else None
    if shape is None:
        return None
    return FitRecord(
        region=shape.region,
        base_year=shape.base_year,
        by=shape.by,
        method=Bilingual(shape.method.en, shape.method.zh),
        inside=shape.inside,
        anchors=shape.anchors,
        inputs=Frozen(dict(sorted(shape.inputs.items()))),
        calibrated=shape.calibrated,
        at_bound=shape.at_bound,
    )


def fit_text(record: FitRecord) -> str:
    """The record as the file has it; reading it gives an equal one."""
    told = {
        "schema": 1,
        "region": record.region,
        "base_year": record.base_year,
        "by": record.by,
        "method": {"en": record.method.en, "zh": record.method.zh},
        "inside": record.inside,
        "anchors": record.anchors,
        "at_bound": list(record.at_bound),
        "inputs": dict(sorted(record.inputs.items())),
        "calibrated": record.calibrated,
    }
    return document(told)
