"""A parameters folder: behaviour, cost, trend and engine numbers, and the disease groups."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.region import quantities
from sim.region.description import Numbers, frozen
from sim.scenario.csv_tables import Figure, Key, read_figures
from sim.scenario.faults import Faults, Place, shown
from sim.scenario.inputs import Inputs
from sim.scenario.limit_check import check_figures, check_sum
from sim.scenario.texts import NONE, Texts
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.labels import labels
from sim.vocabulary.phrase import Bilingual
from sim.vocabulary.quantity import Quantity

CONDITIONS = "conditions.csv"
Conditions = Mapping[str, Mapping[str, Quantity]]


def read_parameters(
    folder: Path, name: str, faults: Faults, inputs: Inputs, texts: Texts = NONE
) -> tuple[Numbers, Conditions] | None:
    """All numbers of a parameters folder, by name, and the disease groups in file order."""
    if not folder.is_dir():
        faults.add(Place(shown(folder)), "", "not a folder", "name a folder that holds the parameter tables")
        return None
    before = len(faults.problems)
    merged: dict[Key, Figure] = {}
    for file in sorted(folder.glob("*.csv")):
        inputs.note(f"{name}/{file.name}", file)
        if file.name == CONDITIONS:
            continue
        for key, figure in read_figures(file, ("quantity",), faults, texts).items():
            if key in merged:
                place, first = figure.place("quantity"), merged[key].place("quantity")
                what = f"also given in {first.file}:{first.line}"
                faults.add(place, key[0], what, "keep it in one of the files")
            else:
                merged[key] = figure
    check_figures(folder, merged, quantities.PARAMETERS, faults)
    for kind in ("visit", "stay"):
        for where in ("primary", "hospital"):
            keys = [(f"share_{part}_{kind}_{where}",) for part in ("drugs", "consumables", "tests")]
            check_sum(merged, keys, f"revenue shares of a {kind}, {where}", faults)
    groups = read_figures(folder / CONDITIONS, ("condition", "quantity"), faults, texts)
    ids = list(dict.fromkeys(key[0] for key in groups))
    check_figures(folder / CONDITIONS, groups, quantities.CONDITIONS, faults, owners=ids, owner_word="condition")
    if not ids and (folder / CONDITIONS).exists():
        faults.add(Place(shown(folder / CONDITIONS)), "", "no disease group", "add at least one")
    for condition in ids:
        check_sum(
            groups,
            [(condition, "severity_mild"), (condition, "severity_moderate")],
            f"{condition}: severity",
            faults,
        )
    if len(faults.problems) > before:
        return None
    numbers = frozen({key[0]: figure.quantity for key, figure in merged.items()})
    conditions = {c: frozen({k[1]: f.quantity for k, f in groups.items() if k[0] == c}) for c in ids}
    return numbers, Frozen(conditions)


def names_in(file: Path) -> tuple[str, ...]:
    """The quantities of one table of a parameters folder, in its order; none if the folder has no such table."""
    return tuple(key[0] for key in read_figures(file, ("quantity",), Faults())) if file.is_file() else ()


def condition_labels(conditions: Conditions) -> Mapping[str, Bilingual]:
    """Names of the disease groups from the vocabulary; a group it does not know is called by its id."""
    rows = labels()
    known = {c: rows.get(f"condition.{c}") or rows.get(c) for c in conditions}
    return Frozen({c: Bilingual(words.en, words.zh) if words else Bilingual(c, c) for c, words in known.items()})
