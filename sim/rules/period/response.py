"""How providers answer: targets of care, volume, stay, step-down and coding, all from marginal profit.

No effect of a rule is written here: a rule changes what a yuan of charges brings, and these follow. [F] facilities,
[F, s] by severity; every target is relative to the base year. Each answer closes part of its gap a month.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.vocabulary.measures import MONTHS

Floats = NDArray[np.float64]


def towards(now: Floats, target: Floats, share: float) -> Floats:
    """One month's step: a share of the gap."""
    return np.asarray(now + share * (target - now))


def level_target(gain: Floats, gamma: Floats, income: Floats) -> Floats:
    """Care per case: more where profit rose, most for the mild (E108, E001); [..., s].

    ``gain`` [...] is the change of marginal profit the doctor sees, ``gamma`` [s] the response, ``income`` [...] what
    recovers a lost margin.
    """
    return np.asarray(1.0 + gain[..., None] * gamma + income[..., None])


def income_target(lost: Floats, profit: Floats, profit_base: Floats, gain: float) -> Floats:
    """More care to make up for margin lost, as long as care still pays (``saturation``); [F].

    Without the saturation the chase would never end where a floating price punishes it (E021-E023).
    """
    saturation = np.clip(profit / np.maximum(profit_base, 1e-9), 0.0, 1.0)
    return np.asarray(gain * np.maximum(lost, 0.0) * saturation)


def volume_target(case_gain: Floats, eta_case: float) -> Floats:
    """Elective admissions follow the profit of one more case (E013, E073, E032); [F]."""
    return np.asarray(np.maximum(0.0, 1.0 + eta_case * case_gain))


def stay_target(level: Floats, phi: float) -> Floats:
    """Length of stay follows the level of care."""
    return np.asarray(level**phi)


def willingness(gain: Floats, eta: float) -> Floats:
    """Will to give a patient away (down, or up), from the change of profit of keeping him: ``exp(-eta gain)``; [F]."""
    return np.asarray(np.exp(-eta * gain))


def left_out_target(lead: Floats, own: Floats, eta: float, audit: Floats) -> Floats:
    """Share of charges that the catalogue leaves out: ``1 + eta (lead + own)``; audit prevents a part of a rise.

    ``lead`` is what a yuan left out brings beyond one inside the catalogue, ``own`` the change of what it brings itself
    (such care is chosen freely, so that it answers to its own profit beyond the level of all care). Not below 0.
    """
    more = eta * (lead + own)
    return np.asarray(np.maximum(0.0, 1.0 + np.where(more > 0.0, (1.0 - audit) * more, more)))


def coding_step(now: Floats, exposed: NDArray[np.bool_], ceiling: Floats, drift_year: float, share: float) -> Floats:
    """Coded over true weight after a month: drifts up to a ceiling where cases are paid; [F].

    ``exposed`` marks facilities paid per case; ``ceiling`` is the excess that audit leaves possible. An excess above
    it (audit came later) is given up by ``share`` of the gap a month.
    """
    top = 1.0 + ceiling
    up = np.minimum(top, now + drift_year / MONTHS)
    found = np.where(now > top, towards(now, top, share), np.where(exposed, up, now))
    return np.asarray(found)
