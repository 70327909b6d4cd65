"""A medical alliance (医联体) from a date on."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class AllianceLever(Lever):
    """Members refer up to the lead first; a compact one sees its budget more clearly than a loose one."""

    id: ClassVar[str] = "alliance"
    by_place: ClassVar[bool] = False
    by_pool: ClassVar[bool] = False
    zh: ClassVar[str] = "医联体"
    en: ClassVar[str] = "medical alliance"
    summary: ClassVar[str] = "members refer to their lead first; a compact alliance answers more to a shared budget"
    summary_zh: ClassVar[str] = "成员先转给牵头医院；紧密型对共同预算反应更强"
    group: ClassVar[str] = "alliances"
    words: ClassVar[str] = "医共体 医联体 紧密型 牵头医院 集团 县域医共体"
    examples: ClassVar[tuple[str, ...]] = (
        "alliance: {lead: {county_hospital}, members: [{county}], compact: true}\nid: {county}",
    )
    apart_by: ClassVar[str] = "members"
    moves: ClassVar[tuple[str, ...]] = (
        "alliance_share_tertiary",
        "effective_alliances",
        "up_referrals",
        "county_inpatient_share",
    )
    parameters: ClassVar[tuple[str, ...]] = ("refer_up_share", "pass_package_compact", "pass_package_loose")

    lead: Annotated[str, LeverSetting("牵头医院", "lead hospital", "hospital id")]

    members: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        LeverSetting(
            "成员：医院，或县区（代表其全部基层机构）",
            "members: hospitals, or a district for all its primary facilities",
            "hospital or district id",
        ),
    ]

    compact: Annotated[
        bool, LeverSetting("紧密型：人、财、物是否统一管理", "whether staff, money and management are one", "")
    ] = False
