"""Which cases a comparison has: scenario files, results folders, variants; all on the same luck or refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.experiments.past import INPUTS, LARGE, Past, is_result, past_of
from sim.experiments.run import Options, simulates_queues, usual_options
from sim.experiments.sources import source_hash
from sim.scenario.faults import Faults, Place, shown
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

NAME = re.compile(r"[A-Za-z0-9一-鿿][\w.-]*")
HOW = "write NAME:path=value,path=value such as more:family_doctor.coverage=0.6"
RESERVED = ("baseline",)  # the arm without rules stands in the tables by this name


@dataclass(frozen=True)
class Case:
    """One column of a comparison; ``past`` is its results folder, if it has been run."""

    name: str
    scenario: Scenario
    past: Past | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A comparison as it was asked for; None takes what a results folder among the cases has."""

    files: tuple[Path, ...]
    variants: tuple[str, ...]
    sets: tuple[str, ...]
    library: Path | None
    sample: float | None
    replications: int | None
    seed: int | None
    quick: bool = False
    targets: tuple[str, ...] = ()


def cases_of(asked: Asked, jobs: int) -> tuple[list[Case], Options]:
    """The cases in the order asked for, variants of the first one last, and how all of them are run.

    Raises
    ------
    InputInvalid : with every fault: a file that cannot be read, a variant of no known form, two cases of one name, or
        cases that do not share their luck (other seed, sample, replications, residents, years or program).
    """
    faults = Faults()
    cases: list[Case] = []
    for path in asked.files:
        past = past_of(path) if is_result(path) or (path.is_dir() and not asked.sets) else None
        if past is not None:
            past.check(but=LARGE)  # the rest is read or copied
        scenario = _scenario(path, asked, past)
        cases.append(Case(_free(scenario.name, path, cases), scenario, past))
    for text in asked.variants:
        case = _variant(text, asked, faults)
        if case is not None and (case.name in RESERVED or case.name in {other.name for other in cases}):
            faults.add(Place(f"--variant {text}"), case.name, "another case has this name", "name it otherwise")
        elif case is not None:
            cases.append(case)
    if len(cases) < 2 and not faults.problems:
        remedy = "name a second scenario or results folder, or add --variant NAME:path=value"
        faults.add(Place(shown(asked.files[0])), "", "one case alone cannot be compared", remedy)
    faults.stop_if_any()
    options = _options(cases, asked, jobs, faults)
    _paired(cases, options, faults)
    faults.stop_if_any()
    return cases, options


def _scenario(path: Path, asked: Asked, past: Past | None) -> Scenario:
    """The scenario of a file with what was set, or that of a results folder; both with the targets asked for."""
    if past is None:
        return read_scenario(path, library=asked.library, overrides=asked.sets, targets=asked.targets)
    return read_scenario(past.folder / "scenario.yaml", targets=asked.targets) if asked.targets else past.scenario


def _free(name: str, path: Path, cases: Sequence[Case]) -> str:
    """The scenario's name; where that is taken, the file's or folder's with it."""
    taken = {case.name for case in cases} | set(RESERVED)
    for word in (name, path.stem if path.is_file() else path.name):
        if word not in taken:
            return word
    return next(word for n in range(2, len(taken) + 3) if (word := f"{name}-{n}") not in taken)


def _variant(text: str, asked: Asked, faults: Faults) -> Case | None:
    """A variant of the first case: its scenario with more changes."""
    name, colon, changes = text.partition(":")
    if not colon or not NAME.fullmatch(name) or "=" not in changes:
        faults.add(Place(f"--variant {text}"), "", "not of the form NAME:path=value", HOW)
        return None
    sets = re.split(r",(?=[A-Za-z_][\w.@]*=)", changes)
    first = asked.files[0]
    if is_result(first):
        past_of(first).check(only=INPUTS)
        scenario = read_scenario(first / "scenario.yaml", overrides=sets, targets=asked.targets)
    else:
        whole = [*asked.sets, *sets]
        scenario = read_scenario(first, library=asked.library, overrides=whole, targets=asked.targets)
    return Case(name, scenario, None)


def _options(cases: Sequence[Case], asked: Asked, jobs: int, faults: Faults) -> Options:
    """What was asked for, else what the first results folder has, else the defaults of a comparison."""
    past = next((case.past for case in cases if case.past), None)
    usual = past.options(jobs) if past else usual_options(jobs, quick=asked.quick)
    found = replace(
        usual,
        sample=asked.sample or usual.sample,
        replications=asked.replications or usual.replications,
        seed=usual.seed if asked.seed is None else asked.seed,
        journal=False,
        engine="auto",
    )
    for case in cases:
        if case.past is None:
            continue
        there = case.past.options(jobs)
        for word, have, want in (
            ("seed", there.seed, found.seed),
            ("sample", there.sample, found.sample),
            ("replications", there.replications, found.replications),
        ):
            if have != want:
                what = f"{word} {have:g}, the others have {want:g}: their luck differs, so they cannot be paired"
                faults.add(Place(shown(case.past.folder)), "", what, "run it again with the same, or name its scenario")
    return found


def _paired(cases: Sequence[Case], options: Options, faults: Faults) -> None:
    """Refuse cases whose residents, years, queues or program differ from those of the first."""
    first = cases[0].scenario
    programs = {case.past.manifest["sources"] for case in cases if case.past}
    if any(case.past is None for case in cases):
        programs.add(source_hash())
    for case in cases[1:]:
        other = case.scenario
        place = Place(shown(case.past.folder) if case.past else case.name)
        if other.region.id != first.region.id:
            what = f"region {other.region.id}, {cases[0].name} has {first.region.id}: other residents share no luck"
            faults.add(place, "", what, "compare scenarios of one region; run each alone and read both reports")
        if other.years != first.years:
            years = f"{other.years.base}-{other.years.last}, run-in {other.years.run_in_months} months"
            what = f"years {years}; {cases[0].name} has {first.years.base}-{first.years.last}"
            faults.add(place, "years", what, f"--set years.last={first.years.last}, or the same in the file")
        if simulates_queues(other, options.sample) != simulates_queues(first, options.sample):
            faults.add(place, "settings.queues", "queues are not those of the first case", "set both to the same")
    for case in cases if len(programs) > 1 else ():
        if case.past and case.past.manifest["sources"] != source_hash():
            what = "run by another version of this program: its effects are not those of the scenario alone"
            faults.add(Place(shown(case.past.folder)), "", what, f"sim rerun {shown(case.past.folder)}")
