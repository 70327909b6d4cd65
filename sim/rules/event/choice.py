"""First contact in three steps: go without weighing, accept primary care, choose (docs/model.md 2.4)."""

import math
from collections.abc import MutableSequence


def shifted(share: float, log_odds: float) -> float:
    """A probability below 1 after a shift of its log-odds."""
    if log_odds == 0.0:
        return share
    odds = share / (1.0 - share) * math.exp(log_odds)
    return odds / (1.0 + odds)


def captive_share(
    base: float,
    pull: float,
    habit_gain: float,
    habit: float,
    habit_base: float,
    door: float,
) -> float:
    """Probability of going to the usual primary place without weighing.

    ``base`` by area and severity; ``pull`` multiplies it (1, or less for village clinics that lose ground);
    the resident's habit (share of own first contacts that were primary) shifts the log-odds against the
    habit of the base year, and so does ``door``, the worth in log-odds of what the usual primary place has become
    cheaper by against the usual hospital.
    """
    return shifted(base * pull, habit_gain * (habit - habit_base) + door)


def price_gap_closed(
    below_now: float, above_now: float, below_base: float, above_base: float, tau_yuan: float
) -> float:
    """How much cheaper the primary place has become against the hospital: change of the log of the price ratio.

    Prices in yuan, each with ``tau_yuan`` of time and fare; 0 where rules moved neither.
    """
    now = (above_now + tau_yuan) / (below_now + tau_yuan)
    base = (above_base + tau_yuan) / (below_base + tau_yuan)
    return 0.0 if now == base else math.log(now / base)


def gated_share(share: float, contract_shift: float, gate_comply: float) -> float:
    """The captive share after contract and gate; the two overlap, so the larger one counts."""
    return share + (1.0 - share) * max(contract_shift, gate_comply)


def utility(
    constant: float,
    b_price: float,
    oop_yuan: float,
    tau_yuan: float,
    b_travel: float,
    minutes: float,
    b_wait: float,
    wait_minutes: float,
    b_quality: float,
    quality: float,
) -> float:
    """What a facility is worth to one patient, up to a constant common to all facilities."""
    return (
        constant
        - b_price * math.log(oop_yuan + tau_yuan)
        - b_travel * minutes
        - b_wait * wait_minutes
        + b_quality * quality
    )


def choose(utilities: MutableSequence[float], count: int, u: float) -> int:
    """Draw one of the first ``count`` alternatives by the logit shares of their utilities, which are overwritten."""
    best = utilities[0]
    for i in range(1, count):
        best = max(best, utilities[i])
    total = 0.0
    for i in range(count):
        utilities[i] = math.exp(utilities[i] - best)
        total += utilities[i]
    limit = u * total
    running = 0.0
    for i in range(count - 1):
        running += utilities[i]
        if limit < running:
            return i
    return count - 1
