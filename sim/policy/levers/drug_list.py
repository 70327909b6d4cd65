"""Drugs of hospitals at primary places (基层用药目录衔接)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class DrugList(Lever):
    """Primary places can prescribe what hospitals prescribe for these conditions: they need to send fewer on."""

    id: ClassVar[str] = "drug_list"
    zh: ClassVar[str] = "基层用药目录衔接"
    en: ClassVar[str] = "hospitals' drugs at primary places"
    summary: ClassVar[str] = "primary places need not send on who only lacks a drug; people believe it slowly"
    summary_zh: ClassVar[str] = "基层不必因缺药而上转；居民慢慢才相信"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "用药目录 药品目录 基本药物 目录衔接 慢病用药 缺药 基层拿药 延伸处方"
    examples: ClassVar[tuple[str, ...]] = (
        "drug_list: {conditions: [hypertension, diabetes]}",
        "drug_list: {conditions: [{condition}]}",
    )
    apart_by: ClassVar[str] = "conditions"
    moves: ClassVar[tuple[str, ...]] = ("primary_visit_share", "county_visit_rate")
    parameters: ClassVar[tuple[str, ...]] = ("belief_gain_year", "accept_slope")

    conditions: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        LeverSetting("衔接用药的病种", "condition groups whose drugs are there", "condition id"),
    ]
    gain: Annotated[
        float | None,
        Field(ge=0, le=0.3),
        LeverSetting(
            "能力提升；不写则用参数drug_list_capability_gain",
            "added share solved, moderate cases; parameter drug_list_capability_gain if not set",
            "share solved",
            0,
            0.1,
            before="0",
            unset="drug_list_capability_gain",
        ),
    ] = None
