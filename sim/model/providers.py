"""Providers from month to month: what they do now, and how payment moves it (docs/payment.md)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.model.contracts import OwnTariff, Paid
from sim.model.pay import Pay
from sim.model.prices import Prices
from sim.rules.period.margin import margin, marginal_profit, mix_target
from sim.rules.period.pay import appraised, by_basis, felt, item_quantity
from sim.rules.period.response import (
    coding_step,
    income_target,
    left_out_target,
    level_target,
    stay_target,
    towards,
    volume_target,
    willingness,
)
from sim.scenario.scenario import Scenario, Settings
from sim.vocabulary.names import Billed, PayBasis, Setting, Severity

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Providers:
    """Care, relative to the base year; [F], [F, s] or [F, category]. Replaced, never edited.

    ``level[F, setting, s]`` care per case and ``days`` length of stay where every item is paid, ``case_level`` and
    ``case_days`` where the case (or the day) is; ``mix`` quantities by category; ``volume`` elective admissions;
    ``revisit`` follow-up visits; ``step_down`` and ``refer`` willingness to send down and up; ``coding`` coded over
    true weight; ``split`` the share of stays paid per case that is split in two; ``left_out[F, billed]`` the share that
    the catalogue does not cover, of visits, stays by item and cases (`names.Billed`); ``keep[F, g, s]`` referrals up of
    a case by what it earns here. ``clipped`` counts months in which the safety bounds of the level were reached at some
    hospital.
    """

    level: Floats
    days: Floats
    case_level: Floats
    case_days: Floats
    mix: Floats
    volume: Floats
    revisit: Floats
    step_down: Floats
    refer: Floats
    coding: Floats
    split: Floats
    left_out: Floats
    keep: Floats
    clipped: int = 0


def fresh_providers(facilities: int, categories: int, groups: int) -> Providers:
    """The base year: all factors are 1."""
    by_severity = dict.fromkeys(("days", "case_level", "case_days"), (len(Severity),))
    sizes = {"level": (len(Setting), len(Severity)), **by_severity, "mix": (categories,), "left_out": (len(Billed),)}
    sizes["keep"] = (groups, len(Severity))
    parts = [f.name for f in fields(Providers) if f.name != "clipped"]
    ones: dict[str, Any] = {p: np.ones((facilities, *sizes.get(p, ()))) for p in parts}
    return Providers(**{**ones, "split": np.zeros(facilities)})


@dataclass(frozen=True, slots=True)
class Incentives:
    """What payment makes of a month, [F].

    ``share[F, category]`` mix of the base year; ``answers`` marks who responds. ``worth[F, setting]`` is the change of
    what a yuan of charges brings where items are paid (0 without a budget, a floating point or a sum per head),
    ``seen`` the part of it that the doctor sees; ``lost`` the margin that a point below its worth takes, per yuan of
    charges. Visits and stays are apart: a budget of one leaves the other alone.
    ``paid`` is what contracts make of a stay, ``keeping`` what keeping a case that could go up is worth under a
    package, per yuan; ``audit`` the share of coding drift and split stays it prevents; ``pay`` what of all this reaches
    those who decide.
    """

    share: Floats
    prices: Prices
    answers: NDArray[np.bool_]
    worth: Floats
    seen: Floats
    lost: Floats
    paid: Paid
    keeping: Floats
    audit: Floats
    pay: Pay


def respond_providers(now: Providers, seen: Incentives, scenario: Scenario) -> Providers:
    """The next month's care: every part closes its share of the gap to what pays, within `settings.respond_*`.

    Without a rule every gain is exactly 0 and nothing moves.
    """
    value = {name: q.value for name, q in scenario.parameters.items()}
    on, step = scenario.settings, value["response_share_per_month"]
    targets, clipped = _targets(now, seen, value, on)
    switches = {
        "level": on.respond_level or on.respond_income,
        "case_level": on.respond_level,
        "days": on.respond_stay,
        "case_days": on.respond_stay,
        "mix": on.respond_mix,
        "volume": on.respond_volume,
        "revisit": on.respond_volume,
        "step_down": on.respond_step_down,
        "refer": on.respond_referral,
        "split": on.respond_split,
        "left_out": on.respond_left_out,
        "keep": on.respond_contest,
    }
    moved = {name: towards(getattr(now, name), targets[name], step) for name, switch in switches.items() if switch}
    still, base = ~seen.answers, fresh_providers(len(seen.answers), now.mix.shape[1], now.keep.shape[1])
    # Members of a package below the hospitals refer too, and salaried doctors may be paid by items.
    others = {"refer": still & False, "mix": still & ~seen.pay.items.any(axis=1)}
    for name, found in moved.items():
        at = others.get(name, still)
        found[at] = getattr(base, name)[at]
    if on.respond_coding:
        ceiling = value["coding_ceiling"] * (1.0 - seen.audit)
        # Where cases were coded for payment in the base year already, its numbers hold what coding has drifted.
        exposed = (seen.paid.coded > 0.0) & ~(_usual(seen.paid).coded > 0.0)
        moved["coding"] = coding_step(now.coding, exposed, ceiling, value["coding_drift"], step)
    return replace(now, **moved, clipped=now.clipped + int(clipped))


def _usual(paid: Paid) -> Paid:
    """What payments older than the base year make of a stay: nothing where there are none."""
    none, nothing = np.zeros_like(paid.cases), np.zeros_like(paid.own.cases)
    return paid.usual or Paid(none, none, none, none, none, none, OwnTariff(nothing, nothing))


class _Before(NamedTuple):
    """What payments older than the base year brought in it, [F]: answers are to what differs.

    ``inside`` profit of a yuan inside a case and ``rho`` its revenue, ``case`` profit of one more case beyond its
    charges, ``day`` of one more day, ``split`` the share of stays split.
    """

    inside: Floats
    rho: Floats
    case: Floats
    day: Floats
    split: Floats


def _before(seen: Incentives, profit_base: Floats, value: dict[str, float]) -> _Before:
    """The same where items were paid: a yuan's profit, and nothing else."""
    usual, one = _usual(seen.paid), np.ones_like(seen.prices.price)
    was_paid = usual.cases > 0.0
    inside = marginal_profit(seen.share, one, one, seen.prices.cost_base, usual.inside)
    day = usual.by_day / np.maximum(usual.cases, 1e-9) * usual.price - value["late_day_cost"]
    return _Before(
        inside=np.where(was_paid, inside, profit_base),
        rho=np.where(was_paid, usual.inside, 1.0),
        case=np.where(was_paid, usual.price - 1.0, 0.0),
        day=np.where(was_paid, day, 0.0),
        split=value["eta_split"] * np.where(usual.coded > 0.0, usual.price, 0.0),
    )


def _margin_lost(seen: Incentives, mix: Floats) -> tuple[Floats, Floats]:
    """Margin lost to prices and not given back: at the base year's mix, [F]; at today's ``mix``, [F, setting].

    The latter with what is lost to a point worth less than a yuan; nothing where nobody answers.
    """
    share, price, cost, one = seen.share, seen.prices.price, seen.prices.cost, np.ones_like(seen.prices.price)
    before, given_back = margin(share, one, one, seen.prices.cost_base), seen.prices.subsidy
    by_prices = np.maximum(0.0, before - margin(share, one, price, cost) - given_back)
    lost = (before - margin(share, mix, price, cost) - given_back)[:, None] + seen.lost
    answers = seen.answers
    return np.where(answers, by_prices, 0.0), np.where(answers[:, None], np.maximum(0.0, lost), 0.0)


def _splits(seen: Incentives, brings: Floats, value: dict[str, float]) -> Floats:
    """Share of stays that is split in two, by what the second half ``brings``, if it is not too soon to be paid."""
    second = np.where(seen.paid.coded > 0.0, brings * (1.0 - seen.paid.unpaid_again), 0.0)
    return np.asarray(value["eta_split"] * second * (1.0 - seen.audit))


class _Gains(NamedTuple):
    """What one more yuan, case or day brings those who decide, against the base year; 0 where nobody answers.

    ``item`` [F, setting] a yuan where items are paid, ``inside`` [F] one inside a case, ``case`` [F] one more case paid
    as one; ``care`` and ``case_care`` the first two after appraisal; ``brings`` [F] the price of a case.
    """

    item: Floats
    care: Floats
    inside: Floats
    case_care: Floats
    case: Floats
    brings: Floats


def _gains(now: Providers, seen: Incentives, before: _Before, profit_base: Floats, value: dict[str, float]) -> _Gains:
    """Profit of care as payment leaves it and as pay passes it on."""
    share, price, cost, paid, pay = seen.share, seen.prices.price, seen.prices.cost, seen.paid, seen.pay
    mix = now.mix * seen.prices.quantity
    answers, stay_seen = seen.answers[:, None], seen.seen[:, Setting.STAYS]

    # What one more yuan of care brings: where items are paid, and inside a case.
    usual, each = (
        profit_base[:, None],
        (pay.basis[:, None], pay.share[:, None], pay.quality[:, None], pay.cost[:, None]),
    )
    by_item = (marginal_profit(share, mix, price, cost, 1.0) - profit_base)[:, None] + seen.seen
    item = felt(by_basis(each[0], by_item, usual * seen.seen), usual, each[1])
    rho = paid.inside * (1.0 + stay_seen)
    within = value["pass_case_price"] * (marginal_profit(share, mix, price, cost, rho) - before.inside)
    revenue = value["pass_case_price"] * profit_base * (rho - before.rho)
    inside = felt(by_basis(pay.basis, within, revenue), before.inside, pay.share)

    # One more case: what it brings less what it costs, over the base year's charges of a case.
    case_cost = (share * mix * cost).sum(axis=1) * now.case_level.mean(axis=1)
    coded = 1.0 + (now.coding - 1.0) * paid.coded / np.maximum(paid.cases, 1e-9)
    brings = paid.price * coded * (1.0 + stay_seen)
    surplus, revenue = brings - case_cost - profit_base - before.case, profit_base * (brings - 1.0 - before.case)
    case = felt(by_basis(pay.basis, surplus, revenue), profit_base + before.case, pay.share)
    return _Gains(
        item=np.where(answers, item, 0.0),
        care=np.where(answers, appraised(item, usual, each[2], each[3]), 0.0),
        inside=np.where(seen.answers, inside, 0.0),
        case_care=np.where(seen.answers, appraised(inside, profit_base, pay.quality, pay.cost), 0.0),
        case=np.where(seen.answers, case, 0.0),
        brings=brings,
    )


def _levels(seen: Incentives, gains: _Gains, recover: Floats, value: dict[str, float]) -> tuple[Floats, Floats, bool]:
    """Care per case where items are paid and where the case is, and whether it met its safety bounds."""
    gamma = np.array([value[f"gamma_{s}"] for s in Severity.ids()])
    level = level_target(gains.care, gamma, recover)
    case_level = level_target(gains.case_care, gamma, np.zeros_like(gains.case_care))
    low, high = value["level_min"], value["level_max"]
    clipped = any(bool((found < low).any() or (found > high).any()) for found in (level, case_level))
    level, case_level = np.clip(level, low, high), np.clip(case_level, low, high)
    # Nobody answers to a case price before there is one: until then such stays are treated like all others.
    under = (np.where(seen.answers, seen.paid.cases, 0.0) > 0.0)[:, None]
    return level, np.where(under, case_level, level[:, Setting.STAYS]), clipped


def _mix(seen: Incentives, lost: Floats, value: dict[str, float]) -> Floats:
    """Quantities by category: what pays more, and less of the items whose sparing is paid for."""
    pay, prices = seen.pay, seen.prices
    linked = np.where(pay.basis == PayBasis.SURPLUS, pay.share, 0.0)
    theta = value["mix_theta_price"], value["mix_theta_income"]
    found = mix_target(seen.share, prices.price, prices.cost, prices.cost_base, lost, *theta, 1.0 - linked)
    return np.where(seen.answers[:, None], found, 1.0) * item_quantity(pay.items, value["theta_item"])


def _own_profit(now: Providers, seen: Incentives, profit_base: Floats) -> Floats:
    """What one more case of each kind brings at its own tariff against the base year, over its charges; [F, g, s]."""
    paid, usual, pay = seen.paid, _usual(seen.paid), seen.pay
    a_yuan = (seen.share * now.mix * seen.prices.quantity * seen.prices.cost).sum(axis=1)
    coded = 1.0 + (now.coding - 1.0) * paid.coded / np.maximum(paid.cases, 1e-9)
    brings = paid.own.price * (coded * (1.0 + seen.seen[:, Setting.STAYS]))[:, None, None]
    cost = (a_yuan[:, None] * now.case_level)[:, None, :]
    base = profit_base[:, None, None] + np.where(usual.own.cases > 0.0, usual.own.price - 1.0, 0.0)
    gain = by_basis(pay.basis[:, None, None], brings - cost - base, profit_base[:, None, None] * (brings - 1.0))
    felt_here = felt(gain, base, pay.share[:, None, None])
    return np.where(seen.answers[:, None, None] & (paid.own.cases > 0.0), paid.own.cases * felt_here, 0.0)


def _left_out(seen: Incentives, eta: float) -> Floats:
    """Share that the catalogue does not cover, [F, billed]; no budget and no point of the fund reaches it."""
    paid, usual, pay = seen.paid, _usual(seen.paid), seen.pay
    linked = np.where(pay.basis == PayBasis.WORKLOAD, 0.0, pay.share)
    lead, own = np.zeros((len(linked), len(Billed))), np.zeros((len(linked), len(Billed)))
    lead[:, Billed.VISITS], lead[:, Billed.STAYS] = -seen.seen[:, Setting.VISITS], -seen.seen[:, Setting.STAYS]
    under = paid.cases > 0.0
    was = usual.cases > 0.0  # those were paid so in the base year, whose share is what it has come to
    before = np.where(was, usual.left_out - usual.inside, 0.0), np.where(was, usual.left_out, 1.0)
    inside = paid.inside * (1.0 + seen.seen[:, Setting.STAYS])
    lead[:, Billed.CASES] = np.where(under, paid.left_out - inside - before[0], 0.0)
    own[:, Billed.CASES] = np.where(under, paid.left_out - before[1], 0.0)
    answers = (np.where(seen.answers, linked, 0.0))[:, None]
    return left_out_target(answers * lead, answers * own, eta, seen.audit[:, None])


def _targets(now: Providers, seen: Incentives, value: dict[str, float], on: Settings) -> tuple[dict[str, Floats], bool]:
    """Where every part of care is drawn to, and whether the level met its safety bounds."""
    share, price, cost, base, paid = seen.share, seen.prices.price, seen.prices.cost, seen.prices.cost_base, seen.paid
    pay, mix, one = seen.pay, now.mix * seen.prices.quantity, np.ones_like(price)
    cases = np.where(seen.answers, paid.cases, 0.0)
    by_item = np.stack([np.ones_like(cases), 1.0 - cases], axis=1)  # share where items are paid: visits, stays
    profit_base = marginal_profit(share, one, one, base, 1.0)
    before = _before(seen, profit_base, value)
    gains = _gains(now, seen, before, profit_base, value)

    lost_prices, lost = _margin_lost(seen, mix)
    missed = np.where(pay.basis == PayBasis.WORKLOAD, 0.0, pay.share)  # of a lost margin, by those whose pay it is
    lost_prices, lost = missed * lost_prices, missed[:, None] * lost
    profit = marginal_profit(share, mix, price, cost, 1.0)[:, None] + seen.worth
    recover = income_target(lost * by_item, profit, profit_base[:, None], value["income_gain"])
    recover = recover if on.respond_income else np.zeros_like(recover)
    heard = gains if on.respond_level else gains._replace(care=0.0 * gains.care, case_care=0.0 * gains.case_care)
    level, case_level, clipped = _levels(seen, heard, recover, value)
    under, of_stays = (cases > 0.0)[:, None], level[:, Setting.STAYS]
    in_cases = value["income_gain"] * lost[:, Setting.STAYS] * cases if on.respond_income else np.zeros_like(cases)
    stay_gain = gains.item[:, Setting.STAYS]
    case_profit = (1.0 - cases) * stay_gain + cases * gains.case

    # One more day, which costs less than the mean day: inside a case it brings nothing, by the day the day's price.
    extra = paid.by_day / np.maximum(paid.cases, 1e-9) * gains.brings - value["late_day_cost"] - before.day
    extra = pay.share * by_basis(pay.basis, extra, profit_base * extra)
    day_gain = np.where(seen.answers & (cases > 0.0), extra, 0.0)
    case_days = stay_target(case_level, value["phi_los"]) * (1.0 + value["eta_day"] * day_gain)[:, None]
    days = stay_target(of_stays, value["phi_los"])

    splits = _splits(seen, gains.brings, value) - before.split
    targets = {
        "level": level,
        "days": days,
        "case_level": case_level,
        "case_days": np.where(under, case_days, days),
        "mix": _mix(seen, lost_prices, value),
        "volume": volume_target(case_profit + in_cases, value["eta_case"]),
        "revisit": volume_target(gains.item[:, Setting.VISITS], value["eta_case"]),
        "step_down": willingness((1.0 - cases) * stay_gain + cases * gains.inside, value["eta_step_down"]),
        "refer": willingness(seen.keeping, value["eta_refer"]),
        "split": np.clip(np.where(seen.answers, splits, 0.0), 0.0, 1.0),
        "left_out": _left_out(seen, value["eta_left_out"]),
        "keep": willingness(_own_profit(now, seen, profit_base), value["eta_contest"]),
    }
    return targets, clipped
