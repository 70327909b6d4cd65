"""What of a design stays where it is when a path or points are added, as the help of ``--design`` says."""

from __future__ import annotations

import pytest

from sim.experiments.design import DesignName, unit_rows


@pytest.mark.parametrize("design", ["lhs", "sobol"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_path_more_moves_the_points(design: DesignName, seed: int) -> None:
    before, after = unit_rows(3, design, 64, seed), unit_rows(4, design, 64, seed)
    kept = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a == b[:3]]
    assert kept in ([], [0])


def test_points_more_keep_those_of_sobol_only() -> None:
    assert unit_rows(3, "sobol", 64, 1)[:32] == unit_rows(3, "sobol", 32, 1)
    assert unit_rows(3, "lhs", 64, 1)[:32] != unit_rows(3, "lhs", 32, 1)
