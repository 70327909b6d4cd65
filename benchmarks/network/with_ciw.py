"""The network in Ciw: nodes, routing matrix, records."""

from __future__ import annotations

import ciw

from .system import DAYS, DOCTORS, PER_MINUTE, PLACES, PRIMARY, REFERRED, SIGMA, TIERS, UP, Seen, by_tier, log_mean


def simulate(seed: int, days: int = DAYS) -> Seen:
    """One run."""
    routing = [[0.0] * PLACES for _ in range(PLACES)]
    for place, up in enumerate(UP):
        if up >= 0:
            routing[place][up] = REFERRED[TIERS[place]]
    network = ciw.create_network(
        arrival_distributions=[
            ciw.dists.Exponential(PER_MINUTE / PRIMARY) if place < PRIMARY else None for place in range(PLACES)
        ],
        service_distributions=[ciw.dists.Lognormal(log_mean(tier), SIGMA) for tier in TIERS],
        number_of_servers=DOCTORS,
        routing=routing,
    )
    ciw.seed(seed)
    run = ciw.Simulation(network)
    run.simulate_until_max_time(days * 1440.0)
    visits, minutes = [0.0] * PLACES, [0.0] * PLACES
    for record in run.get_all_records():
        visits[record.node - 1] += 1
        minutes[record.node - 1] += record.waiting_time
    return by_tier(visits, minutes)
