"""Check, plan, fit and run where the scenario is one of the nation: many pools, one answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from sim.commands import answering, finishing
from sim.commands.words import say, wrong


def refuse(**options: object) -> None:
    """Refuse options that a run of the nation has not: those that are set."""
    for name, value in options.items():
        if value:
            raise wrong(f"--{name}", str(value) if value is not True else "", "not_of_nation", "leave_out")


def read(file: Path, library: Path | None, sets: list[str] | None, targets: list[str] | None = None) -> Any:
    """The scenario of a file, checked but for single pools."""
    from sim.nation.scenario import read_nation_scenario

    return read_nation_scenario(file, library=library, overrides=sets or (), targets=targets or ())


def one_pool(file: Path, library: Path | None, sets: list[str] | None) -> Any:
    """The ordinary scenario of the pool and arm that have the most rules, the first of these."""
    whole = read(file, library, sets)
    pairs = [(pool, arm) for pool in whole.nation.pools for arm in whole.arms]
    pool, arm = max(pairs, key=lambda pair: (len(whole.rule_numbers(*pair)), pair[1].reading in pair[0].starts))
    with whole.regions([pool]) as home:
        return whole.scenario(pool, arm, home)


def check(file: Path, library: Path | None, sets: list[str] | None, json: bool, language: Any) -> None:
    """Check the file, and every arm in one pool of each type."""
    from sim.reporting.nation.planned import checked_text

    whole = read(file, library, sets)
    for archetype in whole.nation.archetypes:
        pool = next(pool for pool in whole.nation.pools if pool.archetype.id == archetype.id)
        with whole.regions([pool]) as home:
            for arm in whole.arms:
                whole.scenario(pool, arm, home)
    answering.printed({"valid": True, "name": whole.name} if json else checked_text(whole, language))


def plan(
    file: Path, library: Path | None, sets: list[str] | None, asked: tuple[float | None, int | None, int], json: bool,
    language: Any,
) -> None:  # fmt: skip
    """Say what a run takes; ``asked`` are sample, replications and processes."""
    from sim.experiments.options import this_machine
    from sim.nation.plan import size_of
    from sim.nation.question import REPLICATIONS, NationRequest
    from sim.reporting.nation.planned import planned_data, planned_text

    sample, reps, jobs = asked
    whole = read(file, library, sets)
    request = NationRequest(
        file, library, tuple(sets or ()), whole.shape.residents_per_pool, sample, reps or REPLICATIONS, 1
    )
    size = size_of(request, whole, this_machine(jobs))
    answering.printed(planned_data(whole, size) if json else planned_text(whole, size, language))


def fit(file: Path, library: Path | None, asked: tuple[int, int, int], json: bool, language: Any) -> None:
    """Fit every pool; ``asked`` are rounds, seed and processes."""
    from dataclasses import asdict

    from sim.nation.fit import CALIBRATED, FIT_RESIDENTS, PoolFit, fit_nation
    from sim.reporting.nation.planned import fitted_text
    from sim.reporting.progress import counting

    rounds, seed, jobs = asked
    whole = read(file, library, None)
    folder = Path("results") / f"fit_{whole.nation.id}"
    request = PoolFit(file.absolute(), library, 0, FIT_RESIDENTS, rounds, seed, folder.absolute())
    with finishing.kept(folder, language, "fit_kept"), counting(language) as report:
        found = fit_nation(whole, request, jobs, report)
    written = (whole.nation.folder / CALIBRATED).as_posix()
    answering.printed([asdict(one) for one in found] if json else fitted_text(found, written, language))


def run(request: Any, whole: Any, out: Path | None, jobs: int, cluster: str, language: Any, json: bool) -> None:
    """Run what is missing, then print the whole; the exit code says where a pool failed."""
    from sim.nation.question import question_of, usual_folder
    from sim.nation.run import run_nation
    from sim.reporting.nation.plot import draw_nation
    from sim.reporting.nation.text import nation_screen, nation_text
    from sim.reporting.progress import counting
    from sim.vocabulary.screen import screen
    from sim.vocabulary.whole_file import write_whole

    question = question_of(request, whole)
    folder = out or usual_folder(question, whole, Path("results"))
    with finishing.kept(folder, language, "points_kept"), counting(language) as report:
        done = run_nation(request, whole, question, folder, jobs=jobs, cluster=cluster, report=report)
    for lang in ("zh", "en"):
        write_whole(folder / f"nation.{lang}.txt", nation_text(folder, lang))
        draw_nation(folder, lang)
    if json:
        answering.printed({"folder": folder, "run": done.run, "reused": done.reused, "left_out": list(done.left_out)})
    else:
        screen().print(nation_screen(folder, language))
        typer.echo(say("results", language, folder=folder))
    for name, message in done.failures:
        typer.echo(f"{name}: {message.told(language)}", err=True)
    if done.failures:
        raise typer.Exit(answering.PARTLY)
