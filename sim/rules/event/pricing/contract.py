"""Which pricing a contract is, and the patient's share inside its price or beside it."""

import math
from typing import Any

from sim.rules.event.pricing.capitation import owed as capitation
from sim.rules.event.pricing.dip import owed as dip
from sim.rules.event.pricing.drg import owed as drg
from sim.rules.event.pricing.fee_for_service import owed as fee_for_service
from sim.rules.event.pricing.per_case import owed as per_case
from sim.rules.event.pricing.per_diem import owed as per_diem
from sim.vocabulary.names import Pricing

BY_ITEM, KEPT_OUT = -1, -2  # no contract: every item is paid; or the hospital kept the case out of an optional one


def owed(code: int, total: int, pocket: int, days: int, price: float, t: Any, c: int) -> int:
    """What the provider is owed under contract ``c`` of the table ``t``: the charges of a stay beyond its days.

    Parameters
    ----------
    total, pocket : charges, and what the patient pays of them, fen.
    days : bed-days of this part of the treatment.
    price : fen of the contract for this part: of the case, or of a day.
    """
    if days < t.minimum_days[c] or days > t.maximum_days[c]:
        return total
    if code == Pricing.PER_CASE:
        return per_case(total, pocket, days, price, t, c)
    if code == Pricing.DRG:
        return drg(total, pocket, days, price, t, c)
    if code == Pricing.DIP:
        return dip(total, pocket, days, price, t, c)
    if code == Pricing.PER_DIEM:
        return per_diem(total, pocket, days, price, t, c)
    if code == Pricing.CAPITATION:
        return capitation(total, pocket, days, price, t, c)
    return fee_for_service(total, pocket, days, price, t, c)


def beside(due: int, total: int, pocket: int) -> int:
    """Where the patient pays on the charges beside the price, the price covers what the others pay of them."""
    if total <= 0:
        return due
    return math.floor(due * (total - pocket) / total + 0.5) + pocket


def pays_cases(code: int) -> bool:
    """Whether one more case, not one more item or day, is what earns."""
    # Compiled text knows no test by tuple.
    return code == Pricing.PER_CASE or code == Pricing.DRG or code == Pricing.DIP  # noqa: PLR1714


def again(due: int, pocket: int, t: Any, c: int) -> int:
    """What is owed for a stay soon after another: a share of what the others than the patient owe."""
    if due <= pocket:
        return due
    paid: float = t.readmission_share[c] * (due - pocket)
    return pocket + math.floor(paid + 0.5)


def reviewable(total: int, days: int, price: float, code: int, t: Any, c: int) -> bool:
    """Whether a case is so dear, so cheap or so long that the contract lets it be reviewed."""
    if code != Pricing.DRG and code != Pricing.DIP:  # noqa: PLR1714  # compiled text knows no test by tuple
        return False
    level: float = t.level[c] if code == Pricing.DIP else 1.0
    dear = total * level > t.review_from[c] * price
    return bool(dear or total * level < t.review_below[c] * price or days >= t.review_days[c])
