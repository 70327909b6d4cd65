"""A fee at the door (医事服务费、一般诊疗费、挂号诊查费)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.benefit_lever import BenefitLever
from sim.policy.lever import EVERY_OWNER, LeverSetting, Owners

Fee = Annotated[float, Field(ge=0, le=1000)]


def _fee(zh: str, en: str) -> LeverSetting:
    return LeverSetting(f"{zh}每次就诊新增费用", f"yuan a visit more at {en} facilities", "yuan", 0, 60, before="0")


def _paid(zh: str, en: str) -> LeverSetting:
    return LeverSetting(
        f"其中基金在{zh}机构定额支付，不受起付线和封顶线限制",
        f"of it paid by the fund at {en} facilities, beside deductible and ceiling",
        "yuan",
        0,
        60,
        before="0",
    )


class VisitFee(BenefitLever):
    """Public places charge a fee for every visit, on top of what a visit costs without it; the fund pays a fixed sum.

    A fee that takes the place of older ones is entered as the difference. Rules for different insured repeat the fee
    and say what each fund pays; of fees at one place the highest is charged.
    """

    id: ClassVar[str] = "visit_fee"
    zh: ClassVar[str] = "诊查费（医事服务费）"
    en: ClassVar[str] = "fee at the door"
    summary: ClassVar[str] = (
        "every visit costs a fee by grade, of which the fund pays a fixed sum; it is felt more than a later bill, by "
        "who goes by habit too"
    )
    summary_zh: ClassVar[str] = "每次就诊按级别收费，基金定额支付；比事后账单更易被感知，也影响按习惯就医者"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = "诊查费 诊察费 挂号费 医事服务费 一般诊疗费 药事服务费 定额报销 门诊诊察费"
    examples: ClassVar[tuple[str, ...]] = (
        "visit_fee: {first: 10, second: 20, third: 40, fund_first: 9, fund_second: 15, fund_third: 25}",
    )
    moves: ClassVar[tuple[str, ...]] = ("primary_visit_share", "first_contact_rate", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = (
        "fee_weight",
        "door_price_habit",
        "door_price_slow",
        "door_price_accept",
        "b_price_urban",
        "e_follow",
        "e_seek",
    )

    first: Annotated[Fee, _fee("一级", "first-level")] = 0.0
    second: Annotated[Fee, _fee("二级", "second-level")] = 0.0
    third: Annotated[Fee, _fee("三级", "third-level")] = 0.0
    fund_first: Annotated[Fee, _paid("一级", "first-level")] = 0.0
    fund_second: Annotated[Fee, _paid("二级", "second-level")] = 0.0
    fund_third: Annotated[Fee, _paid("三级", "third-level")] = 0.0
    owners: Owners = EVERY_OWNER
