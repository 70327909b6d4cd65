"""Whether a need becomes a contact, and how often a patient comes back."""


def price_index(price_yuan: float, base_yuan: float, tau_yuan: float, elasticity: float) -> float:
    """Demand relative to base when the price moves: ``((price + tau) / (base + tau)) ** -elasticity``.

    ``tau_yuan`` (time and fare) keeps the index finite where care is free. Source: parameters.csv, E026, E027.
    """
    if price_yuan == base_yuan:
        return 1.0
    return float(((price_yuan + tau_yuan) / (base_yuan + tau_yuan)) ** -elasticity)


def bounded(factor: float, limit: float) -> float:
    """The factor, kept between 1 / limit and limit."""
    return min(limit, max(1.0 / limit, factor))


def follow_up_share(mean_visits: float, slots: int, factor: float) -> float:
    """Probability that one of the ``slots`` possible follow-up visits takes place.

    Slots, not a chain: the mean stays proportional to the factor, whatever its size.
    """
    if slots == 0:
        return 0.0
    return min(1.0, mean_visits * factor / slots)


def seek_share(base: float, factor: float) -> float:
    """Probability that a need is brought to any facility."""
    return min(1.0, base * factor)
