"""What every command shares: its options, reading a scenario, and how faults become messages and exit codes."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands.stopping import Terminated, exit_code, stopping_cleanly
from sim.commands.words import say, wrong

OK, UNEXPECTED, USAGE, INVALID, PARTLY, IMPRECISE = 0, 1, 2, 3, 4, 6
MANY_SAMPLE = 0.05  # of many runs: headlines agree with those of everybody within half a point
MANY_REPS = 2  # of each of many runs: what they are compared for is larger than luck, or more are asked for
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
Members = Annotated[int | None, typer.Option("--members", metavar="N", min=0)]
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


def is_nation(path: Path) -> bool:
    """Whether a scenario file is one of the nation: it has a key of this name; what cannot be read is none."""
    try:
        return path.is_file() and re.search(rb"^nation\s*:", path.read_bytes(), re.MULTILINE) is not None
    except OSError:
        return False


def one_of(word: str, words: tuple[str, ...], option: str) -> None:
    """Refuse a word that is none of these."""
    if word not in words:
        raise wrong(option, word, "not_one_of", "one_of", words=", ".join(words))


def a_design(design: str, points: int) -> None:
    """Refuse a design that is none, or a count where it does not belong."""
    one_of(design, ("grid", "lhs", "sobol"), "--design")
    if design == "grid" and points:
        raise wrong("--points", str(points), "grid_points", "leave_out")
    if design != "grid" and points < 1:
        raise wrong("--points", "", "no_points", "say_points", design=design)


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
    from sim.vocabulary.language import LANGUAGES, language
    from sim.vocabulary.phrase import told

    chosen = language(lang)
    with stopping_cleanly(), speaking(chosen):
        try:
            if lang is not None:
                one_of(lang, LANGUAGES, "--lang")
            yield chosen
        except KeyboardInterrupt as stop:
            typer.echo(say("terminated" if isinstance(stop, Terminated) else "interrupted", chosen), err=True)
            raise typer.Exit(exit_code(stop)) from None
        except BrokenPipeError:
            # The reader of a pipe (head, less) has seen enough.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(OK) from None
        except MemoryError:
            typer.echo(say("memory", chosen), err=True)
            raise typer.Exit(UNEXPECTED) from None
        except Exception as error:
            problems, code = _problems(error)
            if not problems:
                if debug or isinstance(error, (typer.Exit, typer.BadParameter)):
                    raise
                typer.echo(say("unexpected", chosen, kind=type(error).__name__, error=error), err=True)
                raise typer.Exit(UNEXPECTED) from None
            if json and code != UNEXPECTED:
                import dataclasses

                texts = [
                    {**dataclasses.asdict(one), "what": told(one.what, chosen), "remedy": told(one.remedy, chosen)}
                    for one in problems
                ]
                printed({"valid": False, "problems": texts})
            for problem in problems:
                typer.echo(problem.told(chosen), err=True)
            raise typer.Exit(code) from None


def _problems(error: Exception) -> tuple[list[Any], int]:
    """What is wrong, as problems, and the exit code; nothing if nobody expected this error."""
    from sim.vocabulary.errors import InputInvalid, UsageWrong, WorkLost

    if isinstance(error, OSError):
        from sim.experiments.place import system_refused

        error = system_refused(error) or error
    if not isinstance(error, InputInvalid):
        return [], UNEXPECTED
    code = UNEXPECTED if isinstance(error, WorkLost) else USAGE if isinstance(error, UsageWrong) else INVALID
    return error.problems, code


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Tell the language to the processes started meanwhile: what they say stands on the same terminal."""
    from sim.vocabulary.language import VARIABLE

    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = language
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
