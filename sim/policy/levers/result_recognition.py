"""Recognition of test results between facilities (检查检验结果互认)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import EVERY_OWNER, Lever, LeverSetting, Owners


class ResultRecognition(Lever):
    """Who comes from another place in the same illness need not have all tests again: the bill has fewer of them.

    Levels are compared by their licence grade. A hospital recognises if it is a public one of these owners, a centre
    wherever the rule is in force.
    """

    id: ClassVar[str] = "result_recognition"
    zh: ClassVar[str] = "检查检验结果互认"
    en: ClassVar[str] = "recognition of test results"
    summary: ClassVar[str] = "who is sent on has fewer tests repeated; patient, fund and hospital revenue all fall"
    summary_zh: ClassVar[str] = "转来的患者少做重复检查；患者、基金支出和医院收入同时减少"
    group: ClassVar[str] = "hospital_work"
    words: ClassVar[str] = "互认 检查互认 检验互认 结果互认 重复检查 检查检验 影像 化验 repeated tests"
    examples: ClassVar[tuple[str, ...]] = (
        "result_recognition: {same_level: true, from_above: true}",
        "result_recognition: {same_level: true, from_above: true, from_below: true}",
    )
    apart_by: ClassVar[str] = "owners"
    moves: ClassVar[tuple[str, ...]] = ("cost_per_discharge", "cost_per_visit", "cost_growth_unit")
    parameters: ClassVar[tuple[str, ...]] = ("repeated_tests_share",)

    same_level: Annotated[
        bool, LeverSetting("同级互认", "whether results of places of the same grade are recognised", "")
    ] = False
    from_above: Annotated[
        bool, LeverSetting("下级认上级结果", "whether lower places recognise results of higher ones", "")
    ] = False
    from_below: Annotated[
        bool, LeverSetting("上级认下级结果", "whether higher places recognise results of lower ones", "")
    ] = False

    share: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "重复检查中因互认不再做的占比；不写则用参数recognised_tests_share",
            "share of repeated tests that are not made any more; parameter recognised_tests_share if not set",
            "share",
            0,
            1,
            before="0",
            unset="recognised_tests_share",
        ),
    ] = None

    conditions: Annotated[
        tuple[str, ...],
        LeverSetting("病种组；不写为全部", "condition groups it applies to; all if none is named", "condition id"),
    ] = ()

    owners: Owners = EVERY_OWNER
