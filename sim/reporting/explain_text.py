"""Why it changed, on the terminal: the contribution of each group of rules to each headline; 80 columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from sim.reporting.estimate import Estimate
from sim.reporting.explain_words import say
from sim.reporting.explanation import EVERYONE, Explanation, indicators, most, part
from sim.reporting.folder import Results
from sim.reporting.headlines import title
from sim.reporting.lines import sentence_case, wrap
from sim.reporting.numbers import EMPTY, difference, difference_unit, percent, plain
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.text_table import text_table
from sim.vocabulary.labels import LANGUAGES, label, unit

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

NAME = 34


def explain(folder: Path, lang: str) -> Group:
    """A table an indicator, then one plain sentence each, then what is in the groups; for a rich console.

    Raises
    ------
    InputInvalid : a file of ``explain/`` is not there or lacks a column.
    """
    from rich.console import Group
    from rich.text import Text

    results, found = Results(folder), Explanation(folder)
    rows, asked = found.contributions, found.asked
    sample = float(asked["sample"])
    blanks = {"n": asked["replications"], "sample": percent(sample, lang, 0 if sample >= 0.01 else 2)}
    method = say(str(asked["method"]), lang, runs=asked["runs"], permutations=asked["permutations"])
    parts: list[RenderableType] = [
        prose(say("heading", lang, title=results.title(lang), year=asked["year"]), style="bold"),
        prose(say("what" if int(asked["replications"]) > 1 else "what_one", lang, method=method, **blanks)),
    ]
    if results.members:
        parts.append(prose(say("own_numbers", lang, members=results.members)))
    for name in indicators(rows):
        head = say("in_unit", lang, name=sentence_case(title(name, lang)), unit=_counted(name, lang))
        parts += [Text(), prose(head, style="bold"), _table(rows, name, found, lang)]
    parts += [Text(), prose(say("plain", lang), style="bold"), *bullets(_sentences(rows, found, lang))]
    # Where each player is one rule, its name says it already.
    if any(len(str(rules).split()) > 1 for rules in found.players["rules"]):
        parts += [Text(), prose(say("which", lang), style="bold")]
        rules = ((found.name(player, lang), _rules(found, player, results, lang)) for player in found.order)
        parts += bullets(say("rules", lang, group=sentence_case(name), rules=names) for name, names in rules)
    return Group(*parts, Text(), prose(say("limits", lang)))


def explain_text(folder: Path, lang: str) -> str:
    """The same as plain text of 80 columns, equal bytes for equal results."""
    return as_text(explain(folder, lang))


def explain_data(folder: Path) -> dict[str, Any]:
    """The same as data; values are fractions and yuan as in the tables."""
    found = Explanation(folder)
    rows = found.contributions
    return {
        **found.asked,
        "interval": found.coverage.data(),
        "players": [
            {
                "player": player,
                **{lang: found.name(player, lang) for lang in LANGUAGES},
                "rules": str(found.players.loc[player, "rules"]).split(),
            }
            for player in found.order
        ],
        "indicators": [_data(rows, name) for name in indicators(rows)],
    }


def explained(results: Results, lang: str) -> list[str]:
    """One plain sentence for each indicator that was taken apart."""
    found = Explanation(results.folder)
    return _sentences(found.contributions, found, lang)


def _data(rows: pd.DataFrame, name: str) -> dict[str, Any]:
    of_name = rows[rows["indicator"] == name]
    values = [
        {"player": row["player"], "kind": row["kind"], **{key: _or_none(row[key]) for key in ("mean", "low", "high")}}
        for _, row in of_name.iterrows()
    ]
    return {"indicator": name, "unit": unit(name), **{lang: label(name, lang) for lang in LANGUAGES}, "parts": values}


def _or_none(value: float) -> float | None:
    return None if pd.isna(value) else float(value)


def _table(rows: pd.DataFrame, name: str, found: Explanation, lang: str) -> Table:
    many = int(found.asked["replications"]) > 1
    heads = (say("shapley" if many else "shapley_one", lang), say("alone", lang), say("left_out", lang))
    table = text_table(say("group", lang), *heads)
    kind = unit(name)
    for player in found.order:
        one, alone, lost = (part(rows, name, word, player) for word in ("shapley", "alone", "left_out"))
        line = "\n".join(wrap(sentence_case(found.name(player, lang)), NAME, indent="  "))
        table.add_row(line, _with_interval(one, kind), _plain(alone, kind), _plain(lost, kind))
    table.add_section()
    table.add_row(say("total", lang), _with_interval(part(rows, name, "total", EVERYONE), kind), "", "")
    together = part(rows, name, "interaction", EVERYONE)
    if together is not None:
        table.add_row("  " + say("interaction", lang), _with_interval(together, kind), "", "")
    return table


def _counted(name: str, lang: str) -> str:
    return difference_unit(unit(name), lang).strip() or "–"


def _plain(one: Estimate | None, kind: str) -> str:
    return EMPTY if one is None else plain(one.mean, kind, sign=True)


def _with_interval(one: Estimate | None, kind: str) -> str:
    return EMPTY if one is None else one.signed(kind)


def _sentences(rows: pd.DataFrame, found: Explanation, lang: str) -> list[str]:
    """For each indicator who did most of it, and whether that may be luck."""
    lines = []
    for name in indicators(rows):
        total, first = part(rows, name, "total"), most(rows, name)
        if total is None or first is None:
            continue
        kind = unit(name)
        player, share = first
        verdict = share.verdict(kind)
        blanks = {
            "name": title(name, lang), "player": found.name(player, lang),
            "total": difference(total.mean, kind, lang), "part": difference(share.mean, kind, lang),
        }  # fmt: skip
        key = "none" if verdict == "same" else "offset" if total.verdict(kind) == "same" else "most"
        text = sentence_case(say(key, lang, **blanks))
        lines.append(text if key == "none" else text + ("" if lang == "zh" else " ") + say(verdict, lang))
    return lines


def _rules(found: Explanation, player: str, results: Results, lang: str) -> str:
    """The names of a group's rules, each once; the id of a rule the folder does not list."""
    names = results.rules.drop_duplicates("id").set_index("id")[f"label_{lang}"].to_dict()
    rules = str(found.players.loc[player, "rules"]).split()
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(str(names.get(rule, rule)) for rule in rules)) or EMPTY
