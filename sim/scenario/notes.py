"""What is no fault of a scenario but worth a second look: numbers fitted to something else, rules without effect."""

from __future__ import annotations

from collections.abc import Iterator

from sim.policy.contract_lever import ContractLever
from sim.policy.lever import Lever
from sim.policy.levers.bed_control import BedControl
from sim.policy.levers.family_doctor import FamilyDoctor
from sim.policy.levers.gatekeeping import Gatekeeping
from sim.policy.levers.primary_beds import PrimaryBeds
from sim.policy.levers.result_recognition import ResultRecognition
from sim.policy.levers.specialty import Specialty
from sim.policy.levers.telemedicine import Telemedicine
from sim.policy.levers.zero_markup import ZeroMarkup
from sim.policy.rule import Rule
from sim.region.description import District, Hospital
from sim.rules.period.beds import beds_added, share_used
from sim.scenario.before import value_before
from sim.scenario.ensemble_state import ensemble_state
from sim.scenario.fit_state import fit_state
from sim.scenario.later_benefits import held_by_then
from sim.scenario.plain_yaml import flow
from sim.scenario.scenario import Scenario
from sim.scenario.settable import lever_settings, value_in_force
from sim.vocabulary.names import Kind, Owner, Tier
from sim.vocabulary.phrase import Bilingual, telling

PHRASES = {
    "note": ("提示：{text}", "note: {text}"),
    "kept_payment": (
        "{rule}自{day}起执行，早于基准年：两种情形都有；其标准由基准年推算，自次年起按此支付，机构只对与之不同之处作出反应",
        "{rule} is in force since {day}, before the base year: it belongs to both arms; its tariff is derived from the "
        "base year, stays are paid so from the year after, and hospitals answer to what differs from it",
    ),
    "earlier": (
        "{rule} 自 {day} 起执行，早于基准年：视为两组共有，其效果已在基准年数据中，不另行模拟；只计入“措施到位”类指标",
        "{rule} is in force since {day}, before the base year: it belongs to both arms, its effects are in the base "
        "year's numbers and are not simulated; only indicators of measures in place count it",
    ),
    "same": (
        "{rule}：{key} = {value} 与现状相同，这一项不起作用",
        "{rule}: {key} = {value} is what holds today already",
    ),
    "lower": (
        "{rule}：{key} = {value} 不高于现状 {old}；已签约者不会减少，这一项不起作用",
        "{rule}: {key} = {value} is not above today's {old}; nobody loses a contract, so that it changes nothing",
    ),
    "nothing": (
        "{rule}：各项都与现状相同，这条规则不起作用",
        "{rule}: everything is as today; the rule changes nothing",
    ),
    "nobody": (
        "{rule}：没有医院符合它的隶属、层级、名单和适用地区，不起作用",
        "{rule}: no hospital has its owners, tiers, names and districts, so that it changes nothing",
    ),
    "empty": (
        "{rule}：{places}基层床位增至{times}倍；住院仅按roemer弹性增加时，床位使用率由{now}降至{then}，过半床位空置",
        "{rule}: {places} would have {times} times the primary beds; where admissions answer by roemer alone, the "
        "share used falls from {now} to {then}, so that more than half stand empty",
    ),
    "no_markup": ("{rule}：所涉医院已没有药品加成", "{rule}: its hospitals have no mark-up on drugs already"),
}
tell = telling(PHRASES)
USED_NOW, HALF = ("bed_occupancy", "all", Tier.PRIMARY.id), 0.5


def notes(scenario: Scenario) -> list[Bilingual]:
    """Every note of a scenario: on its region's fitted numbers, then rule by rule."""
    found = _of_region(scenario)
    kept = scenario.kept_payments
    for rule in scenario.earlier:
        found.append(tell("kept_payment" if rule in kept else "earlier", rule=rule.id, day=rule.start))
    for rule in scenario.rules:
        found += _notes(scenario, rule)
    return [tell("note", text=text) for text in found]


def region_notes(scenario: Scenario) -> list[Bilingual]:
    """The notes on the region's fitted numbers and sets of them, for whoever is about to run it."""
    return [tell("note", text=text) for text in _of_region(scenario)]


def _of_region(scenario: Scenario) -> list[Bilingual]:
    """What is said of fitted numbers, and of sets of them where there are any; intervals say where there are none."""
    fitted, sets = fit_state(scenario).note, ensemble_state(scenario)
    return [note for note in (fitted, sets.note if sets.word != "none" else None) if note]


def _notes(scenario: Scenario, rule: Rule) -> list[Bilingual]:
    if not _somewhere(scenario, rule):
        return [tell("nobody", rule=rule.id)]
    if isinstance(rule.lever, ZeroMarkup) and not rule.lever.consumables:
        at = _public(scenario, rule, rule.lever.owners)
        if all(hospital.value("drug_markup") == 0 for hospital in at):
            return [tell("no_markup", rule=rule.id)]
    if isinstance(rule.lever, ResultRecognition) and not _recognises(rule.lever):
        return [tell("nothing", rule=rule.id)]
    if isinstance(rule.lever, PrimaryBeds) and not any(more for _, more in _beds_added(scenario, rule, rule.lever)):
        return [tell("nothing", rule=rule.id)]
    binds_all = isinstance(rule.lever, Gatekeeping) and rule.lever.kind == "mandatory"
    if not binds_all and _all_as_today(scenario, rule):
        return [tell("nothing", rule=rule.id)]
    return [*_settings(scenario, rule), *held_by_then(scenario, rule), *_empty_beds(scenario, rule)]


def _recognises(lever: ResultRecognition) -> bool:
    """Whether any result is recognised."""
    return lever.same_level or lever.from_above or lever.from_below


def _settings(scenario: Scenario, rule: Rule) -> Iterator[Bilingual]:
    """Single numbers that are written in the rule and hold today."""
    for key, _, setting in lever_settings(type(rule.lever)):
        value, old = getattr(rule.lever, key), value_before(scenario, rule, key, setting)
        if key not in rule.lever.model_fields_set or "." not in setting.before or old is None:
            continue
        if value == old:
            yield tell("same", rule=rule.id, key=key, value=flow(value))
        elif isinstance(rule.lever, FamilyDoctor) and key != "fulfilment" and value < old:
            yield tell("lower", rule=rule.id, key=key, value=flow(value), old=flow(old))


def _empty_beds(scenario: Scenario, rule: Rule) -> Iterator[Bilingual]:
    """Districts where more than half of the primary beds would stand empty; all are used today where nobody counts."""
    if not isinstance(rule.lever, PrimaryBeds):
        return
    counted = [a.figure.value for a in scenario.region.anchors if (a.indicator, a.area, a.group) == USED_NOW]
    now, roemer = counted[0] if counted else 1.0, scenario.parameters["roemer"].value
    found = []
    for district, more in _beds_added(scenario, rule, rule.lever):
        beds = district.value("primary_beds")
        if more > 0.0 and beds > 0.0 and share_used(now, 1.0 + more / beds, roemer) < HALF:
            found.append((1.0 + more / beds, district.label))
    if found:
        by_times = sorted(times for times, _ in found)
        ends = list(dict.fromkeys((by_times[0], by_times[-1])))
        names = Bilingual(", ".join(label.en for _, label in found), "、".join(label.zh for _, label in found))
        grown = "–".join(f"{end:.1f}" for end in ends)
        then = "–".join(f"{share_used(now, end, roemer):.2f}" for end in reversed(ends))
        yield tell("empty", rule=rule.id, places=names, times=grown, now=f"{now:.2f}", then=then)


def _beds_added(scenario: Scenario, rule: Rule, lever: PrimaryBeds) -> list[tuple[District, float]]:
    """The districts where the rule is in force, each with the primary beds that it gains."""
    of_pools = {d for pool in scenario.region.pools if not rule.pools or pool.id in rule.pools for d in pool.districts}
    return [
        (d, beds_added(d.value("primary_beds"), d.value("residents"), lever.per_1000, lever.growth))
        for d in scenario.region.districts
        if d.id in of_pools and (not rule.where or d.id in rule.where)
    ]


def _all_as_today(scenario: Scenario, rule: Rule) -> bool:
    """Whether everything that the rule sets, or leaves to a parameter, is as it is without it."""
    settings = [
        (key, setting) for key, _, setting in lever_settings(type(rule.lever)) if setting.before not in ("", "1")
    ]
    pairs = [
        (value_in_force(scenario, getattr(rule.lever, key), setting), value_before(scenario, rule, key, setting))
        for key, setting in settings
    ]
    return bool(pairs) and all(new is None or new == old for new, old in pairs)


def _somewhere(scenario: Scenario, rule: Rule) -> bool:
    """Whether any hospital is one that the rule is about; True for rules about primary care, residents and funds."""
    lever: Lever = rule.lever
    if isinstance(lever, Telemedicine | Specialty):
        if isinstance(lever, Telemedicine) and "primary" in lever.serves:
            return True
        return any(h.level.hospital and h.level.in_county for h in _inside(scenario, rule))
    owners = getattr(lever, "owners", None)
    if owners is None:
        return True
    at = _public(scenario, rule, owners)
    if isinstance(lever, ResultRecognition):
        return bool(at) or lever.same_level or lever.from_above  # primary places recognise too
    if isinstance(lever, BedControl):
        return any(hospital.kind == Kind.GENERAL for hospital in at)
    if isinstance(lever, ContractLever):
        if Tier.PRIMARY.id in lever.levels and not lever.hospitals:
            return True
        return any(h.tier.id in lever.levels and (not lever.hospitals or h.id in lever.hospitals) for h in at)
    return bool(at)


def _inside(scenario: Scenario, rule: Rule) -> list[Hospital]:
    """Hospitals where the rule is in force."""
    return [h for h in scenario.region.hospitals if h.district and (not rule.where or h.district in rule.where)]


def _public(scenario: Scenario, rule: Rule, owners: tuple[str, ...]) -> list[Hospital]:
    """Public ones of these owners."""
    return [h for h in _inside(scenario, rule) if h.owner != Owner.PRIVATE and h.owner.id in owners]
