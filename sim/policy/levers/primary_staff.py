"""More doctors at primary places (基层医生补充): GPs at centres or village doctors."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class PrimaryStaff(Lever):
    """They are spread over the places of the districts, largest first."""

    id: ClassVar[str] = "primary_staff"
    zh: ClassVar[str] = "基层医生补充"
    en: ClassVar[str] = "primary-care staff"
    summary: ClassVar[str] = "primary places gain doctors; without a shortage little changes"
    summary_zh: ClassVar[str] = "基层增加医生；不缺医生的地方变化很小"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "招聘 编制 基层人员 全科医生 村医 乡村医生 大学生村医 人才"
    examples: ClassVar[tuple[str, ...]] = ("primary_staff: {kind: centre, doctors: 20}",)
    apart_by: ClassVar[str] = "kind"
    moves: ClassVar[tuple[str, ...]] = ("wait_minutes_primary", "doctor_load")
    parameters: ClassVar[tuple[str, ...]] = ("on_duty_share_primary", "b_wait_per_minute")

    kind: Annotated[
        Literal["centre", "village"],
        LeverSetting(
            "机构：centre（乡镇卫生院、社区卫生服务中心）、village（村卫生室）",
            "where they work: centre or village",
            "",
        ),
    ] = "centre"

    doctors: Annotated[
        int, Field(ge=0, le=20000), LeverSetting("人数", "doctors gained", "doctors", 0, 500, before="0")
    ]

    retrained: Annotated[
        int,
        Field(ge=0, le=20000),
        LeverSetting(
            "转注册为全科的现有医生",
            "doctors already there who register as GPs: counted as such, no more hands",
            "doctors",
            0,
            500,
            before="0",
        ),
    ] = 0
