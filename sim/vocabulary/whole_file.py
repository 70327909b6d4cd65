"""Files that are whole or not there, whatever ends the program while they are written."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(target: Path, content: bytes | str, *, on_disk: bool = False) -> Path:
    """Write under a temporary name beside the file, then rename; text as UTF-8, its line ends as they are.

    ``on_disk`` waits until the system has it on the disk, for files that must outlive a lost current.

    Raises
    ------
    OSError : it cannot be written; what stood there is as it was.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with draft.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            if on_disk:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return target
