"""What a run pool's year amounts to: the numbers of its type, drawn apart by its factors, at the undisturbed level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.nation.description import Nation, RunPool
from sim.nation.quantities import PLACES, TIERS

MOST_OUTSIDE = 0.6  # of visits or stays, whatever the factors say
MOST_TERTIARY = 0.95  # of what is treated in the pool above primary care


@dataclass(frozen=True, slots=True)
class Amounts:
    """Visits and stays of a year by place of care: ``of`` what residents have, ``at`` what local facilities count.

    Both by setting (``visits``, ``discharges``), then by place (`PLACES`; ``at`` has local ones only). ``beds`` and
    ``doctors`` by tier are of the whole pool; ``costs`` and ``days`` by the names of the statistics.
    """

    of: Mapping[str, Mapping[str, float]]
    at: Mapping[str, Mapping[str, float]]
    beds: Mapping[str, float]
    doctors: Mapping[str, float]
    costs: Mapping[str, float]
    days: Mapping[str, float]

    def outside_share(self, setting: str) -> float:
        """Of the residents' visits or stays, those beyond the pool."""
        return self.of[setting]["outside"] / sum(self.of[setting].values())

    def inflow_share(self, setting: str) -> float:
        """Patients from beyond: of all local visits, or of tertiary stays."""
        come = self.at[setting]["tertiary"] - self.of[setting]["tertiary"]
        return come / (sum(self.at[setting].values()) if setting == "visits" else self.at[setting]["tertiary"])


def amounts_of(nation: Nation, pool: RunPool) -> Amounts:
    """The year of a pool. Reported numbers are taken to the undisturbed level by the ratios of ``normal.csv``."""
    own = {name: number.value for name, number in pool.archetype.numbers.items()}
    factor = {name: number.value for name, number in pool.numbers.items()}
    normal = {name: number.value for name, number in nation.normal.items()}
    rates = {
        "visits": own["visits_per_resident"] * factor["visits_factor"],
        "discharges": own["admissions_per_100"] / 100 * factor["admissions_factor"],
    }
    of, at = {}, {}
    for setting, word, level in (("visits", "visit", "visits"), ("discharges", "discharge", "stays")):
        shares = shares_of(own, word, factor["outside_factor"], factor["tertiary_factor"])
        ratio = {place: normal[f"{level}_{'primary' if place == 'primary' else 'hospital'}"] for place in PLACES}
        of[setting] = {p: pool.residents * rates[setting] * shares[p] / ratio[p] for p in PLACES}
        come = own[f"inflow_{word}_share"]
        at[setting] = {t: of[setting][t] / (1 - come if t == "tertiary" else 1.0) for t in TIERS}
    size = pool.residents / own["residents"]
    costs = {
        f"{name}_{place}": own[f"{name}_{place}"] * factor["cost_factor"] / ratio
        for name, ratio in (("cost_per_visit", 1.0), ("cost_per_discharge", normal["cost_per_stay"]))
        for place in PLACES
    }
    return Amounts(
        of,
        at,
        {tier: own[f"beds_{tier}"] * size * factor["beds_factor"] for tier in TIERS},
        {tier: own[f"doctors_{tier}"] * size for tier in TIERS},
        costs,
        {tier: own[f"alos_{tier}"] / normal["stay_days"] for tier in TIERS},
    )


def shares_of(own: Mapping[str, float], word: str, outside: float, tertiary: float) -> dict[str, float]:
    """Shares of the residents' visits or stays by place, that beyond the pool and the tertiary one moved by factors.

    Primary care keeps its part of what is treated in the pool; county level takes what tertiary hospitals have not.
    """
    found = {place: own[f"{word}_share_{place}"] for place in PLACES}
    total = sum(found.values())
    away = min(MOST_OUTSIDE, found["outside"] / total * outside)
    local = {tier: found[tier] / (total - found["outside"]) for tier in TIERS}
    above = local["county"] + local["tertiary"]
    top = min(MOST_TERTIARY * above, local["tertiary"] * tertiary)
    parts = {"primary": local["primary"], "county": above - top, "tertiary": top}
    return {**{tier: part * (1 - away) for tier, part in parts.items()}, "outside": away}
