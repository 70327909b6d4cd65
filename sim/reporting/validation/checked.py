"""What ``sim check`` says of a sound study file: what is emulated, and by which numbers the model is judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sim.experiments.validate.published import PublishedEstimate
from sim.experiments.validate.study import Study
from sim.reporting.on_screen import as_text, bullets, prose
from sim.reporting.validation.data import plain, shown
from sim.reporting.validation.words import say


def study_data(study: Study) -> dict[str, Any]:
    """The check for ``--json``."""
    return {
        "valid": True,
        "study": study.shape.id,
        "rules": len(study.reform.rules),
        "rules_without_reform": len(study.without.rules),
        "unknown": len(study.unknown),
        "estimates": [
            {
                "id": one.shape.id,
                "outcome": one.shape.outcome,
                "estimator": one.shape.estimator,
                "published": one.published,
                "facilities": len(one.treated.facilities),
                "in_sample": list(one.shape.in_sample),
            }
            for one in study.estimates
        ],
    }


def study_text(study: Study, lang: str) -> str:
    """The same in words."""
    from rich.console import Group

    years = study.reform.years
    told = {"reform": len(study.reform.rules), "without": len(study.without.rules), "unknown": len(study.unknown)}
    parts = [
        prose(say("checked", lang, id=study.shape.id, title=study.label.told(lang)), style="bold"),
        prose(say("checked_arms", lang, first=years.base, last=years.last, **told)),
        *bullets(list(_estimates(study, lang))),
        prose(say("checked_next", lang, id=study.shape.id)),
    ]
    return as_text(Group(*parts))


def _estimates(study: Study, lang: str) -> Iterator[str]:
    for one in study.estimates:
        row = {"scale": one.shape.scale, "estimator": one.shape.estimator}
        yield say(
            "checked_estimate",
            lang,
            id=one.shape.id + (say("fitted", lang) if one.shape.in_sample else ""),
            outcome=say(f"outcome.{one.shape.outcome}", lang),
            published=shown(one.published, row, lang) + _interval(one, row),
            estimator=say(f"estimator.{one.shape.estimator}", lang),
            before=_span(one.shape.before, lang),
            after=_span(one.shape.after, lang),
        )


def _interval(one: PublishedEstimate, row: dict[str, str]) -> str:
    if one.low is None or one.high is None:
        return ""
    return f" [{plain(one.low, row)}, {plain(one.high, row)}]"


def _span(span: tuple[str, ...] | None, lang: str) -> str:
    return say("checked_none", lang) if span is None else f"{span[0]}–{span[1]}"
