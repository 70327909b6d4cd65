"""Functions whose indices and elementary effects are known, through the analysis that runs go through."""

from __future__ import annotations

import numpy as np
import pytest

from sim.experiments.sensitivity.analysis import InputMeasure, JudgedOutput, judged, narrowing
from sim.experiments.sensitivity.design import Design, MethodName, crossed, design_of, trajectories
from sim.experiments.sensitivity.inputs import VariedInput
from sim.vocabulary.names import Confidence
from sim.vocabulary.phrase import one


def unsure(path: str, low: float = 0.0, value: float = 0.5, high: float = 1.0, *, whole: bool = False) -> VariedInput:
    """An input with a range."""
    return VariedInput(path, one(path), "share", value, low, high, Confidence.ASSUMPTION, one("made up"), whole)


THREE = [unsure(name) for name in "abc"]


def outcome(method: MethodName, y: np.ndarray, size: int, seed: int = 1) -> JudgedOutput:
    """What values at the points of a design of three inputs say."""
    return judged(design_of(method, THREE, size, seed), y.tolist(), 0.0, seed)


def test_sobol_indices_of_ishigami() -> None:
    """a = 7, b = 0.1: S1 = 0.314, 0.442, 0; ST = 0.558, 0.442, 0.244; variance 13.845 (Ishigami and Homma 1990)."""
    x = -np.pi + 2 * np.pi * crossed(3, 1024, 1)
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    found = outcome("sobol", y, 1024)
    total, first = found.measures
    assert (total.name, first.name) == ("ST", "S1")
    assert total.values == pytest.approx([0.558, 0.442, 0.244], abs=0.03)
    assert first.values == pytest.approx([0.314, 0.442, 0.0], abs=0.03)
    assert found.variance == pytest.approx(13.845, rel=0.02)
    for measure, known in ((total, (0.558, 0.442, 0.244)), (first, (0.314, 0.442, 0.0))):
        assert (measure.lower <= known).all()
        assert (measure.upper >= known).all()
    assert not total.converged.all(), "the interval of the first is wider than a tenth of it"
    assert 1.0 < total.times_more < 5.0


def test_elementary_effects_of_a_linear_function_are_its_slopes() -> None:
    x = trajectories(3, 5, 1)
    found = outcome("morris", 4 * x[:, 0] - 2 * x[:, 1], 5)
    star, sigma = found.measures
    assert star.values == pytest.approx([4.0, 2.0, 0.0], abs=1e-12)
    assert sigma.values == pytest.approx([0.0, 0.0, 0.0], abs=1e-12)
    assert found.variance == pytest.approx((16 + 4) / 12), "of two uniform shares"
    assert found.first == pytest.approx([0.8, 0.2, 0.0])
    assert star.converged.all()
    assert star.settled == 3
    assert star.times_more == 1.0


def test_what_inputs_do_together_is_no_slope() -> None:
    x = trajectories(3, 40, 1)
    found = outcome("morris", (x[:, 0] - 0.5) * (x[:, 1] - 0.5), 40)
    assert found.measures[1].values[:2].min() > 0.1
    assert found.first[:2].max() < 0.15


def test_a_tornado_of_a_linear_function() -> None:
    design = design_of("tornado", [unsure("a", 0.0, 0.2, 1.0), unsure("b")], 1, 1)
    assert design.points == ((("a", 0.0),), (("a", 1.0),), (("b", 0.0),), (("b", 1.0),))
    found = judged(design, [10 - 0.2, 10 + 0.8, float("nan"), 10.0], 10.0, 1)
    swing, low, high = found.measures
    assert swing.values == pytest.approx([1.0, 0.0])
    assert low.values[0] == pytest.approx(-0.2)
    assert np.isnan(low.values[1]), "an end that the scenario refused"
    assert high.values == pytest.approx([0.8, 0.0])
    # Of a triangular distribution: (a2 + b2 + c2 - ab - ac - bc) / 18.
    assert found.variance == pytest.approx((0.04 + 1.0 - 0.2) / 18, rel=0.01)
    assert found.first == pytest.approx([1.0, 0.0])
    assert not swing.converged.any()


@pytest.mark.parametrize("method", ["morris", "sobol", "tornado"])
def test_nothing_moves(method: MethodName) -> None:
    points = len(design_of(method, THREE, 8, 1).points)
    found = judged(design_of(method, THREE, 8, 1), [0.3] * points, 0.3, 1)
    assert found.variance == 0.0
    assert found.first.tolist() == [0.0, 0.0, 0.0]
    assert found.measures[0].values.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("method", ["morris", "sobol"])
@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same_intervals(method: MethodName, seed: int) -> None:
    """A seed of 0 is one like any other; SALib takes it for none."""

    def once() -> tuple[Design, JudgedOutput]:
        design = design_of(method, THREE, 8, seed)
        y = np.exp(design.shares @ np.array([1.0, 0.5, 0.1]))
        return design, judged(design, y.tolist(), 1.0, seed)

    (design, one_), (again, other) = once(), once()
    assert (design.shares == again.shares).all()
    for left, right in zip(one_.measures, other.measures, strict=True):
        assert left.values.tolist() == right.values.tolist()
        np.testing.assert_array_equal(left.upper, right.upper)


def test_more_of_a_design_leaves_what_there_was() -> None:
    assert (trajectories(5, 6, 1)[:18] == trajectories(5, 3, 1)).all()
    assert (crossed(5, 16, 1)[:56] == crossed(5, 8, 1)).all()


def test_values_lie_in_their_range_and_whole_numbers_are_whole() -> None:
    item = unsure("a", 1.0, 2.0, 10.0)
    assert item.at(0.0) == 1.0
    assert item.at(1.0) == 10.0
    assert item.at(1 / 9) == pytest.approx(2.0), "below the mode lie (2 - 1) / (10 - 1)"
    flag = unsure("b", 0.0, 1.0, 1.0, whole=True)
    assert {flag.at(share) for share in (0.0, 1 / 3, 2 / 3, 1.0)} == {0.0, 1.0}
    edge = unsure("c", 0.0, 0.0, 0.0)
    assert edge.at(0.7) == 0.0


def test_ranks_stand_apart_where_intervals_do() -> None:
    values = np.array([3.0, 5.0, 2.9])
    apart = InputMeasure("ST", values, values - 0.3, values + 0.3)
    assert apart.settled == 1
    assert apart.converged.all()
    wide = InputMeasure("ST", values, values - 1.0, values + 1.0)
    assert not wide.converged.any()
    assert wide.times_more == pytest.approx(4.0)


def test_how_much_a_spread_narrows() -> None:
    assert narrowing(np.array([0.0, 0.75, 1.0, 1.2])) == pytest.approx([0.0, 0.5, 1.0, 1.0])
