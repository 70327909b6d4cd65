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
    """What the provider is owed under contract ``c`` of the table ``t``.

    Parameters
    ----------
    total, pocket : charges, and what the patient pays of them, fen.
    days : bed-days of this part of the treatment.
    price : fen of the contract for this part: of the case, or of a day.
    """
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


def outlier(total: int, price: float, code: int, t: Any, c: int) -> bool:
    """Whether a case is so dear that the contract lets it be reviewed."""
    if code == Pricing.DRG:
        return bool(total > t.high[c] * price)
    return bool(code == Pricing.DIP and total * t.level[c] > t.high[c] * price)
