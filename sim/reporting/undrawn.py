"""What could not be drawn of a finished result: one part that fails keeps none of the others, and no number, back."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from sim.vocabulary.errors import InputInvalid, Problem


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A part that failed (a plot, the page, the workbook, the summary), and why."""

    part: str
    why: str
    problems: tuple[Problem, ...] = ()
    trace: str = ""

    @classmethod
    def of(cls, part: str, error: Exception) -> Undrawn:
        """The part that an error kept from being drawn; faults of the folder itself keep their four parts."""
        problems = tuple(error.problems) if isinstance(error, InputInvalid) else ()
        why = " ".join(f"{type(error).__name__}: {error}".split())
        return cls(part, why, problems, "".join(traceback.format_exception(error)))


_noted: ContextVar[list[Undrawn] | None] = ContextVar("noted", default=None)


@contextmanager
def collecting() -> Iterator[list[Undrawn]]:
    """Gather what fails in the block, wherever it is drawn; without this an error goes on as errors do."""
    undrawn: list[Undrawn] = []
    before = _noted.set(undrawn)
    try:
        yield undrawn
    finally:
        _noted.reset(before)


@contextmanager
def going_on(part: str, leave: Iterable[Path] = ()) -> Iterator[None]:
    """Note what fails in the block, if somebody is collecting, and go on behind it.

    ``leave`` are files to remove if it fails: half of a picture is none.
    """
    try:
        yield
    except BrokenPipeError:  # whoever read has seen enough
        raise
    except Exception as error:
        for file in leave:
            file.unlink(missing_ok=True)
        undrawn = _noted.get()
        if undrawn is None:
            raise
        undrawn.append(Undrawn.of(part, error))
