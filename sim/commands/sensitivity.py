"""`sim sensitivity`: which number to go and measure, and what a better one would buy."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, finishing
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Scenario, Seed, Sets
from sim.commands.words import say, wrong

METHODS = ("tornado", "morris", "sobol")
SAMPLE = 0.01  # most of a run's time are its months, whatever its size
TRAJECTORIES, POINTS, TOP = 6, 64, 8


def sensitivity(
    scenario: Scenario,
    *,
    method: Annotated[str, typer.Option("--method", metavar="NAME")] = "morris",
    sample: Annotated[float, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = SAMPLE,
    trajectories: Annotated[int, typer.Option("--trajectories", metavar="N", min=2, max=10_000)] = TRAJECTORIES,
    points: Annotated[int, typer.Option("-n", "--points", metavar="N", min=8, max=65_536)] = POINTS,
    top: Annotated[int, typer.Option("--top", metavar="N", min=1)] = TOP,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="PATH")] = None,
    source: Annotated[Path | None, typer.Option("--from", metavar="DIR")] = None,
    seed: Seed = 1,
    jobs: Jobs = CORES,
    out: Annotated[Path | None, typer.Option("-o", metavar="DIR")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Say which number to go and measure. Start it again and it goes on where it was stopped."""
    with answering.answering(lang, debug, json) as language:
        _check(method, points, only, source)
        read = answering.read(scenario, library, sets)

        from sim.experiments.sensitivity.runs import Plan
        from sim.experiments.sensitivity.study import SensitivityRequest, to_run, usual_folder, varying
        from sim.experiments.sensitivity.study import sensitivity as analyse
        from sim.reporting.sensitivity.finish import write_for_people
        from sim.reporting.sensitivity.planned import analysing, varying_data, varying_text

        plan = Plan(scenario, library, tuple(sets or ()), seed, jobs)
        chosen = _ranked(source, top, read) if source is not None else ()
        request = SensitivityRequest(
            plan, method, sample, trajectories, points, top, tuple(only or ()), chosen  # type: ignore[arg-type]
        )  # fmt: skip
        about = varying(request, read)
        if dry_run:
            told = varying_data(about, request) if json else varying_text(about, request, read, language)
            answering.printed(told)
            return
        folder = out or usual_folder(request, read, Path("results"))
        missing = to_run(request, read, folder)
        with finishing.kept(folder, language, "analysis_kept"):
            with analysing(read, request, about, missing, language) as report:
                analyse(request, read, folder, report)
            undrawn = write_for_people(folder, language)
            if json:
                from sim.reporting.sensitivity.text import sensitivity_data

                answering.printed({**sensitivity_data(folder), "folder": folder.as_posix()})
            else:
                undrawn += finishing.shown(partial(_show, folder, language))
        finishing.stop_if_undrawn(undrawn, folder, language, debug)


def _check(method: str, points: int, only: list[str] | None, source: Path | None) -> None:
    """Refuse options that do not go together."""
    answering.one_of(method, METHODS, "--method")
    if points & (points - 1):
        near = 1 << (points.bit_length() - 1)
        raise wrong("--points", str(points), "no_power", "give_power", low=near, high=2 * near)
    if source is not None and (method != "sobol" or only):
        raise wrong("--from", str(source), "no_choice", "leave_out")


def _ranked(source: Path, top: int, read: Any) -> tuple[str, ...]:
    """The first paths of an earlier analysis that this scenario has too."""
    from sim.experiments.sensitivity.inputs import uncertain
    from sim.reporting.report import SENSITIVITY, check_folder
    from sim.reporting.sensitivity.data import SensitivityResult

    if not (source / SENSITIVITY.mark).is_file():
        raise wrong("--from", str(source), "no_analysis", "give_analysis")
    check_folder(source)
    known = {item.path for item in uncertain(read)}
    ranked = [str(one.row["path"]) for one in SensitivityResult(source).worth_knowing]
    found = tuple(path for path in ranked if path in known)[:top]
    if not found:
        raise wrong("--from", str(source), "other_inputs", "give_analysis")
    return found


def _show(folder: Path, language: Any) -> None:
    from sim.reporting.sensitivity.text import sensitivity_shown
    from sim.vocabulary.screen import screen

    try:
        screen().print(sensitivity_shown(folder, language))
    finally:
        typer.echo(say("results", language, folder=folder))
