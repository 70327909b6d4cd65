"""Checks figures against the table of what a file must hold: names, units, hard limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from sim.region.quantities import Limits
from sim.scenario.csv_tables import Figure, Key
from sim.scenario.faults import Faults, Place, allowed, shown


def check_figures(
    file: Path,
    figures: Mapping[Key, Figure],
    limits: Mapping[str, Limits],
    faults: Faults,
    *,
    owners: Iterable[str] | None = None,
    owner_word: str = "",
) -> None:
    """Every figure is known and within limits, and every owner has every required quantity.

    ``owners`` are the values of the first key column (districts, hospitals, schemes, conditions); None for
    tables keyed by the quantity alone.
    """
    known = list(owners) if owners is not None else None
    for key, figure in figures.items():
        quantity = key[-1]
        if known is not None and key[0] not in known:
            cell = next(iter(figure.row.values()))
            faults.add(cell.place, ".".join(key), f"unknown {owner_word} {key[0]!r}", allowed(key[0], known))
        if quantity not in limits:
            place = figure.place("quantity")
            faults.add(place, ".".join(key), f"unknown quantity {quantity!r}", allowed(quantity, limits))
            continue
        check_limits(figure, limits[quantity], ".".join(key), faults)
    required = [name for name, limit in limits.items() if limit.required]
    for owner in known if known is not None else [None]:
        for name in required:
            wanted = (name,) if owner is None else (owner, name)
            if wanted not in figures:
                remedy = f"add a row with value ({limits[name].unit}), range and source"
                faults.add(Place(shown(file)), ".".join(wanted), "missing", remedy)


def check_limits(figure: Figure, limit: Limits, path: str, faults: Faults) -> None:
    """Unit as expected, value and range within what can be meant at all."""
    quantity = figure.quantity
    if quantity.unit != limit.unit:
        faults.add(figure.place("unit"), f"{path}.unit", f"found {quantity.unit!r}", f"write {limit.unit!r}")
    for column, value in (("value", quantity.value), ("low", quantity.low), ("high", quantity.high)):
        if value is not None and not limit.low <= value <= limit.high:
            what = f"{value:g} is outside what {limit.unit} can be"
            faults.add(figure.place(column), f"{path}.{column}", what, f"write {limit.low:g} to {limit.high:g}")


def check_sum(
    figures: Mapping[Key, Figure], keys: Iterable[Key], what: str, faults: Faults, *, exactly: bool = False
) -> None:
    """Parts of a whole sum to one (``exactly``) or to no more than one; silent while a part is missing."""
    parts = [figures[key] for key in keys if key in figures]
    if not parts or len(parts) < len(list(keys)):
        return
    total = sum(part.quantity.value for part in parts)
    if total > 1 + 1e-6 or (exactly and total < 1 - 1e-6):
        remedy = f"make them sum to {'1' if exactly else 'at most 1'}"
        faults.add(parts[-1].place("value"), what, f"the parts sum to {total:.6g}", remedy)
