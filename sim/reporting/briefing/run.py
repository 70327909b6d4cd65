"""The briefing of a run: question, answer, targets, why, what could go wrong, how sure, assumptions, method."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sim.reporting.briefing import run_tables as short
from sim.reporting.briefing.content import Briefing
from sim.reporting.briefing.pictures import picture_of_run
from sim.reporting.briefing.run_sentences import answer, asked_targets, deficits, joined, moved, question
from sim.reporting.briefing.words import say, word
from sim.reporting.coverage import Coverage
from sim.reporting.explain_text import explained
from sim.reporting.folder import Results
from sim.reporting.lines import straight
from sim.reporting.luck_share import luck_share_sentence
from sim.reporting.page.blocks import Block, Code, Grid, Plot, Prose, section
from sim.reporting.page.sections import run_again, sample_of
from sim.reporting.page.words import covered_or_how
from sim.reporting.page.words import say as page
from sim.reporting.sentences import fit_sentence
from sim.reporting.side_effects import side_effect_rows
from sim.reporting.tables.all import Tables
from sim.reporting.tables.cells import Both, both


def briefing_of_run(tables: Tables) -> Briefing:
    """What it says, in both languages."""
    results = tables.results
    sections = (
        section("question", word("question"), *told(results, question), *told(results, asked_targets)),
        section(
            "answer", word("answer"), Prose(texts(results, answer), "lead"), Grid(tables.headlines), Plot("headline")
        ),
        section("targets", word("targets"), Grid(short.outcomes(results)), *_measures(results)),
        section("why", word("why"), *_why(results)),
        section("risks", word("risks"), *_risks(results)),
        section("sure", word("sure"), Prose(how_sure(results), "list")),
        section("assumptions", word("assumptions"), *assumed(tables)),
        section("method", word("method"), *method(results)),
    )
    return Briefing(
        title=word("title", title=both(results.title)),
        subtitle=word("subtitle", base=results.base_year, last=results.last_year),
        warning=page("quick") if results.manifest.get("quick") else None,
        sections=sections,
        picture=partial(picture_of_run, results),
    )


def texts(results: Results, lines: Callable[[Results, str], list[str]]) -> tuple[Both, ...]:
    """Sentences that come by language."""
    return tuple(Both(zh, straight(en)) for zh, en in zip(lines(results, "zh"), lines(results, "en"), strict=True))


def told(results: Results, lines: Callable[[Results, str], list[str] | str]) -> tuple[Block, ...]:
    """One paragraph of sentences; nothing if there is none."""

    def one(lang: str) -> str:
        found = lines(results, lang)
        between = "" if lang == "zh" else " "
        return found if isinstance(found, str) else between.join(found)

    return (Prose((both(one),)),) if one("en") else ()


def _measures(results: Results) -> tuple[Block, ...]:
    group = short.measures(results)
    if group is None:
        return ()
    missed = [row for row in group.rows if row.level == 0 and row.reform["met"] == False]  # noqa: E712

    def one(lang: str) -> str:
        text = say("measures", lang, of=group.of, met=group.met)
        if not missed:
            return text
        names = joined("and", [row.name(results, lang) for row in missed], lang)
        return text + ("" if lang == "zh" else " ") + say("measures_missed", lang, names=names)

    return (Prose((both(one),)),)


def _why(results: Results) -> tuple[Block, ...]:
    if results.optional("explain/contributions").empty:
        return (*told(results, moved), Prose((word("not_explained"),)))
    return (
        *told(results, moved),
        Prose(tuple(both(partial(_nth_explained, results, n)) for n in range(len(explained(results, "zh")))), "list"),
        Plot("contributions"),
    )


def _nth_explained(results: Results, n: int, lang: str) -> str:
    return explained(results, lang)[n]


def _risks(results: Results) -> tuple[Block, ...]:
    there = sum(row.found is not None for row in side_effect_rows(results))
    table = short.side_effects(results)
    if results.replications == 1:
        first: tuple[Block, ...] = (Prose((word("side_effects_single"),)),)
    elif table:
        first = (Grid(table),)
    else:
        first = (Prose((word("no_side_effects", n=there),)),)
    return (*first, Grid(short.balances(results)), *told(results, deficits), Grid(short.net(results)))


def how_sure(results: Results) -> tuple[Both, ...]:
    """How much of the spread is luck, what the intervals cover, whether the base year is met, what must hold."""
    shares = texts(results, luck_share_sentence)
    return (*shares, *covered_or_how(results.coverage), *of_base_year(results))


def of_base_year(results: Results) -> tuple[Both, ...]:
    """Whether the base year is met, what must hold, and that there was a sample only."""
    checks, found = results.checks, [*texts(results, fit_sentence)]
    if checks.get("months_level_clipped"):
        found.append(word("clipped", n=checks["months_level_clipped"]))
    if not all(checks.get(name, True) for name in ("books_balance", "patients_conserved")):
        found.append(word("unsound"))
    if float(results.manifest["sample"]) < 1.0:
        found.append(word("sampled", sample=sample_of(results)))
    return tuple(found)


def assumed(tables: Tables) -> tuple[Block, ...]:
    """The measures with what the document leaves open; how many numbers have no source."""
    frame = tables.results.optional("parameters")
    count = () if frame.empty else (Prose((_inputs(frame["confidence"].astype(str).tolist()),)),)
    return (*count, Grid(short.rules(tables)))


def _inputs(confidence: list[str]) -> Both:
    return word("inputs", n=len(confidence), assumed=confidence.count("assumption"))


def method(results: Results) -> tuple[Block, ...]:
    """How it was computed, in short, and how to do it again."""
    luck = method_of(results.coverage, sample_of(results), results.manifest.get("seed", 1))
    mark = str(results.manifest.get("fingerprint", ""))[:12]
    found: list[Block] = [Prose((word("method_run"), luck)), Prose((word("again"),)), Code(run_again(results))]
    return (*found, Prose((word("versions", mark=mark),))) if mark else tuple(found)


def method_of(found: Coverage, sample: Both, seed: int) -> Both:
    """How often, of how many, with which luck, and what intervals cover."""
    key = "method_runs" if found.replications > 1 else "method_one"
    return word(key, n=found.replications, sample=sample, seed=seed, interval=both(found.statement))
