"""What a scenario of the nation is and what a run of it takes, as text and data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from sim.nation.fit import PoolFitted
from sim.nation.plan import NationSize
from sim.nation.scenario import NationScenario
from sim.reporting.nation.words import say
from sim.reporting.numbers import percent


def checked_text(whole: NationScenario, lang: str) -> str:
    """One line: it can be run."""
    nation = whole.nation
    return say(
        "checked", lang, title=whole.label.told(lang), pools=len(nation.pools), types=len(nation.archetypes),
        arms=len(whole.arms),
    )  # fmt: skip


def planned_text(whole: NationScenario, size: NationSize, lang: str) -> str:
    """The arms with who pays at the end of each year, and the size."""
    return "\n".join(_lines(whole, size, lang))


def _lines(whole: NationScenario, size: NationSize, lang: str) -> Iterator[str]:
    yield checked_text(whole, lang)
    for year in range(whole.years.base, whole.years.last + 1):
        day = date(year, 12, 31)
        for arm in whole.arms:
            share = percent(whole.nation.share_paying(arm.reading, day), lang)
            yield "  " + say("plan_arm", lang, arm=arm.zh if lang == "zh" else arm.en, share=share, day=day)
    yield say("plan_rules", lang, n=len(whole.tree.value.get("rules", ())))
    yield say("plan_size", lang, residents=size.residents, years=size.years, tasks=size.tasks)
    blanks = {"hours": size.core_hours, "jobs": size.jobs, "minutes": size.minutes, "megabytes": size.megabytes}
    yield say("plan_cost", lang, **blanks)


def planned_data(whole: NationScenario, size: NationSize) -> dict[str, Any]:
    """The same as data."""
    return {"name": whole.name, "pools": len(whole.nation.pools), "arms": [a.id for a in whole.arms], **asdict(size)}


def fitted_text(found: list[PoolFitted], file: str, lang: str) -> str:
    """A line a pool, then what was written."""
    lines = []
    for one in found:
        misses = say("outside", lang, names=", ".join(one.misses)) if one.misses else ""
        lines.append(say("fitted", lang, pool=one.pool, inside=one.inside, of=one.figures, misses=misses))
    return "\n".join([*lines, say("written", lang, file=file)])
