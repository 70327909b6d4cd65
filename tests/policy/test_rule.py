"""When a rule is in force, and how far."""

from __future__ import annotations

from datetime import date

import pytest

from sim.policy.levers import LEVERS
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.rule import Rule, first_month_on_or_after, in_force


def rule(start: str, until: str | None = None, ramp: int = 1) -> Rule:
    """A rule with these dates."""
    end = date.fromisoformat(until) if until else None
    return Rule("gatekeeping", Gatekeeping(), date.fromisoformat(start), end, ramp, (), (), "", "gatekeeping")


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2017-10-31", (2017, 11)),
        ("2017-11-01", (2017, 11)),
        ("2017-11-02", (2017, 12)),
        ("2017-12-01", (2017, 12)),
        ("2017-12-02", (2018, 1)),
        ("2016-02-29", (2016, 3)),
    ],
)
def test_first_month(day: str, month: tuple[int, int]) -> None:
    assert first_month_on_or_after(date.fromisoformat(day)) == month
    assert rule(day).first_month == month


@pytest.mark.parametrize(
    ("start", "until", "ramp", "month", "strength"),
    [
        ("2017-10-31", None, 1, (2017, 10), 0.0),
        ("2017-10-31", None, 1, (2017, 11), 1.0),
        ("2017-10-31", None, 2, (2017, 11), 0.5),
        ("2017-10-31", None, 2, (2017, 12), 1.0),
        ("2017-10-31", None, 4, (2018, 1), 0.75),
        ("2017-10-31", None, 4, (2030, 1), 1.0),
        ("2017-01-01", "2017-06-01", 1, (2017, 5), 1.0),
        ("2017-01-01", "2017-06-01", 1, (2017, 6), 0.0),
        ("2017-01-01", "2017-06-02", 1, (2017, 6), 1.0),
        ("2017-01-01", "2017-06-02", 1, (2017, 7), 0.0),
        ("2017-01-01", "2017-03-01", 12, (2017, 2), 2 / 12),
        ("2017-01-01", "2017-03-01", 12, (2017, 3), 0.0),
    ],
)
def test_strength(start: str, until: str | None, ramp: int, month: tuple[int, int], strength: float) -> None:
    assert rule(start, until, ramp).strength(*month) == pytest.approx(strength)


def test_in_force_keeps_order_and_leaves_out_the_rest() -> None:
    early, late = rule("2017-01-01"), rule("2018-01-01")
    assert in_force([early, late], 2017, 6) == [(early, 1.0)]
    assert in_force([early, late], 2018, 1) == [(early, 1.0), (late, 1.0)]


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS)
def test_a_lever_says_what_its_fields_mean(lever: type) -> None:
    from sim.policy.lever import LeverSetting

    for name, field in lever.model_fields.items():  # type: ignore[attr-defined]
        notes = [note for note in field.metadata if isinstance(note, LeverSetting)]
        assert len(notes) == 1, name
        assert notes[0].zh
        assert notes[0].en


def test_the_register_goes_by_id() -> None:
    assert all(lever.id == key for key, lever in LEVERS.items())
    assert all(lever.zh and lever.en and lever.summary for lever in LEVERS.values())
