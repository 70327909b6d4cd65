"""The shapes of the YAML files: every key that may be written, with its type and limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError, PydanticKnownError

from sim.vocabulary.names import Area, DistrictKind, Grade, Kind, Name, Owner, Scheme, Settlement
from sim.vocabulary.one_line import one_line
from sim.vocabulary.phrase import NOTHING, Bilingual


def _one_line(value: object) -> object:
    """Whatever is read as a text can be printed, drawn and kept; blanks alone are no text."""
    return one_line(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_one_line, json_schema_input_type=str)]
LONGEST = 2000
Text = Annotated[Line, Field(min_length=1, max_length=LONGEST)]
Slug = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Dashed = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
# A division code as the statistics have it, always text: nothing is joined on it.
Code = Annotated[str, Field(pattern=r"^[0-9]{6}([0-9]{6})?$")]
Year = Annotated[int, Field(ge=1990, le=2100)]
Mark = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Version = Annotated[Literal[1], Field(alias="schema", description="version of this file format")]


def _listed(value: object) -> object:
    """One word stands for a list of one."""
    return (value,) if isinstance(value, str) else value


def _word(names: type[Name]) -> Callable[[object], object]:
    def member(value: object) -> object:
        if isinstance(value, str) and value in names.ids():
            return names.of(value)
        raise PydanticCustomError("word", "not one of the words", {"words": list(names.ids())})

    return member


def _words(names: type[Name]) -> BeforeValidator:
    """Read a word as a member of an enum; the JSON schema lists the words."""
    return BeforeValidator(_word(names), json_schema_input_type=Literal[names.ids()])


def _insured(value: object) -> object:
    """A scheme with a fund."""
    words = [scheme.id for scheme in Scheme if scheme != Scheme.NONE]
    if value in words:
        return Scheme.of(str(value))
    raise PydanticCustomError("word", "not one of the words", {"words": words})


Listed = Annotated[tuple[Text, ...], BeforeValidator(_listed, json_schema_input_type=str | tuple[str, ...])]


class FileShape(BaseModel):
    """Base of all file shapes: unknown keys are refused, no type is guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


class NamedShape(FileShape):
    """What has a name; one language is enough, and is shown in both."""

    en: Text
    zh: Text

    @model_validator(mode="before")
    @classmethod
    def _once_for_both(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        given = value.get("zh", value.get("en"))
        return {"en": given, "zh": given, **value} if given is not None else value


class TitleShape(NamedShape):
    """A name or a text in both languages."""


def _worded(value: object) -> object:
    """A text written in one language stands for both."""
    if not isinstance(value, str):
        return value
    text = one_line(value)
    if not 1 <= len(text) <= LONGEST:
        kind: Literal["string_too_short", "string_too_long"] = "string_too_long" if text else "string_too_short"
        raise PydanticKnownError(kind, {"min_length": 1, "max_length": LONGEST})
    return {"en": text, "zh": text}


def _remark(value: object) -> object:
    """An empty text is none."""
    return None if value == "" else _worded(value)


ABOUT = "a text in your language, or {en: ..., zh: ...} in both"
Worded = Annotated[
    TitleShape, BeforeValidator(_worded, json_schema_input_type=Text | TitleShape), Field(description=ABOUT)
]
Remark = Annotated[
    TitleShape | None, BeforeValidator(_remark, json_schema_input_type=Line | TitleShape), Field(description=ABOUT)
]


def in_both(words: TitleShape | None) -> Bilingual:
    """A text of a file in both languages; empty for none."""
    return Bilingual(words.en, words.zh) if words else NOTHING


class YearsShape(FileShape):
    """Base year, last year, months simulated before the base year and not reported."""

    base: Year
    last: Year
    run_in_months: Annotated[int, Field(ge=0, le=24)] = 3


class SettingsShape(FileShape):
    """Switches of the mechanism; without them the model is as documented."""

    wait_feedback: bool = True
    beliefs: bool = True
    capacity: Literal["limited", "unlimited"] = "limited"
    queues: Literal["auto", "simulate", "approximate"] = "auto"
    respond_level: bool = True
    respond_mix: bool = True
    respond_income: bool = True
    respond_volume: bool = True
    respond_stay: bool = True
    respond_quota: bool = True
    respond_step_down: bool = True
    respond_referral: bool = True
    respond_coding: bool = True
    respond_split: bool = True
    respond_selection: bool = True
    respond_pay: bool = True
    respond_contest: bool = True
    respond_left_out: bool = True


class RuleShape(FileShape):
    """What every rule has beside its lever."""

    start: Annotated[date, Field(alias="from")]
    until: date | None = None
    on: bool = True
    ramp_months: Annotated[int, Field(ge=1, le=120)] = 1
    where: Listed = ()
    pools: Listed = ()
    clause: Listed = ()
    assumption: Worded | None = None
    group: Text | None = None
    id: Slug | None = None


class TargetShape(FileShape):
    """One target: an indicator and exactly one comparison."""

    indicator: Text
    at_least: float | None = None
    at_most: float | None = None
    about: float | None = None
    above_base_year: Literal[True] | None = None
    below_base_year: Literal[True] | None = None
    tolerance: Annotated[float, Field(gt=0)] | None = None
    year: Year
    area: Text = "all"
    clause: Listed = ()
    soft: bool = False
    note: Remark = None


class ScenarioShape(FileShape):
    """A scenario file; each entry of ``rules`` is checked on its own, by its lever."""

    schema_: Version
    name: Dashed
    title: Worded
    region: Text
    parameters: Text = "parameters/china-2016"
    documents: Listed = ()
    years: YearsShape
    rules: tuple[dict[str, Any], ...] = ()
    targets: tuple[TargetShape, ...] = ()
    settings: SettingsShape = SettingsShape()


class DistrictShape(NamedShape):
    """A county or an urban district."""

    id: Slug
    kind: Annotated[DistrictKind, _words(DistrictKind)]
    area: Annotated[Area, _words(Area)]
    code: Code | None = None
    valid_from: date | None = None


class HospitalShape(NamedShape):
    """A named facility above primary care; without a ``grade`` it has that of its level.

    ``takes`` names the condition groups it treats; without it, they are those that its kind treats everywhere.
    """

    id: Slug
    district: Text | None = None
    level: Text
    kind: Annotated[Kind, _words(Kind)]
    grade: Annotated[Grade | None, _words(Grade)] = None
    owner: Annotated[Owner, _words(Owner)]
    takes: Listed = ()

    @model_validator(mode="before")
    @classmethod
    def _level_by_its_older_name(cls, value: object) -> object:
        if not isinstance(value, dict) or "tier" not in value or "level" in value:
            return value
        return {"level" if key == "tier" else key: word for key, word in value.items()}


class AllianceShape(NamedShape):
    """A medical alliance: the hospital that leads it and its members (hospitals or districts)."""

    id: Slug
    lead: Text
    members: Annotated[tuple[Text, ...], Field(min_length=1)]
    compact: bool


class SchemeShape(NamedShape):
    """One scheme of a pool: which of its residents it insures; reports count them as employees or residents."""

    id: Slug
    counts_as: Annotated[Scheme, BeforeValidator(_insured, json_schema_input_type=Literal["employee", "resident"])]
    settlement: Annotated[Settlement, _words(Settlement)] | None = None


class PoolShape(NamedShape):
    """An insurance pool: its districts, its schemes, and other pools whose facilities it pays as its own.

    One that stands ``apart`` is a scheme of some employees of its districts, which lie in other pools.
    """

    id: Slug
    districts: Annotated[Listed, Field(min_length=1)]
    inside: Listed = ()
    apart: bool = False
    schemes: tuple[SchemeShape, ...] = ()


class RegionShape(FileShape):
    """``region.yaml`` of a region folder.

    ``from_beyond`` names the condition groups that patients from elsewhere come with; without it, those of the
    parameter files.
    """

    schema_: Version
    id: Dashed
    title: Worded
    base_year: Year
    districts: Annotated[tuple[DistrictShape, ...], Field(min_length=1)]
    hospitals: Annotated[tuple[HospitalShape, ...], Field(min_length=1)]
    alliances: tuple[AllianceShape, ...] = ()
    pools: tuple[PoolShape, ...] = ()
    from_beyond: Listed = ()


class FitShape(FileShape):
    """``fit.yaml`` of a region folder, written by ``sim fit``."""

    schema_: Version
    region: Dashed
    base_year: Year
    by: Literal["sim fit", "hand"]
    method: Worded
    inside: Annotated[int, Field(ge=0)]
    anchors: Annotated[int, Field(ge=0)]
    at_bound: tuple[Slug, ...] = ()
    inputs: dict[Text, Mark]
    calibrated: Mark


class EnsembleShape(FileShape):
    """``ensemble.yaml`` of a region folder, written by ``sim calibrate``."""

    schema_: Version
    region: Dashed
    base_year: Year
    by: Literal["sim calibrate"]
    method: Worded
    seed: Annotated[int, Field(ge=0)]
    candidates: Annotated[int, Field(ge=1)]
    kept: Annotated[int, Field(ge=0)]
    discrepancy: dict[Text, Annotated[float, Field(ge=0, allow_inf_nan=False)]]
    experiments: dict[Text, Text] = {}
    inputs: dict[Text, Mark]
    priors: Mark
    calibrated: Mark
    table: Mark


class ClauseShape(NamedShape):
    """One clause of a document in our own words."""

    id: Text
    priority: Annotated[int, Field(ge=1, le=3)]
    status: Literal["modelled", "partial", "context"]
    why: Line = ""
    why_zh: Line = ""


class DocumentShape(FileShape):
    """A document file."""

    schema_: Version
    id: Dashed
    number: Text
    issuer: Text
    issued: date
    title: Worded
    clauses: Annotated[tuple[ClauseShape, ...], Field(min_length=1)]
