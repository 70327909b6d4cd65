"""Checks figures against the table of what a file must hold: names, units, hard limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sim.region.quantities import Limits
from sim.scenario.csv_tables import CsvTable, Figure, Key
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.nearest import Names
from sim.vocabulary.labels import unit_words
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "unknown": ("没有{kind}“{word}”", "unknown {kind} {word!r}"),
    "rows": ("（{n} 行）", " (in {n} rows)"),
    "quantity": ("没有项目“{word}”", "unknown quantity {word!r}"),
    "missing": ("缺少", "missing"),
    "add_row": ("请加一行：数值（{unit}）、范围和来源", "add a row with value ({unit}), range and source"),
    "many": ("缺少 {n} 行：{names}", "{n} rows missing: {names}"),
    "no_rows": ("一行也没有，应有 {n} 行：{names}", "no row at all, {n} are needed: {names}"),
    "add_rows": ("请逐项加上数值、范围和来源", "add a row for each with value, range and source"),
    "found": ("写的是“{unit}”", "found {unit!r}"),
    "write_unit": ("请写“{unit}”", "write {unit!r}"),
    "outside": ("{value:g} 超出单位“{unit}”可能的范围", "{value:g} is outside what {unit} can be"),
    "write": ("请写 {low:g} 到 {high:g}", "write {low:g} to {high:g}"),
    "part": ("{value:g} 不是整数", "{value:g} is not a whole number"),
    "whole": ("请写整数（单位：{unit}）", "write a whole number ({unit})"),
    "sum": ("{what}：各部分之和为 {total:.6g}", "the parts sum to {total:.6g}"),
    "one": ("请使其和为 1", "make them sum to 1"),
    "at_most_one": ("请使其和不超过 1", "make them sum to at most 1"),
    "district": ("县区", "district"),
    "hospital": ("医院", "hospital"),
    "scheme": ("险种", "scheme"),
    "condition": ("病种组", "condition"),
}
tell = telling(PHRASES)
MANY = 4
LISTED = 8


def check_figures(
    file: Path,
    table: CsvTable,
    limits: Mapping[str, Limits],
    faults: Faults,
    *,
    owners: Iterable[str] | None = None,
    kind: str = "",
    names: Names | None = None,
) -> None:
    """Every figure is known and within limits, and every owner has every required quantity.

    ``owners`` are the values of the first key column (districts, hospitals, schemes, conditions), which ``names``
    calls by name; None for tables keyed by the quantity alone, and where they could not be read.
    """
    known = list(owners) if owners is not None else None
    if known is not None:
        _check_owners(table, known, kind, names, faults)
    for key, row in table.rows.items():
        quantity = key[-1]
        if quantity not in limits:
            what = tell("quantity", word=quantity)
            faults.add(row["quantity"].place, ".".join(key), what, allowed(quantity, limits))
        elif key in table.figures:
            check_limits(table.figures[key], limits[quantity], ".".join(key), faults)
    if not table.whole:
        return
    required = {name: limit.unit for name, limit in limits.items() if limit.required}
    for owner in known if known is not None else [None] if not kind else []:
        missing = [name for name in required if ((name,) if owner is None else (owner, name)) not in table.rows]
        _say_missing(file, owner, missing, required, faults)


def _check_owners(table: CsvTable, known: Sequence[str], kind: str, names: Names | None, faults: Faults) -> None:
    """An owner that does not exist is said once, however many rows it has."""
    rows: dict[str, list[Key]] = {}
    for key in table.rows:
        if key[0] not in known:
            rows.setdefault(key[0], []).append(key)
    for word, keys in rows.items():
        first = next(iter(table.rows[keys[0]].values()))
        many = tell("rows", n=len(keys)) if len(keys) > 1 else ""
        what = tell("unknown", kind=tell(kind), word=word) + many
        path = word if len(keys) > 1 else ".".join(keys[0])
        faults.add(first.place, path, what, allowed(word, known, names))


def _say_missing(
    file: Path, owner: str | None, missing: Sequence[str], required: Mapping[str, str], faults: Faults
) -> None:
    """A line for each missing row, or one for all where they are many."""
    place = FilePoint(shown(file))
    if len(missing) < MANY:
        for name in missing:
            path = name if owner is None else f"{owner}.{name}"
            faults.add(place, path, tell("missing"), tell("add_row", unit=required[name]))
        return
    listed = ", ".join(missing[:LISTED]) + (" ..." if len(missing) > LISTED else "")
    what = tell("no_rows" if len(missing) == len(required) else "many", n=len(missing), names=listed)
    faults.add(place, owner or "", what, tell("add_rows"))


def check_limits(figure: Figure, limit: Limits, path: str, faults: Faults) -> None:
    """Unit as expected, value and range within what can be meant at all."""
    quantity = figure.quantity
    if quantity.unit not in (limit.unit, *limit.also):
        what, remedy = tell("found", unit=quantity.unit), tell("write_unit", unit=limit.unit)
        faults.add(figure.place("unit"), f"{path}.unit", what, remedy)
    for column, value in (("value", quantity.value), ("low", quantity.low), ("high", quantity.high)):
        wrong = None if value is None else beyond(value, limit, whole=column == "value")
        if wrong is not None:
            faults.add(figure.place(column), f"{path}.{column}", *wrong)


def beyond(value: float, limit: Limits, *, whole: bool) -> tuple[Bilingual, Bilingual] | None:
    """What is wrong with a value and what to write; ``whole`` where a count must be one (its range need not)."""
    if not limit.low <= value <= limit.high:
        what = tell("outside", value=value, unit=unit_words(limit.unit))
        return what, tell("write", low=limit.low, high=limit.high)
    if whole and limit.whole and not value.is_integer():
        return tell("part", value=value), tell("whole", unit=unit_words(limit.unit))
    return None


def check_sum(
    figures: Mapping[Key, Figure], keys: Iterable[Key], what: Bilingual, faults: Faults, *, exactly: bool = False
) -> None:
    """Parts of a whole sum to one (``exactly``) or to no more than one; silent while a part is missing."""
    wanted = list(keys)
    parts = [figures[key] for key in wanted if key in figures]
    if not parts or len(parts) < len(wanted):
        return
    total = sum(part.quantity.value for part in parts)
    if total > 1 + 1e-6 or (exactly and total < 1 - 1e-6):
        remedy = tell("one" if exactly else "at_most_one")
        faults.add(parts[-1].place("value"), what.en, tell("sum", what=what, total=total), remedy)
