"""A folder that belongs to one question, so that asking again goes on in it.

::

    question.json   what was asked; there from the moment the work begins
    runs/           the values of each run that ended (`sim.experiments.kept_values`)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from sim.experiments.kept_files import read_json
from sim.experiments.place import taken
from sim.experiments.place import tell as place
from sim.experiments.seal import NAME as SEAL
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.whole_file import write_whole

QUESTION, RUNS = "question.json", "runs"
PHRASES = {
    "else": ("其中的内容不是{kind}", "this folder holds something else than a {kind}"),
    "another": ("其中是另一次{kind}（{keys}不同）", "this folder holds another {kind} ({keys} differ)"),
    "again": ("请删去这个文件夹，再运行同一命令", "remove the folder and give the same command again"),
}
tell = telling(PHRASES)


def named_by(question: Mapping[str, Any], name: str, root: Path) -> Path:
    """A folder named by the question, so that asking again goes on in it."""
    told = json.dumps(question, sort_keys=True)
    return root / f"{name}_{hashlib.sha256(told.encode()).hexdigest()[:6]}"


def check_question(folder: Path, question: Mapping[str, Any], kind: Bilingual, free: Collection[str] = ()) -> None:
    """Whether this folder is free for a question, or holds work on it.

    ``kind`` is what such work is called; keys that are ``free`` may differ.

    Raises
    ------
    FolderTaken : it holds other work of this kind or something else.
    """
    asked = folder / QUESTION
    if folder.exists() and not folder.is_dir():
        raise taken(folder, place("a_file"), place("new_folder"))
    if asked.exists():
        there = read_json(asked, tell("again"))
        if there.get("kind") != question.get("kind"):
            raise taken(folder, tell("else", kind=kind), place("new_folder"))
        keys = {**question, **there}
        differs = [key for key in keys if key not in free and question.get(key) != there.get(key)]
        if differs:
            raise taken(folder, tell("another", kind=kind, keys=", ".join(differs)), place("new_folder"))
    elif folder.exists() and any(not p.name.startswith(".") for p in folder.iterdir()):
        raise taken(folder, tell("else", kind=kind), place("new_folder"))


def open_folder(folder: Path, question: Mapping[str, Any]) -> Path:
    """Write what this folder answers and clear away what a kill left; gives the folder of the runs."""
    (folder / SEAL).unlink(missing_ok=True)
    runs = folder / RUNS
    runs.mkdir(parents=True, exist_ok=True)
    for left_over in (*folder.glob(".*.partial"), *runs.glob(".*.partial")):
        left_over.unlink(missing_ok=True)
    write_whole(folder / QUESTION, json.dumps(question, indent=1, sort_keys=True) + "\n", on_disk=True)
    return runs
