"""Reads a scenario file and everything it refers to, or says all that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sim.region.description import Region
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.inflow_check import check_inflow
from sim.scenario.inputs import Inputs
from sim.scenario.library import Library, exists, library_for
from sim.scenario.overrides import Override, apply_overrides, override_parameters
from sim.scenario.parameter_files import condition_labels
from sim.scenario.pools import narrowed
from sim.scenario.references import References
from sim.scenario.rule_check import check_rules
from sim.scenario.rule_entries import read_rules
from sim.scenario.scenario import Scenario, Settings, Years
from sim.scenario.schema import ScenarioShape, YearsShape
from sim.scenario.shape_check import check_shape, quiet
from sim.scenario.target_check import read_targets
from sim.scenario.target_option import add_targets
from sim.scenario.width_check import check_widths
from sim.scenario.yaml_nodes import Tree, read_yaml_in_part
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "folder": ("是文件夹", "a folder"),
    "name_file": ("请写情景文件：{file}", "name the scenario file: {file}"),
    "no_file": ("没有这个文件", "there is no such file"),
    "check_path": ("请检查路径", "check the path"),
    "nation": ("这是全国情景，这里不读取", "a scenario of the nation, which is not taken here"),
    "give_region": (
        "可用于sim check、plan、fit、run和rules；其他命令请写一个地区的情景",
        "sim check, plan, fit, run and rules take it; give other commands the scenario of a region",
    ),
    "other_base": (
        "{year}，但 {file} 的 base_year 是 {base}",
        "{year}, but base_year in {file} is {base}",
    ),
    "write_base": ("请两处写同一年，或换用 {year} 年的地区", "write the same year in both, or name a region of {year}"),
    "before": ("{last} 早于基准年 {base}", "{last} is before base {base}"),
    "later": ("请写 {base} 或更晚的年份", "write {base} or later"),
}
tell = telling(PHRASES)
NO_CHANGES: Mapping[str, Override] = Frozen({})


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
    if isinstance(tree.value, dict) and "nation" in tree.value:
        faults.add(tree.key_place(("nation",)), "nation", tell("nation"), tell("give_region"))
        raise InputInvalid(faults.problems)
    if not isinstance(tree.value, dict):
        check_shape(ScenarioShape, tree.value, tree, (), faults)
        raise InputInvalid(faults.problems)
    changes = apply_overrides(tree, overrides, faults)
    add_targets(tree, targets, faults)
    return scenario_of(tree, library_for(path, library, faults), faults, inputs, changes)


def scenario_of(
    tree: Tree, library: Library, faults: Faults, inputs: Inputs, changes: Mapping[str, Override] = NO_CHANGES
) -> Scenario:
    """The scenario of a tree whose value is a mapping, with what it refers to; ``changes`` are those of parameters.

    Raises
    ------
    InputInvalid : with every fault noted so far, each with its line.
    """
    shape = check_shape(ScenarioShape, tree.value, tree, (), faults)
    placed = read_rules(tree, faults)

    reader = References(tree, library, faults, inputs)
    numbers, conditions = reader.parameters()
    region, places = reader.region(conditions)
    documents, clauses = reader.documents()
    parameters = override_parameters(numbers[0], changes, faults) if numbers else None

    if shape is None and "documents" not in tree.value:
        clauses = None  # the key may be misspelt: do not call every clause unknown
    years = _checked_years(_years(shape, tree), region, tree, faults)
    packets = () if region is None else tuple(region.packets)
    check_rules(
        placed, tree, faults, years=years, places=places, conditions=conditions, packets=packets, clauses=clauses
    )
    open_days = reader.open_days(years) if years is not None else None
    found = read_targets(tree, faults, years=years, places=places, clauses=clauses)
    check_inflow(region, numbers[1] if numbers else None, tree, faults)
    check_widths(region, parameters, numbers[1] if numbers else None, years, tree, faults)
    faults.stop_if_any()
    if shape is None or region is None or numbers is None or parameters is None or documents is None:
        raise InputInvalid(faults.problems)  # not reached: each of them leaves a fault
    if years is None or open_days is None:
        raise InputInvalid(faults.problems)  # not reached: each of them leaves a fault
    rules = [narrowed(rule, region) for item in placed if (rule := item.rule) is not None]
    return Scenario(
        name=shape.name,
        label=Bilingual(shape.title.en, shape.title.zh),
        region=region,
        years=years,
        rules=tuple(rule for rule in rules if rule.start.year >= years.base),
        targets=found,
        documents=documents,
        parameters=parameters,
        conditions=numbers[1],
        condition_labels=condition_labels(numbers[1]),
        settings=Settings(**shape.settings.model_dump()),
        open_days=open_days,
        inputs=Frozen(dict(sorted(inputs.hashes.items()))),
        earlier=tuple(rule for rule in rules if rule.start.year < years.base),
    )


def without_rules(scenario: Scenario) -> Scenario:
    """The same region and years with no rule at work: the baseline arm."""
    return replace(scenario, rules=())


def _tree(path: Path, faults: Faults) -> Tree | None:
    if not exists(path):
        folder = path.parent
        near = [p.name for p in folder.glob("*.yaml")] if exists(folder) and folder.is_dir() else []
        remedy = allowed(path.name, near) if near else tell("check_path")
        faults.add(FilePoint(shown(path)), "", tell("no_file"), remedy)
        return None
    if path.is_dir():
        faults.add(FilePoint(shown(path)), "", tell("folder"), tell("name_file", file=shown(path / "scenario.yaml")))
        return None
    return read_yaml_in_part(path, faults)


def _years(shape: ScenarioShape | None, tree: Tree) -> Years | None:
    years = shape.years if shape else quiet(YearsShape, tree.value.get("years"))
    return Years(years.base, years.last, years.run_in_months) if years else None


def _checked_years(years: Years | None, region: Region | None, tree: Tree, faults: Faults) -> Years | None:
    """The years; None if no rule or target can be checked against them."""
    if years is None:
        return None
    if region is not None and region.base_year != years.base:
        what = tell("other_base", year=years.base, file=f"{tree.value['region']}/region.yaml", base=region.base_year)
        remedy = tell("write_base", year=years.base)
        faults.add(tree.place(("years", "base")), "years.base", what, remedy)
    if years.last < years.base:
        what, remedy = tell("before", last=years.last, base=years.base), tell("later", base=years.base)
        faults.add(tree.place(("years", "last")), "years.last", what, remedy)
        return None
    return years
