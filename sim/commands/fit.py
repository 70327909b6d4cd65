"""`sim fit`: the numbers of a region's calibrated.csv from its anchors.csv."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering, finishing, nation
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Reps, Scenario, Seed

NEARLY_ALL = 0.9  # of the figures: a fit that meets fewer is told apart by its exit code
ROUNDS = 16


def fit(
    scenario: Scenario,
    *,
    rounds: Annotated[int, typer.Option("--rounds", metavar="N", min=1, max=100)] = ROUNDS,
    sample: Annotated[float | None, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = None,
    last_sample: Annotated[float | None, typer.Option("--last-sample", metavar="SHARE", min=0.0001, max=1.0)] = None,
    reps: Reps = answering.MANY_REPS,
    seed: Seed = 1,
    jobs: Jobs = CORES,
    out: Annotated[Path | None, typer.Option("-o", metavar="DIR")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Fit a region's numbers to its statistics. Writes calibrated.csv and fit.yaml; start it again and it goes on."""
    with answering.answering(lang, debug, json) as language:
        if answering.is_nation(scenario):
            nation.refuse(**{"dry-run": dry_run, "o": out, "sample": sample, "last-sample": last_sample})
            nation.fit(scenario, library, (rounds, seed, jobs), json, language)
            return
        read = answering.read(scenario, library, None)

        from sim.experiments.fit.fit import FitRequest, intended, usual_folder
        from sim.experiments.fit.fit import fit as search
        from sim.reporting.fit_progress import fitting
        from sim.reporting.fit_text import few_text, fitted_data, fitted_screen, intended_data, intended_text
        from sim.vocabulary.screen import screen

        request = FitRequest(scenario, library, rounds, sample, last_sample, reps, seed)
        about = intended(request, read)
        if dry_run:
            answering.printed(intended_data(about, reps) if json else intended_text(about, read, reps, language))
            return
        folder = out or usual_folder(request, read, Path("results"))
        with finishing.kept(folder, language, "fit_kept"), fitting(read, about, reps, jobs, language) as (told, done):
            found = search(request, read, folder, jobs=jobs, told=told, done=done)
        if json:
            answering.printed(fitted_data(found))
        else:
            screen().print(fitted_screen(found, read, language))
        if found.inside < NEARLY_ALL * len(found.anchors):
            typer.echo(few_text(found, language), err=True)
            raise typer.Exit(answering.IMPRECISE)
