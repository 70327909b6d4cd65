"""Pooled cover of visits (门诊统筹)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.benefit_lever import CareBenefitLever
from sim.policy.lever import Arrivals, LeverSetting


class OutpatientPooling(CareBenefitLever):
    """Shares by grade, yearly deductible and ceiling of visits; what is not named stays as it is.

    The contracted may get more from their own team; what is more than anybody's counts. Conditions with a deductible or
    a ceiling have both to themselves (门诊慢特病、两病): what is paid of them does not count for other visits.
    """

    id: ClassVar[str] = "outpatient_pooling"
    narrowed_by: ClassVar[tuple[str, ...]] = (*CareBenefitLever.narrowed_by, "referral")
    zh: ClassVar[str] = "门诊统筹"
    en: ClassVar[str] = "outpatient pooling"
    summary: ClassVar[str] = "the fund pays more of visits, most where the rule says so; follow-ups answer to it most"
    summary_zh: ClassVar[str] = "基金多报门诊，规则指定处最多；复诊反应最大"
    words: ClassVar[str] = (
        "门诊统筹 门诊报销 普通门诊 门诊慢病 门诊慢特病 特殊病种 两病 门诊共济 退休人员 次均起付标准 待遇"
    )
    examples: ClassVar[tuple[str, ...]] = (
        "outpatient_pooling: {schemes: [resident], first: 0.7, ceiling: 500}",
        "outpatient_pooling: {groups: [retired], first: 0.7, second: 0.65, third: 0.6, deductible: 300, ceiling: 3000}",
        "outpatient_pooling: {conditions: [{condition}], first: 0.7, second: 0.7, third: 0.6, ceiling: 4000}",
    )
    moves: ClassVar[tuple[str, ...]] = ("visits_per_resident", "primary_visit_share", "oop_share")
    parameters: ClassVar[tuple[str, ...]] = ("e_seek", "e_follow", "x_ip_op", "follow_factor_max")

    referral: Arrivals = ()

    first: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "一级机构报销比例",
            "share of visits paid at first-level facilities",
            "share",
            0,
            0.8,
            before="benefit.outpatient_share_first",
        ),
    ] = None

    second: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "二级机构报销比例",
            "share of visits paid at second-level facilities",
            "share",
            0,
            0.8,
            before="benefit.outpatient_share_second",
        ),
    ] = None

    third: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "三级机构报销比例",
            "share of visits paid at third-level facilities",
            "share",
            0,
            0.8,
            before="benefit.outpatient_share_third",
        ),
    ] = None

    outside: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "市外机构报销比例",
            "share of visits paid outside",
            "share",
            0,
            0.8,
            before="benefit.outpatient_share_outside",
        ),
    ] = None

    per_visit_first: Annotated[
        float | None,
        Field(ge=0, le=2_000),
        LeverSetting(
            "一级机构每次起付线", "deductible of every visit at first-level facilities", "yuan", 0, 200, before="0"
        ),
    ] = None

    per_visit_second: Annotated[
        float | None,
        Field(ge=0, le=2_000),
        LeverSetting(
            "二级机构每次起付线", "deductible of every visit at second-level facilities", "yuan", 0, 200, before="0"
        ),
    ] = None

    per_visit_third: Annotated[
        float | None,
        Field(ge=0, le=2_000),
        LeverSetting(
            "三级机构每次起付线", "deductible of every visit at third-level facilities", "yuan", 0, 200, before="0"
        ),
    ] = None

    deductible: Annotated[
        float | None,
        Field(ge=0, le=20_000),
        LeverSetting(
            "年度起付线", "yearly deductible of visits", "yuan", 0, 1000, before="benefit.outpatient_deductible"
        ),
    ] = None

    ceiling: Annotated[
        float | None,
        Field(ge=0, le=1_000_000),
        LeverSetting(
            "年度封顶线",
            "yearly ceiling of what the fund pays for visits",
            "yuan",
            50,
            5000,
            before="benefit.outpatient_ceiling",
        ),
    ] = None

    signed_first: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "签约居民在本人签约团队门诊的报销比例",
            "share of visits of the contracted to their own team",
            "share",
            0,
            0.8,
            before="benefit.outpatient_share_first",
        ),
    ] = None

    signed_ceiling: Annotated[
        float | None,
        Field(ge=0, le=1_000_000),
        LeverSetting(
            "签约居民在本人签约团队门诊的年度封顶线",
            "yearly ceiling of what the fund pays for visits of the contracted to their own team",
            "yuan",
            50,
            5000,
            before="benefit.outpatient_ceiling",
        ),
    ] = None
