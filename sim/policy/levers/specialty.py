"""Key specialties of county hospitals (县级医院重点专科建设)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class Specialty(Lever):
    """Raises the share of moderate and severe cases that county hospitals solve in the named conditions."""

    id: ClassVar[str] = "specialty"
    zh: ClassVar[str] = "县级重点专科建设"
    en: ClassVar[str] = "county specialty building"
    summary: ClassVar[str] = "county hospitals solve more of the named conditions themselves; people believe it slowly"
    summary_zh: ClassVar[str] = "县级医院自己能治更多所列病种；居民慢慢才相信"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "重点专科 专科建设 县医院能力 大病不出县 综合能力提升 薄弱专科"
    examples: ClassVar[tuple[str, ...]] = (
        "specialty: {conditions: [elective_surgery, injury]}\nwhere: [{county}]",
        "specialty: {conditions: [{condition}]}\nwhere: [{county}]",
    )
    apart_by: ClassVar[str] = "conditions"
    moves: ClassVar[tuple[str, ...]] = ("county_inpatient_share", "county_visit_rate")
    parameters: ClassVar[tuple[str, ...]] = ("belief_gain_year", "b_quality_moderate", "b_quality_severe")

    conditions: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        LeverSetting("专科病种", "condition groups that gain", "condition id"),
    ]
    gain: Annotated[
        float | None,
        Field(ge=0, le=0.3),
        LeverSetting(
            "能力提升；不写则用参数specialty_capability_gain",
            "added share solved; parameter specialty_capability_gain if not set",
            "share solved",
            0,
            0.25,
            before="0",
            unset="specialty_capability_gain",
        ),
    ] = None
    level: Annotated[
        Literal["county", "primary"],
        LeverSetting(
            "机构：county（县级综合医院）、primary（乡镇卫生院、社区卫生服务中心）",
            "where they are built: county (general hospitals) or primary (township and community centres)",
            "",
        ),
    ] = "county"
    hospitals: Annotated[
        tuple[str, ...],
        LeverSetting(
            "医院名单（任何层级），代替上述机构",
            "only these hospitals, of any tier, in place of those of the level",
            "hospital id",
        ),
    ] = ()
