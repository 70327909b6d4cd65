"""Names that mean something to a terminal, to mathtext, to HTML, to a sheet, or to a font: all of them only names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd

# None has a blank: a text that is wrapped must be found again.
MARKUP = (
    "[/red]甲",
    "[bold]乙",
    "$\\frac{x$",
    "_^{}$$\\%&#",
    "<b>丙",
    "=1+1",
    "@SUM(A1)",
    ":smile:",
    "{blank}",
    "%s%d",
)
LINES = ("两\n行", "a\tb", "\x1b[31m红", "尾\u2028行", "丁\x0b\x00", "反\u202e向")
RARE = "瀍镕硚浉猇鄠甪"


def rename(results: Path, folder: Path, names: tuple[str, ...]) -> Path:
    """A copy of a made-up results folder in which title, districts, rules and groups of rules bear these names."""
    shutil.copytree(results, folder)
    given = iter(names * 20)

    def renamed(file: str, *columns: str) -> None:
        path = folder / file
        if path.exists():
            table = pd.read_csv(path, keep_default_na=False, dtype=str)
            words = [next(given) for _ in range(len(table))]
            table = table.assign(**dict.fromkeys(columns, words))
            table.to_csv(path, index=False, lineterminator="\n")

    path = folder / "manifest.json"
    title = next(given)
    about = json.loads(path.read_text(encoding="utf-8")) | {"title_en": title, "title_zh": title}
    path.write_text(json.dumps(about), encoding="utf-8")
    renamed("districts.csv", "en", "zh")
    renamed("rules.csv", "label_en", "label_zh")
    renamed("explain/players.csv", "label_en", "label_zh")
    return folder
