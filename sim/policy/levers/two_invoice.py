"""The two-invoice system (两票制): at most one trader between maker and hospital."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, Setting


class TwoInvoice(Lever):
    """Purchase and selling price of all drugs fall by the traders that drop out."""

    id: ClassVar[str] = "two_invoice"
    zh: ClassVar[str] = "两票制"
    en: ClassVar[str] = "two-invoice system"
    summary: ClassVar[str] = (
        "fewer traders between maker and hospital; the evidence on prices is thin, zero is inside the range"
    )
    moves: ClassVar[tuple[str, ...]] = ("two_invoice_share", "drug_share")
    parameters: ClassVar[tuple[str, ...]] = ("income_gain", "mix_theta_income", "response_share_per_month")

    owners: Annotated[
        tuple[Literal["city", "county", "province"], ...],
        Field(min_length=1),
        Setting("医院隶属", "owners of the hospitals it applies to: city, county, province", "owner"),
    ] = ("city", "county", "province")

    price_cut: Annotated[
        float, Field(ge=0, le=0.5), Setting("药价变动", "fall of drug purchase prices", "share", 0, 0.1, before="0")
    ]
