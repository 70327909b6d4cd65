"""More beds at township and community centres (基层床位建设)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class PrimaryBeds(Lever):
    """Beds of a district's centres rise to the larger of both numbers, and stay where they are more; staff does not.

    Spread as those that are there, evenly where there are none; afterwards they keep pace with residents like all
    beds of primary places.
    """

    id: ClassVar[str] = "primary_beds"
    zh: ClassVar[str] = "基层床位建设"
    en: ClassVar[str] = "beds at primary places"
    summary: ClassVar[str] = (
        "centres gain beds, not doctors; more are admitted where beds are short, others stand empty"
    )
    summary_zh: ClassVar[str] = "中心、卫生院增加床位，不增人；床位紧张处住院增加，其余床位空置"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "基层床位 千人口床位 每千人床位 卫生院床位 社区床位 康复床位 床位数"
    examples: ClassVar[tuple[str, ...]] = ("primary_beds: {per_1000: 1.2}", "primary_beds: {growth: 0.2}")
    moves: ClassVar[tuple[str, ...]] = ("bed_occupancy", "discharge_share_primary", "admissions_per_100")
    parameters: ClassVar[tuple[str, ...]] = ("roemer", "bed_wait_limit_days")

    per_1000: Annotated[
        float,
        Field(ge=0, le=20),
        LeverSetting(
            "各县区每千名居民基层床位",
            "beds at centres per 1,000 residents of each district",
            "beds per 1000 residents",
            0.5,
            2,
            before="0",
        ),
    ] = 0.0
    growth: Annotated[
        float,
        Field(ge=0, le=5),
        LeverSetting("床位增加的比例", "beds more than there are, as a share", "share", 0, 1, before="0"),
    ] = 0.0
