"""Reading an input file: a regular file of bearable size, as UTF-8 text."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sim.scenario.faults import Faults, FilePoint, shown
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.system_says import reason

LONGEST = 2_000_000
PHRASES = {
    "unreadable": ("无法读取（{why}）", "cannot be read ({why})"),
    "check_path": ("请检查路径和权限", "check the path and the permissions"),
    "not_there": ("无法读取（没有这个文件）", "cannot be read (there is no such file)"),
    "a_folder": ("是文件夹，不是文件", "a folder, not a file"),
    "no_file": ("不是普通文件（管道、设备等）", "not a regular file (a pipe, a device ...)"),
    "regular": ("请换成普通文件", "put a regular file in its place"),
    "long": ("文件有 {n} 字节", "{n} bytes long"),
    "shorten": ("请控制在 {most} 字节以内", "keep it under {most} bytes"),
    "gbk": ("不是 UTF-8 文本，像是 GBK（ANSI）编码", "not UTF-8 text; it looks like GBK (ANSI)"),
    "utf16": ("不是 UTF-8 文本，像是 UTF-16 编码", "not UTF-8 text; it looks like UTF-16"),
    "binary": (
        "不是文本文件，像是 Excel 工作簿或压缩包",
        "not a text file; it looks like an Excel workbook or an archive",
    ),
    "other": ("不是 UTF-8 文本", "not UTF-8 text"),
    "save": (
        "请另存为 UTF-8：在 Excel 中选“CSV UTF-8（逗号分隔）”，在记事本中选编码 UTF-8",
        "save the file as UTF-8: in Excel as 'CSV UTF-8 (comma delimited)', in an editor with encoding UTF-8",
    ),
    "save_csv": ("请在 Excel 中另存为“CSV UTF-8（逗号分隔）”", "save it in Excel as 'CSV UTF-8 (comma delimited)'"),
}
tell = telling(PHRASES)
# Opening a pipe must not wait for its other end; on Windows a file must not be opened as text.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(Exception):
    """A file that is not read; says what is wrong and what to do."""

    def __init__(self, what: Bilingual, remedy: Bilingual) -> None:
        super().__init__(what.en)
        self.what, self.remedy = what, remedy


def file_bytes(path: Path) -> bytes:
    """The content of a regular file no longer than `LONGEST`; a pipe or a device is never waited for.

    Raises
    ------
    Unreadable : it is not there, may not be read, is no regular file, or is too long.
    """
    try:
        with open(os.open(path, _FLAGS), "rb") as file:
            state = os.fstat(file.fileno())
            if stat.S_ISDIR(state.st_mode):
                raise Unreadable(tell("a_folder"), tell("regular"))
            if not stat.S_ISREG(state.st_mode):
                raise Unreadable(tell("no_file"), tell("regular"))
            content = file.read(LONGEST + 1)
    except FileNotFoundError:
        raise Unreadable(tell("not_there"), tell("check_path")) from None
    except IsADirectoryError:
        raise Unreadable(tell("a_folder"), tell("regular")) from None
    except (OSError, ValueError) as error:
        why = reason(error)
        raise Unreadable(tell("unreadable", why=why), tell("check_path")) from None
    if len(content) > LONGEST:
        raise Unreadable(tell("long", n=max(state.st_size, len(content))), tell("shorten", most=LONGEST))
    return content


def read_text(path: Path, faults: Faults) -> str | None:
    """The text of an input file; None and a fault if it cannot be read."""
    try:
        raw = file_bytes(path)
    except Unreadable as wrong:
        faults.add(FilePoint(shown(path)), "", wrong.what, wrong.remedy)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.add(FilePoint(shown(path), line, 1), "", *_coded(raw))
        return None
    if "\0" in text:
        faults.add(FilePoint(shown(path)), "", *_coded(raw))
        return None
    return text


def _coded(raw: bytes) -> tuple[Bilingual, Bilingual]:
    """What the bytes seem to be instead of UTF-8, and what to do."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[1:2] == b"\0" or raw[:1] == b"\0":
        return tell("utf16"), tell("save")
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return tell("binary"), tell("save_csv")
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return tell("other"), tell("save")
    return tell("gbk"), tell("save")
