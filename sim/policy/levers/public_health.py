"""Basic public-health money for primary facilities (基本公共卫生服务经费)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class PublicHealth(Lever):
    """A flow of its own from the treasury, by residents served."""

    id: ClassVar[str] = "public_health"
    zh: ClassVar[str] = "基本公共卫生经费"
    en: ClassVar[str] = "public-health money"
    summary: ClassVar[str] = "income of primary facilities that does not depend on visits"
    summary_zh: ClassVar[str] = "基层机构与诊疗量无关的收入"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "公卫 公共卫生 基本公卫 人均经费 基层补助"
    examples: ClassVar[tuple[str, ...]] = ("public_health: {yuan_per_resident: 80}",)

    yuan_per_resident: Annotated[
        float,
        Field(ge=0, le=1000),
        LeverSetting(
            "人均经费",
            "yuan per resident and year",
            "yuan per resident and year",
            0,
            150,
            before="people.public_health_yuan",
        ),
    ]
