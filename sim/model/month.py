"""The tables of one month: prices, capability, admission, beds, beliefs and levers as the engine reads them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Contracts, Month, Real, pools_of
from sim.model.base_year import SEVERITIES, BaseYear
from sim.model.effects import Effects
from sim.model.need_rates import years_since_base
from sim.model.prices import Prices
from sim.model.providers import Providers
from sim.model.setup import Setup
from sim.model.state import State
from sim.region.facilities import PER_PLACE
from sim.region.levels import Level
from sim.rules.period.belief import acceptance, hospitals_lead
from sim.vocabulary.names import Category, Setting

Floats = NDArray[np.float64]
AREAS = ("county_area", "urban")
LEAST_GENERAL = 0.1  # of a pool's doctors who see everybody, however many places are kept for the referred


def month_of(
    setup: Setup, state: State, effects: Effects, prices: Prices, contracts: Contracts, year: int, month: int
) -> Month:
    """The month's tables under the rules, prices and contracts in force."""
    base = setup.base
    value, care = base.value, state.providers
    t = years_since_base(setup.scenario, year, month)
    visit_plain, stay_plain = _plain(base, t)
    visit_factor, stay_factor = (_factor(prices, care, setting) for setting in Setting)
    visit, stay = visit_plain * visit_factor, stay_plain * stay_factor
    growth, a_head = _capacity(setup, effects, year, t)
    capability, refer = capability_of(base, effects), _refer(effects, care)
    lead = hospitals_lead(state.belief, base.level_numbers.levels.hospitals)
    perceived = np.array([value[f"perceived_gap_{s}"] for s in SEVERITIES])
    return Month(
        visit_fen=_flat(visit * _refills(setup, effects, capability)),
        stay_fen=_flat(stay),
        visit_total=_flat(visit.sum(axis=3)),
        stay_total=_flat(stay.sum(axis=3)),
        visit_base=_flat(visit_plain.sum(axis=3)),
        stay_base=_flat(stay_plain.sum(axis=3)),
        stay_origin=_flat(base.stay_fen.sum(axis=3)),
        income_index=(1.0 + value["trend_income"]) ** t,
        contracts=contracts,
        fees_by_age=int(prices.items.aged),
        age_fee=_flat(prices.items.by_age),
        case_level=_flat(care.case_level / care.level[:, Setting.STAYS]),
        case_days=_flat(care.case_days / care.days),
        coding=_flat(care.coding),
        volume=_flat(care.volume),
        revisit=_flat(care.revisit[:, None] * effects.repeat_visits),
        split=_flat(care.split),
        left_out=_flat(care.left_out),
        quota=_flat(state.quota),
        refer_factor=_flat(refer),
        capability=_flat(capability),
        admit=_flat(_admit(base, a_head, t) * _of_new_cases(base, capability, refer)),
        stay_days=_flat(base.stay_days * stay_drift(base, t)[:, None, None] * care.days[:, None, :]),
        belief=_flat(state.belief),
        constant=base.level_numbers.constants(),
        elsewhere=base.fitted["asc_other_district"],
        roads=setup.scenario.region.roads(month),
        village_pull=min(1.0 / max(_captive(base)) * 0.999, math.exp(value["trend_village_pull"] * t)),
        accept=_flat(acceptance(lead, base.gap, perceived, value["accept_max"], value["accept_slope"])),
        specialist=base.level_numbers.specialists(),
        step_down=_flat(_step_down(setup, effects, care.step_down)),
        prices_moved=int(_moved(base, effects, visit_factor, stay_factor)),
        benefit=effects.benefit,
        benefit_base=base.benefit,
        **_of_rules(effects),
        **_wards(setup, growth, effects),
        **_staff(setup, growth, effects),
        **_constants(base),
    )


def _plain(base: BaseYear, t: float) -> tuple[Floats, Floats]:
    """[F, g, s, category] mean charges of a visit and of a stay as they drift, without any rule; fen."""
    visit = base.visit_fen * price_drift(base, "visit", t)[:, None, None, None]
    return visit, base.stay_fen * price_drift(base, "stay", t)[:, None, None, None]


def _of_rules(effects: Effects) -> dict[str, Any]:
    """Columns of the month that rules alone decide."""
    return {
        "tests_known": _flat(effects.tests_known),
        "tests_recognised": int(effects.tests_known.any()),
        "drips_stopped": _flat(effects.drips_stopped),
        "infusions_stopped": int(effects.drips_stopped.any()),
        "partner": _whole(effects.partner),
        "sideways": _whole(effects.sideways),
        "booked": _flat(effects.booked),
        "visit_fee": _whole(effects.visit_fee),
        "claim_saving": _flat(effects.claim_saving),
        "coverage_key": _flat(effects.coverage_key),
        "coverage_other": _flat(effects.coverage_other),
        "fulfilment": _flat(effects.fulfilment),
        "gate": _flat(effects.gate),
        "gate_all": _whole(effects.gate_all),
        "unreferred_penalty": _flat(effects.penalty),
        "day_surgery_on": _whole(effects.day_surgery),
    }


def _constants(base: BaseYear) -> dict[str, Any]:
    """Columns of the month that no rule, trend or response moves."""
    value = base.value
    return {
        "captive": _captive(base),
        "habit_base": base.habit,
        "seek": [value[f"seek_{s}"] for s in SEVERITIES],
        "b_quality": [value[f"b_quality_{s}"] for s in SEVERITIES],
        "travel_factor": [1.0, value["travel_factor_moderate"], value["travel_factor_severe"]],
        "inpatient_setting": _whole(base.inpatient.astype(np.int64)),
    }


def _factor(prices: Prices, care: Providers, setting: Setting) -> Floats:
    """[F, 1, s, category] charges of a case over those without rules.

    Prices move the charge of each category, providers its quantity and, by severity, the level of all of them.
    """
    by_item = (prices.by_setting[:, setting] * prices.quantity * care.mix)[:, None, None, :]
    return np.asarray(by_item * care.level[:, setting][:, None, :, None], dtype=np.float64)


def _moved(base: BaseYear, effects: Effects, *factors: Floats) -> bool:
    """Whether rules have changed what patients pay anywhere."""
    charged = any(bool(np.any(factor != 1.0)) for factor in factors)
    lost = bool(np.any(effects.penalty > 0) or np.any(effects.claim_saving > 0) or np.any(effects.visit_fee > 0))
    return charged or lost or effects.benefit != base.benefit


def capability_of(base: BaseYear, effects: Effects) -> Floats:
    """[F, g, s] share solved this month."""
    return np.clip(base.capability + effects.capability_gain, 0.0, 1.0)


def experience_of(setup: Setup, capability: Floats) -> Floats:
    """[home, level, g, s] share solved by the facilities of a level that a home's residents go to."""
    homes, levels, level_of = len(setup.key_share), setup.base.level_numbers.levels, setup.base.level_of
    found = np.empty((homes, len(levels), *capability.shape[1:]))
    districts = np.array([facility.district for facility in setup.facilities.all])
    centres = np.arange(len(level_of)) % PER_PLACE == 0
    for home in range(homes):
        for n, level in enumerate(levels):
            there = level_of == n
            own = there & (districts == home) if level.in_county else there
            if level.primary:
                own = own & centres
            if not own.any():
                own = there
            found[home, n] = capability[own].mean(axis=0) if own.any() else 1.0
    return found


def price_drift(base: BaseYear, setting: str, t: float) -> Floats:
    """[F] nominal price and technology drift of visits or stays at fixed level, ``t`` years from the base year."""
    return _drift(base, t, partial(base.level_numbers.price_trend, setting))


def stay_drift(base: BaseYear, t: float) -> Floats:
    """[F] length of a stay of the same case over that of the base year, ``t`` years from it."""
    return _drift(base, t, base.level_numbers.stay_trend)


def _drift(base: BaseYear, t: float, trend: Callable[[Level], float]) -> Floats:
    """[F] what a trend of the facility's level has come to after ``t`` years."""
    drift = [(1.0 + trend(level)) ** t for level in base.level_numbers.levels]
    return np.asarray(np.array(drift)[base.level_of], dtype=np.float64)


def _captive(base: BaseYear) -> list[float]:
    """[area * 3 + s] share of the base year that goes to the usual primary place."""
    return [base.value[f"captive_primary_{area}_{s}"] for area in AREAS for s in SEVERITIES]


def _admit(base: BaseYear, growth: Floats, t: float) -> Floats:
    """[F, g, s] chance of admission: beds that are there are filled (Roemer), residents get older.

    ``growth`` [F] is that of beds a resident.
    """
    value = base.value
    beds = (growth ** value["roemer"])[:, None, None]
    ageing = (1.0 + value["trend_ageing_admissions"]) ** t
    return np.asarray(np.clip(base.admit * beds * ageing, 0.0, 1.0), dtype=np.float64)


def _refer(effects: Effects, care: Providers) -> Floats:
    """[F, g, s] formal referrals up relative to the base year: what rules and payment make of them."""
    return np.asarray(effects.refer_factor * (care.refer[:, None, None] * care.keep), dtype=np.float64)


def _of_new_cases(base: BaseYear, capability: Floats, refer: Floats) -> Floats:
    """[F, g, s] chance of admission over the usual one, at primary places that treat more than they did.

    Of what rules make them solve, and of referrals up that no longer happen, ``admission_of_new`` are admitted as the
    cases of old are: a ward with a night duty of its own does not come with a drug list or a doctor of the day.
    """
    kept = base.value["refer_up_share"] * np.maximum(0.0, 1.0 - refer)
    before, now = base.capability, capability + (1.0 - capability) * kept
    more = np.maximum(0.0, now - before)
    share = 1.0 - (1.0 - base.value["admission_of_new"]) * more / np.maximum(now, 1e-9)
    return np.asarray(np.where(_primary(base)[:, None, None], share, 1.0), dtype=np.float64)


def _step_down(setup: Setup, effects: Effects, will: Floats) -> Floats:
    """[F] consent of doctor and patient, eligible case.

    The base year's share of tertiary inpatients results without a rule; ``will`` is the doctors' side of it. A
    chain asks every eligible case; elsewhere more than it would agree to does not happen.
    """
    value = setup.base.value
    eligible = float(np.mean([q["step_down_share"].value for q in setup.scenario.conditions.values()]))
    usual = min(value["stepdown_consent"], value["stepdown_base"] / max(eligible, 1e-9))
    hospital = np.isin(setup.base.level_of, setup.base.level_numbers.levels.hospitals)
    asked = np.where(np.isnan(effects.step_consent), usual, np.fmax(usual, effects.step_consent))
    most = np.where(np.isnan(effects.step_consent), value["stepdown_consent"], 1.0)
    return np.where(hospital, np.minimum(most, asked * will), 0.0)


def _growth(base: BaseYear, t: float) -> Floats:
    """[F] capacity relative to the base year: hospitals open beds, and doctors with them; primary places do not."""
    return _drift(base, t, base.level_numbers.bed_trend)


def _capacity(setup: Setup, effects: Effects, year: int, t: float) -> tuple[Floats, Floats]:
    """[F] capacity relative to the base year: of doctors and the beds with them, and of all beds for each resident.

    Where there were no beds nothing can be said of how many more there are.
    """
    served = _served(setup, year)
    growth = _growth(setup.base, t) * np.where(_primary(setup.base), served, 1.0) * effects.bed_factor
    before = np.array([facility.all_beds for facility in setup.facilities.all])
    more = 1.0 + np.where(before > 0.0, effects.beds_added / np.maximum(before, 1.0), 0.0)
    return growth, growth * more / served


def _served(setup: Setup, year: int) -> Floats:
    """[F] residents over those of the base year: of the district for a primary place, of the region for a hospital.

    Primary places keep pace with them; hospitals open beds by their trend.
    """
    now, then = (setup.heads[y].residents[:-1] for y in (year, setup.scenario.years.base))
    own, whole = now / then, float(now.sum() / then.sum())
    return np.array([own[f.district] if f.level.primary else whole for f in setup.facilities.all])


def _primary(base: BaseYear) -> NDArray[np.bool_]:
    """[F] primary places."""
    return np.asarray(base.level_of == base.level_numbers.levels.number(base.level_numbers.levels.primary))


def _doctors(setup: Setup, growth: Floats, effects: Effects) -> list[float]:
    """Doctors on duty of every pool: the trend, with the beds; those gained or lost, spread over the pools."""
    w = setup.world
    found: list[float] = []
    for f in range(w.facilities):
        base = [float(w.pool_general[k] + w.pool_reserved[k]) for k in pools_of(w, f)]
        extra = float(effects.doctors_extra[f])
        found += [max(1.0, n * float(growth[f]) + extra * n / sum(base)) for n in base]
    return found


def _staff(setup: Setup, growth: Floats, effects: Effects) -> dict[str, Any]:
    """Doctors of every pool: those who see everybody, those kept for the referred, and both whatever the sample."""
    doctors, clinics = _doctors(setup, growth, effects), _clinics(setup, effects)
    return {
        "doctors_general": _whole_doctors(setup, doctors, clinics.general, at_least=1),
        "doctors_reserved": _whole_doctors(setup, doctors, clinics.reserved, at_least=0),
        "doctors_full": [n * open_ for n, open_ in zip(doctors, clinics.open, strict=True)],
    }


class _Clinics(NamedTuple):
    """[pools] doctors of the base year who would see everybody, those kept for the referred, and the share of both."""

    general: list[float]
    reserved: list[float]
    open: list[float]


def _clinics(setup: Setup, effects: Effects) -> _Clinics:
    """How doctors are shared out: as in the base year but for rules that keep more for the referred or close clinics.

    Places for the referred grow from the share kept for them, even where that is less than a whole doctor. They are
    taken from the general clinics, of which a tenth is left at the least.
    """
    w = setup.world
    slots = setup.base.value["reserved_share_base"]
    found = _Clinics([], [], [])
    for f in range(w.facilities):
        kept, moved = float(effects.general_clinics[f]), float(effects.general_to_referred[f])
        more = float(effects.reserved_slots[f]) - 1.0
        for k in pools_of(w, f):
            general, reserved = float(w.pool_general[k]), float(w.pool_reserved[k])
            total = max(1.0, general + reserved)
            extra = min(max(0.0, general - LEAST_GENERAL * total), slots * total * more)
            closed = (general - extra) * (1.0 - kept)
            found.general.append(general - extra - closed)
            found.reserved.append(reserved + extra + closed * moved)
            found.open.append((found.general[-1] + found.reserved[-1]) / total)
    return found


def _refills(setup: Setup, effects: Effects, capability: Floats) -> Floats:
    """[F, g, s, category] charges of a visit where repeat visits are fewer and drugs as many: those a visit are more.

    Who is not helped here does not come again. What people look at when they choose stays the price of a month's care
    (``visit_total``).
    """
    repeated = np.array(setup.world.follow_mean)[None, :, None] * capability
    found = np.ones((*capability.shape, len(Category)))
    found[..., Category.DRUGS] = (1.0 + repeated) / (1.0 + repeated * effects.repeat_visits[:, :, None])
    return found


def _whole_doctors(setup: Setup, doctors: Sequence[float], base: Sequence[float], at_least: int) -> list[int]:
    """Whole doctors of one kind, general or reserved, in proportion to those of the base year.

    What a facility's pools have beyond whole doctors is added up along them, so that two doctors more at a centre of
    ten are two, not ten times a fifth of one.
    """
    w = setup.world
    found: list[int] = []
    for f in range(w.facilities):
        upto, given = 0.0, 0
        for k in pools_of(w, f):
            upto += doctors[k] * base[k] / max(1, w.pool_general[k] + w.pool_reserved[k]) * setup.capacity
            whole = max(at_least, math.floor(upto + 0.5) - given)
            given += whole
            found.append(whole)
    return found


def _wards(setup: Setup, growth: Floats, effects: Effects) -> dict[str, Any]:
    """Beds of every facility, and those of them kept for the referred."""
    beds = _beds(setup, growth, effects)
    kept = [math.floor(n * share + 0.5) for n, share in zip(beds, effects.beds_kept.tolist(), strict=True)]
    return {"beds": beds, "beds_kept": kept}


def _beds(setup: Setup, growth: Floats, effects: Effects) -> list[int]:
    """Open beds, those put up beside them and those that rules add; at least one where there are any."""
    unlimited = 10**6 if setup.scenario.settings.capacity == "unlimited" else 1
    return [
        max(int(facility.beds + more > 0), math.floor((facility.all_beds + more) * i * setup.capacity + 0.5))
        * unlimited
        for facility, i, more in zip(setup.facilities.all, growth.tolist(), effects.beds_added.tolist(), strict=True)
    ]


def _flat(array: Floats) -> Real:
    """A flat copy as compiled code reads it; the reference engine makes a list of it."""
    flat: Real = array.flatten()  # type: ignore[assignment]  # an array does what a Real is asked for
    return flat


def _whole(array: NDArray[np.int64]) -> list[int]:
    """A flat list of whole numbers; there are few."""
    flat: list[int] = array.ravel().tolist()
    return flat
