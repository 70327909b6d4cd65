"""A results folder: written under a temporary name, renamed when whole, never overwritten."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.vocabulary.errors import FolderTaken, Problem

FLOAT = "%.10g"


class Draft:
    """A results folder in the making; `publish` gives it its name, `discard` leaves nothing behind."""

    def __init__(self, target: Path) -> None:
        if target.exists() and any(target.iterdir()):
            raise FolderTaken([Problem(str(target), 0, 0, "-o", "this folder is not empty", "name a new folder")])
        self.target = target
        self.folder = target.with_name(f".{target.name}.partial")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True)

    def table(self, name: str, frame: pd.DataFrame) -> None:
        """A count table as Parquet."""
        (self.folder / "tables").mkdir(exist_ok=True)
        schema_free = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        pq.write_table(schema_free, self.folder / "tables" / f"{name}.parquet", compression="zstd")

    def csv(self, name: str, frame: pd.DataFrame) -> None:
        """A table for programs: UTF-8 without BOM, floats with ten digits."""
        frame.to_csv(self.folder / f"{name}.csv", index=False, float_format=FLOAT, lineterminator="\n")

    def json(self, name: str, value: Any) -> None:
        """A JSON file with sorted keys."""
        text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
        (self.folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")

    def publish(self) -> Path:
        """Give the folder its name."""
        if self.target.exists():
            self.target.rmdir()
        self.folder.rename(self.target)
        return self.target

    def discard(self) -> None:
        """Remove everything written so far."""
        shutil.rmtree(self.folder, ignore_errors=True)


def default_folder(name: str, mark: str, root: Path) -> Path:
    """``results/<day>_<time>_<name>_<first letters of the fingerprint>``."""
    stamp = datetime.now().strftime("%Y-%m-%d_%H%M%S")
    return root / f"{stamp}_{name}_{mark[:6]}"
