"""A parameters folder: behaviour, cost, trend and engine numbers, and the disease groups.

A folder with a file ``like.txt``, which names the folder beside it that it is like, holds only what differs there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from sim.region import quantities
from sim.region.description import Numbers, frozen
from sim.scenario.csv_tables import CsvTable, read_table
from sim.scenario.faults import Faults, FilePoint, shown
from sim.scenario.input_file import read_text
from sim.scenario.inputs import Inputs
from sim.scenario.limit_check import check_figures, check_sum
from sim.scenario.number_row import NO_TEXTS, Texts
from sim.scenario.region_shape_check import RESERVED
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.labels import labels
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.quantity import Quantity

CONDITIONS = "conditions.csv"
LIKE = "like.txt"
Conditions = Mapping[str, Mapping[str, Quantity]]
PHRASES = {
    "no_folder": ("不是文件夹", "not a folder"),
    "name_folder": ("请写含有参数表的文件夹", "name a folder that holds the parameter tables"),
    "like": ("没有“{word}”这个参数文件夹", "no parameters folder {word!r} beside this one"),
    "name_like": ("like.txt 只写一个同级文件夹的名称", "name one folder beside this one in like.txt, nothing else"),
    "also": ("在 {file}:{line} 中也有", "also given in {file}:{line}"),
    "keep": ("只留在一个文件中", "keep it in one of the files"),
    "shares_visit_primary": ("基层门诊收入构成", "revenue shares of a visit, primary"),
    "shares_visit_hospital": ("医院门诊收入构成", "revenue shares of a visit, hospital"),
    "shares_stay_primary": ("基层住院收入构成", "revenue shares of a stay, primary"),
    "shares_stay_hospital": ("医院住院收入构成", "revenue shares of a stay, hospital"),
    "severity": ("{condition}：严重程度构成", "{condition}: severity"),
    "no_group": ("没有病种组", "no disease group"),
    "one": ("请至少写一个", "add at least one"),
    "id": ("“{word}”不能作编号", "{word!r} is no id"),
    "slug": (
        "以小写字母开头，其后为小写字母、数字、下划线，且不用保留词",
        "a lower-case letter first, then lower-case letters, digits, underscores; no reserved word",
    ),
}
tell = telling(PHRASES)
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_FOLDER = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def read_parameters(
    folder: Path, name: str, faults: Faults, inputs: Inputs, texts: Texts = NO_TEXTS
) -> tuple[tuple[Numbers, Conditions] | None, tuple[str, ...] | None]:
    """All numbers of a parameters folder by name, and the disease groups in file order; then the ids of the groups.

    The first is None where anything is wrong, the second where nobody can say which groups there are.
    """
    if not folder.is_dir():
        faults.add(FilePoint(shown(folder)), "", tell("no_folder"), tell("name_folder"))
        return None, None
    before = len(faults.problems)
    like = _like(folder, name, faults, inputs)
    merged = _merged(folder, name, faults, inputs, texts)
    if like is not None:
        under = _merged(*like, faults, inputs, texts)
        merged.whole = merged.whole and under.whole
        merged.rows = {**under.rows, **merged.rows}
        merged.figures = {**under.figures, **merged.figures}
    check_figures(folder, merged, quantities.PARAMETERS, faults)
    for kind in ("visit", "stay"):
        for where in ("primary", "hospital"):
            keys = [(f"share_{part}_{kind}_{where}",) for part in ("drugs", "consumables", "tests")]
            check_sum(merged.figures, keys, tell(f"shares_{kind}_{where}"), faults)
    file = folder / CONDITIONS
    if like is not None and not file.is_file():
        file = like[0] / CONDITIONS
    groups = read_table(file, ("condition", "quantity"), faults, texts)
    ids = tuple(dict.fromkeys(key[0] for key in groups.rows))
    _check_groups(file, groups, ids, faults)
    known = ids if groups.whole else None
    if len(faults.problems) > before:
        return None, known
    numbers = frozen({key[0]: figure.quantity for key, figure in merged.figures.items()})
    conditions = {c: frozen({k[1]: f.quantity for k, f in groups.figures.items() if k[0] == c}) for c in ids}
    return (numbers, Frozen(conditions)), known


def _like(folder: Path, name: str, faults: Faults, inputs: Inputs) -> tuple[Path, str] | None:
    """The folder that this one is like, and its name; None where it stands for itself."""
    file = folder / LIKE
    if not file.is_file():
        return None
    word = (read_text(file, faults) or "").strip()
    found = folder.parent / word
    if not _FOLDER.fullmatch(word) or not found.is_dir() or found == folder or (found / LIKE).is_file():
        faults.add(FilePoint(shown(file)), "", tell("like", word=word), tell("name_like"))
        return None
    inputs.note(f"{name}/{LIKE}", file)
    return found, f"{name.rpartition('/')[0]}/{word}".lstrip("/")


def _merged(folder: Path, name: str, faults: Faults, inputs: Inputs, texts: Texts) -> CsvTable:
    """The tables of a folder but the disease groups as one; whole if each of them is."""
    merged = CsvTable(whole=True)
    for file in sorted(folder.glob("*.csv")):
        inputs.note(f"{name}/{file.name}", file)
        if file.name == CONDITIONS:
            continue
        table = read_table(file, ("quantity",), faults, texts)
        merged.whole = merged.whole and table.whole
        for key, row in table.rows.items():
            if key in merged.rows:
                first = merged.rows[key]["quantity"].place
                what = tell("also", file=first.file, line=first.line)
                faults.add(row["quantity"].place, key[0], what, tell("keep"))
                continue
            merged.rows[key] = row
            if key in table.figures:
                merged.figures[key] = table.figures[key]
    return merged


def _check_groups(file: Path, groups: CsvTable, ids: Sequence[str], faults: Faults) -> None:
    """Each group has an id, every number, and severities that fit together."""
    if groups.whole and not ids:
        faults.add(FilePoint(shown(file)), "", tell("no_group"), tell("one"))
    for word in ids:
        if not _ID.fullmatch(word) or word in RESERVED:
            first = next(row["condition"] for key, row in groups.rows.items() if key[0] == word)
            faults.add(first.place, word, tell("id", word=word), tell("slug"))
        shares = [(word, "severity_mild"), (word, "severity_moderate")]
        check_sum(groups.figures, shares, tell("severity", condition=word), faults)
    check_figures(file, groups, quantities.CONDITIONS, faults, owners=ids, kind="condition")


def condition_labels(conditions: Conditions) -> Mapping[str, Bilingual]:
    """Names of the disease groups from the vocabulary; a group it does not know is called by its id."""
    rows = labels()
    known = {c: rows.get(f"condition.{c}") or rows.get(c) for c in conditions}
    return Frozen({c: Bilingual(words.en, words.zh) if words else Bilingual(c, c) for c, words in known.items()})
