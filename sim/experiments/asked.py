"""What a comparison, sweep, explanation, analysis or back-test was asked, by its folder; checked like options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sim.experiments.kept_files import checked, invalid, read_json
from sim.experiments.manifest import Count, Mark, Members, Seed, Share
from sim.scenario.faults import Faults
from sim.scenario.schema import Text, TitleShape
from sim.scenario.shape_check import check_shape
from sim.scenario.yaml_nodes import read_yaml
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.phrase import telling

COMPARISON = "comparison.json"
QUESTION = "sweep.yaml"
EXPLAINED = "explain.json"
SENSITIVITY = "question.json"

PHRASES = {
    "compare_again": ("请用`sim compare`重新生成", "write it again with `sim compare`"),
    "explain_again": ("请用`sim explain RESULT`重新生成", "write it again with `sim explain RESULT`"),
    "sweep_again": ("请重新运行同一扫描", "run the same sweep again"),
    "vary_again": ("请用`sim sensitivity`重新生成", "write it again with `sim sensitivity`"),
    "test_again": ("请用`sim backtest`重新生成", "write it again with `sim backtest`"),
    "no_sweep": ("不是一次扫描的问题", "not the question of a sweep"),
    "reference": ("对照{name}不在各方案{cases}之中", "reference {name} is none of the cases {cases}"),
}
tell = telling(PHRASES)

CalendarYear = Annotated[str, Field(pattern=r"^\d{4}$")]
# A case names a folder.
Case = Annotated[str, Field(pattern=r"^\w[\w.-]*$", max_length=80)]


class AskedShape(BaseModel):
    """A key that a later version adds is let through."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False, strict=True)

    sample: Share
    seed: Seed


class ComparisonShape(AskedShape):
    """``comparison.json``."""

    reference: Case
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]
    base_year: CalendarYear
    year: CalendarYear
    replications: Count
    members: Members = 0
    quick: bool = False
    shared_baseline: bool
    by: Literal["", "county", "age", "scheme"]


class SweepShape(AskedShape):
    """``sweep.yaml``."""

    scenario: Text
    title: TitleShape
    fingerprint: Mark = "-"
    vary: tuple[Text, ...] = ()
    design: Literal["grid", "lhs", "sobol"]
    reps: Count
    fit: TitleShape | None = None


class ExplainShape(AskedShape):
    """``explain/explain.json``."""

    replications: Count
    method: Text
    permutations: Annotated[int, Field(ge=0)]
    runs: Annotated[int, Field(ge=0)]
    year: CalendarYear


class SensitivityShape(AskedShape):
    """``question.json`` of a sensitivity analysis."""

    kind: Literal["sensitivity"]
    scenario: Text
    title: TitleShape
    year: Annotated[int, Field(ge=1900, le=2200)]
    method: Literal["tornado", "morris", "sobol"]
    inputs: Annotated[tuple[Text, ...], Field(min_length=1)]
    replications: Count


class BacktestQuestionShape(AskedShape):
    """``question.json`` of a back-test."""

    kind: Literal["backtest"]
    name: Text
    title: TitleShape
    setting: TitleShape
    region: TitleShape
    left_out: tuple[TitleShape, ...] = ()
    notes: dict[str, TitleShape] = {}
    years: Annotated[tuple[int, ...], Field(min_length=2, max_length=2)]
    held: Annotated[tuple[int, ...], Field(min_length=1)]
    sets: Count
    replications: Count


def read_comparison(folder: Path) -> dict[str, Any]:
    """What the comparison of a folder was asked.

    Raises
    ------
    InputInvalid : the file is not there, no JSON, lacks a key, or has a value that cannot be.
    """
    path = folder / COMPARISON
    told = read_json(path, tell("compare_again"), _needed(ComparisonShape))
    found = checked(ComparisonShape, told, path)
    if found.reference not in found.cases:
        what = tell("reference", name=found.reference, cases=", ".join(found.cases))
        raise invalid(path, what, tell("compare_again"), "reference")
    return told


def read_question(folder: Path) -> dict[str, Any]:
    """What the sweep of a folder was asked.

    Raises
    ------
    InputInvalid : the file cannot be read or has a value that cannot be.
    """
    faults = Faults()
    tree = read_yaml(folder / QUESTION, faults)
    if tree is None:
        raise InputInvalid(faults.problems)
    if not isinstance(tree.value, dict):
        raise invalid(folder / QUESTION, tell("no_sweep"), tell("sweep_again"))
    check_shape(SweepShape, tree.value, tree, (), faults)
    faults.stop_if_any()
    return tree.value


def read_explained(folder: Path) -> dict[str, Any]:
    """What the explanation of a folder (``explain/`` in that of a run) was asked.

    Raises
    ------
    InputInvalid : the file is not there, no JSON, lacks a key, or has a value that cannot be.
    """
    path = folder / EXPLAINED
    told = read_json(path, tell("explain_again"), _needed(ExplainShape))
    checked(ExplainShape, told, path)
    return told


def read_sensitivity(folder: Path) -> dict[str, Any]:
    """What the sensitivity analysis of a folder was asked.

    Raises
    ------
    InputInvalid : the file is not there, no JSON, lacks a key, or has a value that cannot be.
    """
    path = folder / SENSITIVITY
    told = read_json(path, tell("vary_again"), _needed(SensitivityShape))
    checked(SensitivityShape, told, path)
    return told


def read_tested(folder: Path) -> BacktestQuestionShape:
    """What the back-test of a folder was asked.

    Raises
    ------
    InputInvalid : the file is not there, no JSON, lacks a key, or has a value that cannot be.
    """
    path = folder / SENSITIVITY
    told = read_json(path, tell("test_again"), _needed(BacktestQuestionShape))
    return checked(BacktestQuestionShape, told, path)


def _needed(shape: type[AskedShape]) -> list[str]:
    return [name for name, field in shape.model_fields.items() if field.is_required()]
