"""The shape of a study file: setting, reform, and the estimates it is judged by (docs/validation.md)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sim.experiments.validate.estimators import ESTIMATORS
from sim.experiments.validate.outcomes import OUTCOMES
from sim.experiments.validate.scales import Scale
from sim.scenario.schema import Dashed, FileShape, Listed, SettingsShape, Slug, Text, TitleShape, Version, YearsShape
from sim.vocabulary.names import Confidence, Scheme, Tier

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Span = Annotated[tuple[Month, ...], Field(min_length=2, max_length=2)]
Number = Annotated[float, Field(ge=-1e9, le=1e9)]


def _one_of(words: tuple[str, ...]) -> BeforeValidator:
    def member(value: object) -> object:
        if isinstance(value, str) and value in words:
            return value
        raise PydanticCustomError("word", "not one of the words", {"words": list(words)})

    return BeforeValidator(member)


class BaseMeanShape(FileShape):
    """The mean that a published difference in yuan (or days, cases ...) is divided by to be relative."""

    value: Annotated[float, Field(gt=0)]
    low: Annotated[float, Field(gt=0)]
    high: Annotated[float, Field(gt=0)]
    unit: Text
    source: Text
    confidence: Annotated[str, _one_of(Confidence.ids())]


class UnknownShape(FileShape):
    """A number of the reform that the study does not print: drawn from low over what the rule says to high.

    ``rule`` is a lever of ``rules`` (``lever@id`` where it has an id), ``setting`` one of its settings, or
    ``months_earlier`` than its ``from``, 0 in the rule, negative for later.
    """

    rule: Text
    setting: Slug
    low: Number
    high: Number
    why: Text


class EstimateShape(FileShape):
    """One published number and how the model's counterpart is estimated.

    ``published`` with ``low`` and ``high`` in the unit of ``scale``: relative (-0.062), log points, points of a share
    (-0.077), odds of a share (an odds ratio of 1.77 is 0.77), all per month where the estimator is a slope; with
    ``base_mean`` in the unit of that mean.
    ``drift: kept`` where the study compares before and after and says nothing about what would have happened anyway:
    then the model's number keeps its trend too. ``in_sample`` names parameters whose prior rests on this study.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z]\d{3}[a-z]?$")]
    outcome: Annotated[str, _one_of(tuple(OUTCOMES))]
    estimator: Annotated[str, _one_of(tuple(ESTIMATORS))]
    before: Span | None = None
    after: Span
    published: Number
    low: Number | None = None
    high: Number | None = None
    scale: Scale
    base_mean: BaseMeanShape | None = None
    drift: Literal["removed", "kept"] = "removed"
    treated: Listed = ()
    control: Listed = ()
    tiers: Annotated[tuple[Annotated[str, _one_of(Tier.ids())], ...], Field()] = ()
    conditions: Listed = ()
    schemes: Annotated[tuple[Annotated[str, _one_of(Scheme.ids())], ...], Field()] = ()
    in_sample: Listed = ()
    note: str = ""


class StudyShape(FileShape):
    """A study file. ``setting_rules`` hold in both arms, ``rules`` are the reform.

    ``replaces`` names setting rules that end when the reform starts; without the reform they go on.
    """

    schema_: Version
    id: Dashed
    title: TitleShape
    lever: Text
    source: Text
    setting: TitleShape
    region: Text
    parameters: Text = "parameters/china-2016"
    years: YearsShape
    settings: SettingsShape = SettingsShape()
    setting_rules: tuple[dict[str, Any], ...] = ()
    rules: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]
    unknown: tuple[UnknownShape, ...] = ()
    replaces: tuple[Slug | Text, ...] = ()
    treated: Annotated[Listed, Field(min_length=1)]
    control: Listed = ()
    estimates: Annotated[tuple[EstimateShape, ...], Field(min_length=1)]
