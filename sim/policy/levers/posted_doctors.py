"""Doctors of a hospital posted to primary centres (医师下沉派驻)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class PostedDoctors(Lever):
    """They are missed at the hospital, work at the centres of the districts, and solve what their hospital solves."""

    id: ClassVar[str] = "posted_doctors"
    zh: ClassVar[str] = "上级医师下沉"
    en: ClassVar[str] = "posted doctors"
    summary: ClassVar[str] = "centres gain doctors and part of the hospital's capability; the hospital lacks them"
    summary_zh: ClassVar[str] = "基层增加医师和上级医院的部分能力；上级医院少了这些医师"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "下派 下沉 派驻 驻点 支援基层 对口支援 医师下沉 多点执业 人才下沉 secondment"
    examples: ClassVar[tuple[str, ...]] = ("posted_doctors: {source: {tertiary}, doctors: 10}\nwhere: [{county}]",)
    apart_by: ClassVar[str] = "source"
    moves: ClassVar[tuple[str, ...]] = ("primary_visit_share", "up_referrals", "wait_minutes_primary")
    parameters: ClassVar[tuple[str, ...]] = ("belief_gain_year", "on_duty_share_primary", "on_duty_share_hospital")

    source: Annotated[str, LeverSetting("派出医院", "hospital that posts them", "hospital id")]

    doctors: Annotated[
        int, Field(ge=0, le=2000), LeverSetting("派驻医师数", "doctors posted", "doctors", 0, 100, before="0")
    ]
