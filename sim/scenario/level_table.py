"""``levels.csv`` of a region: its levels of care, a row each; without the file it has the usual ones."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.engine.widths import LEVELS
from sim.region.levels import USUAL, Level, Levels
from sim.scenario.csv_cells import Cell, split
from sim.scenario.csv_heading import check_heading
from sim.scenario.csv_tables import is_whole
from sim.scenario.faults import Faults, FilePoint, allowed, shown
from sim.scenario.input_file import read_text
from sim.scenario.number_row import Row
from sim.scenario.plain_number import plain_number
from sim.scenario.region_shape_check import RESERVED
from sim.vocabulary.names import AgeBand, Grade, Name, Scheme, Tier
from sim.vocabulary.one_line import one_line
from sim.vocabulary.phrase import Bilingual, telling

COLUMNS = ("id", "order", "tier", "grade", "primary", "in_county", "every_day", "like", "en", "zh")
FLAGS = {"yes": True, "no": False}
PHRASES = {
    "no_row": ("没有层级", "no level"),
    "add_row": ("每个层级写一行：{columns}", "write a row for each level: {columns}"),
    "id": ("“{word}”不能作编号", "{word!r} is no id"),
    "slug": (
        "以小写字母开头，其后为小写字母、数字、下划线，且不用表格中另有含义的词",
        "a lower-case letter first, then lower-case letters, digits, underscores; no word with a meaning in the tables",
    ),
    "twice": ("“{word}”出现两次", "{word!r} twice"),
    "own": ("请各写各的", "give each its own"),
    "order": ("“{word}”不是整数", "{word!r} is not a whole number"),
    "count": ("请从基层起写 1、2、3……", "count 1, 2, 3, ... from primary care up"),
    "word": ("没有“{word}”这个词", "unknown word {word!r}"),
    "label": ("没有名称", "no name"),
    "name": ("请写 en 或 zh，两种语言写一种即可", "write en or zh; one language is enough"),
    "other_class": ("“{word}”属 {tier}", "{word!r} is of the class {tier}"),
    "usual_class": (
        "名为 {word} 的层级，tier 写 {tier}；否则请换一个编号",
        "write {tier} for a level called {word}, or choose another id",
    ),
    "like": ("没有层级“{word}”", "unknown level {word!r}"),
    "no_like": (
        "没有写它的数据以哪个层级为准",
        "it does not say whose numbers hold where it has none of its own",
    ),
    "other_kind": (
        "“{word}”与它不是一类：基层、医院、域外不能互相替代",
        "{word!r} is of another kind: primary care, hospitals and care beyond do not stand for each other",
    ),
    "circle": ("绕回自己", "it leads back to itself"),
    "write_like": ("请写 like：{words}", "write like: {words}"),
    "one_primary": ("基层层级不是恰好一个", "not exactly one level is primary care"),
    "primary_first": (
        "请恰好给一个层级写 primary = yes：order 最小，tier 为 primary，in_county = yes",
        "give exactly one primary = yes: the lowest order, tier primary, in_county = yes",
    ),
    "one_outside": ("tier 为 outside 的层级不是恰好一个", "not exactly one level of tier outside"),
    "outside_last": (
        "请恰好给一个层级写 tier = outside：order 最大，in_county = no",
        "give exactly one tier = outside: the highest order, in_county = no",
    ),
    "no_hospital": ("没有医院层级", "no level of hospitals"),
    "add_hospital": ("请在两者之间写一个及以上的层级", "add one or more between them"),
    "many": ("{n} 个层级", "{n} levels"),
    "fewer": ("最多 {most} 个", "at most {most}"),
}
tell = telling(PHRASES)
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
USUAL_BY_ID = {level.id: level for level in USUAL}
# Words that share a column with levels, or mean something else there.
TAKEN = {*RESERVED, *Scheme.ids(), *AgeBand.ids(), "counties", "hospital"} - set(USUAL_BY_ID)


def read_levels(path: Path, faults: Faults) -> Levels | None:
    """The levels of a table; the usual ones where there is none, None and faults where anything is wrong."""
    if not path.exists():
        return Levels()
    before = len(faults.problems)
    text = read_text(path, faults)
    lines = split(text, shown(path), faults) if text is not None else []
    names = check_heading(lines, COLUMNS, faults) if lines else None
    if names is not None and not set(COLUMNS) <= set(names):
        return None
    if len(lines) < 2 and len(faults.problems) == before:
        faults.add(FilePoint(shown(path)), "", tell("no_row"), tell("add_row", columns=",".join(COLUMNS)))
    if names is None:
        return None
    rows = [_row(cells, names) for cells in lines[1:] if is_whole(cells, names, faults)]
    found = [(level, row) for row in rows if (level := _level(row, faults)) is not None]
    if len(faults.problems) == before:
        _check_together(path, found, faults)
    if len(faults.problems) > before:
        return None
    return Levels(tuple(sorted((level for level, _ in found), key=lambda level: level.order)))


def _row(cells: Sequence[Cell], names: Sequence[str]) -> Row:
    return {name: cell for name, cell in zip(names, cells, strict=True) if name}


def _level(row: Row, faults: Faults) -> Level | None:
    """One row as a level; None and a fault for each cell that is wrong."""
    before = len(faults.problems)
    text = {column: one_line(row[column].text) for column in COLUMNS}

    def refuse(column: str, what: Bilingual, remedy: Bilingual) -> None:
        faults.add(row[column].place, f"{text['id']}.{column}", what, remedy)

    def one_of(column: str, words: Mapping[str, Any]) -> Any:
        if text[column] not in words:
            refuse(column, tell("word", word=text[column]), allowed(text[column], words))
        return words.get(text[column])

    if not _ID.fullmatch(text["id"]) or text["id"] in TAKEN:
        refuse("id", tell("id", word=text["id"]), tell("slug"))
    order = plain_number(text["order"])
    if order is None or not order.is_integer():
        refuse("order", tell("order", word=text["order"]), tell("count"))
    tier, grade = one_of("tier", _words(Tier)), one_of("grade", _words(Grade))
    primary, in_county, every_day = (one_of(column, FLAGS) for column in ("primary", "in_county", "every_day"))
    if not text["en"] and not text["zh"]:
        refuse("en", tell("label"), tell("name"))
    usual = USUAL_BY_ID.get(text["id"])
    if usual is not None and tier is not None and tier != usual.tier:
        words = {"word": usual.id, "tier": usual.tier.id}
        refuse("tier", tell("other_class", word=usual.id, tier=tier.id), tell("usual_class", **words))
    if len(faults.problems) > before or order is None:
        return None
    label = Bilingual(text["en"] or text["zh"], text["zh"] or text["en"])
    return Level(text["id"], label, round(order), tier, grade, primary, in_county, every_day, text["like"])


def _words(names: type[Name]) -> Mapping[str, Name]:
    return {name.id: name for name in names}


def _check_together(path: Path, found: Sequence[tuple[Level, Row]], faults: Faults) -> None:
    """Ids and orders are each level's own, the ends of the order are primary care and beyond, likes lead somewhere."""
    whole = FilePoint(shown(path))
    levels = [level for level, _ in found]
    for n, (level, row) in enumerate(found):
        for column, value in (("id", level.id), ("order", level.order)):
            if value in [getattr(other, column) for other in levels[:n]]:
                faults.add(row[column].place, f"{level.id}.{column}", tell("twice", word=value), tell("own"))
        _check_like(level, row, levels, faults)
    ladder = sorted(levels, key=lambda level: level.order)
    if ladder[:1] != [one for one in levels if one.primary or one.tier == Tier.PRIMARY] or not _is_primary(ladder[0]):
        faults.add(whole, "", tell("one_primary"), tell("primary_first"))
    elif ladder[-1:] != [one for one in levels if one.beyond] or ladder[-1].in_county:
        faults.add(whole, "", tell("one_outside"), tell("outside_last"))
    elif not any(one.hospital for one in levels):
        faults.add(whole, "", tell("no_hospital"), tell("add_hospital"))
    if len(levels) > LEVELS:
        faults.add(whole, "", tell("many", n=len(levels)), tell("fewer", most=LEVELS))


def _is_primary(level: Level) -> bool:
    return level.primary and level.in_county and level.tier == Tier.PRIMARY


def _check_like(level: Level, row: Row, levels: Sequence[Level], faults: Faults) -> None:
    """What it is like is of its kind and leads to a usual level, whose numbers every parameters folder has."""
    known = {**USUAL_BY_ID, **{one.id: one for one in levels}}
    what = None
    if level.like and level.like not in known:
        what = tell("like", word=level.like)
    elif level.like and _kind(known[level.like]) != _kind(level):
        what = tell("other_kind", word=level.like)
    elif not level.like and level.id not in USUAL_BY_ID:
        what = tell("no_like")
    elif _goes_round(level, known):
        what = tell("circle")
    if what is not None:
        alike = [name for name, other in known.items() if name != level.id and _kind(other) == _kind(level)]
        faults.add(row["like"].place, f"{level.id}.like", what, tell("write_like", words=", ".join(alike)))


def _goes_round(level: Level, known: Mapping[str, Level]) -> bool:
    """Whether following what each is like leads back to a level."""
    seen: list[str] = []
    word = level.like
    while word in known and word not in seen:
        seen.append(word)
        word = known[word].like
    return level.id in seen


def _kind(level: Level) -> tuple[bool, bool]:
    return level.primary, level.beyond
