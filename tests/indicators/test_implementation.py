"""Measures in place, by date, place and arm; the rules are made up, the counts added up by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import pytest

from sim.indicators import IMPLEMENTATION, compute, score, summarise
from sim.policy.lever import Lever
from sim.policy.levers.alliance import AllianceLever
from sim.policy.levers.budget import Budget
from sim.policy.levers.case_payment import CasePayment
from sim.policy.levers.pathways import Pathways
from sim.policy.levers.referral_settlement import ReferralSettlement
from sim.policy.levers.supervision import Supervision
from sim.policy.levers.telemedicine import Telemedicine
from sim.policy.levers.two_invoice import TwoInvoice
from sim.policy.rule import Rule
from sim.policy.target import Target
from sim.region import description

from . import small

LATE = date(2017, 12, 31)


def rule(lever: Lever, start: date = LATE, *, where: tuple[str, ...] = (), ramp: int = 0, name: str = "") -> Rule:
    return Rule(f"{lever.id}@{name}" if name else lever.id, lever, start, None, ramp, where, (), "", "")


def computed(rules: Sequence[Rule] | None, *more: dict[str, object], **rows: small.Rows) -> pd.DataFrame:
    visits = [*small.every_month(count=0), *small.every_month(count=0, arm="reform"), *more]
    tables = small.frames({"visits": visits, **rows})
    return compute(tables, small.FACILITIES, small.DISTRICTS, 1.0, starts=[(2016, 11)], rules=rules)


def at(values: pd.DataFrame, indicator: str, area: str = "all", arm: str = "reform", year: str = "2017") -> float:
    return small.value(values, indicator, area, arm=arm, year=year)


def test_who_knows_no_rules_says_nothing_about_them() -> None:
    assert not set(computed(None)["indicator"]) & {*IMPLEMENTATION, "effective_alliances"}


def test_what_an_alliance_brings_is_an_outcome_and_no_measure() -> None:
    assert "effective_alliances" not in IMPLEMENTATION
    assert {"alliance_share_tertiary", "smart_audit"} < set(IMPLEMENTATION)


def test_without_any_rule_nothing_is_in_place() -> None:
    values = computed([])
    assert at(values, "payment_reform_share") == 0.0
    assert at(values, "effective_alliances") == 0.0
    assert at(values, "case_payment_diseases") == at(values, "telemedicine_counties") == 0.0


def test_a_rule_counts_from_its_day_and_in_the_reform_arm_only() -> None:
    """Started on 31 December it is in place at the end of the year, though it works from January on."""
    values = computed([rule(TwoInvoice(price_cut=0.0, owners=("city",)))])
    assert at(values, "two_invoice_share") == pytest.approx(1 / 3)  # one of three public hospitals
    assert at(values, "two_invoice_share", "city") == 1.0
    assert at(values, "two_invoice_share", "east") == 0.0
    assert at(values, "two_invoice_share", year="2016") == 0.0
    assert at(values, "two_invoice_share", year="2016-11..2017-10") == 0.0
    assert at(values, "two_invoice_share", arm="baseline") == 0.0


def test_a_rule_that_has_ended_is_no_longer_in_place() -> None:
    ended = Rule("two_invoice", TwoInvoice(price_cut=0.0), date(2016, 3, 1), date(2017, 6, 1), 0, (), (), "", "")
    values = computed([ended])
    assert at(values, "two_invoice_share", year="2016") == 1.0
    assert at(values, "two_invoice_share") == 0.0


def test_tertiary_hospitals_lead_or_belong_to_an_alliance() -> None:
    values = computed([rule(AllianceLever(lead="peoples", members=("west",)))])
    assert at(values, "alliance_share_tertiary") == at(values, "alliance_share_tertiary", "city") == 1.0
    assert at(values, "alliance_share_tertiary", arm="baseline") == 0.0
    other = computed([rule(AllianceLever(lead="hospital_a", members=("east",)))])
    assert at(other, "alliance_share_tertiary") == 0.0


def test_residents_are_tied_where_their_primary_places_belong_to_an_alliance() -> None:
    """West has 200 of 1,000 residents; that its hospital is a member ties nobody."""
    values = computed([rule(AllianceLever(lead="peoples", members=("west", "hospital_a")))])
    assert at(values, "alliance_share_primary") == 0.2
    assert at(values, "alliance_share_primary", "west") == 1.0
    assert at(values, "alliance_share_primary", "east") == 0.0
    assert at(values, "alliance_share_primary", arm="baseline") == 0.0


def test_an_alliance_of_the_region_is_in_both_arms() -> None:
    own = description.Alliance("union", description.Bilingual("union", "union"), "peoples", ("west",), False)
    visits = [*small.every_month(), *small.every_month(arm="reform")]
    tables = small.frames({"visits": visits})
    values = compute(tables, small.FACILITIES, small.DISTRICTS, 1.0, rules=[], alliances=[own])
    assert at(values, "alliance_share_tertiary", arm="baseline") == 1.0
    assert at(values, "effective_alliances") == 0.0


def test_telemedicine_counts_counties_whose_hospitals_are_served() -> None:
    rules = [
        rule(Telemedicine(hub="peoples", serves=("primary",)), name="ecg"),
        rule(Telemedicine(hub="beyond", serves=("county",)), where=("west", "city"), name="province"),
    ]
    values = computed(rules)
    assert at(values, "telemedicine_counties") == 1.0  # the city is no county, east has its clinics connected only
    assert at(values, "telemedicine_counties", "west") == 1.0
    assert at(values, "telemedicine_counties", "east") == 0.0
    found = values[(values["indicator"] == "telemedicine_counties") & (values["year"] == "2017")]
    assert "city" not in set(found["area"])


def test_one_list_of_diseases_is_not_counted_twice() -> None:
    def paid(diseases: int) -> CasePayment:
        return CasePayment(diseases=diseases, conditions=("injury",), case_share=0.5, owners=("city", "county"))

    rules = [rule(paid(100), where=("east",)), rule(paid(120), where=("west",), name="west")]
    values = computed(rules)
    assert at(values, "case_payment_diseases") == 120.0
    assert at(values, "case_payment_diseases", arm="baseline") == 0.0
    assert at(values, "case_payment_diseases", "east") == 100.0
    assert at(values, "case_payment_diseases", "city") == 0.0


def test_payment_is_reformed_by_case_package_or_cap() -> None:
    terms = {"trend_allowance": 0.05, "surplus_kept_share": 0.5, "overspend_borne_share": 0.5, "rebase_weight": 0.5}
    union = rule(AllianceLever(lead="hospital_b", members=("west",)), name="union")
    package = rule(Budget(alliance="union", residents=("west",), **terms), name="p")
    cap = rule(Budget(kind="hospital_cap", hospitals=("peoples",), **terms), name="c")
    case = rule(CasePayment(diseases=9, conditions=("injury",), case_share=0.5, owners=("county",)), where=("west",))
    assert at(computed([union, package]), "payment_reform_share") == pytest.approx(1 / 3)
    assert at(computed([union, package, case]), "payment_reform_share") == pytest.approx(1 / 3)  # the same hospital
    assert at(computed([union, package, cap]), "payment_reform_share") == pytest.approx(2 / 3)
    assert at(computed([package]), "payment_reform_share") == 0.0  # nobody holds it


def test_pathways_weigh_discharges_and_grow_over_their_ramp() -> None:
    cases = [
        small.case("peoples", "stay", 60, year=2017, arm="reform"),
        small.case("hospital_a", "stay", 40, year=2017, arm="reform"),
        small.case("hospital_b", "stay", 20, year=2017, arm="reform"),
        small.case("clinic_private", "stay", 900, year=2017, arm="reform"),
        small.case("peoples", "general", 900, year=2017, arm="reform"),
        small.case("peoples", "stay", 60, year=2017),
    ]
    rules = [
        rule(Pathways(share=0.3, owners=("city",)), date(2017, 1, 1), name="city"),
        # From September over eight months: half of it is there in December.
        rule(Pathways(share=0.2, owners=("county",)), date(2017, 9, 1), ramp=8, where=("east",), name="east"),
    ]
    values = computed(rules, cases=cases)
    assert at(values, "pathway_share_city") == pytest.approx(0.3)
    assert at(values, "pathway_share_city", arm="baseline") == 0.0
    assert at(values, "pathway_share") == pytest.approx((60 * 0.3 + 40 * 0.1) / 120)
    assert at(values, "pathway_share", "west") == 0.0
    assert at(values, "pathway_share_county") == 0.5  # hospital_a of two


def test_settlement_and_audit_reach_residents_of_their_districts() -> None:
    settled = computed([rule(ReferralSettlement(), where=("east", "west"))])
    assert at(settled, "direct_settlement") == 0.5  # 500 of 1,000
    assert at(settled, "direct_settlement", "city") == 0.0
    assert at(computed([rule(Supervision(audit_share=0.5))]), "smart_audit") == 1.0
    assert at(computed([rule(Supervision(audit_share=0.0))]), "smart_audit") == 0.0


def union(primary: int, inpatient: int, member: str = "west", stays: int = 1000) -> float:
    """Effective alliances if the reform has these visits (of 1,000) and stays; without it half of them each."""
    visits = [
        small.visit("west", facility, count, arm=arm, year=2017)
        for arm, share in (("baseline", 500), ("reform", primary))
        for facility, count in (("town_b", share), ("hospital_b", 1000 - share))
    ]
    people = [
        small.person("west", place, arm=arm, year=2017, stays=count)
        for arm, share in (("baseline", stays // 2), ("reform", inpatient))
        for place, count in (("home_county", share), ("tertiary", stays - share))
    ]
    rules = [rule(AllianceLever(lead="peoples", members=(member,)), date(2017, 1, 1))]
    return at(computed(rules, *visits, people=people), "effective_alliances")


@pytest.mark.parametrize(
    ("primary", "inpatient", "effective"),
    [
        (505, 500, 1.0),  # half a point more at the primary tier
        (504, 500, 0.0),  # less than that
        (500, 506, 1.0),  # half a point more admissions kept
        (520, 500, 1.0),
        (520, 498, 0.0),  # bought with admissions
        (498, 520, 0.0),
    ],
)
def test_an_alliance_is_effective_if_one_share_gains_and_none_loses(
    primary: int, inpatient: int, effective: float
) -> None:
    assert union(primary, inpatient) == effective


def test_a_member_hospital_stands_for_its_district() -> None:
    assert union(510, 500, member="hospital_b") == 1.0
    assert union(510, 500, member="hospital_a") == 0.0  # nothing changed in the east


def test_targets_about_measures_are_scored_like_others() -> None:
    values = computed([rule(TwoInvoice(price_cut=0.0))])
    line = score([Target("t", "two_invoice_share", "at_least", 1.0, 2017, "all", (), False, None, "")], values)
    met = line[line["target"] == "t"].set_index("arm")["met"]
    assert met["reform"]
    assert not met["baseline"]
    order = summarise(values)["indicator"].drop_duplicates().tolist()
    assert order[-1] == "smart_audit"


@pytest.mark.parametrize(
    ("lever", "indicator", "value"),
    [
        (TwoInvoice(price_cut=0.05, owners=("city",)), "two_invoice_share", 1 / 3),
        (Telemedicine(hub="peoples", serves=("county",)), "telemedicine_counties", 2.0),
        (CasePayment(diseases=80, conditions=("injury",), case_share=0.5), "case_payment_diseases", 80.0),
        (Supervision(audit_share=0.4), "smart_audit", 1.0),
        (ReferralSettlement(), "direct_settlement", 1.0),
        (Pathways(share=0.3, owners=("county",)), "pathway_share_county", 1.0),
    ],
)
def test_a_measure_older_than_the_base_year_is_in_place_in_both_arms(
    lever: Lever, indicator: str, value: float
) -> None:
    tables = small.frames({"visits": [*small.every_month(), *small.every_month(arm="reform")]})
    earlier = [rule(lever, date(2014, 5, 1))]
    values = compute(tables, small.FACILITIES, small.DISTRICTS, 1.0, rules=[], earlier=earlier)
    for arm in ("baseline", "reform"):
        assert at(values, indicator, arm=arm) == pytest.approx(value)
        assert at(values, indicator, arm=arm, year="2016") == pytest.approx(value)


def test_a_rule_ends_with_the_day_before_the_one_it_names() -> None:
    def shares(until: date) -> tuple[float, float]:
        levers = TwoInvoice(price_cut=0.0), Pathways(share=0.3, owners=("city",))
        rules = [Rule(lever.id, lever, date(2016, 3, 1), until, 0, (), (), "", "") for lever in levers]
        stays = [small.case("peoples", "stay", 10, year=2017, arm="reform")]
        values = computed(rules, cases=stays)
        return at(values, "two_invoice_share"), at(values, "pathway_share_city")

    assert shares(date(2018, 1, 1)) == (1.0, 0.3)
    assert shares(date(2017, 12, 31)) == (0.0, 0.0)


def test_the_highest_of_several_pathway_rules_counts() -> None:
    stays = [small.case("peoples", "stay", 10, year=2017, arm="reform")]
    rules = [
        rule(Pathways(share=share, owners=("city",)), date(2017, 1, 1), ramp=ramp, name=f"{n}")
        for n, (share, ramp) in enumerate([(0.2, 0), (0.5, 1), (0.3, 0), (0.9, 24)])
    ]
    assert at(computed(rules[:3], cases=stays), "pathway_share") == pytest.approx(0.5)
    # Twelve months of a ramp of 24: half of 0.9 is less.
    assert at(computed(rules, cases=stays), "pathway_share") == pytest.approx(0.5)
    assert at(computed(rules[3:], cases=stays), "pathway_share") == pytest.approx(0.45)


def test_a_ramp_of_two_months_is_half_there_after_one() -> None:
    """Of 0.4 from 1 December; without a ramp, or over one month, all of it, even if it starts on the last day."""

    def share(ramp: int, start: date) -> float:
        stays = [small.case("peoples", "stay", 10, year=2017, arm="reform")]
        return at(
            computed([rule(Pathways(share=0.4, owners=("city",)), start, ramp=ramp)], cases=stays), "pathway_share"
        )

    assert share(2, date(2017, 12, 1)) == pytest.approx(0.2)
    assert [share(ramp, LATE) for ramp in (0, 1)] == pytest.approx([0.4, 0.4])


def test_pathways_of_districts_weigh_their_own_discharges() -> None:
    """60 stays in the city at 0.3, 40 in the east at 0.2, none in the west, in each of two runs as many."""
    cases = [
        small.case(place, "stay", many * times, year=2017, arm=arm, replication=n)
        for n, times in ((0, 1), (1, 10))
        for arm in ("baseline", "reform")
        for place, many in (("peoples", 60), ("hospital_a", 40))
    ]
    visits = [row | {"replication": 1} for arm in ("baseline", "reform") for row in small.every_month(arm=arm)]
    rules = [
        rule(Pathways(share=0.3, owners=("city",)), name="city"),
        rule(Pathways(share=0.2, owners=("county",)), where=("east",), name="east"),
    ]
    values = computed(rules, *visits, cases=cases)
    for n, times in ((0, 1), (1, 10)):
        found = values[(values["replication"] == n) & (values["year"] == "2017") & (values["arm"] == "reform")]
        rows = found[found["indicator"] == "pathway_share"].set_index("area")
        assert rows["numerator"].to_dict() == pytest.approx({"all": 26 * times, "city": 18 * times, "east": 8 * times})
        assert rows["denominator"].to_dict() == {"all": 100 * times, "city": 60 * times, "east": 40 * times}
    assert (values.query("indicator == 'pathway_share' and arm == 'baseline'")["value"] == 0.0).all()


@pytest.mark.parametrize(
    ("named", "share"),
    [
        ({}, 1.0),  # all three public hospitals
        ({"owners": ("city",)}, 1 / 3),
        ({"levels": ("tertiary",)}, 1 / 3),
        ({"levels": ("county",)}, 2 / 3),
        ({"hospitals": ("hospital_a", "peoples")}, 2 / 3),
        ({"hospitals": ("hospital_a", "peoples"), "levels": ("county",)}, 1 / 3),
    ],
)
def test_a_contract_names_hospitals_by_owner_tier_or_name(named: dict[str, tuple[str, ...]], share: float) -> None:
    paid = CasePayment(diseases=9, conditions=("injury",), case_share=0.5, **named)  # type: ignore[arg-type]
    values = computed([rule(paid)])
    assert at(values, "payment_reform_share") == pytest.approx(share)
    assert at(values, "payment_reform_share", arm="baseline") == 0.0
    assert at(values, "two_invoice_share") == 0.0, "another lever"


def test_a_regional_total_holds_every_public_hospital() -> None:
    terms = {"trend_allowance": 0.05, "surplus_kept_share": 0.5, "overspend_borne_share": 0.5, "rebase_weight": 0.5}
    values = computed([rule(Budget(kind="regional", **terms))])  # type: ignore[arg-type]
    assert at(values, "payment_reform_share") == 1.0
    assert at(values, "payment_reform_share", arm="baseline") == 0.0
    rows = values.query("indicator == 'payment_reform_share' and arm == 'reform' and year == '2017'")
    assert rows.set_index("area")["denominator"].to_dict() == {"all": 3.0, "city": 1.0, "east": 1.0, "west": 1.0}


def test_an_alliance_goes_by_the_name_of_its_rule() -> None:
    """An alliance without a name of its own goes by that of its lever, as does the budget that it holds."""
    terms = {"trend_allowance": 0.05, "surplus_kept_share": 0.5, "overspend_borne_share": 0.5, "rebase_weight": 0.5}
    union = rule(AllianceLever(lead="hospital_b", members=("west",)))
    package = rule(Budget(alliance=union.id, residents=("west",), **terms), name="p")  # type: ignore[arg-type]
    assert at(computed([union, package]), "payment_reform_share") == pytest.approx(1 / 3)


def test_each_run_is_set_against_its_own_luck() -> None:
    """Of three runs the first gains in one of two alliances, the second in both, the third has no twin."""
    visits = []
    for n, west, east in ((0, 60, 50), (1, 60, 70), (2, 90, 90)):
        for arm in ("baseline", "reform") if n < 2 else ("reform",):
            visits += [row | {"replication": n} for row in small.every_month(count=0, arm=arm)]
            for home, primary, county, share in (
                ("west", "town_b", "hospital_b", west),
                ("east", "town_a", "hospital_a", east),
            ):
                first = share if arm == "reform" else 50
                visits += [
                    small.visit(home, primary, first, arm=arm, year=2017, replication=n),
                    small.visit(home, county, 100 - first, arm=arm, year=2017, replication=n),
                ]
    rules = [
        rule(AllianceLever(lead="peoples", members=(home,)), date(2017, 1, 1), name=home) for home in ("west", "east")
    ]
    values = compute(small.frames({"visits": visits}), small.FACILITIES, small.DISTRICTS, 1.0, rules=rules)
    found = values.query("indicator == 'effective_alliances' and year == '2017' and area == 'all'")
    shown = {(arm, int(n)): value for arm, n, value in found[["arm", "replication", "value"]].itertuples(index=False)}
    assert shown == {
        ("baseline", 0): 0.0,
        ("baseline", 1): 0.0,
        ("reform", 0): 1.0,
        ("reform", 1): 2.0,
        ("reform", 2): 0.0,
    }


def test_measures_by_district_and_in_all() -> None:
    rules = [
        rule(Supervision(audit_share=0.5), where=("east",), name="east"),
        rule(Supervision(audit_share=0.2), where=("west",), name="west"),
        rule(Supervision(audit_share=0.0), where=("city",), name="city"),
        rule(Telemedicine(hub="peoples", serves=("county",)), where=("east",), name="east"),
        rule(CasePayment(diseases=70, conditions=("injury",), case_share=0.5), where=("west",), name="west"),
    ]
    values = computed(rules)
    shown = {
        name: values.query(f"indicator == '{name}' and year == '2017' and arm == 'reform'")
        .set_index("area")["value"]
        .to_dict()
        for name in ("smart_audit", "telemedicine_counties", "case_payment_diseases")
    }
    assert shown == {
        "smart_audit": {"all": 0.5, "city": 0.0, "east": 1.0, "west": 1.0},
        "telemedicine_counties": {"all": 1.0, "east": 1.0, "west": 0.0},
        "case_payment_diseases": {"all": 70.0, "city": 0.0, "east": 0.0, "west": 70.0},
    }
    for name, areas in shown.items():
        without = values.query(f"indicator == '{name}' and year == '2017' and arm == 'baseline'")
        assert without.set_index("area")["value"].to_dict() == dict.fromkeys(areas, 0.0)
