"""`sim init`: a workbook that asks for the numbers of a city, and the city that is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering
from sim.commands.answering import Debug, Json, Lang, Library
from sim.commands.words import say, wrong

City = Annotated[str, typer.Argument(metavar="CITY", show_default=False)]


def init(
    city: City,
    *,
    source: Annotated[Path | None, typer.Option("--from", metavar="WORKBOOK")] = None,
    force: Annotated[bool, typer.Option("--force")] = False,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Set up a city of your own: an empty workbook, or with --from its region and scenario."""
    with answering.answering(lang, debug, json) as language:
        import re

        if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", city):
            raise wrong("CITY", city, "no_city", "give_city")
        if source is None:
            _empty(city, library, json, language)
        else:
            _made(city, source, library, force, json, language)


def _empty(city: str, library: Path | None, json: bool, language: Any) -> None:
    """Write the workbook."""
    from sim.city.publish import new_workbook
    from sim.city.workbook import empty_workbook

    file = Path(f"{city}.xlsx")
    start, _ = _start(city, library)
    new_workbook(file, city, empty_workbook(city, start, language))
    answering.printed({"workbook": str(file)} if json else say("workbook", language, file=file))
    typer.echo(say("workbook_next", language, city=city, file=file), err=True)


def _start(city: str, library: Path | None) -> tuple[Any, Path]:
    """What a city starts from, and the folder its scenario goes to."""
    from sim.city.publish import home_of
    from sim.city.start import read_start
    from sim.scenario.faults import Faults
    from sim.scenario.library import library_for

    faults, home = Faults(), home_of(Path())
    start = read_start(library_for(home / f"{city}.yaml", library, faults), faults)
    faults.stop_if_any()
    return start, home


def _made(city: str, source: Path, library: Path | None, force: bool, json: bool, language: Any) -> None:
    """Read the workbook, write region and scenario, and check them as `sim check` does before they are published."""
    from sim.city.answers import read_answers
    from sim.city.answers_check import check_answers
    from sim.city.publish import as_published, draft_of, publish, to_write
    from sim.city.region import made_of
    from sim.scenario.faults import Faults, shown
    from sim.vocabulary.errors import InputInvalid

    start, home = _start(city, library)
    faults = Faults()
    answers = read_answers(source, faults)
    check_answers(answers, start, faults)
    faults.stop_if_any()
    made = made_of(city, answers, start, language, faults)
    faults.stop_if_any()
    names = to_write(home, city, list(made.files), force=force)
    with draft_of(home, city, made.files) as draft:
        try:
            answering.read(draft / f"{city}.yaml", library, None)
        except InputInvalid as error:
            raise as_published(error, draft, home) from None
        kept = publish(home, city, draft, names)
    folder, scenario = home / "regions" / city, home / f"{city}.yaml"
    if json:
        answering.printed({"region": shown(folder), "scenario": shown(scenario), "numbers": made.counted})
    else:
        typer.echo(say("city_made", language, folder=shown(folder), file=shown(scenario)))
    typer.echo(say("city_counted", language, **made.counted), err=True)
    for doubt in made.doubts:
        typer.echo(say("city_doubt", language, doubt=doubt), err=True)
    if answers.others:
        typer.echo(say("city_others", language, names=", ".join(answers.others)), err=True)
    if scenario.relative_to(home).as_posix() not in names:
        typer.echo(say("city_own", language, file=shown(scenario)), err=True)
    for old in kept:
        typer.echo(say("city_kept", language, file=shown(old)), err=True)
    typer.echo(say("city_next", language, file=shown(scenario)), err=True)
