"""Where results go: whether a folder can be written there, asked before anything is simulated."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from sim.scenario.faults import shown
from sim.vocabulary.errors import FolderTaken, Problem, WorkLost
from sim.vocabulary.phrase import Bilingual, telling
from sim.vocabulary.system_says import reason

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
BYTES_OF_A_PROBE = 65_536

PHRASES = {
    "not_empty": ("该文件夹不是空的", "this folder is not empty"),
    "a_file": ("这是一个文件", "this is a file"),
    "a_folder": ("这是一个文件夹", "this is a folder"),
    "new_file": ("请指定一个文件", "name a file"),
    "here": ("这是当前所在的文件夹", "this is the folder you stand in"),
    "written": ("另一个进程正在写入这个文件夹", "another process is writing into this folder"),
    "refused": ("无法在此写入：{why}", "cannot be written: {why}"),
    "new_folder": ("请另指定一个新文件夹", "name a new folder"),
    "wait": ("请等它结束，或另指定一个新文件夹", "wait for it, or name a new folder"),
    "elsewhere": (
        "请换一个您有写入权限的位置（-o）",
        "name a folder with -o in a place where you may write",
    ),
    "right": (
        "请取得写入权限，或换一个位置，再运行同一命令",
        "give yourself the right to write there, or take another place, and give the same command again",
    ),
    "little_room": (
        "约需{need} MB，磁盘只剩{free} MB",
        "about {need} MB are needed, {free} MB are free on this disk",
    ),
    "full": ("磁盘已满", "the disk is full"),
    "make_room": (
        "请腾出空间，或用-o写到另一个磁盘",
        "make room, or write to another disk with -o",
    ),
    "again": (
        "请腾出空间，或用-o写到另一个磁盘，再运行同一命令；没有留下写了一半的结果",
        "make room, or write to another disk with -o, and give the same command again; nothing half-written is left",
    ),
}
tell = telling(PHRASES)


def settled(target: Path) -> Path:
    """The place that a path names, links followed, if a results folder may stand there.

    Raises
    ------
    FolderTaken : it is a file, the working directory, or a folder with something in it.
    """
    try:
        place = target.resolve()
        if place == Path.cwd():
            raise taken(target, tell("here"), tell("new_folder"))
        if place.exists() and not place.is_dir():
            raise taken(target, tell("a_file"), tell("new_folder"))
        if place.exists() and any(place.iterdir()):
            raise taken(target, tell("not_empty"), tell("new_folder"))
    except (OSError, RuntimeError) as error:  # no right to look, a name too long, links in a circle
        raise refused(target, error) from None
    return place


def with_parents(place: Path, target: Path) -> list[Path]:
    """Make the folders above a place; gives those that were not there, the innermost first."""
    missing = [folder for folder in place.parents if not folder.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(target, error) from None
    return missing


def check_file(target: Path) -> None:
    """Refuse a path that no file can be written to: a folder, or one in a folder that is not there or not writable."""
    if target.is_dir():
        raise taken(target, tell("a_folder"), tell("new_file"))
    probe(target.resolve().parent, target)


def lock_of(place: Path) -> Path:
    """The file that stands for the right to write to a place."""
    return place.with_name(f".{place.name}.lock")


def locked(file: Path, target: Path) -> FileLock:
    """A lock, held until it is released; the system lets go of that of a process that was killed."""
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise taken(target, tell("written"), tell("wait")) from None
    except OSError as error:
        raise refused(target, error) from None
    return lock


def let_go(lock: FileLock) -> None:
    """Take the file of a lock away, then open it: whoever waits at it finds that it is gone."""
    if os.name != "nt":  # there an open file cannot be removed, and its release removes it
        Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def probe(folder: Path, target: Path) -> None:
    """Write something into a folder and take it away: a full disk gives folders, but no files."""
    file = folder / f".{os.getpid()}.probe"
    try:
        with file.open("wb") as out:
            out.write(bytes(BYTES_OF_A_PROBE))
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise refused(target, error) from None
    finally:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def check_room(target: Path, place: Path, bytes_needed: float) -> None:
    """Refuse a disk that has not the room for what will be written, by a rough estimate."""
    free = shutil.disk_usage(place).free
    if free < bytes_needed:
        what = tell("little_room", need=f"{bytes_needed / 1e6:,.0f}", free=f"{free / 1e6:,.0f}")
        raise taken(target, what, tell("make_room"))


def taken(target: Path, what: Bilingual, remedy: Bilingual) -> FolderTaken:
    """The refusal of a place."""
    return FolderTaken([Problem(shown(target), 0, 0, "-o", what, remedy)])


def refused(target: Path, error: Exception) -> FolderTaken:
    """The refusal of a place by the system."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return taken(target, tell("full"), tell("make_room"))
    return taken(target, tell("refused", why=reason(error)), tell("elsewhere"))


def system_refused(error: OSError) -> WorkLost | None:
    """What to say where the system refuses while results are written: a full disk, no right; nothing if neither."""
    where = shown(Path(os.fsdecode(error.filename))) if isinstance(error.filename, str | bytes) else "-o"
    if error.errno in NO_ROOM:
        return WorkLost([Problem(where, 0, 0, "", tell("full"), tell("again"))])
    if error.errno in NO_RIGHT:
        return WorkLost([Problem(where, 0, 0, "", tell("refused", why=reason(error)), tell("right"))])
    return None
