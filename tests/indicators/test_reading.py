"""How the tables of a run are read: words of either kind, runs in any order, tables of money or none."""

from __future__ import annotations

import warnings

import pandas as pd

from sim.indicators import compute

from . import prefecture, small


def test_words_may_be_categories() -> None:
    """The model hands its tables on with words as categories, whose order is that of the vocabulary."""
    plain = small.frames(prefecture.ROWS)
    categories = {
        name: table.astype({column: "category" for column in table.columns if isinstance(table[column].iloc[0], str)})
        for name, table in plain.items()
    }
    found = compute(categories, small.FACILITIES, small.DISTRICTS, 1.0)
    assert set(found["indicator"]) > {"primary_visit_share", "contract_rate", "first_contact_rate", "oop_share"}
    pd.testing.assert_frame_equal(found, compute(plain, small.FACILITIES, small.DISTRICTS, 1.0))


def test_where_nothing_happened_nobody_is_warned() -> None:
    """A share of no visits has no row; the division by nothing must not show up on the planner's screen."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = compute(small.frames({"visits": small.every_month()}), small.FACILITIES, small.DISTRICTS, 1.0)
    assert "contract_rate" not in set(values["indicator"])
