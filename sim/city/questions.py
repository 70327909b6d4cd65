"""What the workbook of a new city asks: one row of ``questions.csv`` a cell or a column, and its sheets."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sim.region.pools import SCHEMES
from sim.region.quantities import BENEFIT, Limits
from sim.vocabulary.labels import label
from sim.vocabulary.phrase import NOTHING, Bilingual
from sim.vocabulary.quantities import quantity_name

SHEETS: dict[str, Bilingual] = {
    "city": Bilingual("City", "城市"),
    "districts": Bilingual("Districts", "县区"),
    "hospitals": Bilingual("Hospitals", "医院"),
    "primary": Bilingual("Primary care", "基层"),
    "people": Bilingual("People", "居民"),
    "insurance": Bilingual("Insurance", "医保"),
    "travel": Bilingual("Travel", "路程"),
}
README = Bilingual("Read me", "说明")
MUST_HAVE = ("city", "districts", "hospitals")  # the others may be left out whole
LISTS = ("districts", "hospitals", "primary", "travel")  # a row an entry; the others ask one thing a row
INSURANCE = "insurance"
UNITS = {"share": "%", "yuan": "元", "flag": "1/0"}
UNITS_EN = {
    "人次": "cases",
    "人": "persons",
    "张": "beds",
    "个": "places",
    "元": "yuan",
    "天": "days",
    "分钟": "minutes",
    "%": "%",
    "1/0": "1 yes, 0 no",
}
SCHEME_IDS = tuple(scheme.id for scheme in SCHEMES)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked.

    ``kind`` decides how it is read; a number must lie between ``low`` and ``high`` (in the unit of the files: a share
    of 12.5 % is 0.125). ``national`` names the row of the library's ``start`` tables that stands for it where nobody
    fills it in. ``column`` is the id of the value column it has in a sheet with several, else empty.
    """

    sheet: str
    id: str
    kind: str
    must: bool
    unit: Bilingual
    low: float
    high: float
    national: str
    name: Bilingual
    about: Bilingual
    where: Bilingual
    column: str = ""


@cache
def questions() -> tuple[Question, ...]:
    """Every question in the order of the workbook."""
    path = Path(__file__).with_name("questions.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return (*(_question(row) for row in csv.DictReader(lines)), *_insurance())


def asked_in(sheet: str) -> tuple[Question, ...]:
    """The questions of one sheet."""
    return tuple(question for question in questions() if question.sheet == sheet)


def value_columns(sheet: str) -> dict[str, Bilingual]:
    """The value columns of a sheet that asks one thing a row: one, or one for each scheme."""
    if sheet != INSURANCE:
        return {"": Bilingual("Value", "数值")}
    return {scheme: Bilingual(label(scheme, "en"), label(scheme, "zh")) for scheme in SCHEME_IDS}


def _question(row: dict[str, str]) -> Question:
    def both(word: str) -> Bilingual:
        return Bilingual(row[f"{word}_en"], row[f"{word}_zh"])

    return Question(
        row["sheet"],
        row["id"],
        row["kind"],
        row["must"] == "yes",
        _unit(row["unit"]),
        float(row["low"] or "-inf"),
        float(row["high"] or "inf"),
        row["national"],
        Bilingual(row["en"], row["zh"]),
        both("about"),
        both("where"),
    )


def _insurance() -> tuple[Question, ...]:
    """Every number of ``benefit.csv``, for each scheme; their names and limits are those of the files."""
    found = []
    where = Bilingual(
        "benefit rules of the insurance bureau, in force in the base year", "市医保局待遇政策（基准年执行的）"
    )
    for name, limit in BENEFIT.items():
        for scheme in SCHEME_IDS:
            unit = _unit(UNITS[_kind(limit)])
            about = NOTHING if limit.unit in ("share", "yuan", "flag") else Bilingual("a year", "每年")
            known = f"benefit:{scheme}.{name}"
            rest = (unit, limit.low, limit.high, known, quantity_name(name), about, where, scheme)
            found.append(Question(INSURANCE, name, _kind(limit), False, *rest))
    return tuple(found)


def _kind(limit: Limits) -> str:
    return limit.unit if limit.unit in ("share", "flag") else "yuan"


def _unit(zh: str) -> Bilingual:
    return Bilingual(UNITS_EN[zh], zh) if zh else NOTHING
