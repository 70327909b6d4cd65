"""What somebody typed into a cell as a number, a text or a word; taken where it is clear, refused where it is not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta

from sim.city.leaves import Broken, Value
from sim.city.questions import Question
from sim.city.words import OFFERED, meant
from sim.scenario.faults import Faults, FilePoint
from sim.scenario.plain_number import instead
from sim.vocabulary.one_line import one_line
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "error": ("公式出错：{text}", "a formula that ends in an error: {text}"),
    "mend": ("请改正公式，或直接写数值", "mend the formula, or write the value"),
    "uncomputed": ("公式没有算出的值（={text}）", "a formula without a value (={text})"),
    "compute": (
        "请用Excel或WPS打开并保存一次，或直接写数值",
        "open and save the file once in Excel or WPS, or write the value",
    ),
    "date": ("是日期：{text}", "a date: {text}"),
    "no_date": (
        "请将单元格格式改为“常规”后重填数字（Excel会把10-15这样的输入变成日期）",
        "give the cell the format General and write the number again (Excel makes dates of entries such as 10-15)",
    ),
    "no_number": ("“{text}”不是数字", "{text!r} is not a number"),
    "truth": ("是逻辑值 {text}", "a truth value, {text}"),
    "write_number": ("请写数字", "write a number"),
    "no_percent": (
        "“{text}”是百分数，这里应写数量（{unit}）",
        "{text!r} is a percentage, a number of {unit} is asked for",
    ),
    "share": ("{value:g} 大于 1，比例最多为 1（100%）", "{value:g} is above 1, and a share is 1 (100 %) at most"),
    "write_share": ("请写 {value:g}% 或 {share:g}", "write {value:g}% or {share:g}"),
    "part": ("{value:g} 不是整数", "{value:g} is not a whole number"),
    "whole": ("请写整数", "write a whole number"),
    "outside": ("{value:,g} 不在可能的范围内", "{value:,g} cannot be meant"),
    "between": ("请写 {low:,g} 到 {high:,g}（{unit}）", "write {low:,g} to {high:,g} ({unit})"),
    "ten_thousands": ("；若单位是万，应为 {full:,.0f}", "; if it counts ten thousands, write {full:,.0f}"),
    "word": ("没有“{text}”这个选项", "no such choice: {text!r}"),
    "choose": ("请从下列中选一：{words}", "choose one of {words}"),
    "code": ("“{text}”不是区划代码", "{text!r} is no division code"),
    "write_code": ("请写6位或12位数字，或留空", "write 6 or 12 digits, or leave it empty"),
    "slug": ("“{text}”不能作编号", "{text!r} cannot be an id"),
    "write_slug": (
        "请以小写英文字母开头，其后为小写字母、数字、下划线，或留空",
        "write a lower-case letter first, then lower-case letters, digits, underscores; or leave it empty",
    ),
    "no_text": ("应写文字", "a text belongs here"),
    "write_text": ("请写名称", "write a name"),
}
tell = telling(PHRASES)
NUMBERS = ("count", "share", "yuan", "days", "minutes", "year", "flag")
WHOLE = ("count", "year", "flag")
SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)[¥￥]?(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?P<rest>\.[0-9]+)?(?P<end>%|‰|万|亿)?(?P<unit>.*)"
)
_ENDS = {"%": 1e-2, "‰": 1e-3, "万": 1e4, "亿": 1e8, None: 1.0}
_UNITS = ("", "人", "人次", "张", "个", "名", "元", "天", "日", "分钟", "年", "所", "家", "次")


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell says, and which cell; ``source`` is what its row or line says of where it is printed."""

    value: float | str | int
    place: str
    source: str = ""

    @property
    def number(self) -> float:
        """The value of a number."""
        return float(self.value)

    @property
    def text(self) -> str:
        """The value of a text."""
        return str(self.value)


def read_cell(question: Question, cell: Value | Broken, point: FilePoint, place: str, faults: Faults) -> Given | None:
    """What a cell says in answer to a question; None and a fault where that is not clear."""
    value: float | str | int | None
    if isinstance(cell, Broken):
        remedy = "mend" if cell.kind == "error" else "compute"
        faults.add(point, place, tell(cell.kind, text=cell.text), tell(remedy))
        return None
    if question.kind in NUMBERS:
        value = _number(question, cell, point, place, faults)
    elif question.kind in OFFERED:
        value = _word(question, cell, point, place, faults)
    else:
        value = _text(question, cell, point, place, faults)
    return None if value is None else Given(value, place)


def _number(question: Question, cell: Value, point: FilePoint, place: str, faults: Faults) -> float | None:
    if isinstance(cell, bool):
        faults.add(point, place, tell("truth", text=cell), tell("write_number"))
        return None
    if isinstance(cell, (date, time, timedelta)):
        faults.add(point, place, tell("date", text=cell), tell("no_date"))
        return None
    value = cell if isinstance(cell, float) else _typed(question, cell, point, place, faults)
    return None if value is None or not _fits(question, value, point, place, faults) else value


def _typed(question: Question, text: str, point: FilePoint, place: str, faults: Faults) -> float | None:
    """A number typed as a text: full-width digits, thousands separators, a percentage, 万 and a unit behind it."""
    plain = "".join(unicodedata.normalize("NFKC", text).replace("−", "-").replace("，", ",").split())
    match = _NUMBER.fullmatch(plain)
    if match is None or match["unit"] not in _UNITS:
        faults.add(point, place, tell("no_number", text=text.strip()[:40]), instead(text))
        return None
    if match["end"] in ("%", "‰") and question.kind != "share":
        what = tell("no_percent", text=text.strip(), unit=question.unit)
        faults.add(point, place, what, tell("write_number"))
        return None
    number = float(match["sign"] + match["digits"].replace(",", "") + (match["rest"] or ""))
    return float(f"{number * _ENDS[match['end']]:.12g}")


def _fits(question: Question, value: float, point: FilePoint, place: str, faults: Faults) -> bool:
    """Whether a number can be meant."""
    if question.kind == "share" and 1 < value <= 100:
        faults.add(point, place, tell("share", value=value), tell("write_share", value=value, share=value / 100))
        return False
    if not question.low <= value <= question.high:
        scale = 100 if question.kind == "share" else 1
        remedy = tell("between", low=question.low * scale, high=question.high * scale, unit=question.unit)
        if question.kind == "count" and question.low <= value * 1e4 <= question.high:
            remedy = remedy + tell("ten_thousands", full=value * 1e4)
        faults.add(point, place, tell("outside", value=value), remedy)
        return False
    if question.kind in WHOLE and abs(value - round(value)) > 1e-6:
        faults.add(point, place, tell("part", value=value), tell("whole"))
        return False
    return True


def _word(question: Question, cell: Value, point: FilePoint, place: str, faults: Faults) -> int | None:
    text = as_text(cell)
    found = None if text is None else meant(question.kind, text)
    if found is None:
        names = OFFERED[question.kind].values()
        words = Bilingual(", ".join(name.en for name in names), "、".join(name.zh for name in names))
        faults.add(point, place, tell("word", text=str(cell)[:40]), tell("choose", words=words))
    return found


def _text(question: Question, cell: Value, point: FilePoint, place: str, faults: Faults) -> str | None:
    text = as_text(cell)
    if text is None or not text:
        faults.add(point, place, tell("no_text"), tell("write_text"))
        return None
    if question.kind == "code":
        text = "".join(unicodedata.normalize("NFKC", text).split())
        if not re.fullmatch(r"[0-9]{6}(?:[0-9]{6})?", text):
            faults.add(point, place, tell("code", text=text[:40]), tell("write_code"))
            return None
    if question.kind == "slug" and not SLUG.fullmatch(text):
        faults.add(point, place, tell("slug", text=text[:40]), tell("write_slug"))
        return None
    return text


def as_text(cell: Value | Broken) -> str | None:
    """A cell as text, as it was typed: a code of digits has no decimal point; None for a date or a truth value."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{cell:.15g}"
    return one_line(cell) if isinstance(cell, str) else None
