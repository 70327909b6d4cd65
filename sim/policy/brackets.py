"""Sharing in brackets as documents write it (分段结余留用、分段超支分担): one form for every lever that shares."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from sim.policy.lever import LeverSetting
from sim.rules.period.brackets import SharedPart, Sharing


class Bracket(BaseModel):
    """What all brackets say: how far they reach, and whether their share counts for the whole amount."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)

    up_to: Annotated[
        float | None,
        Field(gt=0, le=10),
        LeverSetting(
            "至预算的多少比例为止；不写为不限", "up to this share of the budget; without end if not given", "share"
        ),
    ] = None

    whole: Annotated[
        bool,
        LeverSetting(
            "全额：达到本段时按本段比例计算全部金额，而非仅本段金额",
            "an amount that reaches the bracket is shared as a whole by its share, not only the part in it",
            "",
        ),
    ] = False

    @property
    def upto(self) -> float:
        """The bound, infinite without one."""
        return math.inf if self.up_to is None else self.up_to


class SurplusBracket(Bracket):
    """A part of a surplus, and the share of it that the providers keep; the funds get the rest."""

    kept: Annotated[float, Field(ge=0, le=1), LeverSetting("机构留用比例", "share that the providers keep", "share")]

    @property
    def shared_part(self) -> SharedPart:
        """The bracket as the rule takes it."""
        return SharedPart(self.upto, self.kept, whole=self.whole)


class OverspendBracket(Bracket):
    """A part of an overspend, and the shares of it that providers and treasury bear; the funds bear the rest."""

    borne: Annotated[
        float,
        Field(ge=0, le=1),
        LeverSetting("机构分担比例；1为不予支付", "share that the providers bear; 1 is not paid at all", "share"),
    ]
    treasury: Annotated[
        float, Field(ge=0, le=1), LeverSetting("财政分担比例", "share that the treasury bears", "share")
    ] = 0.0

    @property
    def shared_part(self) -> SharedPart:
        """The bracket as the rule takes it."""
        return SharedPart(self.upto, self.borne, self.treasury, whole=self.whole)


class SurplusPart(BaseModel):
    """A part of what is kept, for the members of some levels or for named hospitals (如县、乡、村按 6:3:1 分配)."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)

    levels: Annotated[
        tuple[Literal["tertiary", "county", "centre", "village"], ...],
        LeverSetting(
            "机构层级：tertiary（三级）、county（县级）、centre（乡镇卫生院、社区卫生服务中心）、village（村卫生室）",
            "members of these levels: tertiary, county, centre (township and community centres), village",
            "tier",
        ),
    ] = ()
    hospitals: Annotated[
        tuple[str, ...], LeverSetting("成员医院", "these hospitals among the members", "hospital id")
    ] = ()
    ratio: Annotated[
        float, Field(gt=0, le=1000), LeverSetting("份数，如 6:3:1 中的 6", "its part, as the 6 of 6 : 3 : 1", "ratio")
    ]


SurplusBrackets = Annotated[
    tuple[SurplusBracket, ...],
    LeverSetting(
        "分段结余留用：每段写 up_to（至预算的多少比例）与 kept（留用比例）",
        "surplus in brackets: up_to (share of the budget) and kept (share kept) of each",
        "",
    ),
]
OverspendBrackets = Annotated[
    tuple[OverspendBracket, ...],
    LeverSetting(
        "分段超支分担：每段写 up_to（至预算的多少比例）、borne（机构分担）与 treasury（财政分担）",
        "overspend in brackets: up_to (share of the budget), borne (by the providers) and treasury of each",
        "",
    ),
]


class SharedByYear(BaseModel):
    """Base of contracts whose year may be settled in brackets: what is owed for its care against what that cost.

    Without brackets on a side the provider keeps, or bears, all of it, as a price or a sum a head does by itself.
    """

    surplus: SurplusBrackets = ()

    overspend: OverspendBrackets = ()

    @property
    def sharing(self) -> Sharing | None:
        """How a year is settled; None where nothing is shared."""
        if not self.surplus and not self.overspend:
            return None
        all_of_it = (SharedPart(math.inf, 1.0),)
        surplus, overspend = (tuple(one.shared_part for one in side) for side in (self.surplus, self.overspend))
        return Sharing(surplus or all_of_it, overspend or all_of_it)
