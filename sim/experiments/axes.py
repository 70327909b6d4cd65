"""``--vary path=...``: what a sweep varies, checked in full before anything runs."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from sim.policy.levers import LEVERS
from sim.region.quantities import PARAMETERS
from sim.scenario.faults import Faults, FilePoint, allowed
from sim.scenario.plain_number import plain_number
from sim.scenario.plain_yaml import flow
from sim.scenario.scenario import Scenario
from sim.scenario.schema import RuleShape, SettingsShape, YearsShape
from sim.scenario.settable import Settable, settables
from sim.scenario.what_to_write import remedy
from sim.scenario.yaml_nodes import parse_yaml
from sim.vocabulary.labels import unit_words
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "nothing": ("没有要变动的内容", "nothing is varied"),
    "how": (
        "请写 path=low:high:count（下限、上限、个数）、path=low:high（lhs、sobol）或 path=a,b,c",
        "write path=low:high:count, path=low:high (lhs, sobol) or path=a,b,c",
    ),
    "levers": ("；见`sim levers`", "; see `sim levers`"),
    "see": ("可写的内容见`sim levers`", "see `sim levers` for what it takes"),
    "twice": ("变动了两次", "varied twice"),
    "keep_one": ("请只留一个", "keep one of them"),
    "form": ("不是 path=取值 的写法", "not of the form path=values"),
    "unknown": ("没有这个路径", "unknown path"),
    "no_number": ("“{text}”不是数字", "{text!r} is not a number"),
    "numbers": ("写了{n}个数", "{n} numbers"),
    "not_below": ("{low:g}不小于{high:g}", "{low:g} is not below {high:g}"),
    "lower_first": ("请先写较小的一端", "write the lower end first"),
    "for_whole": ("这是整数，写的是{low:g}:{high:g}", "{low:g}:{high:g} for a whole number"),
    "whole_ends": ("两端请写整数", "write whole ends"),
    "no_count": ("没有写个数", "no count"),
    "count_or_lhs": (
        "网格请写 low:high:count，或用 --design lhs",
        "write low:high:count for a grid, or take --design lhs",
    ),
    "so_many": ("写了{n:g}个取值", "{n:g} values"),
    "two_or_more": ("个数请写2或以上的整数", "write a count of 2 or more"),
    "mapping": ("取值是一组键值", "a mapping as a value"),
    "one_key": ("请一次只变动一个键", "vary one key at a time"),
    "value_twice": ("有一个取值写了两次", "a value occurs twice"),
    "write_number": ("请写数字（单位：{unit}）", "write a number of {unit}"),
    "wrong": ("{value}不合适：{why}", "{value}: {why}"),
    "outside_one": ("{values}超出合理范围", "{values} is outside the plausible range"),
    "outside": ("{values}超出合理范围", "{values} are outside the plausible range"),
    "write_range": ("请写{low}至{high}", "write {low} to {high}"),
    "any": ("任意", "any"),
}
tell = telling(PHRASES)
SHAPES: dict[str, type[BaseModel]] = {"years": YearsShape, "settings": SettingsShape}


@dataclass(frozen=True)
class Axis:
    """One path and what it may take: the levels in ``levels``, or anything from ``low`` to ``high`` if there are none.

    ``item`` says what the path means; ``whole`` marks a path that takes whole numbers only.
    """

    path: str
    levels: tuple[Any, ...]
    low: float
    high: float
    whole: bool
    item: Settable

    def at(self, share: float) -> Any:
        """The value a share (0 to below 1) of the way along; each level and whole number has the same room."""
        if self.levels:
            return self.levels[min(int(share * len(self.levels)), len(self.levels) - 1)]
        if self.whole:
            return min(int(self.low + share * (self.high - self.low + 1)), int(self.high))
        return short(self.low + share * (self.high - self.low))


def short(value: float) -> float:
    """A number as the tables print it, so that what is run is what is written."""
    return float(f"{value:.10g}")


def read_axes(texts: Sequence[str], scenario: Scenario, *, grid: bool) -> list[Axis]:
    """The axes of a sweep in the order asked for.

    Raises
    ------
    InputInvalid : with every fault of every ``--vary``.
    """
    faults, known = Faults(), _Known(scenario)
    axes = [axis for text in texts if (axis := _axis(text, known, grid, faults)) is not None]
    if not texts:
        faults.add(FilePoint("--vary"), "", tell("nothing"), tell("how") + tell("levers"))
    seen: set[str] = set()
    for axis in axes:
        if axis.path in seen:
            faults.add(FilePoint("--vary"), axis.path, tell("twice"), tell("keep_one"))
        seen.add(axis.path)
    faults.stop_if_any()
    return axes


class _Known:
    """What can be varied, by path, and the type each path takes."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario

    @cached_property
    def items(self) -> dict[str, Settable]:
        return {item.path: item for item in settables(self.scenario)}

    def find(self, path: str) -> Settable | None:
        """The settable of a path; the lever alone is enough where it occurs once."""
        if path in self.items:
            return self.items[path]
        head, _, key = path.rpartition(".")
        ids = [r.id for r in self.scenario.rules if head.removeprefix("rules.") == r.lever.id]
        start = "rules." if head.startswith("rules.") else ""
        return self.items.get(f"{start}{ids[0]}.{key}") if len(ids) == 1 else None

    def field(self, path: str) -> FieldInfo | None:
        """The field of a path; none for a parameter, which takes any number."""
        head, _, key = path.rpartition(".")
        if head == "parameters":
            return None
        shape: type[BaseModel]
        if head.startswith("rules."):
            shape, key = RuleShape, {"from": "start"}.get(key, key)
        elif head in SHAPES:
            shape = SHAPES[head]
        else:
            shape = LEVERS[next(r.lever.id for r in self.scenario.rules if r.id == head)]
        return shape.model_fields[key]


def _takes(field: FieldInfo | None) -> TypeAdapter[Any]:
    """What the field takes; the type is known only now, hence no static one."""
    if field is None:
        return TypeAdapter(float)
    kind: Any = field.annotation
    for limit in field.metadata:
        kind = Annotated[kind, limit]
    return TypeAdapter(kind)


def _whole(field: FieldInfo | None) -> bool:
    """Whether the field takes whole numbers and no others."""
    kinds = () if field is None else (field.annotation, *get_args(field.annotation))
    return int in kinds and float not in kinds


def _axis(text: str, known: _Known, grid: bool, faults: Faults) -> Axis | None:
    place = FilePoint(f"--vary {text}")
    path, equals, asked = (part.strip() for part in text.partition("="))
    if not equals or not path or not asked:
        faults.add(place, "", tell("form"), tell("how"))
        return None
    item = known.find(path)
    if item is None:
        faults.add(place, path, tell("unknown"), allowed(path, known.items) + tell("levers"))
        return None
    field = known.field(item.path)
    before = len(faults.problems)
    parts = asked.split(":")
    if len(parts) > 1 and "[" not in asked and "," not in asked:
        axis = _range(item, parts, _whole(field), grid, place, faults)
    else:
        axis = _list(item, asked, place, faults)
    if axis is None:
        return None
    _check(axis, item, _takes(field), place, faults)
    return axis if len(faults.problems) == before else None


def _range(
    item: Settable, parts: Sequence[str], whole: bool, grid: bool, place: FilePoint, faults: Faults
) -> Axis | None:
    """``low:high:count``; without the count (lhs, sobol) anything between."""
    numbers = [plain_number(part.strip()) for part in parts]
    if len(parts) > 3 or None in numbers:
        wrong = [part for part, number in zip(parts, numbers, strict=True) if number is None]
        what = tell("no_number", text=wrong[0]) if wrong else tell("numbers", n=len(parts))
        faults.add(place, item.path, what, tell("how"))
        return None
    low, high, *rest = (float(number) for number in numbers if number is not None)
    if low >= high:
        faults.add(place, item.path, tell("not_below", low=low, high=high), tell("lower_first"))
        return None
    if whole and not (low.is_integer() and high.is_integer()):
        faults.add(place, item.path, tell("for_whole", low=low, high=high), tell("whole_ends"))
        return None
    if not rest:
        if grid:
            faults.add(place, item.path, tell("no_count"), tell("count_or_lhs"))
            return None
        return Axis(item.path, (), low, high, whole, item)
    if not rest[0].is_integer() or rest[0] < 2:
        faults.add(place, item.path, tell("so_many", n=rest[0]), tell("two_or_more"))
        return None
    count = int(rest[0])
    steps = [low + (high - low) * n / (count - 1) for n in range(count)]
    levels = dict.fromkeys(round(step) if whole else short(step) for step in steps)
    return Axis(item.path, tuple(levels), low, high, whole, item)


def _list(item: Settable, asked: str, place: FilePoint, faults: Faults) -> Axis | None:
    """``a,b,c``; a comma inside brackets belongs to the value."""
    before = len(faults.problems)
    tree = parse_yaml(f"[{asked}]", place.file, faults)
    if tree is None or len(faults.problems) > before:
        return None
    levels = tuple(tree.value)
    if any(isinstance(level, dict) for level in levels):
        faults.add(place, item.path, tell("mapping"), tell("one_key"))
        return None
    if len({flow(level) for level in levels}) != len(levels):
        faults.add(place, item.path, tell("value_twice"), tell("keep_one"))
        return None
    ends = [float(level) for level in levels if _is_number(level)]
    return Axis(item.path, levels, min(ends, default=math.nan), max(ends, default=math.nan), whole=False, item=item)


def _check(axis: Axis, item: Settable, takes: TypeAdapter[Any], place: FilePoint, faults: Faults) -> None:
    """Each value by its field: type, words, plausible range."""
    name = item.path.removeprefix("parameters.") if item.path.startswith("parameters.") else ""
    hard = PARAMETERS.get(name)
    low = item.low if item.low is not None else hard.low if hard else item.value if name else None
    high = item.high if item.high is not None else hard.high if hard else item.value if name else None
    outside = []
    for value in axis.levels or (axis.low, axis.high):
        tried = round(value) if axis.whole else value
        if isinstance(tried, bool) and name:
            faults.add(
                place, axis.path, tell("no_number", text=flow(tried)), tell("write_number", unit=unit_words(item.unit))
            )
        elif _is_number(value) and ((low is not None and value < low) or (high is not None and value > high)):
            outside.append(f"{value:g}")
        elif wrong := _fits(takes, tried):
            faults.add(place, axis.path, tell("wrong", value=flow(value), why=wrong), tell("see"))
    if outside:
        what = tell("outside_one" if len(outside) == 1 else "outside", values=", ".join(outside))
        unit = " " + unit_words(item.unit) if item.unit else ""
        ends = [tell("any") if end is None else f"{end:g}" for end in (low, high)]
        faults.add(place, axis.path, what, tell("write_range", low=ends[0], high=ends[1]) + unit)


def _fits(takes: TypeAdapter[Any], value: Any) -> Bilingual | None:
    """Nothing if the field takes the value, else why not."""
    if isinstance(value, list):
        value = tuple(value)
    try:
        takes.validate_python(value, strict=not isinstance(value, datetime.date))
    except ValidationError as error:
        return remedy(dict(error.errors()[0]), None)
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
