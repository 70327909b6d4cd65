"""Ceilings, critical-illness insurance and medical assistance (封顶线、大病保险、医疗救助)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.benefit_lever import BenefitLever
from sim.policy.lever import LeverSetting


class Protection(BenefitLever):
    """Ceiling, critical-illness layer and medical assistance; what is not named stays as it is."""

    id: ClassVar[str] = "protection"
    zh: ClassVar[str] = "大病保险与医疗救助"
    en: ClassVar[str] = "ceilings, critical illness, assistance"
    summary: ClassVar[str] = "who has paid much, or is poor, pays less of what is left"
    summary_zh: ClassVar[str] = "自付多或贫困的人，剩余部分付得更少"
    words: ClassVar[str] = "大病保险 医疗救助 兜底 封顶线 封顶 因病致贫 健康扶贫 困难群众 待遇"
    examples: ClassVar[tuple[str, ...]] = ("protection: {critical_threshold: 12000, assistance_share: 0.8}",)
    moves: ClassVar[tuple[str, ...]] = ("oop_share", "reimb_actual")
    parameters: ClassVar[tuple[str, ...]] = ("e_admission", "tau_oop")

    ceiling: Annotated[
        float | None,
        Field(ge=0, le=10_000_000),
        LeverSetting(
            "统筹基金封顶线",
            "yearly ceiling of what the fund pays for stays",
            "yuan",
            50000,
            500000,
            before="benefit.ceiling",
        ),
    ] = None

    critical_threshold: Annotated[
        float | None,
        Field(ge=0, le=1_000_000),
        LeverSetting(
            "大病保险起付线",
            "self-paid yuan of a year beyond which critical-illness insurance pays",
            "yuan",
            5000,
            30000,
            before="benefit.critical_threshold",
        ),
    ] = None

    critical_share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting("大病保险报销比例", "share it pays beyond", "share", 0.5, 0.8, before="benefit.critical_share"),
    ] = None

    critical_ceiling: Annotated[
        float | None,
        Field(ge=0, le=10_000_000),
        LeverSetting(
            "大病保险封顶线", "most that it pays a year", "yuan", 100000, 500000, before="benefit.critical_ceiling"
        ),
    ] = None

    assistance_share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "医疗救助比例",
            "share of what is left that medical assistance pays for the poor",
            "share",
            0.3,
            0.9,
            before="benefit.assistance_share",
        ),
    ] = None
