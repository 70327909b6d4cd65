"""A run in a few sentences: what was asked, what came out, what it does to money."""

from __future__ import annotations

from collections.abc import Sequence

from sim.reporting.briefing.words import say
from sim.reporting.comparison.money_words import say as money_word
from sim.reporting.folder import Results
from sim.reporting.headlines import short_title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import difference, money, number, plain
from sim.reporting.positions import PUBLIC, net_positions
from sim.reporting.sentences import LEADING, effect, few_targets, target_counts
from sim.reporting.target_table import decisive, is_own, required, target_name
from sim.reporting.wording import say as spoken

SHARES = {"visits": "primary_visit_share", "stays": "county_inpatient_share"}
FUNDS = ("resident_fund", "employee_fund")
PURSES = (*FUNDS, "patients")


def question(results: Results, lang: str) -> str:
    """What somebody wants to know who reads this."""
    rules = results.rules
    title, year = results.title(lang), results.last_year
    if rules.empty:
        return say("asks_nothing", lang, title=title, year=year)
    names = joined("and", rules[f"label_{lang}"].drop_duplicates().tolist(), lang)
    first = str(rules["first_month"].iloc[0])
    return sentence_case(say("asks", lang, title=title, n=len(rules), first=first, names=names, year=year))


def asked_targets(results: Results, lang: str) -> list[str]:
    """The targets of whoever asks, then how many the documents set."""
    whole = decisive(results.calendar_targets)
    whole = whole[whole["arm"] == "reform"]
    lines = []
    own = whole[is_own(whole)]
    if len(own):
        ones = [
            say("own_one", lang, name=target_name(row, results, lang), need=required(row, results, lang))
            for _, row in own.iterrows()
        ]
        lines.append(say("asks_own", lang, targets=joined("and", ones, lang)))
    if len(whole) > len(own):
        lines.append(say("asks_targets", lang, n=len(whole) - len(own)))
    return lines


def answer(results: Results, lang: str) -> list[str]:
    """Three sentences: what moves, which targets are met, what it does to money."""
    return [moves_sentence(results, lang), _targets(results, lang), money_sentence(results, lang)]


def moves_sentence(results: Results, lang: str) -> str:
    """The leading headlines: those whose interval leaves out zero with their numbers, the others by name."""
    found = [one for name in LEADING if (one := effect(results, name, results.last_year)) is not None]
    sure = [one for one in found if one.verdict in ("sure", "single") and one.difference]
    unsure = [short_title(one.indicator, lang) for one in found if one not in sure]
    if not sure:
        return say("moves_none", lang, year=results.last_year) + say("end", lang)
    changes = [
        say(
            "moves_up" if one.difference > 0 else "moves_down",
            lang,
            name=short_title(one.indicator, lang),
            old=number(one.baseline, one.unit, lang),
            new=number(one.reform, one.unit, lang),
            gap=difference(one.difference, one.unit, lang),
        )
        for one in sure
    ]
    between = "，" if lang == "zh" else ", "
    text = say("moves", lang, year=results.last_year, changes=between.join(changes))
    text += say("moves_single" if results.replications == 1 else "moves_sure", lang)
    if unsure:
        text += say("list", lang) + say("moves_unsure", lang, names=joined("and", unsure, lang))
    return sentence_case(text) + say("end", lang)


def _targets(results: Results, lang: str) -> str:
    total, met, old = target_counts(results)
    if not total:
        return say("no_targets", lang)
    return spoken("target_count", lang, total=total, met=met, old=old) + few_targets(results, lang)


def money_sentence(results: Results, lang: str) -> str:
    """Both funds, patients and public purses: net; by name those whose interval includes zero."""
    nets = net_positions(results)
    if not nets:
        return say("no_money", lang)
    changes, unsure = [], []
    for party in (name for name in (*PURSES, PUBLIC) if name in nets):
        net, name = nets[party], _party(party, lang)
        if net.gap.verdict("yuan") == "unsure":
            unsure.append(name)
        elif party in FUNDS:
            old, new = money(net.baseline, lang), money(net.reform, lang)
            changes.append(say("money_of", lang, party=name, old=old, new=new))
        elif plain(net.gap.mean, "yuan") != "0":
            gap = ("+" if net.gap.mean > 0 else "") + money(net.gap.mean, lang)
            changes.append(say("money_gap", lang, party=name, gap=gap))
    if unsure:
        changes.append(say("money_unsure", lang, parties=joined("and", unsure, lang)))
    single = say("moves_single", lang) if results.replications == 1 else ""
    return say("money", lang, year=results.last_year, changes=joined("list", changes, lang) + single)


def moved(results: Results, lang: str) -> list[str]:
    """How many visits and stays move, where the interval leaves out zero; nothing where it does not."""
    changes = []
    for what, name in SHARES.items():
        found, row = effect(results, name, results.last_year), results.row(name, "reform", results.last_year)
        if found is None or row is None or found.verdict not in ("sure", "single") or not found.difference:
            continue
        key = f"{what}_up" if found.difference > 0 else f"{what}_down"
        changes.append(say(key, lang, x=plain(abs(found.difference) * float(row["denominator"]), "count")))
    return [say("moved", lang, year=results.last_year, changes=joined("and", changes, lang))] if changes else []


def _party(party: str, lang: str) -> str:
    return money_word("party.public" if party == PUBLIC else f"party.{party}", lang)


def deficits(results: Results, lang: str) -> list[str]:
    """Funds that spend more than they receive with the reform; nothing if none does."""
    lacking = [
        _party(party, lang) for party, net in net_positions(results).items() if party in FUNDS and net.reform < 0
    ]
    return [say("deficit", lang, year=results.last_year, names=joined("and", lacking, lang))] if lacking else []


def joined(key: str, parts: Sequence[str], lang: str) -> str:
    """Words one after another."""
    return say(key, lang).join(parts)
