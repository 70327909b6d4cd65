"""Tables of net positions, of what was moved, and of every pair of scenarios; 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.money_words import say
from sim.reporting.comparison.positions import MOVED, moved_text, party_name, scale_of, what_name
from sim.reporting.comparison.tables import CELL, PLAIN, SIDE_BY_SIDE, head, heading, left, many
from sim.reporting.comparison.words import say as spoken
from sim.reporting.headlines import SPOKEN
from sim.reporting.lines import wrap
from sim.reporting.numbers import EMPTY, plain
from sim.reporting.on_screen import prose
from sim.reporting.side_effects import MARK, NO_MARK
from sim.reporting.text_table import text_table
from sim.reporting.wording import say as words
from sim.vocabulary.labels import unit

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table


def positions_table(found: Comparison, lang: str) -> list[RenderableType]:
    """A row a party: its net position, and below it the difference to the reference; a block a scenario where many."""
    if many(found):
        blocks: list[RenderableType] = []
        for case in found.cases:
            blocks += [prose(heading(found, case, lang), style="bold"), _positions(found, [case], lang)]
        return blocks
    return [_positions(found, found.shown, lang)]


def _positions(found: Comparison, cases: list[str], lang: str) -> Table:
    scale = scale_of(found, lang)
    most = CELL[min(SIDE_BY_SIDE, max(1, len(found.cases)))]
    widths = tuple(most if case in found.others else PLAIN + 4 for case in cases)
    heads = [head(found, case, wide, lang) for case, wide in zip(cases, widths, strict=True)]
    table = text_table(say("party", lang), *heads, widths=widths)
    for party in found.contrasts.parties:
        cells = []
        for case, wide in zip(cases, widths, strict=True):
            value, gap = (found.contrasts.position(party, case, word) for word in ("value", "difference"))
            lines = [EMPTY if value is None else scale.text(value.mean)]
            if gap is not None and case != BASELINE:
                lines += wrap(scale.signed(gap), wide)
            cells.append("\n".join(lines))
        name = "\n".join(wrap(party_name(party, lang), left(widths), indent="  "))
        table.add_row(name, *cells)
    return table


def moved_table(found: Comparison, lang: str) -> list[RenderableType]:
    """A row each of what is moved, three scenarios to a table."""
    scale = scale_of(found, lang)
    tables: list[RenderableType] = []
    for start in range(0, len(found.others), SIDE_BY_SIDE - 1):
        cases = found.others[start : start + SIDE_BY_SIDE - 1]
        widths = (26,) * len(cases)
        table = text_table(say("what", lang), *(head(found, case, 26, lang) for case in cases), widths=widths)
        for what in MOVED:
            ones = [found.contrasts.moved(what, case) for case in cases]
            if any(one is not None for one in ones):
                cells = [EMPTY if one is None else "\n".join(wrap(moved_text(what, one, scale), 26)) for one in ones]
                table.add_row("\n".join(wrap(what_name(what, lang), left(widths), indent="  ")), *cells)
        if table.row_count:
            tables.append(table)
    return tables


def pairs_table(found: Comparison, lang: str) -> Table:
    """Every pair of scenarios, the difference of the headlines; a star where its interval leaves out zero."""
    table = text_table(spoken("pair_of", lang), *(words(f"short.{name}", lang) for name in SPOKEN))
    for case, against in found.contrasts.pairs:
        table.add_row(pair_name(found, case, against, lang), *(_gap(found, name, case, against) for name in SPOKEN))
    return table


def pair_name(found: Comparison, case: str, against: str, lang: str) -> str:
    """B − A, by the letters of the key."""
    return spoken("pair", lang, case=_letter(found, case, lang), against=_letter(found, against, lang))


def _letter(found: Comparison, case: str, lang: str) -> str:
    return words("baseline", lang) if case == BASELINE else found.letter(case)


def _gap(found: Comparison, indicator: str, case: str, against: str) -> str:
    one = found.contrasts.pair(indicator, case, against)
    if one is None:
        return EMPTY + NO_MARK
    kind = unit(indicator)
    return plain(one.mean, kind, sign=True) + (MARK if one.verdict(kind) == "sure" else NO_MARK)
