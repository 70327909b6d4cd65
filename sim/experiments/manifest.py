"""``manifest.json``: how a run or a validation was made; every value is checked like an option."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from sim.draws import REPLICATIONS, SEEDS
from sim.experiments.kept_files import checked, invalid, read_json
from sim.scenario.schema import Dashed, Text, Year
from sim.vocabulary.phrase import telling

MANIFEST = "manifest.json"
VALIDATION = "validation"

PHRASES = {
    "another": ("没有记录{keys}：由另一版本写成", "says nothing about {keys}: written by another version"),
    "years": ("{last}早于{base}", "{last} is before {base}"),
    "again": ("请重新运行情景", "run the scenario again"),
}
tell = telling(PHRASES)


def _time(text: str) -> str:
    """A time with its offset, kept as the text it is."""
    try:
        if datetime.fromisoformat(text).tzinfo is not None:
            return text
    except ValueError:
        pass
    raise PydanticCustomError("time", "write a time with its offset: 2024-05-01T08:00:00+00:00")


Share = Annotated[float, Field(ge=0.0001, le=1.0)]
Count = Annotated[int, Field(ge=1, le=REPLICATIONS)]
Members = Annotated[int, Field(ge=0, le=REPLICATIONS)]
Seed = Annotated[int, Field(ge=0, lt=SEEDS)]
Mark = Annotated[str, Field(min_length=1, max_length=64)]
Time = Annotated[str, AfterValidator(_time)]


class ManifestShape(BaseModel):
    """What every manifest tells; a key that a later version adds is let through."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False, strict=True)

    name: Dashed
    sample: Share
    replications: Count
    seed: Seed
    quick: bool
    language: Literal["zh", "en"]
    fingerprint: Mark
    sources: Mark
    inputs: dict[str, Mark]
    packages: dict[str, str]
    python: str
    started: Time
    seconds: Annotated[float, Field(ge=0)]


class PrecisionShape(BaseModel):
    """The half-width that decided how many replications there were, and what was reached; None if nothing was."""

    model_config = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False, strict=True)

    asked: Annotated[float, Field(gt=0, le=1)]
    widest: Annotated[float, Field(ge=0)] | None


class RunShape(ManifestShape):
    """That of a run."""

    title_en: Text
    title_zh: Text
    years: Annotated[tuple[Year, ...], Field(min_length=2, max_length=2)]
    journal: bool
    engine: Literal["simpy", "compiled"]
    queues: Literal["simulate", "approximate"]
    precision: PrecisionShape | None = None
    members: Members = 0


class ValidationShape(ManifestShape):
    """That of a validation."""

    kind: Literal["validation"]
    studies: Annotated[tuple[Dashed, ...], Field(min_length=1)]
    draws: Count


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run or a validation.

    Raises
    ------
    InputInvalid : it is not there, no JSON, written by another version, or has a value that cannot be.
    """
    path = folder / MANIFEST
    told = read_json(path, tell("again"))
    shape = ValidationShape if told.get("kind") == VALIDATION else RunShape
    lacks = [name for name, field in shape.model_fields.items() if field.is_required() and name not in told]
    if lacks:
        raise invalid(path, tell("another", keys=", ".join(lacks)), tell("again"))
    found = checked(shape, told, path)
    if isinstance(found, RunShape) and found.years[0] > found.years[1]:
        what = tell("years", last=found.years[1], base=found.years[0])
        raise invalid(path, what, tell("again"), "years")
    return told
