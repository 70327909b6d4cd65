"""`sim rules`: what became of each clause."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from sim.commands import answering, nation
from sim.commands.answering import Debug, Json, Lang, Library, Sets
from sim.commands.words import wrong

DOCUMENTS = "documents"
Cited = Annotated[Path | None, typer.Option("--scenario", metavar="FILE")]


def list_rules(
    *,
    scenario: Cited = None,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """List every rule: dates in force, places, clauses."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.clause_texts import rules_text
        from sim.scenario.clause_coverage import rules_data

        read = _read(_cited(scenario), library, sets)
        answering.printed(rules_data(read) if json else rules_text(read, language))


def show(
    word: Annotated[str, typer.Argument(metavar="ID")],
    *,
    scenario: Cited = None,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Show a clause or a rule: its values, the parameters it acts through, what judges it."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.clause_texts import shown_text
        from sim.scenario.clause_coverage import shown_data

        path = _cited(scenario)
        read = _read(path, library, sets)
        answering.printed(shown_data(read, word, str(path)) if json else shown_text(read, word, str(path), language))


def coverage(
    file: Annotated[Path | None, typer.Argument(metavar="FILE")] = None,
    *,
    scenario: Cited = None,
    sets: Sets = None,
    library: Library = None,
    json: Json = False,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    """Show for every clause its status, the rules that cite it and the indicators."""
    with answering.answering(lang, debug, json) as language:
        from sim.reporting.clause_texts import coverage_text
        from sim.scenario.clause_coverage import coverage_data

        read = _read(_cited(_citing(file) if file is not None else scenario), library, sets)
        answering.printed(coverage_data(read) if json else coverage_text(read, language))


def _citing(file: Path) -> Path:
    """The scenario that a file is, or that carries it out where it is a document of a library."""
    folder = file.parent
    if folder.name != DOCUMENTS or not file.is_file():
        return file
    from sim.scenario.document_files import carried_out_by

    found = carried_out_by(folder.parent, f"{DOCUMENTS}/{file.stem}")
    if found is None:
        raise wrong("FILE", file.as_posix(), "no_scenario_of", "give_scenario_of", folder=folder.parent.as_posix())
    return found


def _cited(scenario: Path | None) -> Path:
    """The scenario whose rules are asked for; the one that comes with the program where none is named."""
    usual = Path("scenarios") / "pingxiang.yaml"
    if scenario is None and not usual.exists():
        raise wrong("--scenario", "", "no_scenario", "give_scenario", usual=usual.as_posix())
    return scenario or usual


def _read(path: Path, library: Path | None, sets: list[str] | None) -> Any:
    """A scenario; of the nation that of one pool, since rules and clauses are the same for all."""
    return nation.one_pool(path, library, sets) if answering.is_nation(path) else answering.read(path, library, sets)
