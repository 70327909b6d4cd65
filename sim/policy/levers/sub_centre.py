"""Township centres that become sub-centres of their county's hospital (县域医疗服务次中心)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class SubCentre(Lever):
    """The largest centres of each district gain beds, doctors, and part of what a county hospital can do more."""

    id: ClassVar[str] = "sub_centre"
    zh: ClassVar[str] = "县域医疗服务次中心"
    en: ClassVar[str] = "sub-centres of a county"
    summary: ClassVar[str] = "some centres of a district gain beds, doctors and part of a county hospital's capability"
    summary_zh: ClassVar[str] = "县区内部分中心卫生院增加床位、医师和县级医院的部分能力"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "次中心 中心卫生院 区域医疗次中心 县级区域中心 基层特色科室 upgraded township centre"
    examples: ClassVar[tuple[str, ...]] = ("sub_centre: {places: 1, beds: 60, doctors: 12}\nwhere: [{county}]",)
    moves: ClassVar[tuple[str, ...]] = ("county_inpatient_share", "county_visit_rate", "discharge_share_primary")
    parameters: ClassVar[tuple[str, ...]] = ("belief_gain_year", "roemer", "b_size")

    places: Annotated[
        int, Field(ge=1, le=50), LeverSetting("每县区个数", "centres in each district", "facilities", 1, 4)
    ]

    beds: Annotated[
        int, Field(ge=0, le=1000), LeverSetting("每个新增床位", "beds added to each", "beds", 0, 200, before="0")
    ]

    doctors: Annotated[
        int, Field(ge=0, le=500), LeverSetting("每个新增医师", "doctors added to each", "doctors", 0, 50, before="0")
    ] = 0

    gap_closed: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "能力差距缩小",
            "part closed of the gap between a centre and a county hospital in what each solves",
            "share",
            0.2,
            0.8,
            before="0",
        ),
    ] = 0.5
