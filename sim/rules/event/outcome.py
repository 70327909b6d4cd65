"""What comes of a consultation."""

SOLVED = 0
REFERRED_UP = 1
GOES_ON = 2
GIVES_UP = 3


def outcome(
    capability: float, u_solved: float, refer_share: float, refer_factor: float, go_on_share: float, u_refer: float
) -> int:
    """SOLVED with the place's capability; else a formal referral, going on by oneself, or nothing further.

    ``refer_factor`` is what rules and payment make of the formal referrals; one that no longer happens is a case
    kept and treated here.
    """
    if u_solved < capability:
        return SOLVED
    if u_refer < refer_share * refer_factor:
        return REFERRED_UP
    if u_refer < refer_share:
        return SOLVED
    if u_refer < refer_share + go_on_share:
        return GOES_ON
    return GIVES_UP


def admission_share(
    base: float,
    emergency: bool,
    stay_price: float,
    stay_base: float,
    e_admission: float,
    visit_price: float,
    visit_base: float,
    x_ip_op: float,
) -> float:
    """Probability of admission after a solved consultation.

    For elective cases ``base x (stay price / base) ** e_admission x (outpatient price / base) ** x_ip_op``; the
    first exponent is negative (E028, E029), the second is zero but for chronic groups (E095).
    """
    if emergency:
        return base
    share = base
    if stay_price != stay_base:
        share *= max(0.05, stay_price / stay_base) ** e_admission
    if x_ip_op != 0.0 and visit_price != visit_base:
        share *= max(0.05, visit_price / visit_base) ** x_ip_op
    return min(1.0, share)
