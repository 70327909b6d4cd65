"""Reads a study file into two scenarios, with and without the reform, and what is estimated on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.experiments.validate.arms import both, setting_only, told
from sim.experiments.validate.published import PublishedEstimate, estimate_of
from sim.experiments.validate.shape import StudyShape
from sim.experiments.validate.unknown import Unknown, unknowns_of
from sim.policy.rule import Rule
from sim.scenario.faults import Faults, allowed, shown
from sim.scenario.inputs import Inputs
from sim.scenario.library import library_for, named_files
from sim.scenario.parameter_files import condition_labels
from sim.scenario.references import References
from sim.scenario.rule_check import check_rules
from sim.scenario.rule_entries import read_rules
from sim.scenario.scenario import Scenario, Settings, Years
from sim.scenario.shape_check import check_shape
from sim.scenario.width_check import check_widths
from sim.scenario.yaml_nodes import read_yaml
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import Bilingual, telling

FOLDER = "experiments"
PHRASES = {
    "no_study": ("那里没有研究", "no study there"),
    "name_folder": (
        "请用 --library 指定含有experiments/的文件夹",
        "name the folder that holds experiments/ with --library DIR",
    ),
    "unknown": ("没有这项研究", "no such study"),
    "other_id": ("{file}中写的是“{id}”", "{id!r} in {file}"),
    "rename": ("请写{id}，或改文件名", "write {id}, or rename the file"),
    "before_base": ("{last}早于基准年{base}", "{last} is before base {base}"),
    "later": ("请写{base}或以后", "write {base} or later"),
}
tell = telling(PHRASES)


@dataclass(frozen=True, slots=True)
class Study:
    """One study: ``without`` and ``reform`` share everything but the reform's rules.

    ``unknown`` are numbers of the reform that the study leaves open, drawn as parameters are. ``text`` is the file as
    read.
    """

    shape: StudyShape
    label: Bilingual
    without: Scenario
    reform: Scenario
    estimates: tuple[PublishedEstimate, ...]
    unknown: tuple[Unknown, ...]
    text: str


def study_files(chosen: Sequence[str] | None, library: Path | None) -> list[Path]:
    """The files of the studies of the library, or of those named by id.

    Raises
    ------
    InputInvalid : there is no folder of studies, or none of this name.
    """
    folder, files = named_files(FOLDER, library)
    if not files:
        raise InputInvalid([Problem(shown(folder), 0, 0, "", tell("no_study"), tell("name_folder"))])
    unknown = [name for name in chosen or () if name not in files]
    if unknown:
        raise InputInvalid([Problem("--study", 0, 0, n, tell("unknown"), allowed(n, files)) for n in unknown])
    return [files[name] for name in dict.fromkeys(chosen)] if chosen else list(files.values())


def read_studies(files: Sequence[Path], library: Path | None) -> list[Study]:
    """All of them by lever, or every fault of every file."""
    studies: list[Study] = []
    problems: list[Problem] = []
    for file in files:
        try:
            studies.append(read_study(file, library=library))
        except InputInvalid as invalid:
            problems += invalid.problems
    if problems:
        raise InputInvalid(problems)
    return sorted(studies, key=lambda study: (study.shape.lever, study.shape.id))


def read_study(path: Path, *, library: Path | None = None) -> Study:
    """The study of a file, checked.

    Raises
    ------
    InputInvalid : with every fault of the file and of what it refers to, each with its line.
    """
    faults, inputs = Faults(), Inputs()
    tree = read_yaml(path, faults)
    if tree is None:
        raise InputInvalid(faults.problems)
    inputs.note(f"{FOLDER}/{path.name}", path)
    shape = check_shape(StudyShape, tree.value, tree, (), faults)
    if shape is None:
        raise InputInvalid(faults.problems)
    if shape.id != path.stem:
        faults.add(
            tree.place(("id",)), "id", tell("other_id", id=shape.id, file=path.name), tell("rename", id=path.stem)
        )
    reader = References(tree, library_for(path, library, faults), faults, inputs)
    numbers, groups = reader.parameters()
    region, places = reader.region(groups)
    if region is None or numbers is None:
        raise InputInvalid(faults.problems)
    years = Years(shape.years.base, shape.years.last, shape.years.run_in_months)
    if years.last < years.base:
        what = tell("before_base", last=years.last, base=years.base)
        faults.add(tree.place(("years", "last")), "years.last", what, tell("later", base=years.base))
    # The region is made up: its numbers are those of the base year of whichever study is emulated in it.
    region = replace(region, base_year=years.base)
    check_widths(region, *numbers, years, tree, faults)
    open_days = reader.open_days(years)
    rules = []
    for arm, entries in (setting_only(tree), both(tree, shape, faults)):
        found = Faults()
        placed = read_rules(arm, found)
        check_rules(placed, arm, found, years=years, places=places, conditions=numbers[1], clauses=())
        told(found, entries, faults)
        rules.append(tuple(rule for item in placed if (rule := item.rule) is not None))
    faults.stop_if_any()

    def scenario(in_force: tuple[Rule, ...]) -> Scenario:
        return Scenario(
            name=shape.id,
            label=Bilingual(shape.title.en, shape.title.zh),
            region=region,
            years=years,
            rules=in_force,
            targets=(),
            documents=(),
            parameters=numbers[0],
            conditions=numbers[1],
            condition_labels=condition_labels(numbers[1]),
            settings=Settings(**shape.settings.model_dump()),
            open_days=open_days,
            inputs=Frozen(dict(sorted(inputs.hashes.items()))),
        )

    without, reform = (scenario(found) for found in rules)
    estimates = [estimate_of(n, one, shape, reform, tree, faults) for n, one in enumerate(shape.estimates)]
    unknown = unknowns_of(shape, reform, tree, faults)
    faults.stop_if_any()
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return Study(shape, reform.label, without, reform, tuple(estimates), unknown, text)
