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
from sim.model.need_rates import years_since_base
from sim.model.prices import Prices
from sim.model.state import State
from sim.model.tariffs import Listed
from sim.region.facilities import PER_PLACE, PRIVATE, VILLAGE, Facilities
from sim.rules.period.belief import acceptance
from sim.scenario.scenario import Scenario
from sim.vocabulary.names import Area, Category, Setting, Severity, Tier

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
        self.tiers = [facility.tier for facility in facilities.all]
        self.visit_fen = self._charges("visit")
        self.stay_fen = self._charges("stay")
        self.capability = self._capability()
        self.admit = self._per_facility("admit", "admission_scale")
        self.stay_days = self._stay_days()
        self.benefit = benefit_of(scenario)
        weight = self._by_condition_severity("severity_mild", "severity_moderate")
        base = base_belief(scenario)
        gap = 0.5 * (base[0, 1] + base[0, 2]) - base[0, 0]
        self.severity = weight / weight.sum(axis=1, keepdims=True)
        self.base_gap = (gap * weight).sum(axis=0) / weight.sum(axis=0)

    def build(
        self, year: int, month: int, state: State, effects: Effects, prices: Prices, contracts: Contracts
    ) -> tuple[Month, Floats]:
        """The month's tables, and what each home experiences of each tier (share solved)."""
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
        accept = acceptance(state.belief, self.base_gap, perceived, value["accept_max"], value["accept_slope"])
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
            constant=[self.fitted[f"asc_{tier.id}_{area.id}"] for area in Area for tier in Tier],
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
            specialist=[0.0, value["specialist_share_county"], value["specialist_share_tertiary"], 1.0],
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
        found = np.empty((len(self.tiers), len(conditions), 3, len(Category)))
        for f, tier in enumerate(self.tiers):
            where = "primary" if tier == Tier.PRIMARY else "hospital"
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
            yuan = self._mean_yuan(setting, f, tier) * self.fitted[f"cost_scale_{setting}_{tier.id}"]
            found[f] = FEN * yuan * relative[:, None, None] * severity[None, :, None] * parts[:, None, :]
        return found

    def _mean_yuan(self, setting: str, f: int, tier: Tier) -> float:
        if setting == "visit" and tier == Tier.PRIMARY:
            return self.value[("visit_yuan_centre", "visit_yuan_village", "visit_yuan_private")[f % PER_PLACE]]
        return self.value[f"{setting}_yuan_{tier.id}"]

    def _capability(self) -> Floats:
        """[F, g, s] share solved in the base year; beyond as the tertiary tier."""
        belief = base_belief(self.scenario)[0]
        found = np.array([belief[tier] for tier in self.tiers])
        for f in range(self.facilities.hospitals):
            if f % PER_PLACE == VILLAGE:
                found[f] *= self.value["village_capability_ratio"]
            elif f % PER_PLACE == PRIVATE:
                found[f] *= self.value["private_capability_ratio"]
        return found

    def _per_facility(self, quantity: str, scale: str) -> Floats:
        """[F, g, s] from the conditions' numbers by severity and the region's fitted scale by tier."""
        base = np.array([[q[f"{quantity}_{s}"].value for s in SEVERITIES] for q in self.scenario.conditions.values()])
        return np.array([base * self.fitted[f"{scale}_{tier.id}"] for tier in self.tiers])

    def _stay_days(self) -> Floats:
        days = np.array([q["los_days"].value for q in self.scenario.conditions.values()])
        severity = np.array([self.value[f"stay_days_{s}"] for s in SEVERITIES])
        return np.array([np.outer(days, severity) * self.fitted[f"stay_scale_{tier.id}"] for tier in self.tiers])

    def _typical(self) -> int:
        """A county or tertiary hospital whose admission habits say which needs are met by a stay as a rule."""
        return self.facilities.hospitals

    def _step_down(self, effects: Effects, will: Floats) -> Floats:
        """[F] consent of doctor and patient, eligible case.

        The base year's share of tertiary inpatients results without a rule; ``will`` is the doctors' side of it. A
        chain asks every eligible case; elsewhere more than it would agree to does not happen.
        """
        eligible = float(np.mean([q["step_down_share"].value for q in self.scenario.conditions.values()]))
        usual = min(self.value["stepdown_consent"], self.value["stepdown_base"] / max(eligible, 1e-9))
        hospital = np.isin(self.tiers, (Tier.COUNTY, Tier.TERTIARY))
        asked = np.where(np.isnan(effects.step_consent), usual, np.fmax(usual, effects.step_consent))
        most = np.where(np.isnan(effects.step_consent), self.value["stepdown_consent"], 1.0)
        return np.where(hospital, np.minimum(most, asked * will), 0.0)

    def listed(self) -> Listed:
        """The base year's price list of stays, for tariffs."""
        table = np.array(self.world.weight_milli, dtype=np.float64).reshape(-1, 3) / 1000.0
        return Listed(self.stay_fen.sum(axis=3), self.stay_days, table, np.array(self.tiers))

    def terms(self, year: int, month: int, state: State, effects: Effects) -> Terms:
        """The contracts of the month."""
        charges = np.maximum(1, sum(m.charges.sum(axis=1) for m in state.history))
        pocket = sum(m.pocket for m in state.history) / charges
        return terms_of(
            effects.contracts,
            effects.capitations,
            state.tariffs,
            state.structure,
            np.array(self.tiers),
            years_since_base(self.scenario, year, month),
            years_since_base(self.scenario, year, 1),
            lambda t: self._drift("stay", t),
            pocket=np.broadcast_to(pocket, len(self.tiers)),
            discount=self.value["budget_discount"],
            sigma=self.value["patient_factor_sigma"],
            selection=self.scenario.settings.respond_selection,
        )

    # -- parts that drift ----------------------------------------------------------------------------------

    def _drift(self, setting: str, t: float) -> Floats:
        """[F] nominal price and technology drift at fixed tier since the base year."""
        value = self.value
        names = (
            {Tier.PRIMARY: "visit_township", Tier.COUNTY: "visit_county", Tier.TERTIARY: "visit_tertiary"}
            if setting == "visit"
            else {Tier.PRIMARY: "adm_county", Tier.COUNTY: "adm_county", Tier.TERTIARY: "adm_tertiary"}
        )
        names[Tier.OUTSIDE] = names[Tier.TERTIARY]
        return np.array([(1.0 + value[f"trend_unit_{names[tier]}"]) ** t for tier in self.tiers])

    def _growth(self, tier: Tier, t: float) -> float:
        """Capacity relative to the base year: hospitals open beds, and doctors with them; primary places do not."""
        growth = {Tier.COUNTY: self.value["trend_beds_county"], Tier.TERTIARY: self.value["trend_beds_tertiary"]}
        return float((1.0 + growth.get(tier, 0.0)) ** t)

    def _doctors(self, t: float, effects: Effects) -> list[float]:
        """Doctors on duty of every pool: the trend, with the beds; those gained or lost, spread over the pools."""
        found: list[float] = []
        for f, tier in enumerate(self.tiers):
            pools = pools_of(self.world, f)
            base = [float(self.world.pool_general[k] + self.world.pool_reserved[k]) for k in pools]
            growth = self._growth(tier, t) * float(effects.bed_factor[f])
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
        index = np.array([self._growth(tier, t) for tier in self.tiers]) * factor
        unlimited = 10**6 if self.scenario.settings.capacity == "unlimited" else 1
        beds = [
            max(int(facility.beds > 0), math.floor(facility.beds * i * self.capacity + 0.5)) * unlimited
            for facility, i in zip(self.facilities.all, index.tolist(), strict=True)
        ]
        return beds, index

    def _experience(self, capability: Floats, homes: int) -> Floats:
        """[home, tier, g, s] share solved by the facilities of a tier that a home's residents go to."""
        found = np.empty((homes, len(Tier), capability.shape[1], 3))
        districts = np.array([facility.district for facility in self.facilities.all])
        tiers = np.array(self.tiers)
        centres = np.arange(len(tiers)) % PER_PLACE == 0
        for home in range(homes):
            for tier in Tier:
                own = (tiers == tier) & ((districts == home) | (tier > Tier.COUNTY))
                if tier == Tier.PRIMARY:
                    own &= centres
                if not own.any():
                    own = tiers == tier
                found[home, tier] = capability[own].mean(axis=0) if own.any() else 1.0
        return found


def base_belief(scenario: Scenario) -> Floats:
    """[home, tier, g, s] beliefs of the base year: what each tier then solves; beyond as the tertiary tier."""
    tiers = ("primary", "county", "tertiary", "tertiary")
    one = np.array(
        [
            [[q[f"capability_{tier}_{s}"].value for s in SEVERITIES] for q in scenario.conditions.values()]
            for tier in tiers
        ]
    )
    return np.repeat(one[None], len(scenario.region.districts) + 1, axis=0)


def _flat(array: Floats) -> list[float]:
    """A flat Python list: what the reference engine indexes fastest."""
    flat: list[float] = array.ravel().tolist()
    return flat


def _whole(array: NDArray[np.int64]) -> list[int]:
    """The same for whole numbers."""
    flat: list[int] = array.ravel().tolist()
    return flat
