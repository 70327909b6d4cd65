"""Payment per head for the outpatient care of contracted residents (门诊按人头付费)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.brackets import SharedByYear
from sim.policy.lever import Lever, LeverSetting, Schemes


class Capitation(SharedByYear, Lever):
    """The fund's part of visits to the own centre and its village clinics is in a sum a head, paid monthly."""

    id: ClassVar[str] = "capitation"
    zh: ClassVar[str] = "门诊按人头付费"
    en: ClassVar[str] = "outpatient capitation"
    summary: ClassVar[str] = "a centre gets a sum for each contracted resident; what it does for him earns nothing more"
    summary_zh: ClassVar[str] = "机构按签约人数得到定额，为他多做不多得"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "人头 按人头 门诊包干 包干 签约付费 支付方式"
    examples: ClassVar[tuple[str, ...]] = ("capitation: {schemes: [resident]}",)
    moves: ClassVar[tuple[str, ...]] = ("payment_reform_share", "cost_per_visit", "primary_visit_share")
    parameters: ClassVar[tuple[str, ...]] = (
        "pass_case_price",
        "gamma_mild",
        "gamma_moderate",
        "eta_case",
        "response_share_per_month",
    )

    schemes: Schemes = ("employee", "resident")

    yuan_per_head: Annotated[
        float | None,
        Field(ge=0, le=10_000),
        LeverSetting(
            "人头定额；不写则为过去12个月的水平",
            "yuan a contracted resident and year; the last twelve months' if not given",
            "yuan",
            20,
            300,
        ),
    ] = None

    price_ratio: Annotated[
        float,
        Field(gt=0, le=2),
        LeverSetting(
            "定额水平", "sum a head over the fund's last twelve months for him", "ratio", 0.85, 1.05, before="1"
        ),
    ] = 1.0
