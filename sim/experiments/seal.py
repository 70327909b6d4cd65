"""The seal of a folder: what each file held when it was written, so that nothing damaged passes for a result.

`NAME` has one line a file, hash and name, in the form that ``sha256sum -c`` reads. Manifests are not in it: they know
the time, and each of their values is checked when it is read. Line ends do not count, so that a checkout on Windows is
whole. A folder without a seal was written by an older version or by hand; nothing is known about its files.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from sim.scenario.faults import Faults, FilePoint, shown
from sim.vocabulary.phrase import telling
from sim.vocabulary.system_says import reason
from sim.vocabulary.whole_file import write_whole

NAME = "SHA256SUMS"
NOT_SEALED = (NAME, "manifest.json")
BYTES_AS_THEY_ARE = (".parquet", ".png")
_LINE = re.compile(r"([0-9a-f]{64})  (?!/)((?:(?!\.\.)[^\0\\])+)")

PHRASES = {
    "gone": ("缺少该文件", "the file is not there"),
    "changed": ("内容与写入时不同（文件损坏，或被其他程序改过）", "not as it was written: damaged, or changed by hand"),
    "no_line": ("不是“校验值  文件名”", "not of the form 'hash  name'"),
    "unreadable": ("无法读取：{why}", "cannot be read: {why}"),
    "again": ("请恢复原文件，或重新运行", "put the file back as it was, or run again"),
}
tell = telling(PHRASES)


def seal(folder: Path, names: Collection[str] | None = None) -> None:
    """Note what is in these files of the folder; in all of them if none are named."""
    every = (path.relative_to(folder).as_posix() for path in folder.rglob("*"))
    found = sorted(every if names is None else names)
    kept = [name for name in found if name.rpartition("/")[2] not in NOT_SEALED and (folder / name).is_file()]
    text = "".join(f"{mark(folder / name)}  {name}\n" for name in kept)
    write_whole(folder / NAME, text)


def mark(path: Path) -> str:
    """The hash of a file's content."""
    content = path.read_bytes()
    if path.suffix not in BYTES_AS_THEY_ARE:
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def check_seal(folder: Path, faults: Faults, but: Collection[str] = (), only: Collection[str] = ()) -> None:
    """Note every file that is gone or no longer as it was written.

    Parameters
    ----------
    but, only : first parts of names that are not looked at, or that alone are; all are if neither is given.
    """
    for name, known in _read(folder, faults).items():
        first = name.partition("/")[0]
        if first in but or (only and first not in only):
            continue
        place = FilePoint(shown(folder / name))
        try:
            if not (folder / name).is_file():
                faults.add(place, "", tell("gone"), tell("again"))
            elif mark(folder / name) != known:
                faults.add(place, "", tell("changed"), tell("again"))
        except OSError as error:
            faults.add(place, "", tell("unreadable", why=reason(error)), tell("again"))


def _read(folder: Path, faults: Faults) -> Mapping[str, str]:
    """Hash by name; empty where there is no seal."""
    file = folder / NAME
    if not file.exists() and not file.is_symlink():
        return {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else [""]
    except (OSError, UnicodeDecodeError) as error:
        faults.add(FilePoint(shown(file)), "", tell("unreadable", why=reason(error)), tell("again"))
        return {}
    found = {}
    for n, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            faults.add(FilePoint(shown(file), n, 1), "", tell("no_line"), tell("again"))
        else:
            found[match.group(2)] = match.group(1)
    return found
