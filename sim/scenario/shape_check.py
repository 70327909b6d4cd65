"""Checks a YAML tree against a shape and says what is wrong in a planner's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from sim.policy.lever import LeverSetting
from sim.scenario.faults import Faults, allowed
from sim.scenario.nearest import Names
from sim.scenario.what_to_write import about, found, remedy
from sim.scenario.yaml_nodes import KeyPath, Tree, dotted
from sim.vocabulary.phrase import Bilingual, telling

Shape = TypeVar("Shape", bound=BaseModel)
PHRASES = {
    "missing": ("缺少", "missing"),
    "add": ("请加 '{key}: ...'", "add '{key}: ...'"),
    "unknown": ("没有“{key}”这个键", "unknown key {key!r}"),
    "found": ("写的是{value}", "found {value}"),
}
tell = telling(PHRASES)


def check_shape(shape: type[Shape], value: Any, tree: Tree, path: KeyPath, faults: Faults) -> Shape | None:
    """The value as an object of the shape; None and a fault for each thing wrong that is not said already."""
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


def quiet(shape: type[Shape], value: Any) -> Shape | None:
    """A part of a file for further checks where the whole has faults, which are noted already."""
    try:
        return shape.model_validate(value)
    except ValidationError:
        return None


def _fault(shape: type[BaseModel], item: dict[str, Any], tree: Tree, base: KeyPath, faults: Faults) -> None:
    loc: KeyPath = tuple(item["loc"])
    path, kind = (*base, *loc), item["type"]
    if tree.is_broken(path):
        return
    owner = _owner(shape, loc)
    keys = {field.alias or name: field for name, field in owner.model_fields.items()} if owner else {}
    last = str(loc[-1]) if loc else ""
    if kind == "missing":
        faults.add(tree.place(path), dotted(path), tell("missing"), tell("add", key=last) + about(keys.get(last)))
    elif kind == "extra_forbidden":
        what = tell("unknown", key=last)
        faults.add(tree.key_place(path), dotted(path), what, allowed(last, keys, field_names(keys)))
    else:
        what = tell("found", value=found(item.get("input")))
        faults.add(tree.place(path), dotted(path), what, remedy(item, keys.get(last)) + about(keys.get(last)))


def field_names(keys: Mapping[str, FieldInfo]) -> Names:
    """What the fields of a lever are called."""
    settings = {key: note for key, field in keys.items() for note in field.metadata if isinstance(note, LeverSetting)}
    return {key: Bilingual(note.en, note.zh) for key, note in settings.items()}


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
