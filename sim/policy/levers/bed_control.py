"""Control of the beds of public general hospitals (控制公立医院床位规模)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class BedControl(Lever):
    """From the start on beds grow at this rate instead of the trend, and doctors with them."""

    id: ClassVar[str] = "bed_control"
    zh: ClassVar[str] = "公立医院床位控制"
    en: ClassVar[str] = "control of hospital beds"
    summary: ClassVar[str] = "public general hospitals add beds more slowly than the trend"
    summary_zh: ClassVar[str] = "公立综合医院床位增长慢于原有趋势"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "床位 床位规模 控制扩张 大医院扩张 单体规模"
    examples: ClassVar[tuple[str, ...]] = ("bed_control: {growth: 0.02}",)
    moves: ClassVar[tuple[str, ...]] = ("bed_occupancy", "bed_wait_days_tertiary", "cost_growth_volume")
    parameters: ClassVar[tuple[str, ...]] = ("trend_beds_tertiary", "trend_beds_county", "roemer")

    owners: Owners = EVERY_OWNER

    growth: Annotated[
        float,
        Field(ge=-0.2, le=0.3),
        LeverSetting(
            "床位年增幅", "yearly growth of beds", "per year", 0, 0.1, before="parameters.trend_beds_tertiary"
        ),
    ]
