"""The shapes of ``nation.yaml`` and of a scenario of the nation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from sim.scenario.schema import Dashed, FileShape, Listed, NamedShape, Slug, Text, TitleShape, Version, Worded, Year


class ArchetypeShape(NamedShape):
    """A type of prefecture."""

    id: Slug


class RunPoolShape(FileShape):
    """A run pool: its type, how it pays stays, and from when by each reading."""

    id: Slug
    archetype: Slug
    payment: Literal["drg", "dip"]
    starts: dict[Slug, date]


class NationFileShape(FileShape):
    """``nation.yaml``."""

    schema_: Version
    id: Dashed
    title: TitleShape
    base_year: Year
    archetypes: Annotated[tuple[ArchetypeShape, ...], Field(min_length=1)]
    pools: Annotated[tuple[RunPoolShape, ...], Field(min_length=1)]


class ArmShape(NamedShape):
    """An arm: by which reading of the schedule pools begin to pay."""

    id: Slug
    reading: Slug


class PaymentShape(FileShape):
    """What a pool has that pays by DRG or DIP: the settings of both levers, and why these."""

    drg: dict[str, Any]
    dip: dict[str, Any]
    clause: Listed = ()
    assumption: Worded


class ShareTargetShape(FileShape):
    """A target on the share of pooling areas that pay stays by DRG or DIP, on a day."""

    at_least: Annotated[float, Field(gt=0, le=1)]
    by: date
    clause: Listed = ()
    note: Worded | None = None


class NationShape(FileShape):
    """The keys that a scenario of the nation has beside those of every scenario."""

    nation: Text
    arms: Annotated[tuple[ArmShape, ...], Field(min_length=1)]
    payment: PaymentShape
    share_targets: tuple[ShareTargetShape, ...] = ()
    # 0.4 % of luck on national admissions, 1.5 to 2 % in a pool.
    residents_per_pool: Annotated[int, Field(ge=100, le=50_000_000)] = 25_000
