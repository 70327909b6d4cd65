"""One number for all that a scenario says: two scenarios with the same answer to every question share it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from pydantic import BaseModel

from sim.scenario.scenario import Scenario


def fingerprint(scenario: Scenario) -> str:
    """SHA-256 of the resolved content, in hexadecimal; where the files lie does not enter."""
    content = canonical(dataclasses.replace(scenario, inputs={}))
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any) -> Any:
    """A value as JSON types, the same for equal values."""
    if value is None or type(value) in (str, float, int, bool):
        return value
    if isinstance(value, BaseModel):
        return {"lever": getattr(value, "id", ""), **canonical(value.model_dump())}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        told = [(field, getattr(value, field.name)) for field in _fields(type(value))]
        return {f.name: canonical(part) for f, part in told if not (f.metadata.get("silent") and part == _unsaid(f))}
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Mapping):
        return {_key(k): canonical(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [canonical(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


@cache
def _fields(kind: Any) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a kind of value, of which a scenario has thousands; not those that stand apart from the answer."""
    return tuple(field for field in dataclasses.fields(kind) if not field.metadata.get("apart"))


def _unsaid(field: dataclasses.Field[Any]) -> Any:
    """What a field holds where nothing is said."""
    return field.default if field.default_factory is dataclasses.MISSING else field.default_factory()


def _key(key: Any) -> str:
    if isinstance(key, Enum):
        return key.name
    return "|".join(key) if isinstance(key, tuple) else str(key)
