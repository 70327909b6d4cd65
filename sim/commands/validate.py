"""`sim validate`: published studies emulated and judged."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, finishing
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Out, Seed
from sim.commands.words import say


def validate(
    *,
    study: Annotated[list[str] | None, typer.Option("--study", metavar="ID")] = None,
    draws: Annotated[int, typer.Option("--draws", metavar="N", min=2)] = 32,
    jobs: Jobs = CORES,
    seed: Seed = 1,
    out: Out = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Emulate published studies and show hits and misses. The model's interval beside each published estimate."""
    with answering.answering(lang, debug, json) as language:
        from sim.experiments.store import Draft, usual_draft
        from sim.experiments.validate import folder as kept
        from sim.experiments.validate.run import mark_of
        from sim.experiments.validate.run import validate as emulate
        from sim.experiments.validate.score import judged, score, told
        from sim.experiments.validate.study import read_studies, study_files
        from sim.reporting.progress import counting
        from sim.reporting.validation.data import Validation
        from sim.reporting.validation.finish import write_for_people

        started = datetime.now(UTC)
        studies = read_studies(study_files(study, library), library)
        others = kept.literature(library)
        mark = mark_of(studies, seed)
        draft = Draft(out) if out else usual_draft("validation", mark, seed, Path("results"))
        with draft:
            with counting(language) as report:
                drawn = emulate(studies, draws, seed, jobs, report)
            table = judged(studies, drawn.estimates, others)
            kept.write_validation(studies, kept.ValidationAsked(draws, seed, language), drawn, table, draft, started)
            folder = finishing.published(draft, language)
        with finishing.kept(folder, language):
            undrawn = write_for_people(folder, language)
            if json:
                sets = Validation(folder).sets
                ruled = {str(row.draw): row.worst for row in sets[~sets["kept"]].itertuples()}
                found = {"studies": told(table), "score": score(table), "sets_ruled_out": ruled}
                answering.printed({**found, "folder": folder.as_posix()})
            else:
                undrawn += finishing.shown(partial(_show, folder, language))
        finishing.stop_if_undrawn(undrawn, folder, language, debug)


def _show(folder: Path, language: Any) -> None:
    from sim.reporting.validation.text import validation_shown
    from sim.vocabulary.screen import screen

    try:
        screen().print(validation_shown(folder, language))
    finally:
        typer.echo(say("results", language, folder=folder))
