"""Providers from month to month: what they do now, and how payment moves it (docs/payment.md)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.model.prices import Prices
from sim.rules.period.margin import margin, marginal_profit, mix_target
from sim.rules.period.response import (
    coding_step,
    income_target,
    level_target,
    stay_target,
    towards,
    volume_target,
    willingness,
)
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Severity

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Providers:
    """Care, relative to the base year; [F], [F, s] or [F, category]. Replaced, never edited.

    ``level`` care per case and ``days`` length of stay where every item is paid, ``case_level`` and ``case_days``
    where the case is; ``mix`` quantities by category; ``volume`` elective admissions; ``step_down`` and ``refer``
    willingness to send down and up; ``coding`` coded over true weight. ``clipped`` counts months in which the safety
    bounds of the level were reached at some hospital.
    """

    level: Floats
    days: Floats
    case_level: Floats
    case_days: Floats
    mix: Floats
    volume: Floats
    step_down: Floats
    refer: Floats
    coding: Floats
    clipped: int = 0


def fresh_providers(facilities: int, categories: int) -> Providers:
    """The base year: all factors are 1."""
    sizes = {"level": 3, "days": 3, "case_level": 3, "case_days": 3, "mix": categories}
    parts = [f.name for f in fields(Providers) if f.name != "clipped"]
    ones: dict[str, Any] = {p: np.ones((facilities, sizes[p]) if p in sizes else facilities) for p in parts}
    return Providers(**ones)


@dataclass(frozen=True, slots=True)
class Incentives:
    """What payment makes of a month, [F].

    ``share[F, category]`` mix of the base year; ``answers`` marks who responds; ``revenue`` what a yuan of charges
    brings where items are paid (below 1 under a budget), of which the doctor sees the share ``sees``;
    ``cases`` share of inpatient cases paid per case, ``case_revenue`` what a yuan brings inside such a case and
    ``case_price`` its price over the mean charge now; ``keeping`` what keeping a case that could go up is worth under
    a package, per yuan; ``audit`` share of the coding drift it prevents.
    """

    share: Floats
    prices: Prices
    answers: NDArray[np.bool_]
    revenue: Floats
    sees: Floats
    cases: Floats
    case_revenue: Floats
    case_price: Floats
    keeping: Floats
    audit: Floats


def respond_providers(now: Providers, seen: Incentives, scenario: Scenario) -> Providers:
    """The next month's care: every part closes its share of the gap to what pays, within `settings.respond_*`.

    Without a rule every gain is exactly 0 and nothing moves.
    """
    value = {name: q.value for name, q in scenario.parameters.items()}
    on, step = scenario.settings, value["response_share_per_month"]
    share, price, cost, base = seen.share, seen.prices.price, seen.prices.cost, seen.prices.cost_base
    one = np.ones_like(price)
    profit_base = marginal_profit(share, one, one, base, 1.0)
    paid = marginal_profit(share, now.mix, price, cost, 1.0)
    profit = paid + (seen.revenue - 1.0)
    gain = np.where(seen.answers, paid + seen.sees * (seen.revenue - 1.0) - profit_base, 0.0)
    in_case = marginal_profit(share, now.mix, price, cost, seen.case_revenue)
    case_gain = np.where(seen.answers, value["pass_case_price"] * (in_case - profit_base), 0.0)
    margin_base = margin(share, one, one, base)
    lost_prices = np.where(
        seen.answers, np.maximum(0.0, margin_base - margin(share, one, price, cost) - seen.prices.subsidy), 0.0
    )
    lost = np.where(seen.answers, margin_base - margin(share, now.mix, price, cost) - seen.prices.subsidy, 0.0)

    gamma = np.array([value[f"gamma_{s}"] for s in Severity.ids()])
    recover = income_target(lost * (1.0 - seen.cases), profit, profit_base, value["income_gain"])
    recover = recover if on.respond_income else np.zeros_like(recover)
    level = level_target(gain, gamma, recover) if on.respond_level else np.ones_like(now.level) + recover[:, None]
    case_level = level_target(case_gain, gamma, np.zeros_like(gain)) if on.respond_level else np.ones_like(level)
    low, high = value["level_min"], value["level_max"]
    clipped = bool((np.minimum(level, case_level) < low).any() or (np.maximum(level, case_level) > high).any())
    level, case_level = np.clip(level, low, high), np.clip(case_level, low, high)
    # Nobody answers to a case price before there is one: until then such stays are treated like all others.
    case_level = np.where((seen.cases > 0.0)[:, None], case_level, level)

    # One more case: what it brings less what it costs, over the base year's charges of a case.
    case_cost = (share * now.mix * cost).sum(axis=1)
    mean_level = now.case_level.mean(axis=1)
    per_item = gain
    per_case = np.where(seen.answers, seen.case_price * now.coding - case_cost * mean_level - profit_base, 0.0)
    in_cases = value["income_gain"] * np.maximum(lost, 0.0) * seen.cases if on.respond_income else 0.0
    case_profit = (1.0 - seen.cases) * per_item + seen.cases * per_case
    mixed_gain = (1.0 - seen.cases) * gain + seen.cases * case_gain
    theta = value["mix_theta_price"], value["mix_theta_income"]

    targets = {
        "level": level,
        "days": stay_target(level, value["phi_los"]),
        "case_level": case_level,
        "case_days": stay_target(case_level, value["phi_los"]),
        "mix": mix_target(share, price, cost, base, lost_prices, *theta),
        "volume": volume_target(case_profit + in_cases, value["eta_case"]),
        "step_down": willingness(mixed_gain, value["eta_step_down"]),
        "refer": willingness(seen.sees * seen.keeping, value["eta_refer"]),
    }
    parts = {
        "level": on.respond_level or on.respond_income,
        "case_level": on.respond_level,
        "days": on.respond_stay,
        "case_days": on.respond_stay,
        "mix": on.respond_mix,
        "volume": on.respond_volume,
        "step_down": on.respond_step_down,
        "refer": on.respond_referral,
    }
    moved = {name: towards(getattr(now, name), targets[name], step) for name, switch in parts.items() if switch}
    still = ~seen.answers
    for name, found in moved.items():
        if name != "refer":  # members of a package below the hospitals refer too
            found[still] = 1.0
    if on.respond_coding:
        ceiling = value["coding_ceiling"] * (1.0 - seen.audit)
        moved["coding"] = coding_step(now.coding, seen.cases > 0.0, ceiling, value["coding_drift"], step)
    return replace(now, **moved, clipped=now.clipped + int(clipped))
