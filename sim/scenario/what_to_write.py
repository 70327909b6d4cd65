"""What to write instead of a value that a shape does not take, and how a value is shown in a message."""

from __future__ import annotations

from typing import Any

from pydantic.fields import FieldInfo

from sim.policy.lever import LeverSetting
from sim.scenario.faults import allowed
from sim.scenario.plain_number import instead, meant_by, plain_number
from sim.scenario.yaml_scalars import spoken_date
from sim.vocabulary.labels import unit_words
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "string_type": ("请写文字", "write text"),
    "quoted": ("请加引号写成文字：'{value}'", "write it as text, in quotes: '{value}'"),
    "int_type": ("请写整数", "write a whole number"),
    "int_from_float": ("请写整数", "write a whole number"),
    "float_type": ("请写数字", "write a number"),
    "bool_type": ("请写 true 或 false", "write true or false"),
    "date_type": ("请写日期，不加引号：2017-10-31", "write a date without quotes: 2017-10-31"),
    "tuple_type": ("请写列表：[a, b]", "write a list: [a, b]"),
    "dict_type": ("请写键值组：{{key: value}}", "write a mapping: {{key: value}}"),
    "model_type": ("请写键值组：{{key: value}}", "write a mapping: {{key: value}}"),
    "model_attributes_type": ("请写键值组：{{key: value}}", "write a mapping: {{key: value}}"),
    "string_too_short": ("请写上文字", "write some text"),
    "string_too_long": ("请缩短", "shorten it"),
    "one": ("至少写一个", "name at least one"),
    "so_many": ("请写 {n} 个", "name {n}"),
    "too_long": ("请减少个数", "name fewer"),
    "finite_number": ("请写普通小数，如 0.30", "write a finite decimal number such as 0.30"),
    "string_pattern_mismatch": (
        "请写编号：以小写字母开头，其后为小写字母、数字、下划线",
        "write an id: a lower-case letter first, then lower-case letters, digits, underscores",
    ),
    "code": ("请写 6 位或 12 位区划代码，加引号：'360302'", "write a code of 6 or 12 digits, in quotes: '360302'"),
    "ge": ("请写不小于 {bound:g} 的数", "write at least {bound:g}"),
    "gt": ("请写大于 {bound:g} 的数", "write more than {bound:g}"),
    "le": ("请写不大于 {bound:g} 的数", "write at most {bound:g}"),
    "lt": ("请写小于 {bound:g} 的数", "write less than {bound:g}"),
    "percent": ("；百分之 {value:g} 写作 {share:g}", "; {value:g} % is written {share:g}"),
    "no_quotes": ("请写数字，不加引号：{value}", "write the number without quotes: {value}"),
    "plain": (
        "请写数字，不加引号和百分号；比例写 0.30",
        "write a number without quotes or %, a share as 0.30",
    ),
    "write": ("请写 {value}", "write {value}"),
    "other": ("请改正（{message}）", "{message}"),
    "about": ("（{name}，{unit}）", " ({name}, {unit})"),
    "about_only": ("（{name}）", " ({name})"),
    "nothing": ("空值", "nothing"),
    "mapping": ("一组键值", "a mapping"),
    "list": ("一个有 {n} 项的列表", "a list of {n}"),
    "no_list": ("一个空列表", "an empty list"),
    "text": ("“{text}”", "{text!r}"),
}
tell = telling(PHRASES)
_YES = ("是", "有", "真", "开", "执行", "yes", "on", "y", "t")
_NO = ("否", "无", "假", "关", "不执行", "no", "off", "n", "f")


def remedy(item: dict[str, Any], field: FieldInfo | None) -> Bilingual:
    """What to write, from one of pydantic's errors and the field it is about."""
    value, kind, context = item.get("input"), item["type"], item.get("ctx", {})
    if kind == "literal_error":
        words = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return allowed(str(value), words)
    if kind == "word":
        return allowed(str(value), context["words"])
    if kind in ("too_short", "too_long") and isinstance(value, str):
        return tell(f"string_{kind}")
    if kind == "string_pattern_mismatch" and "[0-9]{6}" in context["pattern"]:
        return tell("code")
    if kind == "too_short":
        least = context["min_length"]
        return tell("one") if least == 1 else tell("so_many", n=least)
    for key in ("ge", "gt", "le", "lt"):
        if key in context:
            return tell(key, bound=context[key]) + _percent(value, context[key], field)
    if kind == "string_type" and isinstance(value, int) and not isinstance(value, bool):
        return tell("quoted", value=value)
    if isinstance(value, str) and (written := _written(kind, value)) is not None:
        return written
    return tell(kind) if kind in PHRASES else tell("other", message=item.get("msg", "correct it"))


def _percent(value: object, bound: float, field: FieldInfo | None) -> Bilingual | str:
    """How a percentage is written, where the field takes a share of all."""
    share = any(isinstance(note, LeverSetting) and note.unit == "share" for note in (field.metadata if field else ()))
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if share and number and bound == 1 and 2 <= float(str(value)) <= 100:
        return tell("percent", value=value, share=float(str(value)) / 100)
    return ""


def _written(kind: str, value: str) -> Bilingual | None:
    """What a text seems to mean where a number, a date, or true or false belongs."""
    if kind in ("float_type", "int_type"):
        if plain_number(value.strip()) is not None:
            return tell("no_quotes", value=value.strip())
        return instead(value) if meant_by(value) else tell("plain")
    if kind == "date_type" and (day := spoken_date(value)) is not None and day.isoformat() != value.strip():
        return tell("write", value=day)
    if kind == "bool_type" and value.strip().lower() in (*_YES, *_NO):
        return tell("write", value="true" if value.strip().lower() in _YES else "false")
    return None


def about(field: FieldInfo | None) -> Bilingual | str:
    """What a lever's field means, from its Setting."""
    for note in field.metadata if field else ():
        if isinstance(note, LeverSetting):
            name = Bilingual(note.en, note.zh)
            return tell("about", name=name, unit=unit_words(note.unit)) if note.unit else tell("about_only", name=name)
    return ""


def found(value: Any) -> Bilingual:
    """A value as an error message shows it, never long."""
    if value is None:
        return tell("nothing")
    if isinstance(value, dict):
        return tell("mapping")
    if isinstance(value, tuple):
        return tell("list", n=len(value)) if value else tell("no_list")
    if isinstance(value, str):
        return tell("text", text=value if len(value) <= 40 else value[:37] + "...")
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return Bilingual(shown, shown)
