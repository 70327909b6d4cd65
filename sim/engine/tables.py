"""What the engine may read: the world that stays, the month's tables, the residents' own records.

All are named tuples of flat sequences: lists for the reference engine, arrays for compiled code. An index such
as ``(f * G + g) * 3 + s`` is written where it is used; F, G, D, L are the numbers of facilities, condition groups,
districts and levels of care (in their order, from the first contact up), 3 severities, 4 charge categories.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import NamedTuple

from sim.engine.records import Amount8, Count1, Count2, Count4, Count8, Whole1, Whole2, record_of

Whole = Sequence[int]
Real = Sequence[float]


class World(NamedTuple):
    """Facilities, places and constants that hold for the whole run."""

    facilities: int
    conditions: int
    districts: int
    packets: int  # parts of groups, at least one a group
    packeted: int  # 0 where every group is one packet
    packet_first: Whole  # [G + 1] first packet of a group, the number of all last
    packet_upto: Real  # [packets] share of the group's cases in this packet or one before it
    packet_cost: Real  # [packets] stay over the mean of the group
    payers: int  # with a fund here; the number after the last is the outside payer
    level: Whole  # [F] level of care
    levels: int
    top_level: int  # the highest level within the region
    primary: Whole  # [L] 1 for primary care
    hospital: Whole  # [L] 1 for hospitals of the region
    beyond: Whole  # [L] 1 for care beyond the region
    in_county: Whole  # [L] 1 where care is care within the county
    place_at_home: Whole  # [L] place seen from home, of a facility in the home district
    place_away: Whole  # [L] the same of a facility elsewhere
    first_contact: Whole  # [L] the count of needs to which a first contact adds
    grade: Whole  # [(payers + 1) * F] licence grade as the payer sees it: outside where its pool ends
    district: Whole  # [F], -1 beyond the prefecture
    takes: Whole  # [F * G] 1 where the kind of facility treats the group
    every_day: Whole  # [F] 1 where the facility opens every day
    area: Whole  # [D + 1]
    pool_first: Whole  # [F] first doctor pool, -1 without a queue
    pool_slot: Whole  # [G] pool of a group within a hospital
    pools: int
    pool_count: Whole  # [F] a doctor each at a centre, one for a district's clinics, a department each at a hospital
    pool_general: Whole  # [pools] general doctors of the base year
    pool_reserved: Whole  # [pools] doctors reserved for the referred, base year
    pool_group: Whole  # [pools] pools whose visits are measured together under a sample
    pool_groups: int
    pool_share: Real  # [pools] expected share of its group's visits
    service_minutes: Real  # [L] mean consultation
    desk_minutes: Real  # [F] at registration, till and pharmacy, part of the wait
    load_group: Whole  # [F] facilities whose beds are measured together under a sample
    load_groups: int
    set_start: Whole  # [D + 2] hospitals a resident weighs: choice_set[set_start[d] : set_start[d + 1]]
    choice_set: Whole
    emergency_set: Whole  # the same hospitals with an emergency department, nearest first
    minutes: Real  # [(home * 2 + urban) * F + f] travel
    fare: Real  # the same: yuan there and back, no charge of any facility
    inflow_known: int  # 1 where patients from beyond go to hospitals in given shares
    inflow_weight: Real  # [F] weight of a hospital among those that treat the group, for patients from beyond
    size: Real  # [F] logarithm of size relative to the level's mean
    chronic: Whole  # [G] risk bit of a chronic group, else 0
    gate_exempt: Whole  # [G]
    follow_slots: Whole  # [G]
    follow_mean: Real  # [G]
    follow_days: Real  # [G]
    day_surgery: Real  # [G]
    step_down_share: Real  # [G] share of stays whose rest a lower level could take over
    step_down_part: Real  # [G] the rest, as a share of the stay
    weight_milli: Whole  # [G * 3]
    hour_share: Real  # [hours] arrivals by hour of opening
    opening_hour: int
    hours: int
    days_closed: Whole  # [day] 0 where weekday clinics open, else how many days they are closed in a row
    holiday: Whole  # [day] 1 on public holidays
    holiday_clinic: float  # share of those who come on a public holiday that are seen that day
    beds_extra: Whole  # [F] extra beds for emergencies
    booked_base: Real  # [F] share of planned visits booked in the base year: the profile has them already


class Behaviour(NamedTuple):
    """Constants of choice and outcome, one number each (names of the parameter files)."""

    tau_oop: float
    e_seek: float
    e_follow: float
    seek_factor_max: float
    follow_factor_max: float
    e_admission: float
    x_ip_op: float
    b_price_urban: float
    b_price_rural_ratio: float
    door_price_habit: float
    door_price_slow: float
    door_price_accept: float
    fee_weight: float
    b_wait: float
    b_travel: float
    b_size: float
    habit_gain: float
    contract_shift: float
    refer_up_share: float
    go_on_share: float
    specialist_capability_lead: float
    ed_capability_min: float
    bed_wait_limit_days: float
    service_sigma: float  # standard deviation of the logarithm of a consultation
    stay_sigma: float
    patient_sigma: float
    visit_sigma: float
    emergency_visit_ratio: float
    day_surgery_cost_ratio: float
    next_visit_days: float
    no_show_share: float
    long_wait_minutes: float
    postponed_waits: float
    postponed_elsewhere: float
    postponed_days: float
    split_part: float
    split_gap_days: float
    move_up_share: float
    move_up_after: float
    infusion_drug_share: float
    infusion_at_primary: float


class Benefit(NamedTuple):
    """The benefit rules of every cover in fen: whoever the same rules hold for, what care and places they tell apart.

    Covers are the payers, each in its place, and after them those that rules set apart from a payer's others. A cell is
    [((cover * kinds + kind) * seats + seat) * 3 + arrival]. The outside payer, the last, pays every bill in full.
    """

    covers: int
    kinds: int
    seats: int
    cover: Whole  # [((((payer * homes + home) * 2 + retired) * 2 + poor) * ages + age) * 2 + signed]; empty: the payer
    kind: Whole  # [g * 3 + s] kind of care; empty where there is one
    seat: Whole  # [F] its grade, or a number of its own where rules name it; empty where they name none
    deductible: Whole  # [cell] of a stay
    deductible_cost: Real  # [cell] the same as a share of its charges, then no less than that sum; 0 for none
    deductible_most: Whole  # [cell] and no more than this one
    deductible_second: Whole  # [cell] of the second stay of a year, -1 for the usual share of the first one's
    deductible_later: Whole  # [cell] of those after it
    repeat_share: Real  # [cover] of the first one's
    later_share: Real  # [cover] from the third stay on, -1 for the same
    ally_deductible: Real  # [cover] factor on it where the own primary place refers within its alliance
    deductible_year: Whole  # [cover] most that all stays of a year cost
    once: Whole  # [cover * kinds + kind] 1 where one deductible a year is all
    paid_first: Real  # [cell] of a stay, share that the patient pays before the deductible
    reimbursement: Real  # [cell]
    catalogue: Real  # [cell]
    ceiling: Whole  # [cover]
    outpatient_share: Real  # [cell]
    visit_deductible: Whole  # [cell] of every visit
    visit_paid_first: Real  # [cell] of a visit
    outpatient_deductible: Whole  # [cover] of a year's visits
    outpatient_ceiling: Whole  # [cover]
    own_limits: Whole  # [cover * kinds + kind] 1 where these visits have limits of their own
    own_deductible: Whole  # [cover * kinds + kind]
    own_ceiling: Whole  # [cover * kinds + kind]
    signed_share: Real  # [cover] of visits of the contracted to their own team, if it is more than anybody's there
    signed_ceiling: Whole  # [cover]
    fee_paid: Whole  # [cell] of a fee at the door, at most; beside deductible and ceiling
    carries: Whole  # [cover]
    critical_threshold: Whole  # [cover], as all that follow
    critical_share: Real
    critical_ceiling: Whole
    assistance: Real


class Contracts(NamedTuple):
    """How the insured's care is paid: contracts c = 0 .. size - 1, those of later rules first.

    A stay of the insured is paid by the first contract whose ``upto`` is above its draw, else by the item.
    """

    size: int
    upto: Real  # [((f * payers + payer) * packets + packet) * size + c] share of stays paid by it or one before
    pricing: Whole  # [C] codes of `rules.event.pricing.contract`
    inside: Whole  # [C] 1 where the patient's share lies inside the price
    optional: Whole  # [C] 1 where the hospital may keep a case out
    low: Real  # [C] outliers, as multiples of the price or the mean charge
    high: Real  # [C]
    extra_share: Real  # [C] paid of charges beyond the high bound
    level: Real  # [C] price over the mean charge
    minimum_days: Whole  # [C] of a stay that is paid so
    maximum_days: Whole  # [C]
    readmission_days: Whole  # [C] within which of a discharge a stay is paid in part
    readmission_share: Real  # [C] of the fund's part
    whole_transfers: Whole  # [C] 1 where each hospital of a patient moved on is paid the whole price
    review_from: Real  # [C] multiples of the price or the mean charge from which a case may be reviewed
    review_below: Real  # [C] and below which
    review_days: Whole  # [C] and days from which
    price: Real  # [((c * F + f) * packets + packet) * 3 + s] fen, of a case or a day
    review: Real  # [c * F + f] chance that a case that may be reviewed is paid its charges
    capitated: Whole  # [f * payers + payer] 1 where visits of the centre's contracted are paid per head


def no_contracts(facilities: int, payers: int) -> Contracts:
    """Everything is paid by the item."""
    none: dict[str, list[float]] = {name: [] for name in Contracts._fields if name not in ("size", "capitated")}
    return Contracts(size=0, capitated=[0] * (payers * facilities), **none)  # type: ignore[arg-type]  # lists of nothing


class Month(NamedTuple):
    """Everything that rules, trends, beliefs and responses may change from month to month."""

    visit_fen: Real  # [((f * G + g) * 3 + s) * 4 + category] mean charge of a visit
    stay_fen: Real  # the same for a stay
    visit_total: Real  # [(f * G + g) * 3 + s] mean visit, fen
    stay_total: Real
    visit_fee: Whole  # [F] fee at the door that rules add to every visit, fen
    visit_base: Real  # mean visit without the scenario's rules
    stay_base: Real
    stay_origin: Real  # base year's mean stay, fen
    income_index: float  # income per head relative to the base year
    contracts: Contracts
    fees_by_age: int  # 0 where no rule makes prices of items differ by age
    age_fee: Real  # [((f * 2 + setting) * ages + age) * 2 + (tests, services)] price for an age over that for all
    case_level: Real  # [f * 3 + s] care of a stay paid per case relative to others
    case_days: Real  # [f * 3 + s] its length relative to others
    coding: Real  # [F] weight and price as coded over the true ones, paid cases
    volume: Real  # [F] elective admissions relative to the habit of the base year
    revisit: Real  # [F * G] follow-up visits relative to the habit of the base year
    split: Real  # [F] share of stays paid per case that are split in two
    left_out: Real  # [f * 3 + `names.Billed`] share outside the catalogue relative to the usual
    quota: Real  # [F] share of elective admissions postponed under a cap
    refer_factor: Real  # [(f * G + g) * 3 + s] formal referrals up relative to the base year
    tests_known: Real  # [(f * L + level before) * G + g] share of the tests not made again of who comes from there
    tests_recognised: int  # 0 where no rule recognises results
    drips_stopped: Real  # [F * G] share of acute cases of adults that would have drips at this clinic, and have none
    infusions_stopped: int  # 0 where no rule stops any
    partner: Whole  # [F] alliance partner higher up, or -1
    sideways: Whole  # [F] codes of `names.Sideways`
    claim_saving: Real  # [payer * 2 + referred] worth of direct settlement out of the pool, share of the fund's part
    capability: Real  # [(f * G + g) * 3 + s] share solved
    admit: Real  # [(f * G + g) * 3 + s] admission probability of solved cases
    stay_days: Real  # [(f * G + g) * 3 + s]
    belief: Real  # [((home * L + level) * G + g) * 3 + s]
    constant: Real  # [area * L + level]
    elsewhere: float  # added for a county hospital outside the home district
    captive: Real  # [area * 3 + s]
    village_pull: float
    habit_base: Real  # [D + 1]
    accept: Real  # [(home * G + g) * 3 + s]
    seek: Real  # [3]
    b_quality: Real  # [3]
    travel_factor: Real  # [3]
    roads: Real  # [D + 1] factor on minutes of journeys out of the home district
    inpatient_setting: Whole  # [G * 3] 1 where the price that counts is that of a stay
    specialist: Real  # [L] share of clinic visits to a specialist
    coverage_key: Real  # [(D + 1) * 2] share of key-group residents with a contract, by settlement
    coverage_other: Real  # [(D + 1) * 2]
    fulfilment: Real  # [D + 1]
    gate: Real  # [D + 1] share of those bound who comply
    gate_all: Whole  # [D + 1] 1 where the gate binds everybody
    unreferred_penalty: Real  # [D + 1]
    step_down: Real  # [F] probability that doctor and patient agree, eligible case
    day_surgery_on: Whole  # [F * packets]
    beds: Whole  # [F]
    beds_kept: Whole  # [F] of them, for elective patients with a formal referral
    doctors_general: Whole  # [pools]
    doctors_reserved: Whole  # [pools]
    doctors_full: Real  # [pools] doctors on duty whatever the sample, for the wait rule
    booked: Real  # [F] share of planned visits booked
    prices_moved: int  # 0 where no rule of the scenario has changed a price or a benefit yet
    benefit: Benefit
    benefit_base: Benefit


class Residents(NamedTuple):
    """One entry a resident; those that change do so during the run.

    In memory a resident is one record of 80 bytes in this order: memory decides the speed of a run over millions, and
    every encounter looks at one resident's whole record. What only decides a month's contract, or counts under a few
    rules, lies apart.
    """

    home: Whole1
    urban: Whole1
    age: Whole1
    scheme: Whole1
    risks: Whole1
    key_group: Whole1
    poor: Whole1
    old_price: Whole1
    place: Whole2
    usual: Whole2
    outpatient_fund: Count4  # fen this year
    habit: Amount8
    first_contacts: Count2  # this year
    first_primary: Count2
    visits: Count2
    own_team: Count2
    stays: Count2
    last_discharge: Count2  # day, -1 before the first
    readmitted: Count1  # shortest gap in days this year, 0 for none
    retired: Whole1
    payer: Whole1
    contract: Count1  # this month
    outpatient_scope: Count8  # fen in catalogue this year; no ceiling holds it
    inpatient_fund: Count4
    critical: Count4
    self_paid: Count8
    out_of_pocket: Count8
    last_tick: Count8
    sign: Real
    fulfil: Real
    deductibles: MutableSequence[int]  # fen this year, of all stays
    once_paid: MutableSequence[int]  # of those that have one deductible a year
    own_scope: MutableSequence[int]  # fen in catalogue this year of visits with limits of their own
    own_fund: MutableSequence[int]


RESIDENT = record_of(Residents)


def pools_of(w: World, f: int) -> range:
    """The doctor pools of one facility; none beyond."""
    first = w.pool_first[f]
    return range(first, first + w.pool_count[f])
