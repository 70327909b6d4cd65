"""One row of a table as a number with unit, range, source and confidence."""

from __future__ import annotations

from collections.abc import Mapping

from sim.scenario.csv_cells import Cell
from sim.scenario.faults import Faults, allowed
from sim.scenario.plain_number import instead, plain_number
from sim.vocabulary.frozen import Frozen
from sim.vocabulary.names import Confidence
from sim.vocabulary.one_line import one_line
from sim.vocabulary.phrase import Bilingual, one, telling
from sim.vocabulary.quantity import Quantity

NUMBER_COLUMNS = ("value", "unit", "low", "high", "source", "confidence", "note")
PHRASES = {
    "no_number": ("“{text}”不是数字", "{text!r} is not a number"),
    "unknown": ("没有“{word}”这个词", "unknown word {word!r}"),
    "empty": ("空白", "empty"),
    "every": ("每个数都要写{name}", "every number has a {column}"),
    "no_default": (
        "缺少的数没有默认值：请写上数值和来源",
        "there is no default for a missing number: write one with its source",
    ),
    "ends": (
        "请写合理范围的两端（可信度为“{word}”）",
        "write the ends of the plausible range (confidence is {word!r})",
    ),
    "both": ("请写上范围的两端，或都不写", "write both ends of the range or none"),
    "outside": (
        "{value:g} 不在 low..high = {low:g}..{high:g} 之内",
        "{value:g} lies outside low..high = {low:g}..{high:g}",
    ),
    "correct": ("请改正数值或范围", "correct the value or the range"),
    "unit": ("单位", "unit"),
    "source": ("来源", "source"),
}
tell = telling(PHRASES)
Row = Mapping[str, Cell]
Texts = Mapping[str, Bilingual]
NO_TEXTS: Texts = Frozen({})


def quantity_of(row: Row, path: str, faults: Faults, texts: Texts = NO_TEXTS) -> Quantity | None:
    """The number of a row; None and a fault for each thing wrong. A column the table lacks is said by its heading.

    ``texts`` has what sources and notes say in the other language.
    """
    before = len(faults.problems)

    def refuse(column: str, what: Bilingual, remedy: Bilingual) -> None:
        faults.add(row[column].place, f"{path}.{column}", what, remedy)

    def text(column: str) -> str:
        return row[column].text.strip() if column in row else ""

    def number(column: str) -> float | None:
        found = plain_number(text(column))
        if found is None and text(column):
            refuse(column, tell("no_number", text=text(column)[:40]), instead(text(column)))
        return found

    value, low, high = number("value"), number("low"), number("high")
    word = text("confidence")
    if "confidence" in row and word not in Confidence.ids():
        refuse("confidence", tell("unknown", word=word), allowed(word, Confidence.ids()))
    for column in ("unit", "source"):
        if column in row and not text(column):
            refuse(column, tell("empty"), tell("every", column=column, name=tell(column)))
    if "value" in row and not text("value"):
        refuse("value", tell("empty"), tell("no_default"))
    fixed = word in (Confidence.DOCUMENT.id, Confidence.STATISTIC.id)
    for column in ("low", "high"):
        if not fixed and column in row and not text(column):
            refuse(column, tell("empty"), tell("ends", word=word))
    if not set(NUMBER_COLUMNS) <= set(row) or len(faults.problems) > before or value is None:
        return None
    if (low is None) != (high is None):
        refuse("low" if low is None else "high", tell("empty"), tell("both"))
        return None
    if low is not None and high is not None and not low <= value <= high:
        refuse("value", tell("outside", value=value, low=low, high=high), tell("correct"))
        return None
    unit, *written = (one_line(text(column)) for column in ("unit", "source", "note"))
    source, note = (texts.get(word) or one(word) for word in written)
    return Quantity(value, unit, source, Confidence[word.upper()], low, high, note)
