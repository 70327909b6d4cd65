"""Assessment as documents write it (考核结果与结余留用、预留资金兑现挂钩): grades of a measure."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from sim.policy.lever import LeverSetting


class AssessmentGrade(BaseModel):
    """One grade: from which value of the measure it is reached, and what it makes of surplus and withheld part."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)

    at_least: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("达到该值即为这一等次", "reached from this value of the measure on", "share"),
    ] = 0.0
    kept: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "结余留用系数：留用比例乘以它", "the share of a surplus that is kept is multiplied by it", "share"
        ),
    ] = 1.0
    paid: Annotated[
        float, Field(ge=0, le=1), LeverSetting("暂扣部分兑现比例", "share of what is withheld that is paid", "share")
    ] = 1.0


Grades = Annotated[
    tuple[AssessmentGrade, ...],
    LeverSetting(
        "考核等次，由高到低：每等写 at_least（达到该值）、kept（留用系数）与 paid（兑现比例）",
        "grades, the best first: at_least (value reached), kept (factor of what is kept), paid (of what is withheld)",
        "",
    ),
]


def grade_of(grades: tuple[AssessmentGrade, ...], value: float) -> AssessmentGrade:
    """The first grade that the value reaches; below all of them nothing is kept, and nothing withheld is paid."""
    reached = (one for one in grades if value >= one.at_least)
    return next(reached, AssessmentGrade(kept=0.0, paid=0.0))
