"""The page that explains the count tables, from their declaration."""

from __future__ import annotations

from sim.vocabulary.names import Name
from sim.vocabulary.phrase import saying
from sim.vocabulary.tables import ALL, INNER, SOME, Key, Size, TableShape

PHRASES = {
    "title": ("计数表", "Count tables"),
    "intro": (
        "引擎只计数，不求平均：每张表按下列键计数。结果文件夹的 `tables/` 中每个非零单元为一行，前面是 "
        "`arm, replication, year, month`（`persons` 每年一次，没有 `month`）。"
        "金额单位为分，等候时间单位为刻（0.25 秒）。本页由 `sim schema --tables` 写出。",
        "The engine counts, it never averages: every table counts by the keys below. In `tables/` of a results folder "
        "each cell that is not zero is one row, with `arm, replication, year, month` in front (`persons`, once a year, "
        "has no `month`). Money is in fen, waits in ticks of a quarter second. This page is written by "
        "`sim schema --tables`.",
    ),
    "some": (
        "以下各表只在地区写明基准年预约占比（`booked_base`）时写出。",
        "The tables below are written where the region says how much is booked in its base year (`booked_base`).",
    ),
    "inner": (
        "以下各表只供账目核对和月末学习使用，不写入文件。",
        "The tables below serve the books and what is learned from a month; they are not written to disk.",
    ),
    "key": ("键", "Key"),
    "values": ("取值", "Values"),
    "count": ("计数", "Count"),
    "unit": ("单位", "Unit"),
    "meaning": ("含义", "Meaning"),
    "homes": ("县（区），以及市外流入 `inflow`", "districts, and `inflow` for patients from beyond the prefecture"),
    "districts": ("县（区）", "districts"),
    "facilities": ("医疗机构", "facilities"),
    "conditions": ("病种组", "condition groups"),
    "payers": ("付费方：各统筹区的各险种，以及市外付费方", "payers: each scheme of each pool, and the outside payer"),
    "funds": ("本地有基金的付费方", "payers with a fund here"),
    "purses": (
        "各付费方的基金、大病保险、医疗救助，以及各地居民",
        "fund, critical illness and assistance of each payer, and the residents of each home",
    ),
    "ends": ("住院地点，或未住院", "the place of admission, or none"),
}
say = saying(PHRASES)


def tables_page(lang: str) -> str:
    """Keys and counts of every table as Markdown."""
    parts = [f"# {say('title', lang)}", say("intro", lang), *(_table(shape, lang) for shape in ALL)]
    parts += [say("some", lang), *(_table(shape, lang) for shape in SOME)]
    parts += [say("inner", lang), *(_table(shape, lang) for shape in INNER)]
    return "\n\n".join(parts) + "\n"


def _table(shape: TableShape, lang: str) -> str:
    keys = [f"| `{name}` | {_values(key, lang)} |" for name, key in shape.keys.items()]
    counts = [f"| `{one.id}` | {one.unit} | {one.meaning.told(lang)} |" for one in shape.counted]
    head = [f"| {say('key', lang)} | {say('values', lang)} |", "|---|---|"]
    below = [f"| {say('count', lang)} | {say('unit', lang)} | {say('meaning', lang)} |", "|---|---|---|"]
    first = [f"## {shape.name}", "", *([*head, *keys, ""] if keys else [])]
    return "\n".join([*first, *below, *counts])


def _values(key: Key, lang: str) -> str:
    if isinstance(key, Size):
        return say(key.name.lower(), lang)
    words: type[Name] = key
    return ", ".join(f"`{word}`" for word in words.ids())
