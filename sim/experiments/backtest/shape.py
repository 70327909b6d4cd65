"""The shape of a back-test's file: what stands for whom, over which years, and which series it is held against."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sim.scenario.schema import Dashed, FileShape, Listed, Remark, SettingsShape, Text, TitleShape, Version, YearsShape


class SeriesShape(FileShape):
    """A series; its figures stand in the table beside the file.

    ``group`` joins groups by ``+``: their sums together. ``in_sample`` names trends whose range rests on held-back
    years of this series, ``note`` says where its definition is not that of the model.
    """

    indicator: Text
    group: Text = "all"
    in_sample: Listed = ()
    note: Remark = None


class BacktestShape(FileShape):
    """A back-test: the region of its first year, and the series; ``left_out`` says which are not there, and why."""

    schema_: Version
    id: Dashed
    title: TitleShape
    region: Text
    parameters: Text = "parameters/china-2016"
    years: YearsShape
    settings: SettingsShape = SettingsShape()
    setting: TitleShape
    series: Annotated[tuple[SeriesShape, ...], Field(min_length=1)]
    left_out: tuple[TitleShape, ...] = ()
