"""Every pricing against sums done by hand (cases.yaml), and what stands around them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from ruamel.yaml import YAML

from sim.rules.event.pricing.contract import again, beside, owed, pays_cases, reviewable
from sim.vocabulary.names import Pricing

BLOCKS = YAML(typ="safe").load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))
CASES = [(block["pricing"], block.get("tariff", {}), case) for block in BLOCKS for case in block["cases"]]


def tariff(values: dict[str, Any]) -> SimpleNamespace:
    """The contract's table with one contract, number 0."""
    plain = {"low": 0.0, "high": 1e9, "extra_share": 0.0, "level": 1.0, "minimum_days": 0, "maximum_days": 10**6}
    plain |= {"review_from": values.get("high", 1e9), "review_below": 0.0, "review_days": 10**6}
    return SimpleNamespace(**{name: [value] for name, value in {**plain, **values}.items()})


@pytest.mark.parametrize(("pricing", "values", "case"), CASES, ids=lambda v: v if isinstance(v, str) else "")
def test_owed_by_hand(pricing: str, values: dict[str, Any], case: dict[str, Any]) -> None:
    code = Pricing.of(pricing)
    found = owed(code, case["total"], case["pocket"], case["days"], case["price"], tariff(values), 0)
    assert found == case["owed"], case.get("why", "")


def test_every_pricing_is_tried() -> None:
    assert {pricing for pricing, _, _ in CASES} == set(Pricing.ids())


def test_a_patient_who_pays_on_charges_pays_beside_the_price() -> None:
    # Of 70,000 the patient pays 20,000; the price covers five sevenths of 50,000 for the others.
    assert beside(50_000, 70_000, 20_000) == round(50_000 * 5 / 7) + 20_000
    # Where charges meet the price both ways give the price; what is paid by its charges stays so.
    assert beside(50_000, 50_000, 20_000) == 50_000
    assert beside(70_000, 70_000, 20_000) == 70_000
    assert beside(50_000, 0, 0) == 50_000


@pytest.mark.parametrize(
    ("pricing", "total", "expected"),
    [("drg", 300_000, False), ("drg", 300_001, True), ("dip", 240_000, False), ("dip", 240_001, True)],
)
def test_who_may_be_reviewed(pricing: str, total: int, expected: bool) -> None:
    """Above three times the price under DRG, of the mean charge under DIP: a price of 100,000 is 1.25 of 80,000."""
    price, level = 100_000.0, 1.0 if pricing == "drg" else 1.25
    found = tariff({"high": 3.0, "level": level})
    assert reviewable(total, 9, price, Pricing.of(pricing), found, 0) is expected
    assert not reviewable(10**9, 9, price, Pricing.PER_DIEM, found, 0)


@pytest.mark.parametrize(
    ("total", "days", "expected"),
    [
        (250_000, 9, False),
        (250_001, 9, True),  # from two and a half times on, though the high bound is three
        (20_000, 9, False),
        (19_999, 9, True),  # cheap ones below a fifth
        (100_000, 59, False),
        (100_000, 60, True),  # long ones at any charge
    ],
)
def test_dear_cheap_and_long_cases_may_be_reviewed(total: int, days: int, expected: bool) -> None:
    found = tariff({"high": 3.0, "review_from": 2.5, "review_below": 0.2, "review_days": 60})
    assert reviewable(total, days, 100_000.0, Pricing.DRG, found, 0) is expected


@pytest.mark.parametrize(
    ("share", "due", "pocket", "paid"),
    [
        (0.0, 50_000, 20_000, 20_000),  # the fund pays nothing, the patient what he pays anyway
        (0.5, 50_000, 20_000, 35_000),
        (0.5, 50_001, 20_000, 35_001),  # half a fen goes up
        (1.0, 50_000, 20_000, 50_000),
        (0.0, 15_000, 20_000, 15_000),  # a price below what the patient pays is taken as it is
    ],
)
def test_a_stay_soon_after_another(share: float, due: int, pocket: int, paid: int) -> None:
    assert again(due, pocket, tariff({"readmission_share": share}), 0) == paid


def test_what_earns_by_the_case() -> None:
    assert [p for p in Pricing if pays_cases(p)] == [Pricing.PER_CASE, Pricing.DRG, Pricing.DIP]


def test_compiled_it_says_the_same() -> None:
    from sim.engine.compile import twin  # here: the tests beside this one need no engine

    assert [bool(twin(pays_cases)(int(code))) for code in Pricing] == [pays_cases(code) for code in Pricing]
