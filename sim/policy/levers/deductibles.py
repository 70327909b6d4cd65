"""Deductibles of stays (起付线)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting, Schemes


class Deductibles(Lever):
    """Yuan of deductible by grade; what is not named stays as it is."""

    id: ClassVar[str] = "deductibles"
    by_place: ClassVar[bool] = False
    apart_by: ClassVar[str] = "schemes"
    zh: ClassVar[str] = "起付线"
    en: ClassVar[str] = "deductibles"
    summary: ClassVar[str] = (
        "deductibles by level; along a chain of referrals the difference going up and none going down"
    )
    summary_zh: ClassVar[str] = "分级设置起付线；连续转诊时上转只补差额、下转不再计"
    group: ClassVar[str] = "payment"
    words: ClassVar[str] = "起付 起付标准 门槛费 门槛 免赔额 自付 转诊连续计算 待遇"
    examples: ClassVar[tuple[str, ...]] = ("deductibles: {first: 50, second: 300, third: 1000, carries: true}",)
    moves: ClassVar[tuple[str, ...]] = ("county_inpatient_share", "oop_share", "reimb_actual")
    parameters: ClassVar[tuple[str, ...]] = ("e_admission", "move_up_share", "tau_oop")

    schemes: Schemes = ("employee", "resident")

    first: Annotated[
        float | None,
        Field(ge=0, le=20_000),
        LeverSetting(
            "一级医院起付线",
            "deductible of a stay at first-level hospitals",
            "yuan",
            0,
            3000,
            before="benefit.deductible_first",
        ),
    ] = None

    second: Annotated[
        float | None,
        Field(ge=0, le=20_000),
        LeverSetting(
            "二级医院起付线",
            "deductible of a stay at second-level hospitals",
            "yuan",
            0,
            3000,
            before="benefit.deductible_second",
        ),
    ] = None

    third: Annotated[
        float | None,
        Field(ge=0, le=20_000),
        LeverSetting(
            "三级医院起付线",
            "deductible of a stay at third-level hospitals",
            "yuan",
            0,
            3000,
            before="benefit.deductible_third",
        ),
    ] = None

    outside: Annotated[
        float | None,
        Field(ge=0, le=20_000),
        LeverSetting(
            "市外医院起付线",
            "deductible of a stay at outside hospitals",
            "yuan",
            0,
            3000,
            before="benefit.deductible_outside",
        ),
    ] = None

    carries: Annotated[
        bool | None,
        LeverSetting(
            "转诊连续计算",
            "whether referral up costs the difference only and referral down nothing",
            "",
            before="benefit.carries_deductible",
        ),
    ] = None

    repeat_share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "再次住院起付线比例",
            "deductible of a later stay of the year, over the first one's",
            "share",
            0,
            1,
            before="benefit.repeat_deductible_share",
        ),
    ] = None
