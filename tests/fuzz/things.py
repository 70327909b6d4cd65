"""What may stand where a file should: nothing, a folder, a pipe, a link."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from .dice import Dice


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _dangling(path: Path) -> None:
    path.symlink_to("nowhere")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _outside(path: Path) -> None:
    path.symlink_to(Path(__file__))


def _nothing(_: Path) -> None:
    pass


def _empty(path: Path) -> None:
    path.touch()


THINGS: Mapping[str, Callable[[Path], None]] = {
    "gone": _nothing,
    "empty": _empty,
    "folder": _folder,
    "pipe": _pipe,
    "endless link": _endless,
    "link to nowhere": _dangling,
    "link to itself": _loop,
    "link outside": _outside,
}


def in_place_of(path: Path, dice: Dice) -> str:
    """Put something else there; gives its name."""
    name = dice.one_of(tuple(THINGS))
    path.unlink()
    THINGS[name](path)
    return name
