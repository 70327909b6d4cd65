"""What every command shares: its options, reading a scenario, and how faults become messages and exit codes."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

OK, UNEXPECTED, USAGE, INVALID, PARTLY, INTERRUPTED = 0, 1, 2, 3, 4, 130
MANY_SAMPLE = 0.05  # of many runs: headlines agree with those of everybody within half a point
CORES = os.cpu_count() or 1

Scenario = Annotated[Path, typer.Argument(show_default=False)]
Result = Annotated[Path, typer.Argument(show_default=False)]
Out = Annotated[Path | None, typer.Option("-o", metavar="DIR")]
Library = Annotated[Path | None, typer.Option("--library", metavar="DIR")]
Sets = Annotated[list[str] | None, typer.Option("--set", metavar="PATH=VALUE")]
Targets = Annotated[list[str] | None, typer.Option("--target", metavar="INDICATOR>=VALUE")]
Json = Annotated[bool, typer.Option("--json")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en", show_default=False)]
Debug = Annotated[bool, typer.Option("--debug")]
Reps = Annotated[int, typer.Option("--reps", metavar="N", min=1)]
Sample = Annotated[float, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)]
ManySample = Annotated[
    float | None,
    typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0),
]
Vary = Annotated[
    list[str] | None,
    typer.Option("--vary", metavar="PATH=VALUES"),
]
Design = Annotated[str, typer.Option("--design", metavar="NAME")]
Points = Annotated[int, typer.Option("-n", "--points", metavar="N", min=0, show_default=False)]
Jobs = Annotated[int, typer.Option("-j", "--jobs", metavar="N", min=1)]
Seed = Annotated[int, typer.Option("--seed", metavar="N", min=0)]


def any_console() -> None:
    """A console that lacks a character (a minus sign in GBK) shows the nearest one: no sign is lost, nothing stops."""
    from sim.vocabulary.any_encoding import ERRORS, register

    register()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=ERRORS)


def quiet() -> None:
    """What libraries warn of is for their developers: it is shown with --debug, by workers too."""
    if "--debug" not in sys.argv:
        warnings.simplefilter("ignore")
        sys.warnoptions[:] = ["ignore"]


def read(path: Path, library: Path | None, sets: list[str] | None, targets: list[str] | None = None) -> Any:
    """The scenario of a file, checked."""
    from sim.scenario.read import read_scenario

    return read_scenario(path, library=library, overrides=sets or (), targets=targets or ())


def language(chosen: str | None) -> Any:
    """The language to answer in."""
    from sim.vocabulary.language import LANGUAGES
    from sim.vocabulary.language import language as usual

    if chosen is not None and chosen not in LANGUAGES:
        raise typer.BadParameter(f"{chosen!r} is not one of {', '.join(LANGUAGES)}", param_hint="--lang")
    return usual(chosen)


def one_of(word: str, words: tuple[str, ...], option: str) -> None:
    """Refuse a word that is none of these."""
    if word not in words:
        raise typer.BadParameter(f"{word!r} is not one of {', '.join(words)}", param_hint=option)


def a_design(design: str, points: int) -> None:
    """Refuse a design that is none, or a count where it does not belong."""
    one_of(design, ("grid", "lhs", "sobol"), "--design")
    if design == "grid" and points:
        raise typer.BadParameter("the points of a grid are its values; leave it out", param_hint="--points")
    if design != "grid" and points < 1:
        raise typer.BadParameter(f"say how many points {design} has, for example 64", param_hint="--points")


def printed(answer: Any) -> None:
    """Text as it is, data as JSON, on stdout."""
    if not isinstance(answer, str):
        import json

        answer = json.dumps(answer, ensure_ascii=False, indent=2, default=str)
    typer.echo(answer)


@contextmanager
def answering(lang: str | None, debug: bool, json: bool = False) -> Iterator[Any]:
    """Give the language to answer in; turn what can go wrong into a message and an exit code.

    A traceback is shown only with --debug.
    """
    from sim.vocabulary.errors import FolderTaken, InputInvalid
    from sim.vocabulary.phrase import told

    chosen = language(lang)
    try:
        yield chosen
    except InputInvalid as invalid:
        if json:
            import dataclasses

            texts = [
                {**dataclasses.asdict(fault), "what": told(fault.what, chosen), "remedy": told(fault.remedy, chosen)}
                for fault in invalid.problems
            ]
            printed({"valid": False, "problems": texts})
        for problem in invalid.problems:
            typer.echo(problem.told(chosen), err=True)
        raise typer.Exit(USAGE if isinstance(invalid, FolderTaken) else INVALID) from None
    except KeyboardInterrupt:
        typer.echo("interrupted", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # The reader of a pipe (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(OK) from None
    except Exception as error:
        if debug or isinstance(error, (typer.Exit, typer.BadParameter)):
            raise
        typer.echo(f"unexpected {type(error).__name__}: {error} -> run again with --debug and report it", err=True)
        raise typer.Exit(UNEXPECTED) from None
