"""From which year on the trends of a scenario have no source: they go on as they were."""

from __future__ import annotations

from sim.scenario.scenario import Scenario
from sim.vocabulary.language import Language
from sim.vocabulary.phrase import saying

say = saying(
    {
        "beyond": (
            "趋势（床位、收入、费用、诊疗量）的来源截至 {known} 年；自 {first} 年起按原速度外推，没有数据支持",
            "trends (beds, incomes, charges, visits) rest on sources up to {known}; from {first} on they are "
            "extrapolated at the same pace, without data",
        ),
    }
)


def extrapolated_from(scenario: Scenario) -> int | None:
    """The first year of the scenario beyond the sources of its trends; None if there is no such year.

    Where the parameters do not say up to which year the sources go, that is the base year.
    """
    known = scenario.parameters.get("trend_known_until")
    first = (round(known.value) if known else scenario.years.base) + 1
    return first if first <= scenario.years.last else None


def trends_text(scenario: Scenario, language: Language) -> str:
    """The sentence for a plan; empty where every year has a source."""
    first = extrapolated_from(scenario)
    return "" if first is None else say("beyond", language, known=first - 1, first=first)
