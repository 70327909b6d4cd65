"""``--members N``, or ``--reps N`` or ``--reps auto`` with its precision: how many runs of what, and whether it did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from sim.commands.words import say, wrong


def how_many(reps: str | None, precision: float | None) -> tuple[int | None, float | None]:
    """The number of replications if one is asked for, and the precision if that is to decide."""
    from sim.experiments.precision import LEAST, USUAL

    if reps == "auto":
        return LEAST, precision or USUAL
    if precision is not None:
        raise wrong("--precision", f"{precision:g}", "not_auto", "give_auto")
    if reps is not None and not (reps.isascii() and reps.isdigit() and int(reps) > 0):
        raise wrong("--reps", reps, "no_count", "give_count")
    return int(reps) if reps is not None else None, None


def how_many_members(scenario: Any, members: int | None, *, luck_alone: bool) -> int:
    """How many sets of numbers a run has: those asked for, else the usual ones where not only luck was asked for."""
    from sim.experiments.members import members_of, usual_members

    if members is None:
        return 0 if luck_alone else usual_members(scenario)
    if members and luck_alone:
        raise wrong("--members", str(members), "reps_too", "one_of_both")
    if members:
        members_of(scenario, members)  # there may be fewer
    return members


def not_reached(folder: Path, language: Any) -> bool:
    """Whether a precision decided how many replications a run has, and was not reached; says so on stderr."""
    from sim.experiments.manifest import read_manifest

    told = read_manifest(folder)
    found = told.get("precision")
    if not found or (found["widest"] is not None and found["widest"] <= found["asked"]):
        return False
    widest, asked = (f"{end * 100:.2f}" if end is not None else "?" for end in (found["widest"], found["asked"]))
    typer.echo(say("imprecise", language, n=told["replications"], widest=widest, asked=asked), err=True)
    return True
