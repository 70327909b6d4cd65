"""What stands on the page, in order."""

from __future__ import annotations

from collections.abc import Callable

from sim.reporting.folder import Results
from sim.reporting.hospitals import strained_sentences
from sim.reporting.lines import straight
from sim.reporting.luck_share import luck_share_sentence
from sim.reporting.numbers import percent
from sim.reporting.page.blocks import Block, Code, Grid, Plot, Prose, Section, section
from sim.reporting.page.words import covered_or_how, say
from sim.reporting.pull import pull_sentences
from sim.reporting.sentences import few_sentence, fit_sentence, leading_sentences, target_sentence
from sim.reporting.tables.all import Tables
from sim.reporting.tables.cells import Both, Table, both


def sections(tables: Tables) -> list[Section]:
    """All sections; a table or plot without content is left out, a section never."""
    results = tables.results
    return [
        _section(
            "plain",
            Prose(_both(results, leading_sentences), "lead"),
            Prose((*_both(results, few_sentence), both(results.coverage.limits))),
        ),
        _section(
            "scoreboard",
            Prose(_both(results, target_sentence)),
            Plot("headline"),
            Grid(tables.headlines),
            Plot("scoreboard"),
            Grid(tables.targets),
            *_pull(results),
            Plot("trajectory"),
        ),
        _section("contributions", *_explained(tables)),
        _section("flows", Plot("flows_first_contact"), Plot("flows_admissions")),
        _section("money", Grid(tables.net), Grid(tables.settled), Plot("money"), Grid(tables.money)),
        _section(
            "places",
            Plot("counties"),
            Grid(tables.by_district, search=True),
            Grid(tables.pools),
            *(Grid(table, long=True) for table in tables.by_group),
        ),
        _section("side_effects", Grid(tables.side_effects), Grid(tables.package)),
        _section("waits", *_waits(tables)),
        _section("belief", *_belief(tables)),
        _section("rules", Grid(tables.rules), *_clauses(tables.clauses)),
        _section("assumptions", Grid(tables.assumptions, long=True, search=True)),
        _section("definitions", Prose((say("definitions"),)), Grid(tables.definitions, long=True)),
        _section("reproduce", *_reproduce(results)),
    ]


def sample_of(results: Results) -> Both:
    """The share of residents simulated."""
    sample = float(results.manifest["sample"])
    return both(lambda lang: percent(sample, lang, 0 if sample >= 0.01 else 2))


def run_again(results: Results) -> str:
    """The command that gives the same bytes again, in the folder itself."""
    about = results.manifest
    quick = " --quick" if about.get("quick") else ""
    runs = f"--members {results.members}" if results.members else f"--reps {results.replications}"
    return f"sim run scenario.yaml{quick} --sample {about['sample']:g} {runs} --seed {about.get('seed', 1)}"


def _section(key: str, *blocks: Block) -> Section:
    return section(key, say(f"section.{key}"), *blocks)


def _both(results: Results, lines: Callable[[Results, str], list[str]]) -> tuple[Both, ...]:
    """Sentences that come by language."""
    return tuple(Both(zh, straight(en)) for zh, en in zip(lines(results, "zh"), lines(results, "en"), strict=True))


def _pull(results: Results) -> tuple[Block, ...]:
    """Admissions and cost beside targets that lean on them."""
    found = _both(results, pull_sentences)
    return (Prose(found),) if found else ()


def _explained(tables: Tables) -> tuple[Block, ...]:
    if tables.contributions:
        return Plot("contributions"), Grid(tables.groups), Grid(tables.contributions, long=True)
    return Prose((say("explain"),)), Code("sim explain RESULT\nsim report RESULT")


def _waits(tables: Tables) -> tuple[Block, ...]:
    sampled = float(tables.results.manifest["sample"]) < 1.0
    note = (Prose((say("sampled_waits"),)),) if sampled else ()
    return (*note, Plot("capacity"), Grid(tables.waits), *_hospitals(tables))


def _hospitals(tables: Tables) -> tuple[Block, ...]:
    strained = _both(tables.results, strained_sentences)
    told = (Prose(strained, "warning"),) if strained else ()
    return (*told, Grid(tables.hospitals, long=True, search=True))


def _belief(tables: Tables) -> tuple[Block, ...]:
    results = tables.results
    covers = (*_both(results, luck_share_sentence), *covered_or_how(results.coverage))
    return (
        Prose((*covers, say("experiments")), "list"),
        Prose(_checks(results), "list"),
        Prose(_both(results, fit_sentence)),
        Plot("fit"),
        Grid(tables.fit),
    )


def _checks(results: Results) -> tuple[Both, ...]:
    """checks.json in words."""
    checks = results.checks
    found = []
    for key in ("books_balance", "patients_conserved", "months_level_clipped", "needs_above_bound"):
        if key in checks:
            value = checks[key]
            x = say("check.yes" if value else "check.no") if isinstance(value, bool) else value
            found.append(say(f"check.{key}", x=x))
    return tuple(found) or (say("no_checks"),)


def _clauses(table: Table) -> tuple[Block, ...]:
    return (Grid(table, search=True),) if table else (Prose((say("no_documents"),)),)


def _reproduce(results: Results) -> tuple[Block, ...]:
    about = results.manifest
    seed, n = about.get("seed", 1), results.replications
    versions = {"Python": about.get("python", ""), **about.get("packages", {})}
    listed = ", ".join(f"{name} {number}" for name, number in versions.items() if number)
    facts = [say("seed", seed=seed, n=n, sample=sample_of(results))]
    facts += [say("fingerprint", x=about["fingerprint"])] if "fingerprint" in about else []
    facts += [say("versions", x=listed)] if listed else []
    return (
        Prose((say("reproduce"),)),
        Code(run_again(results)),
        Prose((*facts, say("tables_in_excel")), "list"),
    )
