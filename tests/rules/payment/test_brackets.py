"""Sharing in brackets by hand, and what one more yuan saved is worth in and around each bracket."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sim.policy.brackets import OverspendBracket, SurplusBracket
from sim.rules.period.brackets import SharedPart, Sharing, part_of, pieces
from sim.rules.period.budget import BudgetSplit, settle, share_of_saving

BUDGET = 1_000_000
RULES = yaml.safe_load((Path(__file__).parent / "brackets.yaml").read_text(encoding="utf-8"))
CASES = [(rule, case) for rule in RULES for case in rule["cases"]]


def sharing_of(rule: dict[str, Any]) -> Sharing:
    """The brackets of a rule as a planner writes them."""
    surplus = tuple(SurplusBracket.model_validate(one).shared_part for one in rule["surplus"])
    overspend = tuple(OverspendBracket.model_validate(one).shared_part for one in rule["overspend"])
    return Sharing(surplus, overspend, rule.get("ceiling", math.inf))


@pytest.mark.parametrize(("rule", "case"), CASES, ids=lambda part: str(part.get("spent", ""))[:20])
def test_by_hand(rule: dict[str, Any], case: dict[str, Any]) -> None:
    found = settle(BUDGET, case["spent"], sharing_of(rule), rule.get("reserve", 0))
    names = ("kept", "borne", "to_fund", "from_fund", "treasury", "reserve")
    assert found == BudgetSplit(**{name: case.get(name, 0) for name in names})


steps = st.lists(st.tuples(st.floats(0.01, 0.4), st.floats(0, 1), st.booleans()), max_size=4).map(
    lambda parts: tuple(
        SharedPart(sum(w for w, _, _ in parts[: n + 1]), s, 0.0, whole) for n, (_, s, whole) in enumerate(parts)
    )
)


@given(steps, steps, st.integers(0, 2 * BUDGET), st.floats(0.01, 1), st.integers(0, 50_000))
def test_every_fen_is_somebodys(
    surplus: tuple[SharedPart, ...], overspend: tuple[SharedPart, ...], spent: int, ceiling: float, reserve: int
) -> None:
    found = settle(BUDGET, spent, Sharing(surplus, overspend, ceiling), reserve)
    sides = found.kept + found.to_fund - found.borne - found.from_fund - found.treasury
    assert sides == BUDGET - spent
    assert min(found) >= 0
    assert found.kept <= ceiling * BUDGET + 1


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(0, 2 * BUDGET))
def test_one_share_and_a_limit_are_brackets(kept: float, borne: float, limit: float, spent: int) -> None:
    """What `surplus_kept_share`, `overspend_borne_share` and `overspend_limit` always meant."""
    found = settle(
        BUDGET, spent, Sharing((SharedPart(math.inf, kept),), (SharedPart(limit, borne), SharedPart(math.inf, 0.0)))
    )
    over = min(max(0, spent - BUDGET), math.floor(BUDGET * limit + 0.5))
    assert found.kept == math.floor(max(0, BUDGET - spent) * kept + 0.5)
    assert found.borne == math.floor(over * borne + 0.5)


def test_no_bracket_shares_nothing() -> None:
    assert part_of(500.0, pieces((), 1000.0)) == 0
    assert settle(1000, 700, Sharing((), ())) == BudgetSplit(0, 0, 300, 0)


TWO = Sharing((SharedPart(0.1, 0.6), SharedPart(math.inf, 0.0)), (SharedPart(0.05, 0.5), SharedPart(math.inf, 1.0)))


@pytest.mark.parametrize(
    ("spending", "share"),
    [
        (0.5, 0.0),  # far below nine tenths: nothing of what is saved more
        (0.9, 0.3),  # at the bound one half of it
        (0.95, 0.6),
        (1.0, 0.55),  # between keeping 0.6 and bearing 0.5
        (1.025, 0.5),
        (1.05, 0.75),
        (1.3, 1.0),  # what is beyond is not paid at all
    ],
)
def test_a_yuan_saved_is_worth_what_the_bracket_says(spending: float, share: float) -> None:
    found = share_of_saving(TWO, spending * BUDGET, BUDGET, 0.001)
    assert found == pytest.approx(share, abs=1e-4)


def test_a_reserve_moves_where_bearing_begins() -> None:
    for spending, share in ((1.02, 0.0), (1.05, 0.5)):
        found = share_of_saving(TWO, spending * BUDGET, BUDGET, 0.001, reserve=0.03 * BUDGET)
        assert found == pytest.approx(share, abs=1e-4)


def test_who_would_lose_what_was_kept_does_not_save_into_it() -> None:
    """Beyond a tenth nothing at all is kept: near that bound one more yuan saved costs more than it brings."""
    cliff = Sharing((SharedPart(0.1, 1.0), SharedPart(math.inf, 0.0, 0.0, whole=True)), ())
    band = 0.01
    found = share_of_saving(cliff, 0.9 * BUDGET, BUDGET, band)
    assert found == pytest.approx(0.5 - 0.1 * 0.25 / band, abs=1e-4)
    assert share_of_saving(cliff, 0.96 * BUDGET, BUDGET, 0.002) == pytest.approx(1.0, abs=1e-4)


def test_nothing_more_is_kept_at_the_ceiling() -> None:
    capped = Sharing((SharedPart(math.inf, 0.5),), (), ceiling=0.05)
    assert share_of_saving(capped, 0.95 * BUDGET, BUDGET, 0.001) == pytest.approx(0.5)
    assert share_of_saving(capped, 0.9 * BUDGET, BUDGET, 0.001) == pytest.approx(0.25), "kept 5 % already"
    assert share_of_saving(capped, 0.7 * BUDGET, BUDGET, 0.001) == pytest.approx(0.0)
