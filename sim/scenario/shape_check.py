"""Checks a YAML tree against a shape and says what is wrong in a planner's words."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from sim.policy.lever import Setting
from sim.scenario.faults import Faults, allowed
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted

Shape = TypeVar("Shape", bound=BaseModel)

# pydantic's kind of error -> what to write instead.
_WRITE = {
    "string_type": "write text",
    "int_type": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number",
    "bool_type": "write true or false",
    "date_type": "write a date without quotes: 2017-10-31",
    "tuple_type": "write a list: [a, b]",
    "dict_type": "write a mapping: {key: value}",
    "model_type": "write a mapping: {key: value}",
    "model_attributes_type": "write a mapping: {key: value}",
    "string_too_short": "write some text",
    "string_too_long": "shorten it",
    "too_long": "name fewer",
}


def check_shape(shape: type[Shape], value: Any, tree: Tree, path: KeyPath, faults: Faults) -> Shape | None:
    """The value as an object of the shape; None and a fault for each thing wrong."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        items = error.errors(include_url=False)
        places = [item["loc"] for item in items]
        for item in items:
            # A list is also called too short when one of its words is wrong, which is said already.
            within = [loc for loc in places if len(loc) > len(item["loc"]) and loc[: len(item["loc"])] == item["loc"]]
            if item["type"] != "too_short" or not within:
                _fault(shape, dict(item), tree, path, faults)
        return None


def _fault(shape: type[BaseModel], item: dict[str, Any], tree: Tree, base: KeyPath, faults: Faults) -> None:
    loc: KeyPath = tuple(item["loc"])
    path, kind, context = (*base, *loc), item["type"], item.get("ctx", {})
    owner = _owner(shape, loc)
    keys = {field.alias or name: field for name, field in owner.model_fields.items()} if owner else {}
    last = str(loc[-1]) if loc else ""
    if kind == "missing":
        faults.add(tree.place(path), dotted(path), "missing", f"add '{last}: ...'{_about(keys.get(last))}")
    elif kind == "extra_forbidden":
        faults.add(tree.key_place(path), dotted(path), f"unknown key {last!r}", allowed(last, keys))
    else:
        what = f"found {found(item.get('input'))}"
        remedy = _remedy(kind, context, item) + _about(keys.get(last))
        faults.add(tree.place(path), dotted(path), what, remedy)


def _remedy(kind: str, context: dict[str, Any], item: dict[str, Any]) -> str:
    value = item.get("input")
    if kind == "literal_error":
        words = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return allowed(str(value), words)
    if kind == "word":
        return allowed(str(value), context["words"])
    if kind == "string_pattern_mismatch":
        return "write an id: a lower-case letter first, then lower-case letters, digits, underscores"
    if kind == "too_short":
        return "name at least one" if context["min_length"] == 1 else f"name {context['min_length']}"
    for key, comparison in (("ge", "at least"), ("gt", "more than"), ("le", "at most"), ("lt", "less than")):
        if key in context:
            return f"write {comparison} {context[key]:g}"
    if kind in ("float_type", "int_type") and isinstance(value, str):
        return "write a number without quotes or %, a share as 0.30"
    return _WRITE.get(kind, str(item.get("msg", "correct it")))


def _about(field: FieldInfo | None) -> str:
    """What a lever's field means, from its Setting."""
    for note in field.metadata if field else ():
        if isinstance(note, Setting):
            unit = f", {note.unit}" if note.unit else ""
            return f" ({note.en}{unit})"
    return ""


def _owner(shape: type[BaseModel], loc: KeyPath) -> type[BaseModel] | None:
    """The shape that holds the last key of a path."""
    owner: type[BaseModel] | None = shape
    for part in loc[:-1]:
        if isinstance(part, int) or owner is None:
            continue
        fields = {field.alias or name: field for name, field in owner.model_fields.items()}
        owner = _inner(fields[part].annotation) if part in fields else None
    return owner


def _inner(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for arg in get_args(annotation) if (inner := _inner(arg))), None)


def found(value: Any) -> str:
    """A value as an error message shows it, never long."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else value[:37] + "...")
    return str(value)
