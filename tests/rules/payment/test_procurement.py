"""Procurement with an agreed volume, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sim.rules.period.procurement import basket_price, basket_volume, moved_away


def test_the_basket_gets_cheaper_by_what_is_bought_of_the_selected_product() -> None:
    price = basket_price(np.array([0.0, 0.3, 0.65, 1.0]), np.array([0.5] * 4))
    assert price == pytest.approx([1.0, 0.85, 0.675, 0.5])


def test_what_moves_away_costs_a_share_of_the_saving() -> None:
    price = np.array([1.0, 0.675])
    assert moved_away(price, 0.45) == pytest.approx([0.0, 0.45 * 0.325])
    assert basket_volume(price, 0.0, 0.45) == pytest.approx([1.0, 1.0 - 0.14625])
    assert basket_volume(price, 0.3, 0.0) == pytest.approx([1.0, 0.675**-0.3])


def test_spending_falls_unless_volume_and_offset_eat_the_saving() -> None:
    price = np.array([0.675])
    for elasticity, offset, less in ((0.0, 0.0, True), (0.3, 0.45, True), (1.0, 1.0, False)):
        spent = basket_volume(price, elasticity, offset) * price + moved_away(price, offset)
        assert bool(spent[0] < 1.0) == less
