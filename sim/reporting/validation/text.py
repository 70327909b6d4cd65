"""The table and the score on the terminal and in ``validation.txt``; 80 columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.reporting.lines import wrap
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.text_table import text_table
from sim.reporting.validation.data import SLOPE, Validation, plain, shown, verdict
from sim.reporting.validation.words import say
from sim.vocabulary.whole_file import write_whole

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

NAME = 31


def validation_shown(folder: Path, lang: str) -> Group:
    """Heading, table, score; for a rich console."""
    from rich.console import Group
    from rich.text import Text

    found = Validation(folder)
    rows, told = found.rows, found.told
    draws = int(rows["draws"].max())
    head = say("heading", lang, studies=rows["study"].nunique(), estimates=len(rows), draws=draws)
    months = say("months", lang) if (rows["estimator"] == SLOPE).any() else ""
    parts: list[RenderableType] = [
        prose(head, style="bold"),
        prose(say("what", lang)),
        Text(),
        _table(found, lang),
        Text(),
        prose(say("legend", lang, months=months).strip()),
    ]
    for key, title in (("out_of_sample", "score_out"), ("all", "score_all")):
        parts += [Text(), prose(say(title, lang), style="bold"), *bullets(_lines(told["score"][key], lang))]
    parts += [Text(), prose(say("sets_title", lang), style="bold"), *bullets(_sets(found, lang))]
    clipped = {name: n for name, n in told["months_level_clipped"].items() if n}
    if clipped:
        note = say("clipped", lang, n=sum(clipped.values()), studies=", ".join(clipped))
        parts += [Text(), prose(note)]
    return Group(*parts)


def _sets(found: Validation, lang: str) -> list[str]:
    """The sets that are ruled out, each with the estimate that it is farthest from."""
    out = found.sets[~found.sets["kept"]]
    if out.empty:
        return [say("sets_none", lang, of=len(found.sets))]
    return [say("sets_by", lang, n=row.draw, name=row.worst) for row in out.itertuples()]


def validation_text(folder: Path, lang: str) -> str:
    """The same as plain text, equal bytes for equal results."""
    return as_text(validation_shown(folder, lang))


def write_validation_text(folder: Path, lang: str) -> None:
    """``validation.txt`` in the folder."""
    write_whole(folder / "validation.txt", validation_text(folder, lang))


def _table(found: Validation, lang: str) -> Table:
    """A line a study, below it a line for each of its estimates."""
    table = text_table(*(say(word, lang) for word in ("study", "published", "model", "verdict")))
    before = ""
    for _, row in found.rows.iterrows():
        if row["study"] != before:
            before = row["study"]
            table.add_row("\n".join(wrap(found.title(row, lang), NAME)), "", "", "")
        name = "\n".join(wrap(f"  {found.outcome(row, lang)}", NAME, indent="    "))
        model = f"{plain(row['median'], row)} [{plain(row['low'], row)}, {plain(row['high'], row)}]"
        table.add_row(name, _published(row, lang), model, say(verdict(row), lang))
    return table


def _published(row: Any, lang: str) -> str:
    """The published effect; its interval on a line below."""
    value = shown(row["published"], row, lang)
    if row["published_low"] != row["published_low"]:  # no interval
        return value
    return f"{value}\n[{plain(row['published_low'], row)}, {plain(row['published_high'], row)}]"


def _lines(score: dict[str, Any], lang: str) -> list[str]:
    of = score["estimates"]
    if not of:
        return [say("line_empty", lang)]
    lines = [
        say("line_inside", lang, x=score["inside"], of=of),
        say("line_near", lang, x=score["near"], of=of),
        say("line_sign", lang, x=score["sign_ok"], of=of, zeros=score["zeros"], zeros_ok=score["zeros_ok"]),
        say("line_error", lang, model=_two(score["crps_model"]), none=_two(score["crps_no_effect"])),
    ]
    if score["with_literature"]:
        model, other = _two(score["crps_model_with_literature"]), _two(score["crps_literature"])
        lines.append(say("line_literature", lang, n=score["with_literature"], model=model, literature=other))
    else:
        lines.append(say("line_no_literature", lang))
    if score["with_interval"]:
        lines.append(say("line_width", lang, x=f"{score['width_ratio']:.1f}", n=score["with_interval"]))
    return lines


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
