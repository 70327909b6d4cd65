"""`sim compare`: scenarios, results and variants side by side on shared luck."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, finishing
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Members, Out, Sets, Targets
from sim.commands.words import say

Files = Annotated[list[Path], typer.Argument(show_default=False)]


def compare(
    cases: Files,
    *,
    variant: Annotated[
        list[str] | None,
        typer.Option("--variant", metavar="NAME:PATH=VALUE"),
    ] = None,
    baseline: Annotated[str | None, typer.Option("--baseline", metavar="NAME")] = None,
    target: Targets = None,
    by: Annotated[str, typer.Option("--by", metavar="WORD")] = "",
    out: Out = None,
    quick: Annotated[bool, typer.Option("--quick")] = False,
    sample: Annotated[float | None, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = None,
    reps: Annotated[int | None, typer.Option("--reps", metavar="N", min=1)] = None,
    members: Members = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", min=0)] = None,
    jobs: Jobs = CORES,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Compare scenarios, results or variants. All on the same luck, so that differences are paired."""
    with answering.answering(lang, debug, json) as language:
        answering.one_of(by, ("", "county", "age", "scheme"), "--by")
        from sim.experiments.cases import Asked, cases_of
        from sim.experiments.compare import compare as run_cases
        from sim.experiments.disk import bytes_of_comparison
        from sim.experiments.store import Draft, usual_draft
        from sim.reporting.comparison.plots import draw_comparison
        from sim.reporting.comparison.summary import write_comparison_summary
        from sim.reporting.progress import comparing
        from sim.reporting.report import SCREEN
        from sim.reporting.undrawn import collecting, going_on
        from sim.scenario.fingerprint import fingerprint

        asked = Asked(
            tuple(cases),
            tuple(variant or ()),
            tuple(sets or ()),
            library,
            sample,
            reps,
            seed,
            quick,
            tuple(target or ()),
            members,
        )
        found, options = cases_of(asked, jobs)
        names = tuple(case.name for case in found)
        reference = baseline or names[0]
        answering.one_of(reference, names, "--baseline")
        mark = fingerprint(found[0].scenario)
        room = bytes_of_comparison(found, options)
        if out is None:
            draft = usual_draft(f"compare_{found[0].scenario.name}", mark, options.seed, Path("results"), room)
        else:
            draft = Draft(out, room)
        with draft:
            with comparing(found, options, language) as report:
                run_cases(found, options, draft, reference, by, language=language, report=report)
            with collecting() as undrawn, going_on("summary"):
                write_comparison_summary(draft.folder, language)
            folder = finishing.published(draft, language)
        with finishing.kept(folder, language):
            with collecting() as failed:
                with going_on("plots"):
                    draw_comparison(folder, language)
                finishing.reports(folder, language, SCREEN)
            undrawn += failed + finishing.shown(partial(_show, folder, language, json))
        finishing.stop_if_undrawn(undrawn, folder, language, debug)


def _show(folder: Path, language: Any, json: bool) -> None:
    """The comparison on the terminal, or as data; and where it is."""
    from sim.reporting.comparison.data import comparison_data
    from sim.reporting.comparison.text import comparison_text

    if json:
        answering.printed(comparison_data(folder))
        return
    try:
        answering.printed(comparison_text(folder, language))
    finally:
        typer.echo(say("results", language, folder=folder))
        typer.echo(say("report", language, file=folder / "report" / "report.html"))
