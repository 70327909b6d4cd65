"""Reads a scenario file and everything it refers to, or says all that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sim.region.description import Region
from sim.scenario.faults import Faults, Place, allowed, shown
from sim.scenario.inputs import Inputs
from sim.scenario.library import library_for
from sim.scenario.overrides import apply_overrides, override_parameters
from sim.scenario.parameter_files import condition_labels
from sim.scenario.references import References
from sim.scenario.rule_check import check_rules
from sim.scenario.rule_entries import read_rules
from sim.scenario.scenario import Scenario, Settings, Years
from sim.scenario.schema import ScenarioShape, TargetShape, YearsShape
from sim.scenario.shape_check import check_shape
from sim.scenario.target_check import read_targets
from sim.scenario.target_option import add_targets
from sim.scenario.yaml_nodes import Tree, read_yaml
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import Bilingual

Shape = TypeVar("Shape", bound=BaseModel)


def read_scenario(
    path: Path, *, library: Path | None = None, overrides: Sequence[str] = (), targets: Sequence[str] = ()
) -> Scenario:
    """The scenario of a file, checked.

    Parameters
    ----------
    path : the scenario file, taken as typed.
    library : folder for references not found beside the file (see `library_for`).
    overrides : changes ``path=value`` such as ``family_doctor.coverage=0.5``.
    targets : further targets such as ``primary_visit_share>=0.65`` (see `add_targets`).

    Raises
    ------
    InputInvalid : with every fault of every file, each with its line.
    """
    path = Path(path)
    faults, inputs = Faults(), Inputs()
    tree = _tree(path, faults)
    if tree is None:
        raise InputInvalid(faults.problems)
    inputs.note("scenario.yaml", path)
    if not isinstance(tree.value, dict):
        check_shape(ScenarioShape, tree.value, tree, (), faults)
        raise InputInvalid(faults.problems)
    changes = apply_overrides(tree, overrides, faults)
    add_targets(tree, targets, faults)
    shape = check_shape(ScenarioShape, tree.value, tree, (), faults)
    placed = read_rules(tree, faults)

    reader = References(tree, library_for(path, library, faults), faults, inputs)
    region, numbers, documents = reader.region(), reader.parameters(), reader.documents()
    parameters = override_parameters(numbers[0], changes, faults) if numbers else None

    years = _years(shape, tree)
    if shape is None and "documents" not in tree.value:
        documents = None  # the key may be misspelt: do not call every clause unknown
    clauses = None if documents is None else [c.id for document in documents for c in document.clauses]
    conditions = numbers[1] if numbers else None
    years = _checked_years(years, region, tree, faults)
    check_rules(placed, tree, faults, years=years, region=region, conditions=conditions, clauses=clauses)
    found = read_targets(_targets(tree), tree, faults, years=years, region=region, clauses=clauses)
    faults.stop_if_any()
    if shape is None or region is None or numbers is None or parameters is None or documents is None or years is None:
        raise InputInvalid(faults.problems)  # not reached: each of them leaves a fault
    return Scenario(
        name=shape.name,
        label=Bilingual(shape.title.en, shape.title.zh),
        region=region,
        years=years,
        rules=tuple(rule for item in placed if (rule := item.rule) is not None),
        targets=found,
        documents=documents,
        parameters=parameters,
        conditions=numbers[1],
        condition_labels=condition_labels(numbers[1]),
        settings=Settings(**shape.settings.model_dump()),
        inputs=Frozen(dict(sorted(inputs.hashes.items()))),
    )


def without_rules(scenario: Scenario) -> Scenario:
    """The same region and years with no rule at work: the baseline arm."""
    return replace(scenario, rules=())


def _tree(path: Path, faults: Faults) -> Tree | None:
    if path.is_dir():
        faults.add(Place(shown(path)), "", "a folder", f"name the scenario file: {shown(path / 'scenario.yaml')}")
        return None
    if not path.exists():
        folder = path.parent
        near = [p.name for p in folder.glob("*.yaml")] if folder.is_dir() else []
        remedy = allowed(path.name, near) if near else "check the path"
        faults.add(Place(shown(path)), "", "there is no such file", remedy)
        return None
    return read_yaml(path, faults)


def _quiet(shape: type[Shape], value: Any) -> Shape | None:
    """A part of the file for further checks where the whole has faults, which are noted already."""
    try:
        return shape.model_validate(value)
    except ValidationError:
        return None


def _years(shape: ScenarioShape | None, tree: Tree) -> Years | None:
    raw = tree.value.get("years")
    years = shape.years if shape else _quiet(YearsShape, raw)
    return Years(years.base, years.last, years.run_in_months) if years else None


def _targets(tree: Tree) -> list[tuple[int, TargetShape]]:
    raw = tree.value.get("targets", ())
    shapes = [(i, _quiet(TargetShape, item)) for i, item in enumerate(raw if isinstance(raw, tuple) else ())]
    return [(i, shape) for i, shape in shapes if shape is not None]


def _checked_years(years: Years | None, region: Region | None, tree: Tree, faults: Faults) -> Years | None:
    """The years; None if no rule or target can be checked against them."""
    if years is None:
        return None
    if region is not None and region.base_year != years.base:
        what = f"{years.base}, but the numbers of {region.id} are of {region.base_year}"
        remedy = f"write {region.base_year}, or name a region of {years.base}"
        faults.add(tree.place(("years", "base")), "years.base", what, remedy)
    if years.last < years.base:
        remedy = f"write {years.base} or later"
        faults.add(tree.place(("years", "last")), "years.last", f"{years.last} is before base {years.base}", remedy)
        return None
    return years
