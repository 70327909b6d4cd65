"""Which cases a comparison has: scenario files, results folders, variants; all on the same luck or refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.experiments.members import members_of, usual_members
from sim.experiments.options import Options, simulates_queues, usual_options
from sim.experiments.past import INPUTS, LARGE, Past, is_result, past_of
from sim.experiments.sources import source_hash
from sim.scenario.faults import Faults, FilePoint, shown
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import telling

NAME = re.compile(r"[A-Za-z0-9一-鿿][\w.-]*")
PHRASES = {
    "form": ("不是 NAME:path=value 的写法", "not of the form NAME:path=value"),
    "how": (
        "请写 NAME:path=value,path=value，例如 more:family_doctor.coverage=0.6",
        "write NAME:path=value,path=value such as more:family_doctor.coverage=0.6",
    ),
    "name_taken": ("这个名称已被另一个方案使用", "another case has this name"),
    "other_name": ("请换一个名称", "name it otherwise"),
    "alone": ("只有一个方案，无法比较", "one case alone cannot be compared"),
    "second": (
        "请再写一个情景或结果文件夹，或加 --variant NAME:path=value",
        "name a second scenario or results folder, or add --variant NAME:path=value",
    ),
    "seed": ("种子", "seed"),
    "sample": ("抽样比例", "sample"),
    "replications": ("重复次数", "replications"),
    "members": ("成组参数", "members"),
    "luck": (
        "{word}为{have:g}，其他方案为{want:g}：随机数不同，不能逐对比较",
        "{word} {have:g}, the others have {want:g}: their luck differs, so they cannot be paired",
    ),
    "run_same": (
        "请按相同的数值重新运行，或写它的情景文件",
        "run it again with the same, or name its scenario",
    ),
    "region": (
        "地区为{other}，而{first}为{region}：居民不同，随机数也不同",
        "region {other}, {first} has {region}: other residents share no luck",
    ),
    "one_region": (
        "请比较同一地区的情景；不同地区请分别运行，各看报告",
        "compare scenarios of one region; run each alone and read both reports",
    ),
    "years": (
        "年份为{base}至{last}，预热{months}个月；而{first}为{first_base}至{first_last}",
        "years {base}-{last}, run-in {months} months; {first} has {first_base}-{first_last}",
    ),
    "same_years": (
        "请用 --set years.last={last}，或在文件中改为相同",
        "--set years.last={last}, or the same in the file",
    ),
    "queues": ("排队方式与第一个方案不同", "queues are not those of the first case"),
    "same_queues": ("请设为相同", "set both to the same"),
    "program": (
        "由本程序的另一版本运行：差异不只来自情景",
        "run by another version of this program: its effects are not those of the scenario alone",
    ),
    "rerun": ("请运行 sim rerun {folder}", "sim rerun {folder}"),
}
tell = telling(PHRASES)
# The arm without rules stands in the tables by this name, a case is a column beside the others of inputs.csv.
RESERVED = ("baseline", "path", "zh", "en", "unit")


@dataclass(frozen=True)
class ComparedCase:
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
    members: int | None = None


def cases_of(asked: Asked, jobs: int) -> tuple[list[ComparedCase], Options]:
    """The cases in the order asked for, variants of the first one last, and how all of them are run.

    Raises
    ------
    InputInvalid : with every fault: a file that cannot be read, a variant of no known form, two cases of one name, or
        cases that do not share their luck (other seed, sample, replications, residents, years or program).
    """
    faults = Faults()
    cases: list[ComparedCase] = []
    for path in asked.files:
        past = past_of(path) if is_result(path) or (path.is_dir() and not asked.sets) else None
        if past is not None:
            past.check(but=LARGE)  # the rest is read or copied
        scenario = _scenario(path, asked, past)
        cases.append(ComparedCase(_free(scenario.name, path, cases), scenario, past))
    for text in asked.variants:
        case = _variant(text, asked, faults)
        if case is not None and (case.name in RESERVED or case.name in {other.name for other in cases}):
            faults.add(FilePoint(f"--variant {text}"), case.name, tell("name_taken"), tell("other_name"))
        elif case is not None:
            cases.append(case)
    if len(cases) < 2 and not faults.problems:
        faults.add(FilePoint(shown(asked.files[0])), "", tell("alone"), tell("second"))
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


def _free(name: str, path: Path, cases: Sequence[ComparedCase]) -> str:
    """The scenario's name; where that is taken, the file's or folder's with it."""
    taken = {case.name for case in cases} | set(RESERVED)
    for word in (name, path.stem if path.is_file() else path.name):
        if word not in taken:
            return word
    return next(word for n in range(2, len(taken) + 3) if (word := f"{name}-{n}") not in taken)


def _variant(text: str, asked: Asked, faults: Faults) -> ComparedCase | None:
    """A variant of the first case: its scenario with more changes."""
    name, colon, changes = text.partition(":")
    if not colon or not NAME.fullmatch(name) or "=" not in changes:
        faults.add(FilePoint(f"--variant {text}"), "", tell("form"), tell("how"))
        return None
    sets = re.split(r",(?=[A-Za-z_][\w.@]*=)", changes)
    first = asked.files[0]
    if is_result(first):
        past_of(first).check(only=INPUTS)
        scenario = read_scenario(first / "scenario.yaml", overrides=sets, targets=asked.targets)
    else:
        whole = [*asked.sets, *sets]
        scenario = read_scenario(first, library=asked.library, overrides=whole, targets=asked.targets)
    return ComparedCase(name, scenario, None)


def _options(cases: Sequence[ComparedCase], asked: Asked, jobs: int, faults: Faults) -> Options:
    """What was asked for, else what the first results folder has, else the defaults of a comparison."""
    past = next((case.past for case in cases if case.past), None)
    usual = past.options(jobs) if past else usual_options(jobs, quick=asked.quick)
    members = _members(cases[0].scenario, asked, past)
    found = replace(
        usual,
        sample=asked.sample or usual.sample,
        replications=members or asked.replications or usual.replications,
        members=members,
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
            ("members", there.members, found.members),
        ):
            if have != want:
                what = tell("luck", word=tell(word), have=have, want=want)
                faults.add(FilePoint(shown(case.past.folder)), "", what, tell("run_same"))
    return found


def _members(scenario: Scenario, asked: Asked, past: Past | None) -> int:
    """How many sets of numbers: those asked for or of the first results folder, else the usual ones.

    None where replications of one set were asked for, or a first look.
    """
    if asked.members is not None:
        return len(members_of(scenario, asked.members)) if asked.members else 0
    if asked.replications is not None:
        return 0
    if past is not None:
        return past.options(1).members
    return 0 if asked.quick else usual_members(scenario)


def _paired(cases: Sequence[ComparedCase], options: Options, faults: Faults) -> None:
    """Refuse cases whose residents, years, queues or program differ from those of the first."""
    first = cases[0].scenario
    programs = {case.past.manifest["sources"] for case in cases if case.past}
    if any(case.past is None for case in cases):
        programs.add(source_hash())
    for case in cases[1:]:
        other = case.scenario
        place = FilePoint(shown(case.past.folder) if case.past else case.name)
        if other.region.id != first.region.id:
            what = tell("region", other=other.region.id, first=cases[0].name, region=first.region.id)
            faults.add(place, "", what, tell("one_region"))
        if other.years != first.years:
            own = {"base": other.years.base, "last": other.years.last, "months": other.years.run_in_months}
            of_first = {"first": cases[0].name, "first_base": first.years.base, "first_last": first.years.last}
            faults.add(place, "years", tell("years", **own, **of_first), tell("same_years", last=first.years.last))
        if simulates_queues(other, options.sample) != simulates_queues(first, options.sample):
            faults.add(place, "settings.queues", tell("queues"), tell("same_queues"))
    for case in cases if len(programs) > 1 else ():
        if case.past and case.past.manifest["sources"] != source_hash():
            folder = shown(case.past.folder)
            faults.add(FilePoint(folder), "", tell("program"), tell("rerun", folder=folder))
