"""`sim calibrate`: sets of numbers that a region's statistics cannot rule out, for intervals that hold both doubts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering, finishing
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Scenario, Seed

CANDIDATES, ROUNDS = 48, 8


def calibrate(
    scenario: Scenario,
    *,
    candidates: Annotated[int, typer.Option("--candidates", metavar="N", min=2, max=1000)] = CANDIDATES,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, max=100)] = ROUNDS,
    sample: Annotated[float | None, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = None,
    experiments: Annotated[Path | None, typer.Option("--experiments", metavar="DIR")] = None,
    seed: Seed = 1,
    jobs: Jobs = CORES,
    out: Annotated[Path | None, typer.Option("-o", metavar="DIR")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Find sets of numbers that a region's statistics cannot rule out. Writes ensemble.csv and ensemble.yaml."""
    with answering.answering(lang, debug, json) as language:
        read = answering.read(scenario, library, None)

        from sim.experiments.calibrate.calibrate import CalibrationRequest, plan_of, usual_folder
        from sim.experiments.calibrate.calibrate import calibrate as find
        from sim.experiments.members import USUAL
        from sim.reporting.calibrate_text import calibrated_data, calibrated_screen, few_text, plan_data, plan_text
        from sim.reporting.progress import calibrating
        from sim.vocabulary.screen import screen

        request = CalibrationRequest(scenario, library, candidates, rounds, sample, seed, experiments)
        plan = plan_of(request, read)
        if dry_run:
            answering.printed(plan_data(request, plan, read) if json else plan_text(request, plan, read, language))
            return
        folder = out or usual_folder(request, read, Path("results"))
        watched = calibrating(read, candidates, plan.seconds, jobs, language)
        with finishing.kept(folder, language, "fit_kept"), watched as report:
            found = find(request, read, folder, jobs=jobs, report=report)
        if json:
            answering.printed(calibrated_data(found))
        else:
            screen().print(calibrated_screen(found, read, language))
        if found.kept < USUAL:  # as many as a run takes
            typer.echo(few_text(found, language), err=True)
            raise typer.Exit(answering.IMPRECISE)
