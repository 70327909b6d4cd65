"""Family-doctor contracts (家庭医生签约): who signs, and how many contracts are fulfilled."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class FamilyDoctor(Lever):
    """Coverage grows from the base year's to these shares over the rule's ramp."""

    id: ClassVar[str] = "family_doctor"
    zh: ClassVar[str] = "家庭医生签约服务"
    en: ClassVar[str] = "family-doctor contracts"
    summary: ClassVar[str] = "signed chronic patients whose contract is fulfilled go to their own team first more often"
    summary_zh: ClassVar[str] = "慢性病患者签约并履约后，更多先找自己的签约团队"
    group: ClassVar[str] = "first_contact"
    words: ClassVar[str] = "签约 家庭医生 家医 签约服务 重点人群 慢病管理 gatekeeper GP"
    examples: ClassVar[tuple[str, ...]] = ("family_doctor: {coverage: 0.5, key_groups: 0.8}",)
    moves: ClassVar[tuple[str, ...]] = (
        "contract_rate",
        "contract_rate_priority",
        "contract_fulfilment",
        "first_contact_rate",
        "primary_visit_share",
    )
    parameters: ClassVar[tuple[str, ...]] = ("contract_shift", "habit_year")

    coverage: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "签约覆盖率",
            "share of residents with a contract",
            "share",
            0,
            1,
            before="people.contract_base_all",
        ),
    ]
    rural: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "农村居民签约覆盖率；写了它，coverage只指城镇居民",
            "share of rural residents with a contract; where it is set, coverage is that of urban residents",
            "share",
            0,
            1,
            before="people.contract_base_all",
        ),
    ] = None
    key_groups: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting(
            "重点人群签约率",
            "share of key-group residents with a contract",
            "share",
            0,
            1,
            before="people.contract_base_key",
        ),
    ]
    fulfilment: Annotated[
        float | None,
        Field(ge=0, le=1),
        LeverSetting(
            "履约率；不写则用参数contract_fulfilment",
            "share of contracts that are fulfilled; parameter contract_fulfilment if not set",
            "share",
            0.2,
            0.9,
            before="parameters.contract_fulfilment",
            unset="contract_fulfilment",
        ),
    ] = None
