"""`sim run`: one scenario, one results folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering
from sim.commands.answering import CORES, Debug, Json, Lang, Library, Out, Scenario, Seed, Sets, Targets


def run(
    scenario: Scenario,
    *,
    out: Out = None,
    quick: Annotated[bool, typer.Option("--quick")] = False,
    sample: Annotated[float | None, typer.Option("--sample", metavar="SHARE", min=0.0001, max=1.0)] = None,
    reps: Annotated[int | None, typer.Option("--reps", metavar="N", min=1)] = None,
    seed: Seed = 1,
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", metavar="N", min=1)] = None,
    sets: Sets = None,
    target: Targets = None,
    engine: Annotated[str, typer.Option("--engine", metavar="NAME")] = "auto",
    queues: Annotated[str, typer.Option("--queues", metavar="NAME")] = "auto",
    journal: Annotated[bool, typer.Option("--journal")] = False,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Run a scenario with and without its rules. Prints the scoreboard, writes results, plots and report."""
    with answering.answering(lang, debug, json) as language:
        answering.one_of(engine, ("auto", "simpy", "compiled"), "--engine")
        answering.one_of(queues, ("auto", "simulate", "approximate"), "--queues")
        changes = [*(sets or ()), *([] if queues == "auto" else [f"settings.queues={queues}"])]
        read = answering.read(scenario, library, changes, target)

        from dataclasses import replace

        from sim.experiments.run import usual_options

        usual = usual_options(jobs or CORES, quick=quick)
        options = replace(
            usual,
            sample=sample or usual.sample,
            replications=reps or usual.replications,
            seed=seed,
            journal=journal,
            engine=engine,  # type: ignore[arg-type]
        )
        folder = simulate(read, options, out, language)
        if json:
            typer.echo((folder / "summary.json").read_text(encoding="utf-8"))
            return
        from sim.reporting.scoreboard import scoreboard
        from sim.vocabulary.screen import screen

        screen().print(scoreboard(folder, language))
        typer.echo(("结果文件夹：" if language == "zh" else "Results: ") + str(folder))
        typer.echo(("报告：" if language == "zh" else "Report: ") + str(folder / "report" / "report.html"))


def simulate(scenario: Any, options: Any, out: Path | None, language: Any) -> Path:
    """Run both arms and write the results folder, whole or not at all."""
    from sim.experiments.progress import watching
    from sim.experiments.run import run_scenario
    from sim.experiments.store import Draft, default_folder
    from sim.reporting.finish import finish
    from sim.scenario.fingerprint import fingerprint

    draft = Draft(out or default_folder(scenario.name, fingerprint(scenario), Path("results")))
    try:
        with watching(scenario, options, language) as report:
            run_scenario(scenario, options, draft, report, language)
        finish(draft.folder, language, options.jobs)
    except BaseException:
        draft.discard()
        raise
    return draft.publish()
