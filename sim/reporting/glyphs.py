"""Which names of a scenario the font of plots and pages cannot draw; ``sim check`` says so."""

from __future__ import annotations

from collections.abc import Iterator

from sim.reporting.fonts import without_glyph
from sim.scenario.scenario import Scenario
from sim.vocabulary.phrase import saying

PHRASES = {
    "missing": (
        "提示：所附字体缺少这些字，图和报告中将显示为方框：{letters}；可改用通用规范汉字",
        "note: the font has no glyph for {letters}, plots and reports show boxes -> write the names in other letters",
    )
}
say = saying(PHRASES)


def missing_glyphs(scenario: Scenario) -> str:
    """The characters, each once."""
    return without_glyph(_names(scenario))


def glyph_note(scenario: Scenario, lang: str) -> list[str]:
    """One line that names the characters; nothing if there are none."""
    letters = missing_glyphs(scenario)
    return [say("missing", lang, letters=" ".join(letters))] if letters else []


def _names(scenario: Scenario) -> Iterator[str]:
    """Every name from a file that a plot, page or sheet shows."""
    region = scenario.region
    labels = [scenario.label, region.label, *scenario.condition_labels.values()]
    labels += [district.label for district in region.districts]
    labels += [hospital.label for hospital in region.hospitals]
    labels += [alliance.label for alliance in region.alliances]
    yield from (text for label in labels for text in (label.zh, label.en))
    yield from (rule.group for rule in scenario.rules if rule.group)
    for document in scenario.documents:
        yield from (document.title_zh, document.title_en, document.number, document.issuer)
        yield from (text for clause in document.clauses for text in (clause.zh, clause.en, clause.why, clause.why_zh))
