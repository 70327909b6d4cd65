"""The briefing of a comparison, in the order of every briefing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sim.reporting.briefing import comparison_tables as short
from sim.reporting.briefing.content import Briefing, Picture
from sim.reporting.briefing.pictures import drawn
from sim.reporting.briefing.run import method_of, of_base_year
from sim.reporting.briefing.words import say, word
from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots import plots_of
from sim.reporting.comparison.positions import money_sentences
from sim.reporting.comparison.sentences import against_sentences, own_target_sentences, targets_met_sentence
from sim.reporting.lines import sentence_case
from sim.reporting.page.blocks import Block, Code, Grid, Plot, Prose, section
from sim.reporting.page.compared import run_again, sample_of
from sim.reporting.page.words import covered_or_how
from sim.reporting.page.words import say as page
from sim.reporting.side_effects import SHOWN as SIDE_EFFECTS
from sim.reporting.tables.cells import Both, both
from sim.reporting.target_table import required, target_name


def briefing_of_comparison(found: Comparison) -> Briefing:
    """What it says, in both languages."""
    sections = (
        section("question", word("question"), Prose(_question(found)), Grid(short.inputs(found))),
        section("answer", word("answer"), Prose(_answer(found), "lead"), Plot("cases"), Grid(short.headlines(found))),
        section("targets", word("targets"), Grid(short.outcomes(found)), *_measures(found)),
        section(
            "why", word("why_compared"), Grid(short.pairs(found)), Grid(short.moved(found)), Plot("cases_counties")
        ),
        section("risks", word("risks"), *_side_effects(found), Grid(short.net(found))),
        section("sure", word("sure"), Prose(_sure(found), "list")),
        section("assumptions", word("assumptions"), Prose((_inputs(found), word("assumptions_compared")))),
        section("method", word("method"), *_method(found)),
    )
    reference = both(partial(found.name, found.reference))
    return Briefing(
        title=word("title_compared", title=reference),
        subtitle=word("subtitle_compared", base=found.asked["base_year"], last=found.year, n=len(found.cases)),
        warning=page("quick") if found.asked.get("quick") else None,
        sections=sections,
        picture=partial(_picture, found),
    )


def _question(found: Comparison) -> tuple[Both, ...]:
    def names(lang: str) -> str:
        ones = (f"{found.letter(case)} {found.name(case, lang)}" for case in found.others)
        return say("and", lang).join(ones)

    def own(lang: str) -> str:
        firsts = [rows.iloc[0] for _, rows in found.own_targets.groupby("target", sort=False)]
        ones = (
            say("own_one", lang, name=target_name(row, found.words, lang), need=required(row, found.words, lang))
            for row in firsts
        )
        return sentence_case(say("asks_own", lang, targets=say("and", lang).join(ones)))

    reference = both(partial(found.name, found.reference))
    asked = word("asks_compared", reference=reference, n=len(found.others), names=both(names), year=found.year)
    return (asked,) if found.own_targets.empty else (asked, both(own))


def _answer(found: Comparison) -> tuple[Both, ...]:
    """Three points: what was asked for, how headlines differ, what it does to money."""
    lines = (both(partial(_point, found, tell)) for tell in (_targets, against_sentences, money_sentences))
    return tuple(line for line in lines if line.en)


def _targets(found: Comparison, lang: str) -> list[str]:
    return [*own_target_sentences(found, lang), *targets_met_sentence(found, lang)]


def _point(found: Comparison, tell: Callable[[Comparison, str], list[str]], lang: str) -> str:
    return ("" if lang == "zh" else " ").join(tell(found, lang))


def _differences(found: Comparison) -> tuple[Block, ...]:
    return Grid(short.pairs(found)), Grid(short.moved(found)), Plot("cases_counties")


def _measures(found: Comparison) -> tuple[Block, ...]:
    told = short.measures(found)
    return () if told is None else (Prose((told,)),)


def _side_effects(found: Comparison) -> tuple[Block, ...]:
    if found.replications == 1:
        return (Prose((word("side_effects_single"),)),)
    table = short.side_effects(found)
    if table:
        return (Grid(table),)
    there = sum(found.number(name, found.reference, group=group) is not None for name, group in SIDE_EFFECTS)
    return (Prose((word("no_side_effects", n=there),)),)


def _sure(found: Comparison) -> tuple[Both, ...]:
    return (*covered_or_how(found.coverage), *of_base_year(found.words))


def _inputs(found: Comparison) -> Both:
    frame = found.words.optional("parameters")
    confidence = [] if frame.empty else frame["confidence"].astype(str).tolist()
    return word("inputs", n=len(confidence), assumed=confidence.count("assumption"))


def _method(found: Comparison) -> tuple[Block, ...]:
    luck = method_of(found.coverage, sample_of(found), found.asked["seed"])
    return (
        Prose((word("method_compared"), luck)),
        Prose((page("compared_again"),)),
        Code(run_again(found)),
    )


def _picture(found: Comparison, name: str, lang: str) -> Picture | None:
    plot = next((plot for plot in plots_of(found) if plot.name == name), None)
    if plot is None:
        return None
    return drawn(name, plot.data(found), lambda rows: plot.draw(rows, found, lang), lang)
