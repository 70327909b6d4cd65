"""Draws by name: spread evenly, independent of each other, and left alone by whatever else is drawn."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import qmc

from sim.experiments.prior import between, draws, spread
from sim.region.blocks import (
    ANSWERS,
    CHOICE,
    ELASTICITIES,
    GUARDS,
    NO_TREND,
    PROVIDERS,
    TREND,
    TRENDS_TOO,
    behaviour_of,
    open_numbers,
)
from sim.region.quantities import PARAMETERS
from sim.scenario.fit_state import NOT_IN_BASE_YEAR
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import one
from sim.vocabulary.quantity import Quantity

PINNED = [0.619505130655, 0.105241021444, 0.90102401767, 0.334304566121]
BLOCKS = (ELASTICITIES, ANSWERS, CHOICE, PROVIDERS, TRENDS_TOO)


def quantity(low: float | None, value: float, high: float | None, confidence: str = "assumption") -> Quantity:
    return Quantity(value, "1", one("a source"), Confidence[confidence.upper()], low, high)


@pytest.mark.parametrize("count", [1, 2, 8, 64, 512])
def test_of_the_first_numbers_of_a_name_each_stratum_holds_one(count: int) -> None:
    found = [spread("e_seek", 3, n) for n in range(count)]
    assert sorted(int(share * count) for share in found) == list(range(count))
    assert all(0.0 <= share < 1.0 for share in found)


def test_more_numbers_leave_the_first_as_they_were() -> None:
    few = [spread("b_size", 1, n) for n in range(5)]
    assert [spread("b_size", 1, n) for n in range(200)][:5] == few


def test_one_parameter_more_leaves_every_other_as_it_was() -> None:
    numbers = {name: quantity(0.0, 0.4, 1.0) for name in ("alpha", "beta", "gamma")}
    alone = draws(numbers, ["alpha", "gamma"], 32, 7)
    among = draws(numbers, ["alpha", "beta", "gamma"], 32, 7)
    for few, more in zip(alone, among, strict=True):
        assert {k: v for k, v in more.values if k != "beta"} == dict(few.values)


def test_names_and_seeds_are_independent_of_each_other() -> None:
    names = [f"parameter_{n}" for n in range(30)]
    table = np.array([[spread(name, 1, n) for name in names] for n in range(256)])
    apart = np.corrcoef(table, rowvar=False)[np.triu_indices(30, 1)]
    assert abs(apart.mean()) < 0.02
    assert apart.std() == pytest.approx(1 / np.sqrt(256), rel=0.25)
    # As evenly spread over all of them together as a Latin hypercube, which is drawn for a number of points.
    latin = qmc.LatinHypercube(30, rng=1).random(256)
    assert qmc.discrepancy(table, method="MD") < 1.2 * qmc.discrepancy(latin, method="MD")
    other = np.array([spread("parameter_0", 2, n) for n in range(256)])
    assert abs(np.corrcoef(table[:, 0], other)[0, 1]) < 0.2


def test_a_few_numbers_are_what_they_were_on_every_machine() -> None:
    told = [round(spread("gamma_mild", 1, n), 12) for n in range(4)]
    assert told == PINNED


def test_a_triangle_from_low_over_value_to_high() -> None:
    shares = (np.arange(4000) + 0.5) / 4000
    values = np.array([between(1.0, 2.0, 5.0, share) for share in shares])
    assert values.mean() == pytest.approx(8 / 3, rel=1e-4)
    assert np.quantile(values, 0.25) == pytest.approx(2.0, abs=2e-3)  # a quarter lies below the value
    assert between(3.0, 3.0, 3.0, 0.7) == 3.0


def test_every_parameter_is_in_one_block_or_none() -> None:
    named = [name for block in BLOCKS for name in block]
    assert len(named) == len(set(named))
    assert set(named) <= set(PARAMETERS)
    assert not set(named) & set(GUARDS)
    assert {n for n in PARAMETERS if n.startswith(TREND)} - set(behaviour_of(PARAMETERS)) == set(NO_TREND)


def test_what_providers_do_leaves_the_base_year_but_for_patients_moved_up() -> None:
    assert set(PROVIDERS) - NOT_IN_BASE_YEAR == {"move_up_share", "move_up_after"}


def test_what_a_document_fixes_or_has_no_range_is_not_open() -> None:
    numbers = {
        "open": quantity(0.0, 1.0, 2.0),
        "fixed": quantity(0.0, 1.0, 2.0, "document"),
        "bare": quantity(None, 1.0, None),
        "point": quantity(1.0, 1.0, 1.0),
    }
    assert open_numbers(numbers, numbers) == ("open",)
