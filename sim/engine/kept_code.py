"""Compiled code kept between runs: each file with its checksum, so that a damaged one is known and made anew.

What is kept are pickles of machine code: whoever may write into the folder may run code as whoever reads it.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import pickle
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from sim.vocabulary.language import language
from sim.vocabulary.phrase import saying
from sim.vocabulary.system_says import reason
from sim.vocabulary.whole_file import write_whole

VARIABLE = "SIM_CACHE"
MARK = hashlib.sha256().digest_size

PHRASES = {
    "damaged": (
        "编译缓存{file}已损坏，已删除并重新编译",
        "{file}, compiled code of an earlier run, is damaged: removed, compiled anew",
    ),
    "unreadable": (
        "编译缓存{file}无法读取（{why}），重新编译",
        "{file}, compiled code of an earlier run, cannot be read ({why}): compiled anew",
    ),
    "not_kept": (
        "编译好的代码无法存入{folder}（{why}），下次运行要重新编译",
        "compiled code cannot be kept in {folder} ({why}): the next run compiles again",
    ),
    "temporary": (
        "编译缓存文件夹{folder}无法写入（{why}），本次改用临时文件夹；可用SIM_CACHE另指定一个",
        "{folder}, where compiled code is kept, cannot be written ({why}): a temporary folder is used; "
        "SIM_CACHE names another",
    ),
}
say = saying(PHRASES)


def root() -> Path:
    """Where compiled code of this user is kept: SIM_CACHE, else the user's cache folder."""
    base = os.environ.get(VARIABLE) or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "tiered-care-sim"


def settle(below: str = "") -> Path:
    """The folder to keep compiled code in (``below`` the root), made and writable.

    A temporary one, for this process and those it starts, where the usual one cannot be written.
    """
    folder: Path | str = "~/.cache"
    try:
        folder = root() / below
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except (OSError, RuntimeError) as error:  # RuntimeError: a user without a home
        temporary = tempfile.mkdtemp(prefix="tiered-care-sim-")
        os.environ[VARIABLE] = temporary
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        _tell("temporary", folder=folder, why=reason(error))
        folder = root() / below
        folder.mkdir(parents=True, exist_ok=True)
    return folder


class KeptCode:
    """The files of one compiled function, one a signature; stands in for the compiler's own, which trusts its files.

    Parameters
    ----------
    folder, name : where the files are, and what their names begin with.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name

    def load(self, key: object) -> Any:
        """What was kept under a key; None if nothing was, or nothing sound."""
        file = self._file(key)
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            _tell("unreadable", file=file, why=reason(error))
            return None
        mark, data = content[:MARK], content[MARK:]
        if hashlib.sha256(data).digest() == mark:
            with suppress(Exception):  # sound, but of another make
                return pickle.loads(data)
        with suppress(OSError):
            file.unlink()  # raises where another process has seen it first, and has said so
            _tell("damaged", file=file)
        return None

    def save(self, key: object, data: Any) -> None:
        """Keep something under a key; a run goes on where that fails."""
        from numba.core.serialize import dumps

        content = dumps(data)  # type: ignore[no-untyped-call]
        try:
            write_whole(self._file(key), hashlib.sha256(content).digest() + content)
        except OSError as error:
            _tell("not_kept", folder=self._folder, why=reason(error))

    def flush(self) -> None:
        """Forget everything."""
        for file in self._folder.glob(f"{self._name}.*.nbc"):
            file.unlink(missing_ok=True)

    def _file(self, key: object) -> Path:
        return self._folder / f"{self._name}.{hashlib.sha256(repr(key).encode()).hexdigest()[:16]}.nbc"


def _tell(key: str, **blanks: object) -> None:
    """One line for whoever waits for the run, whichever process it is found in."""
    print(say(key, language(), **blanks), file=sys.stderr, flush=True)
