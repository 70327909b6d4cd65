"""``ensemble.csv`` of a region, a column a set of numbers, and ``ensemble.yaml``, how the sets were found.

::

    quantity,value,0,3,4
    calibrated.demand_scale,0.9828,1.01,0.97,0.99
    parameters.e_seek,0.25,0.31,0.18,0.4

``value`` is the region's or the parameters' own number when the sets were made; the other columns are named by the
number of the set among those drawn.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from sim.region import quantities
from sim.region.ensemble import CALIBRATED, PARAMETERS, Ensemble, EnsembleMember, EnsembleRecord
from sim.region.levels import Levels
from sim.region.quantities import Limits
from sim.scenario.csv_cells import Cell, split
from sim.scenario.csv_tables import is_whole
from sim.scenario.csv_writing import csv_text
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.input_file import read_text
from sim.scenario.limit_check import beyond
from sim.scenario.plain_number import instead, plain_number
from sim.scenario.plain_yaml import document
from sim.scenario.schema import EnsembleShape
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import read_yaml
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import Bilingual, telling

TABLE, RECORD = "ensemble.csv", "ensemble.yaml"
METHOD = Bilingual("sim calibrate; docs/calibration.md", "sim calibrate；见docs/calibration.md")
FIRST = ("quantity", "value")
MARK = 16  # hexadecimal digits of a hash
PHRASES = {
    "heading": ("第一行不是数组表的表头", "the first line is no heading of sets"),
    "write": (
        "请写quantity,value，其后各列为成组编号，由小到大：0,1,2；或运行 sim calibrate",
        "write quantity,value, then the number of each set, rising: 0,1,2; or give sim calibrate",
    ),
    "twice": ("重复（第一次在第 {line} 行）", "given twice (first in line {line})"),
    "remove": ("请删去一行", "remove one of the rows"),
    "cell": ("“{text}”不是普通数字", "{text!r} is not a plain number"),
    "no_table": ("没有{file}", "there is no {file}"),
    "again": ("请运行 sim calibrate，或删去这个文件", "give sim calibrate, or remove this file"),
}
tell = telling(PHRASES)


def read_ensemble(folder: Path, levels: Levels | None, faults: Faults) -> Ensemble | None:
    """The sets of a region folder; None where there are none, or where a file has a fault, which is noted."""
    table, record = folder / TABLE, folder / RECORD
    if not table.exists() and not record.exists():
        return None
    if not table.exists():
        faults.add(FilePoint(shown(record)), "", tell("no_table", file=TABLE), tell("again"))
        return None
    told = _record(record, faults) if record.exists() else None
    found = _sets(table, levels, faults)
    return None if found is None else Ensemble(found.central, found.members, told)


def _record(file: Path, faults: Faults) -> EnsembleRecord | None:
    tree = read_yaml(file, faults)
    shape = check_shape(EnsembleShape, tree.value, tree, (), faults) if tree else None
    if shape is None:
        return None
    return EnsembleRecord(
        region=shape.region,
        base_year=shape.base_year,
        by=shape.by,
        method=Bilingual(shape.method.en, shape.method.zh),
        seed=shape.seed,
        candidates=shape.candidates,
        kept=shape.kept,
        inputs=Frozen(dict(sorted(shape.inputs.items()))),
        priors=shape.priors,
        calibrated=shape.calibrated,
        table=shape.table,
        discrepancy=Frozen(dict(sorted(shape.discrepancy.items()))),
        experiments=Frozen(dict(sorted(shape.experiments.items()))),
    )


def _sets(file: Path, levels: Levels | None, faults: Faults) -> Ensemble | None:
    """The table; None and a fault for each cell that is wrong."""
    before = len(faults.problems)
    text = read_text(file, faults)
    lines = split(text, shown(file), faults) if text is not None else []
    numbers = _numbers(lines[0]) if lines else None
    if numbers is None:
        if len(faults.problems) == before:
            faults.add(FilePoint(shown(file)), "", tell("heading"), tell("write"))
        return None
    limits = _limits(levels or Levels())
    names = [cell.text.strip() for cell in lines[0]]
    columns: dict[str, tuple[int, list[float]]] = {}
    for cells in lines[1:]:
        if not is_whole(cells, names, faults):
            continue
        path = cells[0].text.strip()
        if path not in limits:
            faults.add(cells[0].place, path, tell("cell", text=path), allowed(path, limits))
        elif path in columns:
            faults.add(cells[0].place, path, tell("twice", line=columns[path][0]), tell("remove"))
        else:
            columns[path] = cells[0].place.line, _values(cells[1:], path, limits[path], faults)
    if len(faults.problems) > before:
        return None
    rows = {path: values for path, (_, values) in columns.items()}
    central = Frozen({path: values[0] for path, values in rows.items()})
    members = (
        EnsembleMember(number, Frozen({path: values[n + 1] for path, values in rows.items()}))
        for n, number in enumerate(numbers)
    )
    return Ensemble(central, tuple(members))


def _numbers(header: Sequence[Cell]) -> list[int] | None:
    """The numbers of the sets in the heading; None if it is none."""
    names = [cell.text.strip() for cell in header]
    numbers = [int(name) for name in names[2:] if name.isascii() and name.isdigit() and len(name) <= 9]
    rising = all(a < b for a, b in pairwise(numbers))
    return numbers if tuple(names[:2]) == FIRST and len(numbers) == len(names) - 2 and rising else None


def _values(cells: Sequence[Cell], path: str, limit: Limits, faults: Faults) -> list[float]:
    found = []
    for cell in cells:
        value = plain_number(cell.text.strip())
        wrong = None if value is None else beyond(value, limit, whole=False)
        if value is None:
            faults.add(cell.place, path, tell("cell", text=cell.text.strip()), instead(cell.text))
        elif wrong is not None:
            faults.add(cell.place, path, *wrong)
        else:
            found.append(value)
    return found


def _limits(levels: Levels) -> Mapping[str, Limits]:
    """What a set may hold, by path."""
    fitted, parameters = quantities.calibrated_of(levels), quantities.PARAMETERS
    return {
        **{f"{PARAMETERS}.{name}": limit for name, limit in parameters.items()},
        **{f"{CALIBRATED}.{name}": limit for name, limit in fitted.items()},
    }


def table_of(central: Mapping[str, float], members: Sequence[EnsembleMember]) -> str:
    """The sets as the file has them; six digits, which is more than anything is known by."""
    rows = (
        (path, f"{value:.6g}", *(f"{member.values[path]:.6g}" for member in members))
        for path, value in sorted(central.items())
    )
    return csv_text((*FIRST, *(str(member.number) for member in members)), rows)


def table_mark(ensemble: Ensemble) -> str:
    """A hash of the sets."""
    text = table_of(ensemble.central, ensemble.members)
    return hashlib.sha256(text.encode()).hexdigest()[:MARK]


def record_text(record: EnsembleRecord) -> str:
    """The record as the file has it; reading it gives an equal one."""
    told = {
        "schema": 1,
        "region": record.region,
        "base_year": record.base_year,
        "by": record.by,
        "method": {"en": record.method.en, "zh": record.method.zh},
        "seed": record.seed,
        "candidates": record.candidates,
        "kept": record.kept,
        "discrepancy": dict(sorted(record.discrepancy.items())),
        "inputs": dict(sorted(record.inputs.items())),
        "priors": record.priors,
        "calibrated": record.calibrated,
        "table": record.table,
    }
    if record.experiments:
        told["experiments"] = dict(sorted(record.experiments.items()))
    return document(told)
