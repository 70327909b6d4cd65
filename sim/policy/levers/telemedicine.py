"""Telemedicine and remote ECG (远程医疗、远程心电): primary places solve more."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sim.policy.lever import Lever, LeverSetting


class Telemedicine(Lever):
    """Raises the share solved at connected facilities, for the severity the parameter names (moderate)."""

    id: ClassVar[str] = "telemedicine"
    zh: ClassVar[str] = "远程医疗"
    en: ClassVar[str] = "telemedicine and remote ECG"
    summary: ClassVar[str] = "connected facilities solve more cases themselves; people believe it slowly"
    summary_zh: ClassVar[str] = "接入机构自己能解决更多病例；居民慢慢才相信"
    group: ClassVar[str] = "capability"
    words: ClassVar[str] = "远程 远程会诊 远程心电 远程影像 互联网医疗 信息化"
    examples: ClassVar[tuple[str, ...]] = ("telemedicine: {hub: {tertiary}, serves: [primary]}",)
    apart_by: ClassVar[str] = "serves"
    moves: ClassVar[tuple[str, ...]] = ("telemedicine_counties", "primary_visit_share", "county_visit_rate")
    parameters: ClassVar[tuple[str, ...]] = ("belief_gain_year", "accept_slope")

    hub: Annotated[str, LeverSetting("中心医院", "hospital that gives the remote opinion", "hospital id")]
    serves: Annotated[
        tuple[Literal["primary", "county"], ...],
        Field(min_length=1),
        LeverSetting("接入层级：primary（基层）、county（县级）", "tiers connected: primary, county", "tier"),
    ] = ("primary",)
    gain: Annotated[
        float | None,
        Field(ge=0, le=0.3),
        LeverSetting(
            "能力提升；不写则用参数telemedicine_capability_gain",
            "added share solved, moderate cases; parameter telemedicine_capability_gain if not set",
            "share solved",
            0,
            0.15,
            before="0",
            unset="telemedicine_capability_gain",
        ),
    ] = None
