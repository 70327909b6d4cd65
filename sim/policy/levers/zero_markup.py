"""Zero mark-up (零加成): hospitals sell drugs, and consumables where the rule says so, at what they pay."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class ZeroMarkup(Lever):
    """Prices fall to the purchase price at hospitals that still add a mark-up.

    That of drugs is the quantity ``drug_markup`` of a hospital, that of consumables what ``cost_ratio_consumables``
    leaves.
    """

    id: ClassVar[str] = "zero_markup"
    zh: ClassVar[str] = "药品零加成"
    en: ClassVar[str] = "zero mark-up on drugs"
    summary: ClassVar[str] = (
        "drugs (and consumables) are sold at purchase price; a subsidy may give part of the lost margin back"
    )
    summary_zh: ClassVar[str] = "药品（和耗材）按进价销售；财政可补助部分损失"
    group: ClassVar[str] = "prices"
    words: ClassVar[str] = "零加成 取消加成 药品加成 零差率 以药养医 破除以药补医"
    examples: ClassVar[tuple[str, ...]] = ("zero_markup: {subsidy_share: 0.1}",)
    moves: ClassVar[tuple[str, ...]] = ("drug_share_city", "hospital_margin_share", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = (
        "cost_ratio_consumables",
        "income_gain",
        "mix_theta_income",
        "response_share_per_month",
    )

    owners: Owners = EVERY_OWNER

    subsidy_share: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "财政补助比例", "share of the lost margin that the treasury gives back", "share", 0, 1, before="0"
        ),
    ] = 0.0

    consumables: Annotated[
        bool, LeverSetting("含医用耗材", "whether the mark-up on consumables goes too", "", before="false")
    ] = False
