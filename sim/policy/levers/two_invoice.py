"""The two-invoice system (两票制): at most one trader between maker and hospital."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class TwoInvoice(Lever):
    """Purchase and selling price of all drugs fall by the traders that drop out."""

    id: ClassVar[str] = "two_invoice"
    zh: ClassVar[str] = "两票制"
    en: ClassVar[str] = "two-invoice system"
    summary: ClassVar[str] = (
        "fewer traders between maker and hospital; the evidence on prices is thin, zero is inside the range"
    )
    summary_zh: ClassVar[str] = "减少药品流通环节；对价格的证据不足，范围包括零"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = "流通 配送 票据 药价"
    examples: ClassVar[tuple[str, ...]] = ("two_invoice: {price_cut: 0.02}",)
    moves: ClassVar[tuple[str, ...]] = ("two_invoice_share", "drug_share")
    parameters: ClassVar[tuple[str, ...]] = ("income_gain", "mix_theta_income", "response_share_per_month")

    owners: Owners = EVERY_OWNER

    price_cut: Annotated[
        float,
        Field(ge=0, le=0.5),
        LeverSetting("药价变动", "fall of drug purchase prices", "share", 0, 0.1, before="0"),
    ]
