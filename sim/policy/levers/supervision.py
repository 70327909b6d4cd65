"""Smart claims audit and prescription review (智能审核、处方点评)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class Supervision(Lever):
    """Lowers how far coding can drift where cases are paid."""

    id: ClassVar[str] = "supervision"
    zh: ClassVar[str] = "医保智能监控"
    en: ClassVar[str] = "claims supervision"
    summary: ClassVar[str] = "coding of paid cases can drift less"
    summary_zh: ClassVar[str] = "减少付费病例的编码高套"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "监管 审核 智能监控 飞行检查 骗保 欺诈 高套 稽核 audit"
    examples: ClassVar[tuple[str, ...]] = ("supervision: {audit_share: 0.3}",)
    moves: ClassVar[tuple[str, ...]] = ("smart_audit", "case_mix_index")
    parameters: ClassVar[tuple[str, ...]] = ("coding_drift", "coding_ceiling")

    audit_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("审核力度", "share of the possible coding drift that audit prevents", "share", 0, 0.8, before="0"),
    ]
