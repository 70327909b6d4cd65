"""The briefing of a sweep, in the order of every briefing."""

from __future__ import annotations

from functools import partial

from sim.reporting.briefing.content import Briefing, Picture
from sim.reporting.briefing.pictures import drawn
from sim.reporting.briefing.run import method_of
from sim.reporting.briefing.words import word
from sim.reporting.page.blocks import Block, Code, Grid, Plot, Prose, section
from sim.reporting.page.swept import plots_of, run_again, words_of
from sim.reporting.page.words import covered
from sim.reporting.page.words import say as page
from sim.reporting.swept import Swept
from sim.reporting.swept_sentences import most_sentence, sentences
from sim.reporting.tables import swept
from sim.reporting.tables.cells import Both, both
from sim.reporting.target_table import kind_of

POINTS, FAILURES = 12, 8  # rows that a briefing has room for


def briefing_of_sweep(found: Swept) -> Briefing:
    """What it says, in both languages."""
    asked = word("asks_sweep", title=both(found.title), n=found.points, reps=found.replications, year=found.sweep.year)
    answer = tuple(both(partial(_nth, found, n)) for n in range(len(sentences(found, "zh"))))
    plots = tuple(Plot(name) for name, _, _ in plots_of(found))
    sections = (
        section("question", word("question"), Prose((asked,)), Grid(swept.varied(found))),
        section("answer", word("answer"), Prose(answer, "lead"), Grid(swept.points(found, POINTS)), *plots),
        section("targets", word("targets"), Grid(swept.targets(found, ("outcome",))), *_measures(found)),
        section("why", word("why_sweep"), *_why(found)),
        section("risks", word("risks"), *_risks(found)),
        section("sure", word("sure"), Prose((*covered(found.coverage), *_sampled(found)), "list")),
        section("assumptions", word("assumptions"), Prose((word("assumptions_sweep"),))),
        section("method", word("method"), *_method(found)),
    )
    return Briefing(
        title=word("title_sweep", title=both(found.title)),
        subtitle=word("subtitle_sweep", year=found.sweep.year, n=found.points),
        warning=None,
        sections=sections,
        picture=partial(_picture, found),
    )


def _measures(found: Swept) -> tuple[Block, ...]:
    """At how many combinations every target on the measures themselves is met."""
    rows = found.targets[found.targets["indicator"].map(kind_of) == "implementation"]
    if rows.empty:
        return ()
    met = int((rows["met"] == True).groupby(rows["id"]).all().sum())  # noqa: E712
    return (Prose((word("measures_sweep", of=rows["target"].nunique(), met=met, n=rows["id"].nunique()),)),)


def _nth(found: Swept, n: int, lang: str) -> str:
    return sentences(found, lang)[n]


def _why(found: Swept) -> tuple[Block, ...]:
    told = (Prose((both(partial(most_sentence, found)),)),) if most_sentence(found, "zh") else ()
    return (*told, Grid(swept.levels(found)))


def _risks(found: Swept) -> tuple[Block, ...]:
    failed = swept.failures(found, FAILURES)
    return (Prose((word("risks_sweep"),)), Grid(swept.ranges(found)), Grid(failed))


def _sampled(found: Swept) -> tuple[Both, ...]:
    whole = float(found.sweep.asked["sample"]) >= 1.0
    return () if whole else (word("sampled", sample=both(found.sample)),)


def _method(found: Swept) -> tuple[Block, ...]:
    asked = found.sweep.asked
    luck = method_of(found.coverage, both(found.sample), int(asked["seed"]))
    return (Prose((word("method_run"), luck)), Prose((page("sweep_again"),)), Code(run_again(found)))


def _picture(found: Swept, name: str, lang: str) -> Picture | None:
    plot = next((plot for plot in plots_of(found) if plot[0] == name), None)
    if plot is None:
        return None
    _, table, draw = plot
    return drawn(name, table, lambda rows: draw(rows, lang), lang, words_of(found))
