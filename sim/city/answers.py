"""The answers that stand in the sheets: one for each question, or one for each row of a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sim.city.leaves import Broken, Leaf, Value, read_leaves
from sim.city.questions import LISTS, MUST_HAVE, README, SHEETS, Question, asked_in, value_columns
from sim.city.typed import NUMBERS, Given, as_text, read_cell
from sim.city.words import plain
from sim.scenario.faults import Faults, FilePoint, shown
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "no_sheet": ("缺少“{name}”表", "sheet {name!r} is missing"),
    "add_sheet": ("请补上这张表（可用 sim init 重新生成空表）", "add it; `sim init` writes an empty workbook"),
    "no_heading": ("找不到表头（{names}）", "no line of headings ({names})"),
    "keep_heading": ("请保留表头各列的名称", "leave the headings as they were"),
    "no_column": ("缺少“{name}”这一列", "column {name!r} is missing"),
    "twice_column": ("“{name}”这一列出现两次", "column {name!r} twice"),
    "not_known": ("有数值，却看不出是哪一项", "a value, and no telling what it answers"),
    "keep_label": (
        "请保留项目名称和右侧的代码，自己加的内容写到别的列",
        "leave the item and its code as they were; put notes elsewhere",
    ),
    "twice": ("“{name}”填了两次（另一处：{place}）", "{name!r} is answered twice (also {place})"),
    "remove_one": ("请删去一处", "remove one of them"),
    "must": ("必填，现为空：{name}", "must be filled, and is empty: {name}"),
    "fill": ("请填写", "fill it in"),
    "no_rows": ("一行也没有填", "no row is filled in"),
    "fill_rows": ("请每个{name}填一行", "fill in a row for each {name}"),
    "total": ("“{text}”是合计行", "{text!r} is a row of totals"),
    "remove_row": ("请删去这一行，只留各{name}", "remove it; each {name} has a row of its own"),
    "merged": ("几行合并成一格的数，不知各行是多少", "one number merged over several rows: no telling what each has"),
    "unmerge": ("请取消合并，逐行填写", "unmerge the cells and fill in each row"),
}
tell = telling(PHRASES)
TOTALS = ("合计", "总计", "全市", "全市合计", "小计", "total", "sum", "wholecity")
MARKS = ("必填", "required", "★", "*", "【", "】", "[", "]")
Answered = Mapping[str, Given]  # by the id of the question


@dataclass
class Answers:
    """What is filled in: ``single`` by question and value column, ``rows`` of each list in their order.

    ``file`` is the workbook as it was named, ``name`` without its folder: numbers are known by it. ``others`` are
    sheets that nobody asks for.
    """

    file: str
    name: str
    single: dict[tuple[str, str], Given] = field(default_factory=dict)
    rows: dict[str, list[Answered]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def of(self, question: str, column: str = "") -> Given | None:
        """The answer to a question; None where it is left to national values."""
        return self.single.get((question, column))


def read_answers(path: Path, faults: Faults) -> Answers:
    """The answers of a workbook or a folder of CSV; a fault for each cell that is not clear or must be filled."""
    leaves, others = read_leaves(path, faults)
    answers = Answers(shown(path), path.name, others=[name for name in others if plain(name) not in _readme()])
    if not leaves and faults.problems:
        return answers
    for sheet in SHEETS:
        leaf = leaves.get(sheet)
        if leaf is None:
            if sheet in MUST_HAVE:
                faults.add(FilePoint(answers.file), "", tell("no_sheet", name=SHEETS[sheet]), tell("add_sheet"))
        elif sheet in LISTS:
            answers.rows[sheet] = _list(sheet, leaf, faults)
        else:
            _form(sheet, leaf, answers, faults)
    return answers


def _readme() -> tuple[str, ...]:
    return tuple(f"{plain(name)}{end}" for name in (README.zh, README.en) for end in ("", ".csv"))


def key(text: str) -> str:
    """A heading or a label as it is compared: without what stands in brackets behind it, marks and blanks."""
    text = unicodedata.normalize("NFKC", text).split("\n")[0]
    for mark in MARKS:
        text = text.replace(mark, "")
    return plain(text.partition("(")[0])


def _form(sheet: str, leaf: Leaf, answers: Answers, faults: Faults) -> None:
    """A sheet with one thing a row, known by its code or else by its name."""
    wanted = value_columns(sheet)
    heading, columns = _heading(leaf, {one: (name.zh, name.en) for one, name in wanted.items()}, 1)
    asked = asked_in(sheet)
    if heading is None:
        names = Bilingual(", ".join(n.en for n in wanted.values()), "、".join(n.zh for n in wanted.values()))
        faults.add(FilePoint(leaf.file), leaf.name, tell("no_heading", names=names), tell("keep_heading"))
        return
    codes = {question.id for question in asked}
    labels = {key(name): question.id for question in asked for name in (question.name.zh, question.name.en)}
    source = next(
        (c for c, v in leaf.row(heading).items() if isinstance(v, str) and key(v) in ("出处", "source")), None
    )
    for number in range(heading + 1, leaf.height):
        row = leaf.row(number)
        filled = {one: row[at] for one, at in columns.items() if at in row}
        if not filled:
            continue
        words = [text.strip() for value in row.values() if isinstance(value, str) and (text := value)]
        found = next((word for word in words if word in codes), None)
        found = found or next((labels[key(word)] for word in words if key(word) in labels), None)
        if found is None:
            place = leaf.place((number, min(columns.values())))
            faults.add(FilePoint(leaf.file), place, tell("not_known"), tell("keep_label"))
            continue
        said = as_text(row[source]) or "" if source is not None and source in row else ""
        for question in asked:
            if question.id == found and question.column in filled:
                where = (number, columns[question.column])
                _take(question, leaf, where, said, answers, faults)
    for question in asked:
        if question.must and (question.id, question.column) not in answers.single:
            _say_empty(question, leaf, heading, columns, faults)


def _take(
    question: Question, leaf: Leaf, where: tuple[int, int], source: str, answers: Answers, faults: Faults
) -> None:
    place = leaf.place(where)
    before = answers.of(question.id, question.column)
    if before is not None:
        what = tell("twice", name=question.name, place=before.place)
        faults.add(FilePoint(leaf.file), place, what, tell("remove_one"))
        return
    given = read_cell(question, leaf.cells[where], FilePoint(leaf.file), place, faults)
    if given is not None:
        answers.single[question.id, question.column] = replace(given, source=source)


def _say_empty(question: Question, leaf: Leaf, heading: int, columns: Mapping[str, int], faults: Faults) -> None:
    """A must that is empty, with its cell if its row can be found; silent if what stands there has its fault."""
    names = {key(question.name.zh), key(question.name.en)}
    at = columns[question.column]
    for (row, _), value in leaf.cells.items():
        if row > heading and isinstance(value, str) and (value.strip() == question.id or key(value) in names):
            if (row, at) not in leaf.cells:
                what = tell("must", name=question.name)
                faults.add(FilePoint(leaf.file), leaf.place((row, at)), what, tell("fill"))
            return
    faults.add(FilePoint(leaf.file), leaf.name, tell("must", name=question.name), tell("fill"))


def _list(sheet: str, leaf: Leaf, faults: Faults) -> list[Answered]:
    """A sheet with an entry a row; blank rows are nothing, a merged label counts for each of its rows."""
    asked = asked_in(sheet)
    names = {question.id: (question.name.zh, question.name.en) for question in asked}
    heading, columns = _heading(leaf, names, 2)
    point = FilePoint(leaf.file)
    if heading is None:
        if leaf.height or sheet in MUST_HAVE:
            musts = [question.name for question in asked if question.must]
            shown_names = Bilingual(", ".join(n.en for n in musts), "、".join(n.zh for n in musts))
            faults.add(point, leaf.name, tell("no_heading", names=shown_names), tell("keep_heading"))
        return []
    _check_columns(leaf, heading, names, faults)
    for question in asked:
        if question.must and question.id not in columns:
            faults.add(point, leaf.name, tell("no_column", name=question.name), tell("keep_heading"))
    rows = [
        answered
        for number in range(heading + 1, leaf.height)
        if (answered := _entry(asked, leaf, number, columns, faults)) is not None
    ]
    if not rows and sheet in MUST_HAVE:
        faults.add(point, leaf.name, tell("no_rows"), tell("fill_rows", name=SHEETS[sheet]))
    return rows


def _entry(
    asked: Sequence[Question], leaf: Leaf, number: int, columns: Mapping[str, int], faults: Faults
) -> Answered | None:
    """The answers of one row; None for a row in which nothing stands."""
    if not any((number, at) in leaf.cells for at in columns.values()):
        return None
    point, answered = FilePoint(leaf.file), {}
    first = next(question for question in asked if question.must)
    head = leaf.cells.get((number, columns.get(first.id, -1)))
    if isinstance(head, str) and plain(head) in TOTALS:
        place = leaf.place((number, columns[first.id]))
        faults.add(point, place, tell("total", text=head.strip()), tell("remove_row", name=SHEETS[first.sheet]))
        return None
    for question in asked:
        if question.id not in columns:
            continue
        where = (number, columns[question.id])
        value, own = _merged(leaf, where)
        if value is not None and not own and question.kind in NUMBERS:
            faults.add(point, leaf.place(where), tell("merged"), tell("unmerge"))
        elif value is not None:
            given = read_cell(question, value, point, leaf.place(where), faults)
            if given is not None:
                answered[question.id] = given
        elif question.must:
            faults.add(point, leaf.place(where), tell("must", name=question.name), tell("fill"))
    source = answered.pop("source", None)
    said = "" if source is None else source.text
    return {name: replace(given, source=said) for name, given in answered.items()}


def _merged(leaf: Leaf, where: tuple[int, int]) -> tuple[Value | Broken | None, bool]:
    """What stands in a cell, and whether it is its own: a merged one shows that of the first of its rows."""
    if where in leaf.cells:
        return leaf.cells[where], True
    merged = leaf.range_of(where)
    if merged is None or merged[0][1] != where[1]:
        return None, True
    return leaf.cells.get(merged[0]), False


def _heading(leaf: Leaf, names: Mapping[str, tuple[str, ...]], least: int) -> tuple[int | None, dict[str, int]]:
    """The first line with at least so many headings, and the column of each."""
    wanted = {key(one): word for word, both in names.items() for one in both}
    for number in range(leaf.height):
        found: dict[str, int] = {}
        for column, value in sorted(leaf.row(number).items()):
            word = wanted.get(key(value)) if isinstance(value, str) else None
            if word is not None:
                found.setdefault(word, column)
        if len(found) >= min(least, len(names)):
            return number, found
    return None, {}


def _check_columns(leaf: Leaf, heading: int, names: Mapping[str, tuple[str, ...]], faults: Faults) -> None:
    """No heading twice: nobody could tell which of the columns counts."""
    wanted = {key(one): word for word, both in names.items() for one in both}
    seen: set[str] = set()
    for column, value in sorted(leaf.row(heading).items()):
        word = wanted.get(key(value)) if isinstance(value, str) else None
        if word in seen:
            what = tell("twice_column", name=str(value))
            faults.add(FilePoint(leaf.file), leaf.place((heading, column)), what, tell("remove_one"))
        if word is not None:
            seen.add(word)
