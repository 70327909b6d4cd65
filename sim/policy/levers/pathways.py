"""Clinical pathways (临床路径管理)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class Pathways(Lever):
    """The share of discharges on a pathway; counted only: no study gives an effect apart from payment."""

    id: ClassVar[str] = "pathways"
    zh: ClassVar[str] = "临床路径管理"
    en: ClassVar[str] = "clinical pathways"
    summary: ClassVar[str] = "the share of discharges managed on a pathway"
    summary_zh: ClassVar[str] = "按临床路径管理的出院病例占比"
    group: ClassVar[str] = "hospital_work"
    words: ClassVar[str] = "临床路径 规范诊疗"
    examples: ClassVar[tuple[str, ...]] = ("pathways: {owners: [city, county], share: 0.5}",)
    apart_by: ClassVar[str] = "owners"
    moves: ClassVar[tuple[str, ...]] = ("pathway_share", "pathway_share_city", "pathway_share_county")

    owners: Owners = EVERY_OWNER

    share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("入径病例占出院比例", "share of discharges on a pathway", "share", 0, 1, before="0"),
    ]
