"""What a new city starts from: national and typical values by year, and numbers that wait to be fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.scenario.csv_tables import Figure, read_table
from sim.scenario.faults import Faults, FilePoint
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library
from sim.scenario.number_row import Texts
from sim.scenario.texts import read_texts
from sim.vocabulary.phrase import telling
from sim.vocabulary.quantity import Quantity

FOLDER = "start"
BY_YEAR = ("statistics", "people", "places")
PHRASES = {
    "no_start": (
        "资料库中没有 {folder}/（新城市的起始值）",
        "the library has no {folder}/ (what a new city starts from)",
    ),
    "library": (
        "请用 --library 指明含有 {folder}/ 的文件夹",
        "name the folder that holds {folder}/ with --library DIR",
    ),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class StartValue:
    """Where a number that waits to be fitted starts: ``met`` is what it gave of an indicator where it was fitted."""

    quantity: Quantity
    indicator: str
    group: str
    met: float | None


@dataclass(frozen=True, slots=True)
class Start:
    """National and typical values, as of the latest year that is not after the one asked for.

    ``known[table][key]`` are the values by year; the key is that of the table without the year.
    """

    known: Mapping[str, Mapping[str, Mapping[int, Quantity]]]
    calibrated: Mapping[str, StartValue]
    texts: Texts

    def of(self, table: str, name: str, year: int) -> Quantity:
        """A value; of the first year where all are later. KeyError if the tables have none."""
        return self.known[table][name][self.year_of(table, name, year)]

    def year_of(self, table: str, name: str, year: int) -> int:
        """The year whose value stands for another."""
        years = sorted(self.known[table][name])
        return max((one for one in years if one <= year), default=years[0])

    def years(self, table: str, name: str) -> tuple[int, ...]:
        """The years of which a value is known; none for an unknown name."""
        return tuple(sorted(self.known.get(table, {}).get(name, ())))


def start_files(library: Library) -> list[Path]:
    """The files of these tables; none where the library has none."""
    folder = None if library.folder is None else library.folder / FOLDER
    return sorted(folder.glob("*.csv")) if folder is not None and folder.is_dir() else []


def read_start(library: Library, faults: Faults) -> Start | None:
    """The tables of a library; None and a fault if it has none."""
    folder = None if library.folder is None else library.folder / FOLDER
    if folder is None or not folder.is_dir():
        faults.add(FilePoint("--library"), "", tell("no_start", folder=FOLDER), tell("library", folder=FOLDER))
        return None
    texts = read_texts(library, faults, Inputs())
    before = len(faults.problems)
    known: dict[str, dict[str, dict[int, Quantity]]] = {}
    for table in BY_YEAR:
        for (name, year), figure in _read(folder / f"{table}.csv", ("quantity", "year"), faults, texts).items():
            known.setdefault(table, {}).setdefault(name, {})[int(year)] = figure.quantity
    benefit = _read(folder / "benefit.csv", ("entity", "quantity", "year"), faults, texts)
    for (scheme, name, year), figure in benefit.items():
        known.setdefault("benefit", {}).setdefault(f"{scheme}.{name}", {})[int(year)] = figure.quantity
    keys = ("quantity", "indicator", "group", "met")
    fitted = {
        name: StartValue(figure.quantity, indicator, group, float(met) if met else None)
        for (name, indicator, group, met), figure in _read(folder / "calibrated.csv", keys, faults, texts).items()
    }
    return None if len(faults.problems) > before else Start(known, fitted, texts)


def _read(file: Path, keys: tuple[str, ...], faults: Faults, texts: Texts) -> Mapping[tuple[str, ...], Figure]:
    return read_table(file, keys, faults, texts).figures
