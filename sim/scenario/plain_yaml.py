"""Writes plain values as YAML, always the same bytes for the same values."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_@./-]*")
_NOT_TEXT = {"null", "true", "false"}


def document(values: Mapping[str, Any]) -> str:
    """A mapping as a YAML document: a line for each key, a line for each entry of a list of mappings."""
    lines: list[str] = []
    for key, value in values.items():
        if isinstance(value, tuple | list) and value and all(isinstance(v, Mapping) for v in value):
            lines.append(f"{key}:")
            lines.extend(f"  - {flow(v)}" for v in value)
        else:
            lines.append(f"{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{flow(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(flow(v) for v in value) + "]"
    if isinstance(value, Enum):
        return value.name.lower()
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return number(value)
    return _text(str(value))


def number(value: float) -> str:
    """A number in the fewest digits that read back as the same number."""
    if float(value).is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(float(value))


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXT:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    # JSON leaves some characters as they are that a YAML reader takes for a line end or refuses.
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in quoted)
