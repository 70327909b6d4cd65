"""A medical alliance (医联体) from a date on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, Setting


class Alliance(Lever):
    """Members refer up to the lead first; a compact one sees its budget more clearly than a loose one."""

    id: ClassVar[str] = "alliance"
    by_place: ClassVar[bool] = False
    zh: ClassVar[str] = "医联体"
    en: ClassVar[str] = "medical alliance"
    summary: ClassVar[str] = "members refer to their lead first; a compact alliance answers more to a shared budget"
    apart_by: ClassVar[str] = "members"
    moves: ClassVar[tuple[str, ...]] = (
        "alliance_share_tertiary",
        "effective_alliances",
        "up_referrals",
        "county_inpatient_share",
    )
    parameters: ClassVar[tuple[str, ...]] = ("refer_up_share", "pass_package_compact", "pass_package_loose")

    lead: Annotated[str, Setting("牵头医院", "lead hospital", "hospital id")]

    members: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        Setting("成员", "members: hospitals, or a district for all its primary facilities", "hospital or district id"),
    ]

    compact: Annotated[bool, Setting("紧密型", "whether staff, money and management are one", "")] = False
