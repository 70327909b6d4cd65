"""A new building of a hospital: beds and doctors from a date on (医院新院区启用)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class NewBeds(Lever):
    """They count as beds of the hospital where it stands, on top of its trend."""

    id: ClassVar[str] = "new_beds"
    by_place: ClassVar[bool] = False
    by_pool: ClassVar[bool] = False
    zh: ClassVar[str] = "新增床位（新院区）"
    en: ClassVar[str] = "new beds of a hospital"
    summary: ClassVar[str] = "a hospital opens beds on a day; more are admitted where there are more beds"
    summary_zh: ClassVar[str] = "医院在某日启用新床位；床位多则收治多"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "新院区 分院 扩建 新增床位 启用 搬迁 campus wing"
    examples: ClassVar[tuple[str, ...]] = ("new_beds: {hospital: {tertiary}, beds: 300, doctors: 100}",)
    apart_by: ClassVar[str] = "hospital"
    moves: ClassVar[tuple[str, ...]] = ("beds_per_1000", "bed_occupancy_public", "admissions_per_100", "cost_growth")
    parameters: ClassVar[tuple[str, ...]] = ("roemer", "b_size")

    hospital: Annotated[str, LeverSetting("医院", "hospital that opens them", "hospital id")]

    beds: Annotated[
        int,
        Field(ge=0, le=10_000),
        LeverSetting("新增床位数", "beds opened, less those closed for them", "beds", 0, 2000, before="0"),
    ]

    doctors: Annotated[
        int,
        Field(ge=0, le=5000),
        LeverSetting("新增医师数", "doctors that come with them", "doctors", 0, 800, before="0"),
    ] = 0
