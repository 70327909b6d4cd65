"""What a study leaves open is drawn: numbers and starts of its rules, base means, mark-ups."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.experiments.validate.study import Study, read_study
from sim.experiments.validate.unknown import Unknown, mean_of_draw, with_markup, with_unknowns

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def study() -> Study:
    """The made-up study of the made-up prefecture."""
    return read_study(ROOT / "tests/regions/xiaocheng/study.yaml", library=ROOT / "scenarios")


def test_what_a_study_leaves_open_is_drawn_within_its_range(study: Study) -> None:
    """Triangular, spread evenly over the draws; nothing else of the reform moves."""
    found = [with_unknowns(study.reform, study.unknown, n).rules for n in range(400)]
    cuts = np.array([rules[1].lever.price_cut for rules in found])  # type: ignore[attr-defined]
    assert 0.4 <= cuts.min() < 0.41
    assert 0.59 < cuts.max() <= 0.6
    assert cuts.mean() == pytest.approx(0.5, abs=1e-3)
    for rules in found:
        assert rules[0] == study.reform.rules[0]
        assert rules[1].lever.model_copy(update={"price_cut": 0.5}) == study.reform.rules[1].lever


def test_a_start_that_is_not_printed_is_drawn_by_the_month(study: Study) -> None:
    open_start = (Unknown("drug_procurement", "months_earlier", -6, 0, 3, whole=True),)
    starts = {with_unknowns(study.reform, open_start, n).rules[1].start for n in range(200)}
    assert min(starts) == date(2016, 10, 1)
    assert max(starts) == date(2017, 7, 1)
    assert {start.day for start in starts} == {1}


def test_base_means_and_mark_ups_are_drawn_within_their_ranges(study: Study) -> None:
    mean = study.estimates[0].shape.base_mean
    found = np.array([mean_of_draw(mean, n) for n in range(400)])
    assert 0.9 <= found.min() < 0.92
    assert 1.08 < found.max() <= 1.1
    assert mean_of_draw(None, 3) == 1.0
    for n in range(20):
        for old, new in zip(study.reform.region.hospitals, with_markup(study.reform, n).region.hospitals, strict=True):
            markup = old.numbers["drug_markup"]
            assert markup.low is not None
            assert markup.high is not None
            assert markup.low <= new.numbers["drug_markup"].value <= markup.high
            assert new.numbers["beds"] == old.numbers["beds"]
