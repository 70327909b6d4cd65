"""`sim compare`: scenarios, results and variants side by side on shared luck."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sim.commands import answering
from sim.commands.answering import CORES, Debug, Jobs, Json, Lang, Library, Out, Sets, Targets

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
        from sim.experiments.progress import counting
        from sim.experiments.store import Draft, default_folder
        from sim.reporting.comparison.data import comparison_data
        from sim.reporting.comparison.plots import draw_comparison
        from sim.reporting.comparison.summary import write_comparison_summary
        from sim.reporting.comparison.text import comparison_text
        from sim.reporting.report import SCREEN, write_report
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
        )
        found, options = cases_of(asked, jobs)
        names = tuple(case.name for case in found)
        reference = baseline or names[0]
        answering.one_of(reference, names, "--baseline")
        mark = fingerprint(found[0].scenario)
        draft = Draft(out or default_folder(f"compare_{found[0].scenario.name}", mark, Path("results")))
        try:
            with counting(language, months=True) as report:
                run_cases(found, options, draft, reference, by, language=language, report=report)
            write_comparison_summary(draft.folder, language)
            draw_comparison(draft.folder, language)
            write_report(draft.folder, language, SCREEN)
        except BaseException:
            draft.discard()
            raise
        folder = draft.publish()
        if json:
            answering.printed(comparison_data(folder))
        else:
            answering.printed(comparison_text(folder, language))
            typer.echo(("结果文件夹：" if language == "zh" else "Results: ") + str(folder))
            typer.echo(("报告：" if language == "zh" else "Report: ") + str(folder / "report" / "report.html"))
