"""Reads a study file into two scenarios, with and without the reform, and what is estimated on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sim.experiments.validate.estimators import ESTIMATORS, Windows
from sim.experiments.validate.outcomes import OUTCOMES, Choice, months_of
from sim.experiments.validate.shape import EstimateShape, StudyShape
from sim.policy.rule import Rule
from sim.region.description import Label
from sim.region.facilities import facilities_of
from sim.scenario.faults import Faults, Place, allowed, shown
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library, library_for
from sim.scenario.parameter_files import condition_labels, names_in
from sim.scenario.references import References
from sim.scenario.rule_check import check_rules
from sim.scenario.rule_entries import read_rules
from sim.scenario.scenario import Scenario, Settings, Years
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted, read_yaml
from sim.vocabulary.errors import InputInvalid, Problem
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Tier

FOLDER = "experiments"
PROVIDER = "provider.csv"


@dataclass(frozen=True, slots=True)
class Estimate:
    """One published number, relative where a mean was given, and the cases its counterpart is made of."""

    shape: EstimateShape
    published: float
    low: float | None
    high: float | None
    windows: Windows
    treated: Choice
    control: Choice | None


@dataclass(frozen=True, slots=True)
class Study:
    """One study: ``without`` and ``reform`` share everything but the reform's rules.

    ``provider`` names the quantities of the provider file, which the prior draws; ``text`` is the file as read.
    """

    shape: StudyShape
    label: Label
    without: Scenario
    reform: Scenario
    estimates: tuple[Estimate, ...]
    provider: tuple[str, ...]
    text: str


def study_files(chosen: Sequence[str] | None, library: Path | None) -> list[Path]:
    """The files of the studies of the library, or of those named by id.

    Raises
    ------
    InputInvalid : there is no folder of studies, or none of this name.
    """
    faults = Faults()
    found = library_for(Path("-"), library, faults)
    faults.stop_if_any()
    folder = (found.folder or Path("scenarios")) / FOLDER
    files = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if not files:
        what, remedy = "no study there", "name the folder that holds experiments/ with --library DIR"
        raise InputInvalid([Problem(shown(folder), 0, 0, "", what, remedy)])
    unknown = [name for name in chosen or () if name not in files]
    if unknown:
        raise InputInvalid([Problem("--study", 0, 0, "", repr(n), allowed(n, files)) for n in unknown])
    return [files[name] for name in dict.fromkeys(chosen)] if chosen else list(files.values())


def read_studies(files: Sequence[Path], library: Path | None) -> list[Study]:
    """All of them, or every fault of every file."""
    studies: list[Study] = []
    problems: list[Problem] = []
    for file in files:
        try:
            studies.append(read_study(file, library=library))
        except InputInvalid as invalid:
            problems += invalid.problems
    if problems:
        raise InputInvalid(problems)
    return studies


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
        faults.add(tree.place(("id",)), "id", f"{shape.id!r} in {path.name}", f"write {path.stem}, or rename the file")
    where = library_for(path, library, faults)
    reader = References(tree, where, faults, inputs)
    region, numbers = reader.region(), reader.parameters()
    if region is None or numbers is None:
        raise InputInvalid(faults.problems)
    years = Years(shape.years.base, shape.years.last, shape.years.run_in_months)
    if years.last < years.base:
        what = f"{years.last} is before base {years.base}"
        faults.add(tree.place(("years", "last")), "years.last", what, f"write {years.base} or later")
    # The region is made up: its numbers are those of the base year of whichever study is emulated in it.
    region = replace(region, base_year=years.base)
    rules = []
    for arm in (_setting_only(tree), _both(tree, shape, faults)):
        placed = read_rules(arm, faults)
        check_rules(placed, arm, faults, years=years, region=region, conditions=numbers[1], clauses=())
        rules.append(tuple(rule for item in placed if (rule := item.rule) is not None))
    faults.stop_if_any()

    def scenario(in_force: tuple[Rule, ...]) -> Scenario:
        return Scenario(
            name=shape.id,
            label=Label(shape.title.en, shape.title.zh),
            region=region,
            years=years,
            rules=in_force,
            targets=(),
            documents=(),
            parameters=numbers[0],
            conditions=numbers[1],
            condition_labels=condition_labels(numbers[1]),
            settings=Settings(**shape.settings.model_dump()),
            inputs=Frozen(dict(sorted(inputs.hashes.items()))),
        )

    without, reform = (scenario(found) for found in rules)
    estimates = [_estimate(n, one, shape, reform, tree, faults) for n, one in enumerate(shape.estimates)]
    provider = _provider(shape, where, tree, faults)
    faults.stop_if_any()
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return Study(shape, reform.label, without, reform, tuple(estimates), provider, text)


def _provider(shape: StudyShape, where: Library, tree: Tree, faults: Faults) -> tuple[str, ...]:
    folder = where.resolve(shape.parameters, tree.place(("parameters",)), "parameters", faults)
    return () if folder is None else names_in(folder / PROVIDER)


def _setting_only(tree: Tree) -> Tree:
    return _with_rules(tree, [("setting_rules", i) for i in range(len(tree.value.get("setting_rules", ())))], {})


def _both(tree: Tree, shape: StudyShape, faults: Faults) -> Tree:
    """The setting and the reform; replaced rules of the setting end with the first month of the reform."""
    setting = tree.value.get("setting_rules", ())
    names = [_name(raw) for raw in setting]
    start = min((raw["from"] for raw in tree.value["rules"] if "from" in raw), default=None)
    ends = {}
    for n, name in enumerate(shape.replaces):
        if name not in names:
            at: KeyPath = ("replaces", n)
            faults.add(tree.place(at), dotted(at), f"no rule {name!r} in setting_rules", allowed(name, names))
        elif start is not None:
            ends[("setting_rules", names.index(name))] = start
    paths = [("setting_rules", i) for i in range(len(setting))]
    return _with_rules(tree, [*paths, *(("rules", i) for i in range(len(tree.value["rules"])))], ends)


def _name(raw: dict[str, Any]) -> str:
    lever = next((key for key in raw if isinstance(raw[key], dict)), "")
    return f"{lever}@{raw['id']}" if "id" in raw else lever


def _with_rules(tree: Tree, paths: list[tuple[str, int]], ends: dict[tuple[str, int], Any]) -> Tree:
    """A tree whose ``rules`` are these entries, at their own places of the file."""
    raw = []
    found = Tree(tree.file, dict(tree.value), dict(tree.values), dict(tree.keys))
    for n, (key, i) in enumerate(paths):
        entry = dict(tree.value[key][i])
        if (key, i) in ends:
            entry["until"] = ends[key, i]
        raw.append(entry)
        for there, here in ((tree.values, found.values), (tree.keys, found.keys)):
            here.update({("rules", n, *path[2:]): place for path, place in there.items() if path[:2] == (key, i)})
    found.value["rules"] = tuple(raw)
    return found


def _estimate(
    n: int, one: EstimateShape, shape: StudyShape, scenario: Scenario, tree: Tree, faults: Faults
) -> Estimate:
    """One estimate with its windows as positions and its groups as facilities."""
    here: KeyPath = ("estimates", n)

    def fault(key: str, what: str, remedy: str) -> None:
        faults.add(_place(tree, (*here, key)), dotted((*here, key)), what, remedy)

    needs = ESTIMATORS[one.estimator].needs
    control = one.control or shape.control
    if "before" in needs and one.before is None:
        fault("before", "missing", f"add 'before: [2010-01, 2010-12]', {one.estimator} needs it")
    if "control" in needs and not control:
        fault("control", "missing", f"add 'control: [...]' here or for the study, {one.estimator} needs it")
    if one.scale == "points" and not OUTCOMES[one.outcome].share:
        fault("scale", f"{one.outcome} is no share", "write relative or log")
    if one.scale != "points" and OUTCOMES[one.outcome].share:
        fault("scale", f"{one.outcome} is a share", "write points")
    if (one.low is None) != (one.high is None):
        fault("low", "one end of an interval", "write both low and high, or neither")
    elif one.low is not None and one.high is not None and not one.low <= one.published <= one.high:
        fault("published", f"{one.published:g} lies outside {one.low:g} to {one.high:g}", "correct one of the three")
    for name in one.conditions:
        if name not in scenario.conditions:
            fault("conditions", f"unknown condition {name!r}", allowed(name, scenario.conditions))
    for name in one.in_sample:
        if name not in scenario.parameters:
            fault("in_sample", f"unknown parameter {name!r}", allowed(name, scenario.parameters))
    months = months_of(scenario)
    spans = []
    for key, span in (("before", one.before), ("after", one.after)):
        spans.append(range(0))
        for month in span or ():
            if month not in months:
                fault(key, f"{month} lies outside the years", f"write months from {months[0]} to {months[-1]}")
        if span and all(month in months for month in span):
            spans[-1] = range(months.index(span[0]), months.index(span[1]) + 1)
            if not spans[-1]:
                fault(key, f"{span[1]} is before {span[0]}", "write the earlier month first")
    treated = _choice(one.treated or shape.treated, one, scenario, (here, "treated"), tree, faults)
    others = _choice(control, one, scenario, (here, "control"), tree, faults) if control else None
    scale = 1.0 if one.base_mean is None else 1.0 / one.base_mean.value
    ends = (None if end is None else end * scale for end in (one.low, one.high))
    return Estimate(one, one.published * scale, *ends, Windows(spans[0], spans[1]), treated, others)


def _choice(
    names: Sequence[str], one: EstimateShape, scenario: Scenario, at: tuple[KeyPath, str], tree: Tree, faults: Faults
) -> Choice:
    """The facilities of these hospitals and districts, of the tiers asked for (else county and tertiary)."""
    facilities = facilities_of(scenario.region)
    districts = [d.id for d in scenario.region.districts]
    hospitals = [h.id for h in scenario.region.hospitals]
    tiers = {Tier.of(word) for word in one.tiers} or {Tier.COUNTY, Tier.TERTIARY}
    found = []
    for name in names:
        if name in districts:
            here = districts.index(name)
            found += [f.id for f in facilities.all if f.district == here and f.tier in tiers]
        elif name in hospitals:
            found += [f.id for f in facilities.all if f.id == name and (not one.tiers or f.tier in tiers)]
        else:
            path = (*at[0], at[1])
            what = f"unknown hospital or district {name!r}"
            faults.add(_place(tree, path), dotted(path), what, allowed(name, [*districts, *hospitals]))
    return Choice(tuple(dict.fromkeys(found)), one.conditions, one.schemes)


def _place(tree: Tree, path: KeyPath) -> Place:
    return tree.place(path) if path in tree.values else tree.place((path[-1],) if len(path) > 2 else path)
