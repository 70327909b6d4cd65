"""One case: a file of the home spoilt by the dice of its number, a command that reads it, a verdict."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from .dice import Dice
from .mutators import spoilt
from .oracle import Verdict, asked, ran
from .readers import READERS, chosen
from .things import in_place_of

SOMETHING_ELSE = 0.06  # share of the cases in which no file stands there at all
BEGUN = Verdict("begun")


@dataclass(frozen=True, slots=True)
class Case:
    """What was done in a case and what came of it."""

    number: int
    reader: str
    file: str
    done: str
    words: tuple[str, ...]
    verdict: Verdict = BEGUN


def begun(number: int, seed: int, home: Path, place: Path) -> Case:
    """Spoil one file of a copy of the home at ``place``."""
    dice = Dice(seed, number)
    # Links are enough: what is spoilt is put there anew, and the program never writes into a file it has read.
    shutil.copytree(home, place, copy_function=os.link)
    name = chosen(dice)
    reader = READERS[name]
    file = dice.one_of(reader.files(place))
    if dice.odds(SOMETHING_ELSE):
        done = in_place_of(file, dice)
    else:
        others = [other.read_bytes() for other in reader.files(home)]
        done, content = spoilt(file.name, file.read_bytes(), dice, others)
        file.unlink()
        file.write_bytes(content)
    words = (*reader.command(place, file, dice), "--lang", dice.one_of(("zh", "en")))
    return Case(number, name, file.relative_to(place).as_posix(), done, words)


def judged(case: Case, place: Path) -> Case:
    """The case with what came of it; the copy stays at ``place``."""
    reader = READERS[case.reader]
    file = place / case.file
    verdict = asked(list(case.words), file, named=reader.named and file.exists())
    if verdict.what == "accepted" and reader.runs:
        verdict = ran(Path(case.words[1]), place)
    return replace(case, verdict=verdict)
