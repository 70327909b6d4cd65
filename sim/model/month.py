"""The tables of one month: prices, capability, admission, beds, beliefs and levers as the engine reads them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.engine.tables import Contracts, Month, World, pools_of
from sim.model.benefit import benefit_of, changed
from sim.model.contracts import Terms, terms_of
from sim.model.effects import Effects
from sim.model.level_numbers import LevelNumbers
from sim.model.need_rates import years_since_base
from sim.model.prices import Prices
from sim.model.state import State
from sim.model.tariffs import Listed
from sim.region.facilities import PER_PLACE, PRIVATE, VILLAGE, Facilities
from sim.region.levels import Level
from sim.rules.period.belief import acceptance, hospitals_lead
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Area, Category, Setting, Severity

Floats = NDArray[np.float64]
SEVERITIES = Severity.ids()
FEN = 100


class MonthTables:
    """Builds `Month` after `Month` for one scenario; what does not change is computed once.

    ``capacity`` below 1 is for simulated queues under a sample: doctors and beds in proportion, at least one of each.
    Whole doctors make small places roomier than they are, so it serves to compare engines, not to read waits.
    """

    def __init__(self, scenario: Scenario, facilities: Facilities, world: World, capacity: float = 1.0) -> None:
        self.scenario = scenario
        self.capacity = capacity
        self.world = world
        self.facilities = facilities
        self.value = {name: number.value for name, number in scenario.parameters.items()}
        self.fitted = {name: number.value for name, number in scenario.region.calibrated.items()}
        self.levels = scenario.region.levels
        self.level_numbers = LevelNumbers(scenario)
        self.of_facility = [facility.level for facility in facilities.all]
        self.level_number = np.array(world.level)
        self.visit_fen = self._charges("visit")
        self.stay_fen = self._charges("stay")
        self.capability = self._capability()
        self.admit = self._per_facility("admit", "admission_scale")
        self.stay_days = self._stay_days()
        self.benefit = benefit_of(scenario)
        weight = self._by_condition_severity("severity_mild", "severity_moderate")
        base = base_belief(scenario)
        gap = hospitals_lead(base, self.levels.hospitals)[0]
        self.severity = weight / weight.sum(axis=1, keepdims=True)
        self.base_gap = (gap * weight).sum(axis=0) / weight.sum(axis=0)

    def build(
        self, year: int, month: int, state: State, effects: Effects, prices: Prices, contracts: Contracts
    ) -> tuple[Month, Floats]:
        """The month's tables, and what each home experiences of each level (share solved)."""
        value, scenario = self.value, self.scenario
        t = years_since_base(scenario, year, month)
        visit_plain = self.visit_fen * self._drift("visit", t)[:, None, None, None]
        stay_plain = self.stay_fen * self._drift("stay", t)[:, None, None, None]
        care = state.providers
        # Prices move the charge of each category, providers its quantity and, by severity, the level of all of them.
        of_visits, of_stays = (care.level[:, setting] for setting in Setting)
        by_item = (prices.price * prices.quantity * care.mix)[:, None, None, :]
        visit_factor, stay_factor = (by_item * level[:, None, :, None] for level in (of_visits, of_stays))
        visit, stay = visit_plain * visit_factor, stay_plain * stay_factor
        moved = bool(np.any(visit_factor != 1.0) or np.any(stay_factor != 1.0))
        moved = moved or bool(np.any(effects.penalty > 0) or np.any(effects.claim_saving > 0))
        benefit = changed(self.benefit, effects.benefits)
        moved = moved or benefit != self.benefit
        stay_origin = self.stay_fen.sum(axis=3)
        capability = np.clip(self.capability + effects.capability_gain, 0.0, 1.0)
        beds, bed_index = self._beds(t, effects.bed_factor)
        doctors = self._doctors(t, effects)
        admit = np.clip(
            self.admit * (bed_index ** value["roemer"])[:, None, None] * (1 + value["trend_ageing_admissions"]) ** t,
            0.0,
            1.0,
        )
        homes = len(scenario.region.districts) + 1
        perceived = np.array([value[f"perceived_gap_{s}"] for s in SEVERITIES])
        lead = hospitals_lead(state.belief, self.levels.hospitals)
        accept = acceptance(lead, self.base_gap, perceived, value["accept_max"], value["accept_slope"])
        setting = self.admit[self._typical()] >= 0.3
        visit_total, stay_total = visit.sum(axis=3), stay.sum(axis=3)
        habit = [
            self.fitted["habit_base_urban" if d.area == Area.URBAN else "habit_base_county_area"]
            for d in scenario.region.districts
        ]
        table = Month(
            visit_fen=_flat(visit),
            stay_fen=_flat(stay),
            visit_total=_flat(visit_total),
            stay_total=_flat(stay_total),
            visit_base=_flat(visit_plain.sum(axis=3)),
            stay_base=_flat(stay_plain.sum(axis=3)),
            stay_origin=_flat(stay_origin),
            income_index=(1.0 + value["trend_income"]) ** t,
            contracts=contracts,
            case_level=_flat(care.case_level / of_stays),
            case_days=_flat(care.case_days / care.days),
            coding=_flat(care.coding),
            volume=_flat(care.volume),
            revisit=_flat(care.revisit),
            split=_flat(care.split),
            quota=_flat(state.quota),
            refer_factor=_flat(effects.refer_factor * care.refer[:, None, None]),
            partner=_whole(effects.partner),
            claim_saving=_flat(effects.claim_saving),
            capability=_flat(capability),
            admit=_flat(admit),
            stay_days=_flat(self.stay_days * care.days[:, None, :]),
            belief=_flat(state.belief),
            constant=self.level_numbers.constants(),
            elsewhere=self.fitted["asc_other_district"],
            captive=[value[f"captive_primary_{area}_{s}"] for area in ("county_area", "urban") for s in SEVERITIES],
            village_pull=min(
                1.0
                / max(value[f"captive_primary_{a}_{s}"] for a in ("county_area", "urban") for s in SEVERITIES)
                * 0.999,
                math.exp(value["trend_village_pull"] * t),
            ),
            habit_base=[*habit, 0.0],
            accept=_flat(accept),
            seek=[value[f"seek_{s}"] for s in SEVERITIES],
            b_quality=[value[f"b_quality_{s}"] for s in SEVERITIES],
            travel_factor=[1.0, value["travel_factor_moderate"], value["travel_factor_severe"]],
            inpatient_setting=_whole(setting.astype(np.int64)),
            specialist=self.level_numbers.specialists(),
            coverage_key=_flat(effects.coverage_key),
            coverage_other=_flat(effects.coverage_other),
            fulfilment=_flat(effects.fulfilment),
            gate=_flat(effects.gate),
            gate_all=_whole(effects.gate_all),
            unreferred_penalty=_flat(effects.penalty),
            step_down=_flat(self._step_down(effects, care.step_down)),
            day_surgery_on=_whole(effects.day_surgery),
            beds=beds,
            doctors_general=self._whole_doctors(doctors, self.world.pool_general, at_least=1),
            doctors_reserved=self._whole_doctors(doctors, self.world.pool_reserved, at_least=0),
            doctors_full=doctors,
            prices_moved=int(moved),
            benefit=benefit,
            benefit_base=self.benefit,
        )
        return table, self._experience(capability, homes)

    # -- parts that do not change --------------------------------------------------------------------------

    def _by_condition_severity(self, mild: str, moderate: str) -> Floats:
        """[g, s] shares of severity."""
        split = np.array(
            [[q[mild].value, q[moderate].value] for q in self.scenario.conditions.values()], dtype=np.float64
        )
        return np.column_stack([split, 1.0 - split.sum(axis=1)])

    def _charges(self, setting: str) -> Floats:
        """[F, g, s, category] mean charges of the base year in fen."""
        value, conditions = self.value, self.scenario.conditions
        relative = np.array([q[f"{setting}_cost"].value for q in conditions.values()])
        severity = np.array([value[f"{setting}_cost_{s}"] for s in SEVERITIES])
        drugs = np.array([q["drug_ratio"].value for q in conditions.values()])
        consumables = np.array([q["consumable_ratio"].value for q in conditions.values()])
        found = np.empty((len(self.of_facility), len(conditions), 3, len(Category)))
        for f, level in enumerate(self.of_facility):
            where = "primary" if level.primary else "hospital"
            share = [value[f"share_{k}_{setting}_{where}"] for k in ("drugs", "consumables", "tests")]
            parts = np.stack(
                [
                    share[0] * drugs,
                    share[1] * consumables,
                    np.full(len(drugs), share[2]),
                    np.full(len(drugs), 1 - sum(share)),
                ],
                axis=1,
            )
            parts /= parts.sum(axis=1, keepdims=True)
            yuan = self._mean_yuan(setting, f, level) * self.level_numbers.of(f"cost_scale_{setting}_{{}}", level)
            found[f] = FEN * yuan * relative[:, None, None] * severity[None, :, None] * parts[:, None, :]
        return found

    def _mean_yuan(self, setting: str, f: int, level: Level) -> float:
        if setting == "visit" and level.primary:
            return self.value[("visit_yuan_centre", "visit_yuan_village", "visit_yuan_private")[f % PER_PLACE]]
        return self.level_numbers.of(f"{setting}_yuan_{{}}", level)

    def _capability(self) -> Floats:
        """[F, g, s] share solved in the base year."""
        found = self._by_level([self.level_numbers.capability(level) for level in self.levels])
        for f in range(self.facilities.hospitals):
            if f % PER_PLACE == VILLAGE:
                found[f] *= self.value["village_capability_ratio"]
            elif f % PER_PLACE == PRIVATE:
                found[f] *= self.value["private_capability_ratio"]
        return found

    def _per_facility(self, quantity: str, scale: str) -> Floats:
        """[F, g, s] from the conditions' numbers by severity and the region's fitted scale by level."""
        base = np.array([[q[f"{quantity}_{s}"].value for s in SEVERITIES] for q in self.scenario.conditions.values()])
        return self._by_level([base * self.level_numbers.of(f"{scale}_{{}}", level) for level in self.levels])

    def _stay_days(self) -> Floats:
        days = np.array([q["los_days"].value for q in self.scenario.conditions.values()])
        severity = np.array([self.value[f"stay_days_{s}"] for s in SEVERITIES])
        base = np.outer(days, severity)
        return self._by_level([base * self.level_numbers.of("stay_scale_{}", level) for level in self.levels])

    def _by_level(self, table: Sequence[Floats | float]) -> Floats:
        """The entry of each facility's level, [F, ...]."""
        return np.asarray(np.array(table)[self.level_number], dtype=np.float64)

    def _typical(self) -> int:
        """A hospital of the region whose admission habits say which needs are met by a stay as a rule."""
        return self.facilities.hospitals

    def _step_down(self, effects: Effects, will: Floats) -> Floats:
        """[F] consent of doctor and patient, eligible case.

        The base year's share of tertiary inpatients results without a rule; ``will`` is the doctors' side of it. A
        chain asks every eligible case; elsewhere more than it would agree to does not happen.
        """
        eligible = float(np.mean([q["step_down_share"].value for q in self.scenario.conditions.values()]))
        usual = min(self.value["stepdown_consent"], self.value["stepdown_base"] / max(eligible, 1e-9))
        hospital = np.isin(self.level_number, self.levels.hospitals)
        asked = np.where(np.isnan(effects.step_consent), usual, np.fmax(usual, effects.step_consent))
        most = np.where(np.isnan(effects.step_consent), self.value["stepdown_consent"], 1.0)
        return np.where(hospital, np.minimum(most, asked * will), 0.0)

    def listed(self) -> Listed:
        """The base year's price list of stays, for tariffs."""
        table = np.array(self.world.weight_milli, dtype=np.float64).reshape(-1, 3) / 1000.0
        return Listed(self.stay_fen.sum(axis=3), self.stay_days, table, self.level_number)

    def terms(self, year: int, month: int, state: State, effects: Effects) -> Terms:
        """The contracts of the month."""
        charges = np.maximum(1, sum(m.charges.sum(axis=1) for m in state.history))
        pocket = sum(m.pocket for m in state.history) / charges
        return terms_of(
            effects.contracts,
            effects.capitations,
            state.tariffs,
            state.structure,
            self.level_number,
            years_since_base(self.scenario, year, month),
            years_since_base(self.scenario, year, 1),
            lambda t: self._drift("stay", t),
            pocket=np.broadcast_to(pocket, len(self.level_number)),
            discount=self.value["budget_discount"],
            sigma=self.value["patient_factor_sigma"],
            selection=self.scenario.settings.respond_selection,
        )

    # -- parts that drift ----------------------------------------------------------------------------------

    def _drift(self, setting: str, t: float) -> Floats:
        """[F] nominal price and technology drift at fixed level since the base year."""
        trends = [self.level_numbers.price_trend(setting, level) for level in self.levels]
        return self._by_level([(1.0 + trend) ** t for trend in trends])

    def _growth(self, t: float) -> list[float]:
        """[F] capacity relative to the base year."""
        trends = [self.level_numbers.bed_trend(level) for level in self.levels]
        return [float(growth) for growth in self._by_level([(1.0 + trend) ** t for trend in trends])]

    def _doctors(self, t: float, effects: Effects) -> list[float]:
        """Doctors on duty of every pool: the trend, with the beds; those gained or lost, spread over the pools."""
        found: list[float] = []
        trend = self._growth(t)
        for f in range(self.world.facilities):
            pools = pools_of(self.world, f)
            base = [float(self.world.pool_general[k] + self.world.pool_reserved[k]) for k in pools]
            growth = trend[f] * float(effects.bed_factor[f])
            found += [max(1.0, n * growth + float(effects.doctors_extra[f]) * n / sum(base)) for n in base]
        return found

    def _whole_doctors(self, doctors: Sequence[float], base: Sequence[int], at_least: int) -> list[int]:
        """Whole doctors of one kind: general or reserved ones keep their share of the pool's."""
        w = self.world
        parts = [n / max(1, a + b) for n, a, b in zip(base, w.pool_general, w.pool_reserved, strict=True)]
        return [
            max(at_least, math.floor(n * part * self.capacity + 0.5)) for n, part in zip(doctors, parts, strict=True)
        ]

    def _beds(self, t: float, factor: Floats) -> tuple[list[int], Floats]:
        """Open beds of the month, and beds relative to the base year (1 where none are counted)."""
        index = np.array(self._growth(t)) * factor
        unlimited = 10**6 if self.scenario.settings.capacity == "unlimited" else 1
        beds = [
            max(int(facility.beds > 0), math.floor(facility.beds * i * self.capacity + 0.5)) * unlimited
            for facility, i in zip(self.facilities.all, index.tolist(), strict=True)
        ]
        return beds, index

    def _experience(self, capability: Floats, homes: int) -> Floats:
        """[home, level, g, s] share solved by the facilities of a level that a home's residents go to."""
        found = np.empty((homes, len(self.levels), capability.shape[1], 3))
        districts = np.array([facility.district for facility in self.facilities.all])
        centres = np.arange(len(districts)) % PER_PLACE == 0
        for home in range(homes):
            for n, level in enumerate(self.levels):
                there = self.level_number == n
                own = there & (districts == home) if level.in_county else there
                if level.primary:
                    own = own & centres
                if not own.any():
                    own = there
                found[home, n] = capability[own].mean(axis=0) if own.any() else 1.0
        return found


def base_belief(scenario: Scenario) -> Floats:
    """[home, level, g, s] beliefs of the base year: what each level then solves."""
    numbers = LevelNumbers(scenario)
    one = np.array([numbers.capability(level) for level in numbers.levels])
    return np.repeat(one[None], len(scenario.region.districts) + 1, axis=0)


def _flat(array: Floats) -> list[float]:
    """A flat Python list: what the reference engine indexes fastest."""
    flat: list[float] = array.ravel().tolist()
    return flat


def _whole(array: NDArray[np.int64]) -> list[int]:
    """The same for whole numbers."""
    flat: list[int] = array.ravel().tolist()
    return flat
