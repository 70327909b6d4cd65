"""All residents at once: their contracts of a month, and the turn of the year."""

from sim.engine.steps import contract_of
from sim.engine.tables import Month, Residents


def signing(m: Month) -> tuple[list[float], ...]:
    """All of a month's tables that contracts depend on."""
    return list(m.coverage_key), list(m.coverage_other), list(m.fulfilment)


def sign_up(m: Month, r: Residents, count: int) -> None:
    """Every resident's contract under the tables of a month that begins."""
    for i in range(count):
        r.contract[i] = contract_of(m, r, i)


def start_year(r: Residents, habit_share: float, count: int) -> None:
    """Habits close their share of the gap to the year's first contacts; deductibles and ceilings start again."""
    for i in range(count):
        if r.first_contacts[i] > 0:
            r.habit[i] += habit_share * (r.first_primary[i] / r.first_contacts[i] - r.habit[i])
        r.first_contacts[i] = 0
        r.first_primary[i] = 0
        r.visits[i] = 0
        r.own_team[i] = 0
        r.stays[i] = 0
        r.outpatient_scope[i] = 0
        r.outpatient_fund[i] = 0
        r.inpatient_fund[i] = 0
        r.self_paid[i] = 0
        r.critical[i] = 0
        r.out_of_pocket[i] = 0
        r.readmitted[i] = 0
        r.deductibles[i] = 0
        r.once_paid[i] = 0
        r.own_scope[i] = 0
        r.own_fund[i] = 0
