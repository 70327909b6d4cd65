"""Basic public-health money for primary facilities (基本公共卫生服务经费)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, Setting


class PublicHealth(Lever):
    """A flow of its own from the treasury, by residents served."""

    id: ClassVar[str] = "public_health"
    zh: ClassVar[str] = "基本公共卫生经费"
    en: ClassVar[str] = "public-health money"
    summary: ClassVar[str] = "income of primary facilities that does not depend on visits"

    yuan_per_resident: Annotated[
        float,
        Field(ge=0, le=1000),
        Setting(
            "人均经费",
            "yuan per resident and year",
            "yuan per resident and year",
            0,
            150,
            before="people.public_health_yuan",
        ),
    ]
