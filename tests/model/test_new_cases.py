"""What a primary place newly treats, it admits less often than its usual cases: by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from sim.model.month import _of_new_cases


def base_of(admission_of_new: float) -> Any:
    """A centre that solves half of a case and a hospital that does too; three in ten of the rest are referred."""
    numbers = SimpleNamespace(levels=SimpleNamespace(primary=0, number=lambda level: level))
    return SimpleNamespace(
        value={"refer_up_share": 0.3, "admission_of_new": admission_of_new},
        capability=np.full((2, 1, 1), 0.5),
        level_of=np.array([0, 1]),
        level_numbers=numbers,
    )


@pytest.mark.parametrize(
    ("capability", "refer", "of_new", "expected"),
    [
        (0.5, 1.0, 0.4, 1.0),  # nothing new
        (0.4, 1.0, 0.4, 1.0),  # less than before
        (0.5, 1.2, 0.4, 1.0),  # more referrals than before
        (0.6, 1.0, 0.4, (0.5 + 0.4 * 0.1) / 0.6),  # a tenth more solved
        (0.5, 0.0, 0.4, (0.5 + 0.4 * 0.15) / 0.65),  # all referrals kept
        (0.6, 0.5, 0.4, (0.5 + 0.4 * 0.16) / 0.66),  # both: 0.4 unsolved, 0.15 of them kept
        (0.6, 0.5, 1.0, 1.0),  # as usual cases
    ],
)
def test_the_share_admitted_by_hand(capability: float, refer: float, of_new: float, expected: float) -> None:
    found = _of_new_cases(cast(Any, base_of(of_new)), np.full((2, 1, 1), capability), np.full((2, 1, 1), refer))
    assert found[0, 0, 0] == pytest.approx(expected)
    assert found[1, 0, 0] == 1.0, "a hospital has its wards"
