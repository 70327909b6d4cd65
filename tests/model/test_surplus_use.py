"""Whose a surplus is, by hand, and what doctors see of it."""

from __future__ import annotations

import numpy as np
import pytest

from sim.ledger import Account, AccountKind
from sim.model.effects import BudgetNow
from sim.model.surplus_use import parts_of, seen
from sim.policy.levers.budget import Budget
from sim.rules.period.budget import BudgetSplit

# A hospital, two centres and two village clinics; fen that the funds paid each.
HOSPITAL, CENTRES, VILLAGES = (10,), (0, 3), (1, 4)
PROVIDERS = (*HOSPITAL, *CENTRES, *VILLAGES)
PAID = [800.0, 100.0, 50.0, 30.0, 20.0]
Groups = tuple[tuple[float, tuple[int, ...]], ...]
SIX_THREE_ONE: Groups = ((6.0, HOSPITAL), (3.0, CENTRES), (1.0, VILLAGES))


def now(groups: Groups, pay_share: float = 0.0) -> BudgetNow:
    """A package with these parts."""
    lever = Budget(trend_allowance=0.0, pay_share=pay_share)
    account = Account(AccountKind.ALLIANCE, "one")
    return BudgetNow("b", lever, account, (0,), (), (), PROVIDERS, PROVIDERS, True, None, groups=groups)


@pytest.mark.parametrize(
    ("groups", "split", "expected"),
    [
        ((), BudgetSplit(1000, 0, 0, 0), [800, 100, 50, 30, 20]),  # by what each was paid
        (SIX_THREE_ONE, BudgetSplit(1000, 0, 0, 0), [600, 200, 100, 60, 40]),
        (SIX_THREE_ONE, BudgetSplit(1001, 0, 0, 0), [601, 200, 100, 60, 40]),  # the odd fen to the largest rest
        (SIX_THREE_ONE, BudgetSplit(0, 1000, 0, 0), [-800, -100, -50, -30, -20]),  # an overspend as ever
        (((6.0, HOSPITAL), (3.0, ()), (1.0, VILLAGES)), BudgetSplit(700, 0, 0, 0), [600, 0, 0, 60, 40]),
        (((1.0, CENTRES),), BudgetSplit(300, 0, 0, 0), [0, 200, 100, 0, 0]),  # all of it to the centres
    ],
)
def test_parts_by_hand(groups: Groups, split: BudgetSplit, expected: list[int]) -> None:
    found = parts_of(split, now(groups), PAID)
    assert found == expected
    assert sum(found) == split.kept - split.borne


def test_doctors_look_at_what_comes_to_them() -> None:
    paid = np.zeros(11)
    paid[list(PROVIDERS)] = PAID
    assert seen(0.4, now(()), paid) == 0.4
    assert seen(0.1, now((), pay_share=0.5), paid) == 0.5, "what is paid out as pay is seen"
    assert seen(0.4, now((), pay_share=0.3), paid) == 0.4
    found = np.ravel(seen(0.4, now(SIX_THREE_ONE), paid))
    # 60 % of what is kept for 80 % of the spending; 30 % for 15 %; 10 % for 5 %.
    assert found == pytest.approx([0.3, 0.8, 0.8, 0.8, 0.8])
    assert np.ravel(seen(0.7, now(SIX_THREE_ONE), paid))[1:] == pytest.approx(1.0), "no more than all of it"
