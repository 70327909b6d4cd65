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
QUICK_SAMPLE = 0.003
CORES = os.cpu_count() or 1

app = typer.Typer(
    name="sim",
    help="Tiered care and hospital-payment reform in a Chinese prefecture: what would a scenario change?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

rules_app = typer.Typer(
    help="What became of each clause: rules, parameters, targets.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(rules_app, name="rules")

Scenario = Annotated[Path, typer.Argument(help="Scenario file (YAML).", show_default=False)]
Library = Annotated[Path | None, typer.Option("--library", help="Folder of regions, documents, parameters.")]
Sets = Annotated[list[str] | None, typer.Option("--set", help="path=value; see `sim levers`. May be repeated.")]
Json = Annotated[bool, typer.Option("--json", help="Print data instead of text.")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh or en; else SIM_LANG, else the locale.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")]
Reps = Annotated[int, typer.Option("--reps", min=1, help="Replications of each arm.")]
Sample = Annotated[float, typer.Option("--sample", min=0.0001, max=1.0, help="Share of the residents to simulate.")]
Cited = Annotated[Path | None, typer.Option("--scenario", help="Scenario file; scenarios/pingxiang.yaml if not given.")]
Jobs = Annotated[int, typer.Option("-j", "--jobs", min=1, help="Runs at once.")]


@app.callback()
def _main() -> None:
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character (GBK on Windows) must not stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


@app.command()
def run(
    scenario: Scenario,
    *,
    out: Annotated[Path | None, typer.Option("-o", help="Results folder; must be new or empty.")] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A small sample, one replication: for a first look.")] = False,
    sample: Annotated[
        float | None, typer.Option("--sample", min=0.0001, max=1.0, help="Share of the residents; 1 is everybody.")
    ] = None,
    reps: Annotated[int | None, typer.Option("--reps", min=1, help="Replications of each arm; 2 if not given.")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Which luck.")] = 1,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help="Runs at once; all cores if not given.")
    ] = None,
    sets: Sets = None,
    engine: Annotated[str, typer.Option("--engine", help="simpy, compiled or auto: the answer is the same.")] = "auto",
    queues: Annotated[str, typer.Option("--queues", help="simulate, approximate or auto.")] = "auto",
    journal: Annotated[bool, typer.Option("--journal", help="Keep every encounter (Parquet).")] = False,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run a scenario with and without its rules: scoreboard, plots, results folder."""
    with _answering(debug, json):
        language = _language(lang)
        _one_of(engine, ("auto", "simpy", "compiled"), "--engine")
        _one_of(queues, ("auto", "simulate", "approximate"), "--queues")
        changes = [*(sets or ()), *([] if queues == "auto" else [f"settings.queues={queues}"])]
        read = _read(scenario, library, changes)

        from sim.experiments.progress import watching
        from sim.experiments.run import Options, run_scenario
        from sim.experiments.store import Draft, default_folder
        from sim.reporting.plots import draw_plots
        from sim.reporting.scoreboard import scoreboard
        from sim.reporting.summary import write_summary
        from sim.scenario.fingerprint import fingerprint

        options = Options(
            sample=sample or (QUICK_SAMPLE if quick else 1.0),
            replications=reps or (1 if quick else 2),
            seed=seed,
            jobs=jobs or os.cpu_count() or 1,
            quick=quick,
            journal=journal,
            engine=engine,  # type: ignore[arg-type]
        )
        draft = Draft(out or default_folder(read.name, fingerprint(read), Path("results")))
        try:
            with watching(read, options, language) as report:
                run_scenario(read, options, draft, report)
            write_summary(draft.folder, language)
            draw_plots(draft.folder, language)
        except BaseException:
            draft.discard()
            raise
        folder = draft.publish()
        if json:
            typer.echo((folder / "summary.json").read_text(encoding="utf-8"))
            return
        from rich.console import Console

        Console(highlight=False).print(scoreboard(folder, language))
        typer.echo(("结果文件夹：" if language == "zh" else "Results: ") + str(folder))


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
    reps: Reps = 2,
    sample: Sample = 1.0,
    jobs: Jobs = CORES,
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
def journey(
    scenario: Scenario,
    *,
    resident: Annotated[int, typer.Option("--resident", min=0, help="Number of the resident, from 0.")],
    sample: Sample = 1.0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Which luck.")] = 1,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Follow one resident through both arms: waits, bills, and why each step was taken."""
    with _answering(debug, json):
        language = _language(lang)
        read = _read(scenario, library, sets)

        from sim.experiments.journey import journey as follow
        from sim.experiments.journey import journey_text
        from sim.experiments.progress import watching
        from sim.experiments.run import Options

        options = Options(sample=sample, replications=1, seed=seed, jobs=os.cpu_count() or 1)
        with watching(read, options, language) as report:
            who, steps = follow(read, options, resident, language, report)
        if json:
            import dataclasses

            _print({"resident": resident, "who": who, "steps": [dataclasses.asdict(step) for step in steps]})
        else:
            _print(journey_text(resident, who, steps, language))


@rules_app.command("list")
def rules_list(
    *,
    scenario: Cited = None,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List every rule: dates in force, places, clauses."""
    with _answering(debug, json):
        from sim.scenario.clause_coverage import rules_data
        from sim.scenario.clause_texts import rules_text

        read = _read(_cited(scenario), library, sets)
        _print(rules_data(read) if json else rules_text(read, _language(lang)))


@rules_app.command("show")
def rules_show(
    word: Annotated[str, typer.Argument(metavar="ID", help="A clause (PX-14b) or a rule (budget).")],
    *,
    scenario: Cited = None,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Show a clause or a rule: its values, the parameters it acts through, what judges it."""
    with _answering(debug, json):
        from sim.scenario.clause_coverage import shown_data
        from sim.scenario.clause_texts import shown_text

        path = _cited(scenario)
        read = _read(path, library, sets)
        _print(shown_data(read, word, str(path)) if json else shown_text(read, word, str(path), _language(lang)))


@rules_app.command("coverage")
def rules_coverage(
    *,
    scenario: Cited = None,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Show for every clause its status, the rules that cite it and the indicators."""
    with _answering(debug, json):
        from sim.scenario.clause_coverage import coverage_data
        from sim.scenario.clause_texts import coverage_text

        read = _read(_cited(scenario), library, sets)
        _print(coverage_data(read) if json else coverage_text(read, _language(lang)))


@app.command()
def assumptions(
    scenario: Scenario,
    *,
    out: Annotated[Path | None, typer.Option("-o", help="Markdown file; the terminal if not given.")] = None,
    top: Annotated[int, typer.Option("--top", min=1, help="How many to show.")] = 10,
    sample: Annotated[float, typer.Option("--sample", min=0.0001, max=1.0, help="Share of the residents.")] = 0.05,
    screen: Annotated[
        float, typer.Option("--screen", min=0.0001, max=1.0, help="Share of the residents in the first round.")
    ] = 0.01,
    jobs: Jobs = CORES,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Which luck.")] = 1,
    sets: Sets = None,
    library: Library = None,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Every assumption, and how far the strongest ones move the headlines: what to measure first."""
    with _answering(debug):
        language = _language(lang)
        read = _read(scenario, library, sets)

        from sim.experiments.progress import counting
        from sim.experiments.sensitivity import Plan, strongest, uncertain
        from sim.experiments.tables import input_table
        from sim.reporting.assumptions import assumptions_page

        plan = Plan(scenario, library, tuple(sets or ()), seed, jobs)
        with counting(language) as report:
            moves, tried = strongest(plan, uncertain(read), (screen, sample), top, report)
        page = assumptions_page(read, input_table(read), moves, sample=sample, screened=tried)
        if out is None:
            _print(page)
        else:
            out.write_text(page, encoding="utf-8")
            typer.echo(str(out))


@app.command()
def schema(debug: Debug = False) -> None:
    """Print the JSON Schema of a scenario file, for completion in an editor."""
    with _answering(debug):
        from sim.scenario.json_schema import scenario_schema

        _print(scenario_schema())


def _cited(scenario: Path | None) -> Path:
    """The scenario whose rules are asked for; the one that comes with the program where none is named."""
    usual = Path("scenarios") / "pingxiang.yaml"
    if scenario is None and not usual.exists():
        hint = f"no scenario named and no {usual.as_posix()} here; give --scenario FILE"
        raise typer.BadParameter(hint, param_hint="--scenario")
    return scenario or usual


def _read(path: Path, library: Path | None, sets: list[str] | None) -> Any:
    from sim.scenario.read import read_scenario

    return read_scenario(path, library=library, overrides=sets or ())


def _language(chosen: str | None) -> Any:
    from sim.vocabulary.language import LANGUAGES, language

    if chosen is not None and chosen not in LANGUAGES:
        raise typer.BadParameter(f"{chosen!r} is not one of {', '.join(LANGUAGES)}", param_hint="--lang")
    return language(chosen)


def _one_of(word: str, words: tuple[str, ...], option: str) -> None:
    if word not in words:
        raise typer.BadParameter(f"{word!r} is not one of {', '.join(words)}", param_hint=option)


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
