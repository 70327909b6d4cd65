"""Lists of diseases to be treated at a level (县乡两级疾病诊疗目录)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class DiseaseList(Lever):
    """Mild and moderate cases of the listed groups are not referred up from the level that is to treat them."""

    id: ClassVar[str] = "disease_list"
    zh: ClassVar[str] = "分级诊疗病种目录"
    en: ClassVar[str] = "disease lists by level"
    summary: ClassVar[str] = "listed diseases are kept at their level; patients may still go on by themselves"
    summary_zh: ClassVar[str] = "目录内病种留在本级治疗；患者仍可自行越级"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "病种目录 分级诊疗病种 首诊病种 县级病种 基层病种 referral"
    examples: ClassVar[tuple[str, ...]] = (
        "disease_list: {conditions: [hypertension, diabetes], level: primary, compliance: 0.2}",
        "disease_list: {conditions: [{condition}], level: primary, compliance: 0.2}",
    )
    apart_by: ClassVar[str] = "conditions"
    moves: ClassVar[tuple[str, ...]] = ("up_referrals", "county_inpatient_share", "primary_visit_share")
    parameters: ClassVar[tuple[str, ...]] = ("refer_up_share", "go_on_share")

    conditions: Annotated[
        tuple[str, ...], Field(min_length=1), LeverSetting("病种", "condition groups on the list", "condition id")
    ]

    level: Annotated[
        Literal["primary", "county"],
        LeverSetting("治疗层级：primary（基层）、county（县级）", "who is to treat them: primary or county", ""),
    ] = "county"

    compliance: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("执行比例", "share of formal referrals up that no longer happen", "share", 0, 1, before="0"),
    ]
