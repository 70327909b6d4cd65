"""Deductibles of stays (起付线)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.benefit_lever import CareBenefitLever
from sim.policy.lever import Arrivals, LeverSetting


class Deductibles(CareBenefitLever):
    """Deductibles by grade, rank of the stay in the year and arrival; what is not named stays as it is."""

    id: ClassVar[str] = "deductibles"
    narrowed_by: ClassVar[tuple[str, ...]] = (*CareBenefitLever.narrowed_by, "stays", "referral")
    zh: ClassVar[str] = "起付线"
    en: ClassVar[str] = "deductibles"
    summary: ClassVar[str] = (
        "deductibles by level and rank in the year; along a chain of referrals the difference going up, none going down"
    )
    summary_zh: ClassVar[str] = "分级、分次设置起付线；连续转诊时上转只补差额、下转不再计"
    words: ClassVar[str] = (
        "起付 起付标准 门槛费 门槛 免赔额 自付 转诊连续计算 第二次住院 多次住院 年度累计 医联体内转诊 退休人员 待遇"
    )
    examples: ClassVar[tuple[str, ...]] = (
        "deductibles: {first: 50, second: 300, third: 1000, carries: true}",
        "deductibles: {stays: [second], first: 100, second: 200, third: 500}",
        "deductibles: {cost_share: 0.1, third: 600, most: 2000, year_ceiling: 3000, ally_factor: 0.5}",
    )
    moves: ClassVar[tuple[str, ...]] = ("county_inpatient_share", "oop_share", "reimb_actual")
    parameters: ClassVar[tuple[str, ...]] = ("e_admission", "move_up_share", "tau_oop")

    referral: Arrivals = ()

    stays: Annotated[
        tuple[Literal["first", "second", "later"], ...],
        LeverSetting(
            "年内第几次住院的金额：first（第一次）、second（第二次）、later（第三次及以后）；不写为第一次",
            "the sums are those of the first, second or later stay of a year; of the first if none is named",
            "rank of the stay",
        ),
    ] = ()

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

    later_share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "第三次及以后住院起付线比例",
            "deductible from the third stay of the year on, over the first one's",
            "share",
            0,
            1,
            before="benefit.repeat_deductible_share",
        ),
    ] = None

    cost_share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "起付线占住院总费用的比例（上列金额为下限）",
            "deductible as a share of the charges; the sums above are then its least",
            "share",
            0,
            0.3,
            before="0",
        ),
    ] = None

    most: Annotated[
        float | None,
        Field(ge=0, le=100_000),
        LeverSetting("按比例计的起付线上限", "most of a deductible that is a share of the charges", "yuan", 500, 5000),
    ] = None

    year_ceiling: Annotated[
        float | None,
        Field(ge=0, le=100_000),
        LeverSetting("年度累计起付线上限", "most that all deductibles of a year's stays come to", "yuan", 500, 5000),
    ] = None

    once: Annotated[
        bool,
        LeverSetting(
            "年内只付一次起付线（所列病种）", "whether one deductible a year is all, for the conditions named", ""
        ),
    ] = False

    ally_factor: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "医联体内转诊起付线乘以",
            "factor on the deductible where the own primary place refers within its alliance",
            "ratio",
            0,
            1,
            before="1",
        ),
    ] = None
