"""The door: one short function per command; arguments in, one call down, text out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

OK, UNEXPECTED, USAGE, INVALID, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="sim",
    help="Tiered care and hospital-payment reform in a Chinese prefecture: what would a scenario change?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Scenario = Annotated[Path, typer.Argument(help="Scenario file (YAML).", show_default=False)]
Library = Annotated[Path | None, typer.Option("--library", help="Folder of regions, documents, parameters.")]
Sets = Annotated[list[str] | None, typer.Option("--set", help="path=value; see `sim levers`. May be repeated.")]
Json = Annotated[bool, typer.Option("--json", help="Print data instead of text.")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh or en; else SIM_LANG, else the locale.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")]
Reps = Annotated[int, typer.Option("--reps", min=1, help="Replications of each arm.")]
Sample = Annotated[float, typer.Option("--sample", min=0.0001, max=1.0, help="Share of the residents to simulate.")]
Jobs = Annotated[int, typer.Option("-j", "--jobs", min=1, help="Runs at once.")]


@app.callback()
def _main() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character (GBK on Windows) must not stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@app.command()
def check(
    scenario: Scenario,
    *,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Check a scenario and all it refers to; every fault at once, nothing is run."""
    with _answering(debug, json):
        from sim.scenario.summary import summary_data, summary_text

        read = _read(scenario, library, sets)
        _print(summary_data(read) if json else summary_text(read, _language(lang)))


@app.command()
def plan(
    scenario: Scenario,
    *,
    sets: Sets = None,
    reps: Reps = 1,
    sample: Sample = 1.0,
    jobs: Jobs = 1,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Say what a run would do: rules and dates, old and new values, size and time."""
    with _answering(debug, json):
        from sim.scenario.plan import plan_data, plan_text

        read = _read(scenario, library, sets)
        if json:
            _print(plan_data(read, sample=sample, reps=reps, jobs=jobs))
        else:
            _print(plan_text(read, _language(lang), sample=sample, reps=reps, jobs=jobs))


@app.command()
def levers(
    scenario: Scenario,
    word: Annotated[str, typer.Argument(help="Show only what has this word in it.")] = "",
    *,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List what can be set or varied: path, name, value, unit, range, source."""
    with _answering(debug, json):
        from sim.scenario.settable import settables_data, settables_text

        read = _read(scenario, library, sets)
        _print(settables_data(read, word) if json else settables_text(read, word, _language(lang)))


@app.command()
def schema(debug: Debug = False) -> None:
    """Print the JSON Schema of a scenario file, for completion in an editor."""
    with _answering(debug):
        from sim.scenario.json_schema import scenario_schema

        _print(scenario_schema())


def _read(path: Path, library: Path | None, sets: list[str] | None) -> Any:
    from sim.scenario.read import read_scenario

    return read_scenario(path, library=library, overrides=sets or ())


def _language(chosen: str | None) -> Any:
    from sim.vocabulary.language import LANGUAGES, language

    if chosen is not None and chosen not in LANGUAGES:
        raise typer.BadParameter(f"{chosen!r} is not one of {', '.join(LANGUAGES)}", param_hint="--lang")
    return language(chosen)


def _print(answer: Any) -> None:
    """Text as it is, data as JSON, on stdout."""
    if not isinstance(answer, str):
        import json

        answer = json.dumps(answer, ensure_ascii=False, indent=2, default=str)
    typer.echo(answer)


@contextmanager
def _answering(debug: bool, json: bool = False) -> Iterator[None]:
    """Turn what can go wrong into a message and an exit code; a traceback only with --debug."""
    from sim.vocabulary.errors import InputInvalid

    try:
        yield
    except InputInvalid as invalid:
        if json:
            import dataclasses

            _print({"valid": False, "problems": [dataclasses.asdict(problem) for problem in invalid.problems]})
        for problem in invalid.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(INVALID) from None
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


if __name__ == "__main__":
    app()
