"""The tables of a comparison's briefing: value and difference in one cell, so that five scenarios fit on A4."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

import pandas as pd

from sim.reporting.briefing.run_tables import money_unit, party, party_head
from sim.reporting.briefing.words import word
from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.money_tables import pair_name
from sim.reporting.comparison.money_words import say as money_word
from sim.reporting.comparison.positions import MOVED, moved_text, scale_of, what_name
from sim.reporting.comparison.tables import beyond_interval, outcome
from sim.reporting.estimate import Estimate
from sim.reporting.headlines import SPOKEN, title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY, number, plain
from sim.reporting.side_effects import MARK, NO_MARK
from sim.reporting.tables.cells import Both, Column, Kind, Row, Table, both, same
from sim.reporting.tables.compared import case_name
from sim.reporting.tables.compared_words import word as heading
from sim.reporting.target_table import kind_of, required, target_name
from sim.reporting.wording import say as spoken
from sim.vocabulary.labels import label, unit

CASES = 5  # that fit side by side
INPUTS = 14


def shown_cases(found: Comparison) -> list[str]:
    """The cases of a table: the arm without rules too, while there is room."""
    return (found.shown if len(found.shown) <= CASES else found.cases)[:CASES]


def left_out(found: Comparison) -> Both | None:
    """That there are more cases than columns."""
    more = len(found.cases) - CASES
    return word("more_cases", n=more) if more > 0 else None


def inputs(found: Comparison) -> Table:
    """What differs, by scenario; the path behind the name."""
    cases = found.cases[:CASES]
    rows = []
    for row in found.inputs.head(INPUTS).to_dict("records"):
        name = Both(f"{row['zh']}（{row['path']}）", f"{sentence_case(str(row['en']))} ({row['path']})")
        rows.append(Row((name, *(_input(found, row, case) for case in cases))))
    more = len(found.inputs) - INPUTS
    note = heading("more_inputs", n=more) if more > 0 else None
    longest = max((len(cell.en) for row in rows for cell in row.cells[1:] if isinstance(cell, Both)), default=0)
    wide: Kind = "long" if longest > 20 else "number"
    columns = (Column(heading("input"), "text"), *(Column(case_name(found, case), wide) for case in cases))
    return Table("inputs", heading("inputs"), columns, rows, note)


def _input(found: Comparison, row: dict[Hashable, Any], case: str) -> Both:
    """A value; of a rule that the reference has only whether it is there, its fields have lines of their own."""
    if not row[case]:
        return heading("none")
    return word("in_force") if "." not in str(row["path"]) and row[found.reference] else same(row[case])


def headlines(found: Comparison) -> Table:
    """Value, and below it the difference to the reference."""
    pairs = [(name, "all") for name in found.headlines]
    return _stacked("headlines", word("compared_headlines", year=found.year), pairs, found)


def side_effects(found: Comparison) -> Table:
    """Those in which a scenario differs with an interval that leaves out zero."""
    return _stacked("side_effects", word("side_effects"), beyond_interval(found), found)


def _stacked(key: str, name: Both, pairs: Sequence[tuple[str, str]], found: Comparison) -> Table:
    cases = shown_cases(found)
    rows = [
        Row(
            (
                both(partial(_indicator, indicator, group)),
                *(both(partial(_value, found, indicator, group, case)) for case in cases),
            )
        )
        for indicator, group in pairs
    ]
    return Table(key, name, _columns(heading("indicator"), found, cases), rows, _note(found))


def _columns(first: Both, found: Comparison, cases: Sequence[str]) -> tuple[Column, ...]:
    return (Column(first, "text"), *(Column(case_name(found, case), "change") for case in cases))


def _note(found: Comparison) -> Both:
    star = heading("star" if found.replications > 1 else "star_one")
    more = left_out(found)
    return star if more is None else both(lambda lang: star.of(lang) + ("" if lang == "zh" else " ") + more.of(lang))


def _indicator(indicator: str, group: str, lang: str) -> str:
    name = sentence_case(title(indicator, lang))
    return name if group == "all" else spoken("of_group", lang, name=name, group=label(group, lang))


def _value(found: Comparison, indicator: str, group: str, case: str, lang: str) -> str:
    value, gap = (found.number(indicator, case, which, group=group) for which in ("value", "difference"))
    kind = unit(indicator)
    text = EMPTY if value is None else number(value.mean, kind, lang)
    return text if gap is None else f"{text}\n{_starred(gap.signed(kind), gap, kind)}"


def _starred(text: str, gap: Estimate, kind: str) -> str:
    return text + (f" {MARK}" if gap.verdict(kind) == "sure" else "")


def outcomes(found: Comparison) -> Table:
    """Targets on outcomes: value, verdict and probability by scenario; one's own first."""
    cases = found.cases[:CASES]
    rows = []
    for _, lines in found.targets.groupby("target", sort=False):
        first = lines.iloc[0]
        if kind_of(str(first["indicator"])) == "outcome":
            by_case = {str(row["case"]): row for _, row in lines.iterrows()}
            cells = (both(partial(_outcome, by_case.get(case))) for case in cases)
            rows.append(Row((both(partial(_target, found, first)), both(partial(_required, found, first)), *cells)))
    first_columns = (Column(heading("target"), "text"), Column(heading("required"), "number"))
    columns = (*first_columns, *(Column(case_name(found, case), "change") for case in cases))
    return Table("outcomes", word("compared_outcomes"), columns, rows, both(found.coverage.chance))


def measures(found: Comparison) -> Both | None:
    """How many targets on measures each scenario meets; None if there are none."""
    rows = found.targets[found.targets["indicator"].map(kind_of) == "implementation"]
    if rows.empty:
        return None
    count = {case: (int((lines["met"] == True).sum()), len(lines)) for case, lines in rows.groupby("case")}  # noqa: E712

    def one(lang: str) -> str:
        ones = (
            word("measures_of", case=case_name(found, case), met=count[case][0], of=count[case][1]).of(lang)
            for case in found.cases
            if case in count
        )
        return word("compared_measures", ones=("、" if lang == "zh" else ", ").join(ones)).of(lang)

    return both(one)


def _target(found: Comparison, row: pd.Series, lang: str) -> str:
    return sentence_case(target_name(row, found.words, lang))


def _required(found: Comparison, row: pd.Series, lang: str) -> str:
    return required(row, found.words, lang)


def _outcome(row: pd.Series | None, lang: str) -> str:
    return EMPTY if row is None else outcome(row, lang)


def pairs(found: Comparison) -> Table:
    """Every pair of scenarios, the four headlines of the documents."""
    rows = [
        Row(
            (
                both(partial(pair_name, found, case, against)),
                *(same(_gap(found.contrasts.pair(name, case, against), unit(name))) for name in SPOKEN),
            )
        )
        for case, against in found.contrasts.pairs
    ]
    heads = (both(partial(spoken, f"short.{name}")) for name in SPOKEN)
    columns = (Column(heading("difference"), "text"), *(Column(head, "number") for head in heads))
    return Table("pairs", word("compared_pairs", year=found.year), columns, rows)


def _gap(one: Estimate | None, kind: str) -> str:
    return (
        EMPTY if one is None else plain(one.mean, kind, sign=True) + (MARK if one.verdict(kind) == "sure" else NO_MARK)
    )


def net(found: Comparison) -> Table:
    """Net position of every party, and below it the difference to the reference."""
    cases = shown_cases(found)
    rows = [
        Row((party(name), *(both(partial(_net, found, name, case)) for case in cases)))
        for name in found.contrasts.parties
    ]
    note = both(lambda lang: money_word("note", lang))
    return Table(
        "net", word("net", year=found.year, unit=money_unit()), _columns(party_head(), found, cases), rows, note
    )


def _net(found: Comparison, name: str, case: str, lang: str) -> str:
    value, gap = (found.contrasts.position(name, case, which) for which in ("value", "difference"))
    scale = scale_of(found, lang)
    text = EMPTY if value is None else scale.text(value.mean)
    return text if gap is None or case == BASELINE else f"{text}\n{_starred(scale.signed(gap), gap, 'yuan')}"


def moved(found: Comparison) -> Table:
    """What each scenario moves, and what that costs public purses."""
    cases = found.others[: CASES - 1]
    rows = []
    for what in MOVED:
        ones = [found.contrasts.moved(what, case) for case in cases]
        if any(one is not None for one in ones):
            rows.append(
                Row((both(partial(what_name, what)), *(both(partial(_moved, found, what, one)) for one in ones)))
            )
    columns = (Column(heading("what"), "text"), *(Column(case_name(found, case), "change") for case in cases))
    return Table("moved", word("compared_moved"), columns, rows, both(lambda lang: money_word("moved_note", lang)))


def _moved(found: Comparison, what: str, one: Estimate | None, lang: str) -> str:
    return EMPTY if one is None else moved_text(what, one, scale_of(found, lang))
