"""`sim validate`: published studies emulated and judged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Out, Seed


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
        from sim.experiments.progress import counting
        from sim.experiments.store import Draft, default_folder
        from sim.experiments.validate import folder as kept
        from sim.experiments.validate.run import mark_of
        from sim.experiments.validate.run import validate as emulate
        from sim.experiments.validate.score import judged, score, told
        from sim.experiments.validate.study import read_studies, study_files
        from sim.reporting.validation.forest import draw_forest
        from sim.reporting.validation.text import validation_shown, write_validation_text

        started = datetime.now(UTC)
        studies = read_studies(study_files(study, library), library)
        others = kept.literature(library)
        draft = Draft(out or default_folder("validation", mark_of(studies, seed), Path("results")))
        try:
            with counting(language) as report:
                drawn = emulate(studies, draws, seed, jobs, report)
            table = judged(studies, drawn.estimates, others)
            kept.write_validation(studies, kept.Asked(draws, seed, language), drawn, table, draft, started)
            write_validation_text(draft.folder, language)
            draw_forest(draft.folder, language)
        except BaseException:
            draft.discard()
            raise
        folder = draft.publish()
        if json:
            answering.printed({"studies": told(table), "score": score(table), "folder": folder.as_posix()})
            return
        from sim.reporting.validation.words import say
        from sim.vocabulary.screen import screen

        screen().print(validation_shown(folder, language))
        typer.echo(say("folder", language, folder=folder))
