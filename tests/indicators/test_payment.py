"""Payment indicators with numbers added up by hand: what is counted, over whom, and what scales with the sample."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.indicators import compute, timeseries

from . import small


def computed(rows: dict[str, small.Rows], weight: float = 1.0, **money: pd.DataFrame) -> pd.DataFrame:
    tables = small.frames({"visits": small.every_month(), **rows}) | money
    return compute(tables, small.FACILITIES, small.DISTRICTS, weight)


def rows_of(values: pd.DataFrame, indicator: str) -> pd.DataFrame:
    return values[values["indicator"] == indicator]


def finance(facility: str, due: int, cost: int, compensation: int = 0, **more: object) -> dict[str, object]:
    plain = {
        "arm": "baseline",
        "replication": 0,
        "year": 2016,
        "month": 1,
        "charges_fen": due,
        "public_health_fen": 0,
        "settled_fen": 0,
    }
    return plain | {"facility": facility, "due_fen": due, "cost_fen": cost, "compensation_fen": compensation} | more


def budget(residents: str, budget_fen: int, spent_fen: int, **more: object) -> dict[str, object]:
    plain = {"arm": "reform", "replication": 0, "year": 2017, "budget": "budget", "kind": "package"}
    left = budget_fen - spent_fen
    money = {"budget_fen": budget_fen, "spent_fen": spent_fen, "balance_fen": left, "kept_fen": 0, "borne_fen": 0}
    return plain | {"residents": residents} | money | more


def test_low_weight_is_judged_cell_by_cell() -> None:
    """A hospital with one heavy cell and one light one has the light one's stays, though its mean is high."""
    cases = [
        small.case("peoples", "stay", 30, weight_milli=30 * 499),
        small.case("peoples", "stay", 50, weight_milli=50 * 2000, condition="cancer"),
        small.case("hospital_a", "stay", 20, weight_milli=20 * 500),
        small.case("peoples", "general", 900),  # visits have no weight and are no stays
    ]
    values = computed({"cases": cases})
    assert small.value(values, "low_weight_share") == 0.3
    assert small.value(values, "low_weight_share", group="tertiary") == 0.375
    assert small.value(values, "low_weight_share", "east") == 0.0
    assert small.value(values, "case_mix_index") == pytest.approx((30 * 0.499 + 50 * 2 + 20 * 0.5) / 100)


def test_cases_far_above_the_mean_by_tier() -> None:
    cases = [
        small.case("peoples", "stay", 40, over_3x=2),
        small.case("hospital_a", "stay", 60, over_3x=1),
        small.case("beyond", "stay", 10, over_3x=9),  # care elsewhere belongs to no area
    ]
    values = computed({"cases": cases})
    assert small.value(values, "over_3x_share") == 0.03
    assert small.value(values, "over_3x_share", group="tertiary") == 0.05
    assert small.value(values, "over_3x_share", group="outside") == 0.9


def test_severe_patients_sent_on_are_set_against_severe_stays() -> None:
    cases = [
        small.case("hospital_a", "stay", 40, severity="severe"),
        small.case("hospital_a", "stay", 160, severity="moderate"),
        small.case("hospital_a", "step_down", 60, severity="severe"),
    ]
    beds = [{"facility": "hospital_a", "open_bed_days": 1, "sent_on": 30, "severe_sent_on": 10}]
    one, ten = computed({"cases": cases, "beds": beds}), computed({"cases": cases, "beds": beds}, weight=10.0)
    assert small.value(one, "severe_sent_on_share", "east") == small.value(ten, "severe_sent_on_share", "east") == 0.25


def test_the_lost_are_among_the_postponed() -> None:
    """The engine counts a case that never came back as postponed and as lost: once here."""
    cases = [small.case("peoples", "stay", 45), small.case("peoples", "day_surgery", 5),
             small.case("peoples", "step_down", 50)]  # fmt: skip
    beds = [{"facility": "peoples", "open_bed_days": 1, "postponed": 10, "lost": 4}]
    assert small.value(computed({"cases": cases, "beds": beds}), "postponed_share") == 0.2


def test_coverage_is_of_the_insured_in_public_hospitals() -> None:
    cases = [
        small.case("peoples", "stay", 30, per_case=24),
        small.case("hospital_a", "stay", 50, per_case=16),
        small.case("clinic_private", "stay", 500, per_case=400),  # a contract may name private owners too
        small.case("town_a", "stay", 500),
        small.case("peoples", "stay", 500, scheme="none"),
    ]
    values = computed({"cases": cases})
    assert small.value(values, "drg_coverage") == 0.5
    assert small.value(values, "drg_coverage", group="tertiary") == 0.8


def test_city_hospitals_are_those_of_city_and_province() -> None:
    facilities = pd.concat(
        [
            small.FACILITIES,
            pd.DataFrame(
                [
                    ("district", "city", "county", "general", "second", "county", 10, 1.0),
                    ("station", "city", "primary", "community_centre", "first", "city", 0, 1.0),
                ],
                columns=small.FACILITIES.columns,
            ),
        ],
        ignore_index=True,
    )
    cases = [
        small.case("peoples", "stay", 1, drugs_fen=3000, consumables_fen=1400, tests_fen=2600, services_fen=3000),
        small.case("station", "general", 1, drugs_fen=90_000, consumables_fen=10_000),
        small.case("district", "stay", 1, drugs_fen=9000, consumables_fen=1000),
        small.case("hospital_a", "stay", 1, drugs_fen=9000, consumables_fen=1000),
    ]
    tables = small.frames({"visits": small.every_month(), "cases": cases})
    values = compute(tables, facilities, small.DISTRICTS, 1.0)
    assert small.value(values, "drug_share_city") == 0.3
    assert small.value(values, "consumables_per_100_city") == 20.0  # 14 of 70 yuan
    assert small.value(values, "drug_share") == 0.7
    assert "east" not in set(rows_of(values, "drug_share_city")["area"])


def test_the_margin_is_of_public_hospitals_with_compensation() -> None:
    table = pd.DataFrame(
        [
            finance("peoples", 90_000, 70_000, 10_000),
            finance("peoples", 100_000, 50_000, month=2),
            finance("hospital_a", 50_000, 60_000),
            finance("clinic_private", 900_000, 0),
            finance("town_a", 900_000, 0),
        ]
    )
    values = computed({}, weight=20.0, finance=table)
    assert small.value(values, "hospital_margin_share", group="tertiary") == 0.4  # (200 - 120) / 200
    assert small.value(values, "hospital_margin_share", group="county") == -0.2
    assert small.value(values, "hospital_margin_share") == pytest.approx(0.28)  # (80 - 10) / (200 + 50)
    row = rows_of(values, "hospital_margin_share").query("area == 'all' and group == 'all' and year == '2016'")
    assert row["denominator"].tolist() == [50_000.0]  # 2,500 yuan of a sample of one in twenty


def test_revenue_by_kind_of_item() -> None:
    """Of 1,000 yuan charged 300 are for work, 50 for beds, 200 for examinations, 100 for laboratory tests."""
    kinds = dict.fromkeys(("consultation", "nursing", "surgery", "treatment", "tcm"), 6_000)
    kinds |= {"bed": 5_000, "imaging": 20_000, "laboratory": 10_000}
    items = {f"{kind}_fen": fen for kind, fen in kinds.items()}
    table = pd.DataFrame([finance("peoples", 100_000, 0, **items), finance("town_a", 900_000, 0, **items)])
    values = computed({}, finance=table)
    assert small.value(values, "labour_revenue_share") == pytest.approx(0.3)
    assert small.value(values, "imaging_revenue_share") == pytest.approx(0.2)
    assert small.value(values, "laboratory_revenue_share") == pytest.approx(0.1)
    older = computed({}, finance=pd.DataFrame([finance("peoples", 100_000, 0)]))
    assert rows_of(older, "labour_revenue_share").empty or rows_of(older, "labour_revenue_share")["value"].isna().all()


def test_what_is_settled_at_the_end_of_a_year_is_income() -> None:
    """Of 900 yuan billed the fund takes 100 back at the year's end: 800 are owed for care that cost 600."""
    table = pd.DataFrame([finance("peoples", 90_000, 60_000, settled_fen=-10_000)])
    row = rows_of(computed({}, finance=table), "hospital_margin_share").query("area == 'all' and group == 'all'")
    assert row[["numerator", "denominator", "value"]].to_numpy().tolist() == [pytest.approx([200.0, 800.0, 0.25])]


def test_fund_balance_is_in_yuan_of_the_whole_pool_by_scheme() -> None:
    def month(scheme: str, income: int, spent: int, n: int = 1) -> dict[str, object]:
        head = {"arm": "baseline", "replication": 0, "year": 2016, "month": n}
        return head | {"scheme": scheme, "income_fen": income, "spent_fen": spent}

    table = pd.DataFrame([month("resident", 900, 1000), month("resident", 900, 600, 2), month("employee", 500, 100)])
    values = computed({}, weight=10.0, fund=table)
    assert small.value(values, "fund_balance", group="resident") == 20.0
    assert small.value(values, "fund_balance", group="employee") == 40.0
    assert small.value(values, "fund_balance") == 60.0
    assert set(rows_of(values, "fund_balance")["area"]) == {"all"}


def test_what_funds_take_and_spend_a_head_is_of_the_insured_of_each_scheme() -> None:
    """900 fen from 3 residents and 1,500 from 2 employees; whoever is insured elsewhere counts nowhere."""
    head = {"arm": "baseline", "replication": 0, "year": 2016, "month": 1}
    money = [("resident", 90_000, 60_000), ("employee", 150_000, 100_000)]
    table = pd.DataFrame([head | {"scheme": s, "income_fen": i, "spent_fen": o} for s, i, o in money])
    persons = [
        small.resident("east", 3, scheme="resident"),
        small.resident("west", 2, scheme="employee"),
        small.resident("west", 7, scheme="none"),
    ]
    values = computed({"persons": persons}, fund=table)
    for name, found in (("fund_income_per_insured", (300, 750, 480)), ("fund_spending_per_insured", (200, 500, 320))):
        groups = ("resident", "employee", "all")
        assert tuple(small.value(values, name, group=group) for group in groups) == found
        assert set(rows_of(values, name)["area"]) == {"all"}


def test_every_run_has_the_balance_of_its_own_funds() -> None:
    rows = [
        {
            "arm": arm,
            "replication": 0,
            "year": 2016,
            "month": 1,
            "scheme": scheme,
            "income_fen": 900,
            "spent_fen": spent,
        }
        for arm, spent in (("baseline", 500), ("reform", 800))
        for scheme in ("resident", "employee")
    ]
    visits = [*small.every_month(), *small.every_month(arm="reform")]
    values = computed({"visits": visits}, fund=pd.DataFrame(rows))
    assert [small.value(values, "fund_balance", arm=arm) for arm in ("baseline", "reform")] == [8.0, 2.0]


def test_package_surplus_counts_each_package_once() -> None:
    visits = [*small.every_month(), *small.every_month(arm="reform")]
    table = pd.DataFrame(
        [budget("east+west", 1000, 900), budget("city", 1000, 1100), budget("", 500, 0, kind="hospital_cap")]
    )
    values = computed({"visits": visits}, budgets=table)
    at = {"arm": "reform", "year": "2017"}
    assert small.value(values, "package_surplus", **at) == 0.0  # (100 - 100) / 2000, each once
    assert small.value(values, "package_surplus", "west", **at) == small.value(values, "package_surplus", "east", **at)
    assert small.value(values, "package_surplus", "east", **at) == pytest.approx(0.1)
    assert small.value(values, "package_surplus", "city", **at) == pytest.approx(-0.1)
    sums = rows_of(values, "package_surplus").set_index("area")[["numerator", "denominator"]]
    assert sums.loc["east"].tolist() == [1.0, 10.0], "yuan"
    assert set(rows_of(values, "package_surplus")["arm"]) == {"reform"}
    assert rows_of(values, "package_surplus")["year"].unique().tolist() == ["2017"]


def test_a_month_shows_the_budget_of_its_year() -> None:
    tables = small.frames({"visits": small.every_month()})
    tables["budgets"] = pd.DataFrame([budget("east", 1000, 900, arm="baseline")])
    found = timeseries(tables, small.FACILITIES, small.DISTRICTS, 1.0, indicators=["package_surplus"])
    found = found[(found["area"] == "east") & (found["year"] == 2017)]
    assert found["month"].tolist() == list(range(1, 13))
    assert found["value"].tolist() == pytest.approx([0.1] * 12)


@pytest.mark.parametrize("empty", [pd.DataFrame(), pd.DataFrame(columns=list(budget("", 0, 0)))])
def test_without_budgets_there_is_no_surplus(empty: pd.DataFrame) -> None:
    assert rows_of(computed({}, budgets=empty), "package_surplus").empty


def test_without_its_table_an_indicator_has_no_rows() -> None:
    values = computed({"cases": [small.case("peoples", "stay", 1)]})
    for name in ("hospital_margin_share", "fund_balance", "package_surplus"):
        assert rows_of(values, name).empty


def test_side_effects_of_payment_per_case_by_hand() -> None:
    """Of 100 stays 40 paid per case and 10 kept out, 2 second halves; coded 3 % too high; 30 visits after 100 stays."""
    cases = [
        small.case("peoples", "stay", 60, per_case=40, kept_out=10, split_stays=2, weight_milli=61_800,
                   true_weight_milli=60_000),
        small.case("hospital_a", "stay", 40, weight_milli=40_000, true_weight_milli=40_000),
    ]  # fmt: skip
    visits = [*small.every_month(), small.visit("east", "town_a", 50, after_discharge=30)]
    values = computed({"cases": cases, "visits": visits})
    assert small.value(values, "kept_out_share") == pytest.approx(10 / 50)
    assert small.value(values, "split_share") == pytest.approx(2 / 100)
    assert small.value(values, "coding_drift", group="tertiary") == pytest.approx(0.03)
    assert small.value(values, "coding_drift") == pytest.approx(0.018)
    assert small.value(values, "visits_around_admission") == pytest.approx(0.3)
