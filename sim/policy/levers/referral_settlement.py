"""Direct settlement of referred stays beyond the prefecture (符合转诊规定的异地住院直接结算)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from sim.policy.lever import Lever, LeverSetting


class ReferralSettlement(Lever):
    """A referred patient no longer pays first and claims later."""

    id: ClassVar[str] = "referral_settlement"
    by_place: ClassVar[bool] = False
    zh: ClassVar[str] = "异地住院直接结算"
    en: ClassVar[str] = "direct settlement elsewhere"
    summary: ClassVar[str] = (
        "referred patients are settled on the spot beyond the prefecture; it can keep patients or let them go"
    )
    summary_zh: ClassVar[str] = "经转诊在市外住院当场结算；可能留住患者，也可能放走患者"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "异地就医 异地结算 跨省 直接结算 备案 转外"
    examples: ClassVar[tuple[str, ...]] = ("referral_settlement: {}",)
    moves: ClassVar[tuple[str, ...]] = ("direct_settlement", "ordered_referral_share", "outflow")
    parameters: ClassVar[tuple[str, ...]] = ("advance_cost", "b_price_urban", "b_price_rural_ratio")

    unreferred: Annotated[
        bool, LeverSetting("未转诊者也直接结算", "whether those without a referral are settled directly too", "")
    ] = False
