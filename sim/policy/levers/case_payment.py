"""Payment per case for a list of diseases (按病种付费)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, Owners, Setting


class CasePayment(Lever):
    """Stays of listed diseases are owed a fixed price: the base year's mean, carried to the start."""

    id: ClassVar[str] = "case_payment"
    zh: ClassVar[str] = "按病种付费"
    en: ClassVar[str] = "per-case payment"
    summary: ClassVar[str] = "inside a paid case more care earns nothing; hospitals answer by care, stay and coding"
    moves: ClassVar[tuple[str, ...]] = (
        "case_payment_diseases",
        "payment_reform_share",
        "drg_coverage",
        "cost_per_discharge",
        "alos",
    )
    parameters: ClassVar[tuple[str, ...]] = (
        "pass_case_price",
        "gamma_mild",
        "gamma_moderate",
        "gamma_severe",
        "eta_case",
        "phi_los",
        "coding_drift",
        "coding_ceiling",
        "response_share_per_month",
    )

    owners: Owners = EVERY_OWNER

    diseases: Annotated[
        int, Field(ge=1, le=5000), Setting("病种数", "diseases on the list", "diseases", 1, 1000, before="0")
    ]

    conditions: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        Setting("病种组", "condition groups the listed diseases belong to", "condition id"),
    ]

    case_share: Annotated[
        float,
        Field(ge=0, le=1),
        Setting("病例占比", "share of these groups' stays that are of listed diseases", "share", 0, 1, before="0"),
    ]

    price_ratio: Annotated[
        float,
        Field(gt=0, le=2),
        Setting("定价水平", "case price over the mean charge at the start", "ratio", 0.85, 1.05, before="1"),
    ] = 1.0

    patient_share: Annotated[
        Literal["inside", "on_charges"],
        Setting(
            "患者自付", "inside: the patient pays within the case price; on_charges: on the charges, beside it", ""
        ),
    ] = "inside"
