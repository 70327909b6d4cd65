"""Rules of benefit beside the base year's: what changes on a day, and what those insured elsewhere are paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sim.region import quantities
from sim.region.description import Numbers, Payer, frozen
from sim.scenario.csv_tables import CsvTable, Figure, Key
from sim.scenario.faults import Faults
from sim.scenario.limit_check import check_figures
from sim.scenario.places import Places
from sim.vocabulary.phrase import telling

TABLE, CHANGES = "benefit.csv", "benefit_changes.csv"
KEYS = ("entity", "from", "quantity")
OUTSIDE = "outside"  # the payer of those insured elsewhere
PHRASES = {
    "no_day": ("“{text}”不是日期", "{text!r} is not a date"),
    "write_day": ("请写 2017-01-01 这样的日期", "write a day like 2017-01-01"),
    "not_first": ("{day} 不是某月的第一天", "{day} is not the first of a month"),
    "first": ("待遇从某月的第一天起改变：请写 {day}", "benefits change on the first of a month: write {day}"),
    "too_early": ("{day} 不晚于基准年 {year} 的第一天", "{day} is not after the first day of the base year {year}"),
    "base": ("请写入 {table}：那里是基准年的待遇", "write it into {table}: that holds the base year's benefits"),
}
tell = telling(PHRASES)


def check_benefit(
    folder: Path, tables: Mapping[str, CsvTable], places: Places | None, base_year: object, faults: Faults
) -> None:
    """Every number of both tables is known and within limits; every payer has all, and changes have days to come."""
    table = tables[TABLE]
    own, outside = _parts(table)
    payers = places.payers if places else None
    names = places.names if places else None
    check_figures(folder / TABLE, own, quantities.BENEFIT, faults, owners=payers, kind="scheme", names=names)
    if outside.rows:
        limits = quantities.OUTSIDE_BENEFIT
        check_figures(folder / TABLE, outside, limits, faults, owners=(OUTSIDE,), kind="scheme")
    if CHANGES in tables:
        later = tables[CHANGES]
        check_figures(folder / CHANGES, later, quantities.BENEFIT_LATER, faults, owners=payers, kind="scheme")
        _check_days(later, base_year, faults)


def _parts(table: CsvTable) -> tuple[CsvTable, CsvTable]:
    """The rows of the payers here, and those of the outside payer."""

    def part(*, outside: bool) -> CsvTable:
        figures = {key: figure for key, figure in table.figures.items() if (key[0] == OUTSIDE) is outside}
        rows = {key: row for key, row in table.rows.items() if (key[0] == OUTSIDE) is outside}
        return CsvTable(figures, rows, table.whole)

    return part(outside=False), part(outside=True)


def _check_days(table: CsvTable, base_year: object, faults: Faults) -> None:
    """Benefits change on the first of a month after the base year has begun."""
    for key, row in table.rows.items():
        place, path, day = row["from"].place, ".".join(key), _day(key[1])
        if day is None:
            faults.add(place, path, tell("no_day", text=key[1]), tell("write_day"))
        elif day.day != 1:
            faults.add(place, path, tell("not_first", day=day), tell("first", day=day.replace(day=1)))
        elif isinstance(base_year, int) and day <= date(base_year, 1, 1):
            faults.add(place, path, tell("too_early", day=day, year=base_year), tell("base", table=TABLE))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def later_of(payer: str, figures: Mapping[Key, Figure]) -> tuple[tuple[date, Numbers], ...]:
    """What changes for a payer, in the order of the days."""
    found: dict[date, dict[str, Figure]] = {}
    for (owner, day, quantity), figure in figures.items():
        if owner == payer:
            found.setdefault(date.fromisoformat(day), {})[quantity] = figure
    return tuple((day, frozen({q: f.quantity for q, f in found[day].items()})) for day in sorted(found))


def outside_of(figures: Mapping[Key, Figure]) -> Numbers:
    """What the outside payer pays; empty where nobody says."""
    return frozen({key[-1]: figure.quantity for key, figure in figures.items() if key[0] == OUTSIDE})


def changes_of(payers: Sequence[Payer]) -> list[tuple[str, date, Numbers]]:
    """All that changes in these payers' benefits: payer, day, numbers."""
    return [(payer.id, day, numbers) for payer in payers for day, numbers in payer.later]
