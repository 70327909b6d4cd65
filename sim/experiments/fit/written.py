"""What a fit leaves in the region's folder: ``fit.yaml``, then ``calibrated.csv``, each whole or as it was."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sim.experiments.fit.measured import with_numbers
from sim.experiments.fit.numbers import Aim, Free, Numbers
from sim.experiments.fit.search import Round
from sim.experiments.place import probe, taken
from sim.region.description import FitRecord
from sim.region.quantities import Limits, calibrated_of
from sim.scenario.faults import Faults
from sim.scenario.fit_file import FIT, METHOD, SOURCE, fit_text
from sim.scenario.fit_state import calibrated_mark, inputs_of
from sim.scenario.library import library_for
from sim.scenario.scenario import Scenario
from sim.scenario.yaml_nodes import read_yaml_in_part
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import telling
from sim.vocabulary.whole_file import write_whole

CALIBRATED, BEFORE = "calibrated.csv", "calibrated.csv.before"
PHRASES = {
    "changed": (
        "拟合期间该文件有改动；没有写入，拟合结果在{folder}",
        "changed while the fit ran; it was left as it is, the fitted one lies in {folder}",
    ),
    "again": ("请再运行同一命令，或自行复制", "give the same command again, or copy it yourself"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class RegionFiles:
    """The region's files that were written, and where the table was kept that no fit had written."""

    folder: Path
    before: Path | None


def check_place(file: Path, library: Path | None) -> Path:
    """The folder of the scenario's region, if it can be written.

    Raises
    ------
    FolderTaken : the system refuses.
    """
    faults = Faults()
    tree = read_yaml_in_part(file, faults)
    name = tree.value["region"] if tree is not None else ""
    found = (
        library_for(file, library, faults).resolve(name, tree.place(("region",)), "region", faults) if tree else None
    )
    if found is None:
        raise InputInvalid(faults.problems)
    probe(found, found)
    return found


def record_of(
    scenario: Scenario, numbers: Numbers, best: Round, anchors: Sequence[Aim], unreached: set[str]
) -> FitRecord:
    """What is said of the fitted numbers."""
    return FitRecord(
        region=scenario.region.id,
        base_year=scenario.years.base,
        by="sim fit",
        method=METHOD,
        inside=len(anchors) - best.outside,
        anchors=len(anchors),
        inputs=Frozen(dict(inputs_of(scenario))),
        calibrated=calibrated_mark(with_numbers(scenario, best.values).region.calibrated),
        at_bound=tuple(
            one.name for one in numbers.free if one.name not in unreached and one.at_bound(best.values[one.name])
        ),
    )


def write_region(
    scenario: Scenario,
    region: Path,
    numbers: Numbers,
    best: Round,
    unreached: set[str],
    record: FitRecord,
    results: Path,
) -> RegionFiles:
    """Write both files into the folder of results, then into that of the region, the record first.

    Who is killed between them leaves a record that does not fit the old table, which is said; the same command goes on.
    """
    file = region / CALIBRATED
    old = file.read_bytes()
    limits = calibrated_of(scenario.region.levels, scenario.region.calibrated)
    fitted = [one for one in numbers.free if one.name not in unreached]
    rows = {one.name: fitted_row(one, best.values[one.name], limits[one.name]) for one in fitted}
    table, text = rewritten(old, rows), fit_text(record)
    write_whole(results / CALIBRATED, table, on_disk=True)
    write_whole(results / FIT, text, on_disk=True)
    known = [mark for name, mark in scenario.inputs.items() if name.endswith(f"/{CALIBRATED}")]
    if table == old and (region / FIT).exists() and (region / FIT).read_text(encoding="utf-8") == text:
        return RegionFiles(region, None)
    if known and hashlib.sha256(old.replace(b"\r\n", b"\n")).hexdigest() not in known:
        raise taken(file, tell("changed", folder=results), tell("again"))
    before = None if by_fit(scenario) else _kept(region, old)
    write_whole(region / FIT, text, on_disk=True)
    write_whole(file, table, on_disk=True)
    return RegionFiles(region, before)


def by_fit(scenario: Scenario) -> bool:
    """Whether the region's table is as a fit has written it, so that nobody's own work is lost with it."""
    record = scenario.region.fit
    mark = calibrated_mark(scenario.region.calibrated)
    return record is not None and record.by == "sim fit" and record.calibrated == mark


def _kept(region: Path, old: bytes) -> Path:
    """Keep the table under the first free name beside it, or where it is kept already."""
    n = 1
    while True:
        path = region / (BEFORE if n == 1 else f"{BEFORE}-{n}")
        if not path.exists():
            return write_whole(path, old, on_disk=True)
        if path.read_bytes() == old:
            return path
        n += 1


def fitted_row(one: Free, value: float, limit: Limits) -> Mapping[str, str]:
    """The cells of a fitted number by column, key and unit apart."""
    below, above = one.row.spread
    ends = (value * below, value * above) if one.row.scale == "log" else (value - below, value + above)
    low, high = max(ends[0], limit.low), min(ends[1], limit.high)
    cells = {"value": value, "low": min(low, value), "high": max(high, value)}
    return {
        **{name: f"{number:.5g}" for name, number in cells.items()},
        "source": SOURCE.en,
        "confidence": Confidence.CALIBRATED.id,
    }


def rewritten(table: bytes, rows: Mapping[str, Mapping[str, str]]) -> bytes:
    """A table of numbers with the cells of some rows replaced; everything else, and its form, as it is."""
    text = table.decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in text else "\n"
    lines = list(csv.reader(io.StringIO(text, newline="")))
    head = next((n for n, line in enumerate(lines) if "quantity" in [cell.strip() for cell in line]), 0)
    columns = [cell.strip() for cell in lines[head]]
    for line in lines[head + 1 :]:
        name = line[columns.index("quantity")].strip() if len(line) == len(columns) else ""
        for column, cell in rows.get(name, {}).items():
            line[columns.index(column)] = cell
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ends).writerows(lines)
    return (b"\xef\xbb\xbf" if table.startswith(b"\xef\xbb\xbf") else b"") + out.getvalue().encode()
