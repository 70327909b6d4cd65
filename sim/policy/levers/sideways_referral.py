"""Complex cases to a specialist hospital at the same tier (三级专科医院横向接收疑难复杂患者)."""

from __future__ import annotations

from typing import ClassVar

from sim.policy.lever import EVERY_OWNER, Lever, Owners


class SidewaysReferral(Lever):
    """A tertiary general or TCM hospital sends a complex case that it does not solve to a specialist hospital here.

    It does so where the case would else leave the prefecture or end without an answer.
    """

    id: ClassVar[str] = "sideways_referral"
    zh: ClassVar[str] = "专科医院横向转诊"
    en: ClassVar[str] = "sideways referral to specialist hospitals"
    summary: ClassVar[str] = (
        "complex cases that a tertiary hospital does not solve go to a specialist hospital of the city first"
    )
    summary_zh: ClassVar[str] = "三级综合（中医）医院未能解决的疑难患者，外转之前先转本市三级专科医院"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "横向转诊 专科医院 疑难 疑难复杂 平级转诊 外转"
    examples: ClassVar[tuple[str, ...]] = ("sideways_referral: {}",)
    apart_by: ClassVar[str] = "owners"
    moves: ClassVar[tuple[str, ...]] = ("visit_share_outside", "up_referrals")
    parameters: ClassVar[tuple[str, ...]] = ("specialist_capability_lead", "refer_up_share")

    owners: Owners = EVERY_OWNER
