"""The end of a command whose numbers are kept: what could not be drawn is named, the rest is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from sim.commands.answering import INVALID, PARTLY
from sim.commands.words import say


@contextmanager
def kept(folder: Path, language: Any, how: str = "drawn_later") -> Iterator[None]:
    """Say of a block that does not come to its end what is kept in the folder, and which command goes on."""
    from sim.vocabulary.errors import WorkLost

    try:
        yield
    except (KeyboardInterrupt, OSError, MemoryError, WorkLost):
        typer.echo(say(how, language, folder=folder), err=True)
        raise


def published(draft: Any, language: Any) -> Path:
    """Give the draft its name, or the next free one, which is said: results are not thrown away for a name."""
    folder: Path = draft.publish()
    if folder != draft.target:
        typer.echo(say("other_name", language, wanted=draft.target, folder=folder), err=True)
    return folder


def shown(show: Callable[[], None]) -> list[Any]:
    """Print what there is to say of results that are kept; gives what failed."""
    from sim.reporting.undrawn import collecting, going_on

    with collecting() as undrawn, going_on("terminal"):
        show()
    return undrawn


def reports(folder: Path, language: Any, formats: Iterable[str] = ()) -> list[Path]:
    """Write the page and the others of these formats (all if none), each whatever becomes of the rest."""
    from sim.reporting.report import FORMATS, Report
    from sim.reporting.undrawn import going_on

    report, written = Report(folder), []
    for one in formats or FORMATS:
        with going_on(f"report.{one}"):
            written += report.write(one, language)
    return written


def stop_if_undrawn(undrawn: list[Any], folder: Path, language: Any, debug: bool, how: str = "drawn_later") -> None:
    """Name every part that failed, say how it is made good, and end with the exit code for what is done in part."""
    _name(undrawn, language, debug)
    if undrawn:
        typer.echo(say(how, language, folder=folder), err=True)
        raise typer.Exit(PARTLY)


def stop_if_any_undrawn(undrawn: dict[Path, list[Any]], language: Any, debug: bool) -> None:
    """The same for a command that draws and nothing else: where all is the fault of the folders, they are invalid."""
    found = [one for of_folder in undrawn.values() for one in _causes(of_folder)]
    _name(found, language, debug)
    if found:
        raise typer.Exit(INVALID if all(one.problems for one in found) else PARTLY)


def _causes(undrawn: list[Any]) -> list[Any]:
    """Where the folder itself is at fault, that alone, once: whatever else failed in it follows."""
    faults = {one.problems: one for one in undrawn if one.problems}
    return list(faults.values()) if any(not _of_a_file(one) for one in faults.values()) else undrawn


def _of_a_file(one: Any) -> bool:
    """Whether a part could not be written where another program holds its file."""
    return all(Path(problem.file).parent.name == "report" for problem in one.problems)


def _name(undrawn: list[Any], language: Any, debug: bool) -> None:
    for one in undrawn:
        told = [problem.told(language) for problem in one.problems]
        for line in told or [say("undrawn", language, part=one.part, why=one.why)]:
            typer.echo(line, err=True)
        if debug and not told:  # a fault of the folder is none of the program
            typer.echo(one.trace, err=True)
