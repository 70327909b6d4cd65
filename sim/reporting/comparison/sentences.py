"""What differs between the scenarios, in plain words: inputs, headlines, targets."""

from __future__ import annotations

import pandas as pd

from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.positions import money_sentences
from sim.reporting.comparison.words import say
from sim.reporting.headlines import SPOKEN, short_title
from sim.reporting.lines import sentence_case
from sim.reporting.numbers import EMPTY, difference, number, percent
from sim.reporting.sentences import cautions
from sim.reporting.target_table import required, status, target_name
from sim.vocabulary.labels import unit

MOST_INPUTS = 40
MOST_RULES = 8  # named in a line


def input_lines(found: Comparison, lang: str) -> list[str]:
    """Rules that a scenario lacks or adds, then old -> new for what is set otherwise; how many more there are."""
    whole = (found.inputs[list(found.cases)] == "").any(axis=1) & ~found.inputs["path"].str.contains(".", regex=False)
    rules, rest = found.inputs[whole], found.inputs[~whole]
    lines = []
    for case in found.others:
        had, has = rules[found.reference] != "", rules[case] != ""
        off, new = rules[had & ~has], rules[has & ~had]
        for key, chosen, names in (
            ("rules_off", off, [_rule(row, lang) for _, row in off.iterrows()]),
            ("rules_new", new, [_with_fields(row, case, lang) for _, row in new.iterrows()]),
        ):
            if not chosen.empty:
                lines.append(say(key, lang, case=found.letter(case), n=len(names), names=_first(names, lang)))
    lines += [_changed(found, row, lang) for _, row in rest.head(MOST_INPUTS).iterrows()]
    more = len(rest) - MOST_INPUTS
    return [*lines, say("input_more", lang, n=more)] if more > 0 else lines or [say("inputs_same", lang)]


def _first(names: list[str], lang: str) -> str:
    """The rules' names, of many the first and how many more there are."""
    more = len(names) - MOST_RULES
    return _and(names if more <= 1 else [*names[:MOST_RULES], say("input_more", lang, n=more)], lang)


def _rule(row: pd.Series, lang: str) -> str:
    """A rule by its lever's name, with its own word where it has one."""
    own = str(row["path"]).partition("@")[2]
    return f"{row[lang]} ({own})" if own else str(row[lang])


def _with_fields(row: pd.Series, case: str, lang: str) -> str:
    """A rule that the reference does not have, with what it sets."""
    return say("rule_with", lang, name=_rule(row, lang), fields=row[case])


def _changed(found: Comparison, row: pd.Series, lang: str) -> str:
    """One path, old -> new; by scenario where there are several."""
    new: dict[str, list[str]] = {}
    for case in found.others:
        # That a scenario lacks the rule is told by the line of the rule.
        if row[case] not in (row[found.reference], ""):
            new.setdefault(_text(str(row[case]), lang), []).append(found.letter(case))
    values = list(new)
    if len(found.others) > 1:
        values = [say("input_of", lang, value=value, case=_and(cases, lang)) for value, cases in new.items()]
    old = _text(str(row[found.reference]), lang)
    return say("input", lang, path=row["path"], name=row[lang], old=old, new=_and(values, lang))


def _text(value: str, lang: str) -> str:
    return value or say("input_none", lang)


def _and(words: list[str], lang: str) -> str:
    return say("and", lang).join(words)


def sentences(found: Comparison, lang: str) -> list[str]:
    """What was asked for; a sentence a scenario on its headlines; targets met; money; and what this leaves out."""
    return [
        *cautions((found.results(case).checks.get("fit_note") for case in found.cases), lang),
        *own_target_sentences(found, lang),
        *against_sentences(found, lang),
        *targets_met_sentence(found, lang),
        *money_sentences(found, lang),
        found.coverage.limits(lang),
    ]


def against_sentences(found: Comparison, lang: str) -> list[str]:
    """How the headlines of each scenario differ from those of the reference."""
    return [_against(found, case, lang) for case in found.others]


def targets_met_sentence(found: Comparison, lang: str) -> list[str]:
    """How many targets each scenario meets; nothing without targets."""
    if found.targets.empty:
        return []
    met = []
    for case in found.cases:
        count, of = found.met(case)
        met.append(say("targets_met", lang, case=found.name(case, lang), met=count, of=of))
    return [sentence_case(say("list", lang).join(met)) + say("end", lang)]


def own_target_sentences(found: Comparison, lang: str) -> list[str]:
    """How each scenario stands to what was asked for, and how likely it gets there."""
    lines = []
    for _, rows in found.own_targets.groupby("target", sort=False):
        ones = []
        for _, row in rows.iterrows():
            value = number(float(row["mean"]), unit(str(row["indicator"])), lang) if pd.notna(row["mean"]) else EMPTY
            case = found.name(str(row["case"]), lang)
            text = say("own_target_of", lang, case=case, value=value, status=status(row, lang))
            if pd.notna(row["probability"]):
                text += say("own_target_chance", lang, chance=percent(float(row["probability"]), lang))
            ones.append(text)
        first = rows.iloc[0]
        need, name = (tell(first, found.words, lang) for tell in (required, target_name))
        lines.append(say("own_target", lang, name=name, need=need, ones=say("list", lang).join(ones)))
    return lines


def _against(found: Comparison, case: str, lang: str) -> str:
    """What is sure first; then that of which the interval includes zero."""
    blanks = {"reference": found.name(found.reference, lang), "case": found.name(case, lang)}
    by_verdict: dict[str, list[str]] = {"sure": [], "unsure": [], "single": [], "same": []}
    for name in SPOKEN:
        one = found.number(name, case, "difference")
        if one is None:
            continue
        kind = unit(name)
        verdict = one.verdict(kind)
        size = difference(abs(one.mean), kind, lang).lstrip("+")
        change = say("change_up" if one.mean > 0 else "change_down", lang, name=short_title(name, lang), x=size)
        by_verdict[verdict].append(short_title(name, lang) if verdict in ("unsure", "same") else change)
    sure, single, unsure = by_verdict["sure"], by_verdict["single"], by_verdict["unsure"]
    if single:
        text = say("against", lang, changes=_and(single, lang), **blanks)
        return sentence_case(text + say("against_single", lang))
    if not sure:
        return sentence_case(say("against_none" if unsure else "against_same", lang, **blanks))
    text = say("against", lang, changes=_and(sure, lang), **blanks) + say("against_sure", lang)
    if unsure:
        text += ("" if lang == "zh" else " ") + say("against_unsure", lang, names=_and(unsure, lang))
    return sentence_case(text)
