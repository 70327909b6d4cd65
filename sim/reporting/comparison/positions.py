"""Net positions and what was moved, in words and numbers: who gains, who loses, at what cost."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.reporting.comparison.folder import BASELINE, Comparison
from sim.reporting.comparison.money_words import say
from sim.reporting.estimate import Estimate
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY, MINUS, money, plain
from sim.reporting.wording import say as words

FUNDS = ("resident_fund", "employee_fund")
MOVED = ("visits", "stays", "contracts", "public_yuan", "yuan_per_visit")
UNITS = {"visits": "count", "stays": "count", "contracts": "count", "public_yuan": "yuan", "yuan_per_visit": "yuan"}
FINE = {"zh": 1e7, "en": 1e8}  # yuan: smaller differences are told with more digits


@dataclass(frozen=True, slots=True)
class MoneyScale:
    """What money is counted in within one table: 万元 or million yuan, with as many digits as it takes."""

    yuan: float
    digits: int

    def text(self, yuan: float, *, sign: bool = False) -> str:
        """An amount without its unit."""
        if not math.isfinite(yuan):
            return EMPTY
        scaled = round(yuan / self.yuan, self.digits)
        text = f"{abs(scaled):,.{self.digits}f}"
        return text if scaled == 0 else (MINUS if scaled < 0 else "+" if sign else "") + text

    def signed(self, one: Estimate) -> str:
        """A difference with its interval."""
        text = self.text(one.mean, sign=True)
        nothing = one.low == one.mean == one.high == 0.0
        if nothing or not one.has_interval:
            return text
        return f"{text} [{self.text(one.low, sign=True)}, {self.text(one.high, sign=True)}]"


def scale_of(found: Comparison, lang: str) -> MoneyScale:
    """One scale for all parties and cases."""
    parties, cases = found.contrasts.parties, found.shown
    ones = (found.contrasts.position(party, case, "difference") for party in parties for case in cases)
    return scale_for(max((abs(one.mean) for one in ones if one is not None), default=0.0), lang)


def scale_for(most: float, lang: str) -> MoneyScale:
    """The scale of a table whose largest difference is ``most`` yuan."""
    digits = (0 if lang == "zh" else 1) + (most < FINE[lang])
    return MoneyScale(1e4 if lang == "zh" else 1e6, digits)


def party_name(party: str, lang: str) -> str:
    """A party, beginning a line."""
    return sentence_case(say(f"party.{party}", lang))


def what_name(what: str, lang: str) -> str:
    """Something moved, with its unit."""
    return sentence_case(say(what, lang, unit=say("unit", lang)))


def moved_text(what: str, one: Estimate, scale: MoneyScale) -> str:
    """A number of those moved; money of all in the scale of the table."""
    return scale.signed(one) if what == "public_yuan" else one.signed(UNITS[what])


def money_sentences(found: Comparison, lang: str) -> list[str]:
    """A sentence a case on what it moves, what that costs and what it does to the funds; then the balances."""
    lines = [line for case in found.others if (line := _moves(found, case, lang))]
    balances = [text for party in FUNDS if (text := _balances(found, party, lang))]
    if balances:
        between = "；" if lang == "zh" else "; "
        lines.append(say("balances", lang, year=found.year, ones=between.join(balances)))
    return lines


def _moves(found: Comparison, case: str, lang: str) -> str:
    changes = []
    visits = found.contrasts.moved("visits", case)
    if visits is not None and visits.verdict("count") in ("sure", "single"):
        key = "visits_up" if visits.mean > 0 else "visits_down"
        changes.append(say(key, lang, x=plain(abs(visits.mean), "count")))
    spent, each = (found.contrasts.moved(what, case) for what in ("public_yuan", "yuan_per_visit"))
    if spent is not None:
        changes.append(_spending(spent, each, lang))
    for party in FUNDS:
        one = found.contrasts.position(party, case, "difference")
        if one is not None and one.verdict("yuan") in ("sure", "single"):
            key = "fund_up" if one.mean > 0 else "fund_down"
            changes.append(say(key, lang, party=say(f"party.{party}", lang), x=money(abs(one.mean), lang)))
    if not changes:
        return ""
    joined = ("，" if lang == "zh" else ", ").join(changes)
    return sentence_case(say("sentence", lang, case=found.name(case, lang), changes=joined))


def _spending(spent: Estimate, each: Estimate | None, lang: str) -> str:
    if spent.verdict("yuan") not in ("sure", "single"):
        return say("money_unsure", lang)
    text = say("spend_up" if spent.mean > 0 else "spend_down", lang, x=money(abs(spent.mean), lang))
    if each is None or not math.isfinite(each.mean) or each.mean <= 0:
        return text
    between = "，" if lang == "zh" else ", "
    return text + between + say("each", lang, x=money(abs(each.mean), lang))


def _balances(found: Comparison, party: str, lang: str) -> str:
    """What a fund keeps or lacks in the year, by scenario."""
    cases = {case: one for case in found.shown if (one := found.contrasts.position(party, case)) is not None}
    who = {case: words("baseline", lang) if case == BASELINE else found.letter(case) for case in cases}
    ones = [say("balance_of", lang, case=who[case], x=money(one.mean, lang)) for case, one in cases.items()]
    if not ones:
        return ""
    return say("balance", lang, party=say(f"party.{party}", lang), ones=("、" if lang == "zh" else ", ").join(ones))
