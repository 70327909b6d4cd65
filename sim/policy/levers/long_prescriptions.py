"""Long prescriptions for chronic patients at primary places (慢性病长处方)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class LongPrescriptions(Lever):
    """Who comes to a primary place for a refill comes less often and takes home as much more: the same drugs."""

    id: ClassVar[str] = "long_prescriptions"
    zh: ClassVar[str] = "慢性病长处方"
    en: ClassVar[str] = "long prescriptions"
    summary: ClassVar[str] = "fewer repeat visits of chronic patients to primary places, with as many drugs in all"
    summary_zh: ClassVar[str] = "慢性病患者到基层复诊次数减少，用药总量不变"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "长处方 慢病长处方 两个月处方 12周处方 复诊 续方"
    examples: ClassVar[tuple[str, ...]] = (
        "long_prescriptions: {conditions: [hypertension, diabetes], months: 2, share: 0.5}",
        "long_prescriptions: {conditions: [{condition}], months: 2, share: 0.5}",
    )
    apart_by: ClassVar[str] = "conditions"
    moves: ClassVar[tuple[str, ...]] = ("visits_per_resident", "primary_visit_share")

    conditions: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        LeverSetting("慢性病病种", "condition groups", "condition id"),
    ]
    months: Annotated[
        float,
        Field(ge=1, le=6),
        LeverSetting("一张处方的用药月数", "months a prescription lasts", "months", 1, 3, before="1"),
    ]
    share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("复诊患者中使用长处方的占比", "share of repeat patients who get one", "share", 0, 1, before="0"),
    ]
