"""``--reps N`` or ``--reps auto`` with its precision: what was asked for, and whether it was reached."""

from __future__ import annotations

from pathlib import Path

import typer

PHRASES = {
    "reps": ("{value}应为1以上的整数或auto", "{value!r} is neither a whole number from 1 nor auto"),
    "alone": ("只与--reps auto同用", "goes with --reps auto only"),
    "missed": (
        "精度未达到：{n}次重复后，最宽的半宽为{widest}个百分点，要求{asked}。结果保留；请加大--sample或放宽--precision",
        "precision not reached: after {n} replications the widest half-width is {widest} points, {asked} were asked "
        "for; the results are kept -> take a larger --sample or a larger --precision",
    ),
    "unknown": ("无法得出", "unknown"),
}


def how_many(reps: str | None, precision: float | None, language: str) -> tuple[int | None, float | None]:
    """The number of replications if one is asked for, and the precision if that is to decide."""
    from sim.experiments.precision import LEAST, USUAL
    from sim.vocabulary.phrase import saying

    say = saying(PHRASES)
    if reps == "auto":
        return LEAST, precision or USUAL
    if precision is not None:
        raise typer.BadParameter(say("alone", language), param_hint="--precision")
    if reps is None:
        return None, None
    if not (reps.isascii() and reps.isdigit() and int(reps) > 0):
        raise typer.BadParameter(say("reps", language, value=reps), param_hint="--reps")
    return int(reps), None


def not_reached(folder: Path, language: str) -> bool:
    """Whether a precision decided how many replications a run has, and was not reached; says so on stderr."""
    from sim.experiments.manifest import read_manifest
    from sim.vocabulary.phrase import saying

    told = read_manifest(folder)
    found = told.get("precision")
    if not found or (found["widest"] is not None and found["widest"] <= found["asked"]):
        return False
    say = saying(PHRASES)
    widest = say("unknown", language) if found["widest"] is None else f"{found['widest'] * 100:.2f}"
    asked = f"{found['asked'] * 100:.2f}"
    typer.echo(say("missed", language, n=told["replications"], widest=widest, asked=asked), err=True)
    return True
