"""Published studies emulated: estimators with known answers, the score, reading, a small one from end to end."""

from __future__ import annotations

import json
import math
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from typer.testing import CliRunner

import cli
from sim.experiments.prior import draws, uncertain, with_values
from sim.experiments.store import Draft
from sim.experiments.validate import estimators
from sim.experiments.validate.estimators import ESTIMATORS, Data, Windows
from sim.experiments.validate.folder import ValidationAsked, literature, write_validation
from sim.experiments.validate.outcomes import OUTCOMES, Choice, OutcomeTables, Series, series
from sim.experiments.validate.run import DrawnEstimates, sharing, validate
from sim.experiments.validate.scales import SCALES
from sim.experiments.validate.score import crps, inside, judged, near, scale_of_error, score, sign_ok, told
from sim.experiments.validate.study import Study, read_studies, read_study, study_files
from sim.model.run import run_arm
from sim.model.task import Task
from sim.reporting.validation.forest import draw_forest
from sim.reporting.validation.text import validation_text
from sim.reporting.validation.words import TEXT
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.names import Arm

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "scenarios"
FILE = ROOT / "tests/regions/xiaocheng/study.yaml"


@pytest.fixture(scope="module")
def study() -> Study:
    """The made-up study of the made-up prefecture."""
    return read_study(FILE, library=LIBRARY)


@pytest.fixture(scope="module")
def emulated(study: Study, tmp_path_factory: pytest.TempPathFactory) -> tuple[DrawnEstimates, pd.DataFrame, Path]:
    """Two draws of it, judged and written."""
    drawn = validate([study], 2, 7, 1)
    table = judged([study], drawn.estimates, literature(LIBRARY))
    draft = Draft(tmp_path_factory.mktemp("validation") / "results")
    write_validation([study], ValidationAsked(2, 7, "en"), drawn, table, draft, datetime.now(UTC))
    return drawn, table, draft.publish()


# -- estimators ------------------------------------------------------------------------------------------------


def made_up(step: float, slope: float, season: float, start: int = 24, months: int = 48) -> Series:
    """A monthly mean that grows by 1 % a month, with a season, a step and a change of trend, in log points."""
    t = np.arange(months)
    y = 5.0 + 0.01 * t + season * np.cos(2 * np.pi * t / 12) + np.where(t >= start, step + slope * (t - start), 0.0)
    return Series(np.exp(y) * 7.0, np.full(months, 7.0))


WINDOWS = Windows(range(24), range(24, 48))


def test_a_segmented_regression_finds_step_and_slope_behind_trend_and_season() -> None:
    data = Data(made_up(-0.1, 0.02, 0.3), None, WINDOWS, "log")
    assert estimators.interrupted_step(data) == pytest.approx(-0.1, abs=1e-9)
    assert estimators.interrupted_slope(data) == pytest.approx(0.02, abs=1e-9)


def test_without_two_years_the_regression_has_no_season() -> None:
    data = Data(made_up(0.2, 0.0, 0.0, start=6, months=12), None, Windows(range(6), range(6, 12)), "log")
    assert estimators.segmented(data) == pytest.approx((0.2, 0.0), abs=1e-9)


def test_differences_in_differences_take_off_the_trend_that_both_share() -> None:
    data = Data(made_up(-0.1, 0.0, 0.3), made_up(0.0, 0.0, 0.3), WINDOWS, "log")
    assert estimators.before_after(data) == pytest.approx(0.24 - 0.1, abs=1e-9)
    assert estimators.difference_in_differences(data) == pytest.approx(-0.1, abs=1e-9)


def test_a_mean_is_a_ratio_of_sums() -> None:
    found = Series(np.array([10.0, 100.0]), np.array([1.0, 9.0]))
    assert estimators.mean_of(found, range(2), "plain") == pytest.approx(11.0)
    assert math.isnan(estimators.mean_of(Series(np.zeros(2), np.zeros(2)), range(2), "plain"))


def test_an_odds_ratio_compares_shares_by_their_odds() -> None:
    """From 20 to 40 of a hundred: odds of 1 to 4 become 2 to 3, an odds ratio of 8/3."""
    shares = Series(np.array([20.0, 40.0]), np.array([100.0, 100.0]))
    found = estimators.before_after(Data(shares, None, Windows(range(1), range(1, 2)), SCALES["odds"].compared))
    assert SCALES["odds"].printed(found) == pytest.approx(8 / 3 - 1)
    everybody = Series(np.array([100.0]), np.array([100.0]))
    assert math.isnan(estimators.mean_of(everybody, range(1), "odds"))


def test_relative_effects_are_no_log_points() -> None:
    assert SCALES["relative"].printed(math.log(0.53)) == pytest.approx(-0.47)
    assert SCALES["log"].printed(-0.634) == -0.634


# -- outcomes --------------------------------------------------------------------------------------------------


def test_outcomes_count_their_cases_only() -> None:
    columns = sorted({c for o in OUTCOMES.values() for c in (*o.top, *o.below)})
    rows = pd.DataFrame(
        [(2016, 1, "a", "stay"), (2016, 1, "a", "general"), (2016, 2, "b", "stay"), (2017, 3, "a", "stay")],
        columns=["year", "month", "facility", "kind"],
    ).assign(condition="cancer", scheme="employee", **dict.fromkeys(columns, 2))
    months = [f"{year}-{month:02d}" for year in (2016, 2017) for month in range(1, 13)]
    tables = OutcomeTables(rows, pd.DataFrame(), pd.DataFrame())
    found = series(tables, "cost_per_admission", Choice(("a",)), months)
    assert np.flatnonzero(found.below).tolist() == [0, 14]
    assert found.top[0] == 8  # four categories
    assert series(tables, "discharges", Choice(("a", "b")), months).below.sum() == 24
    assert series(tables, "visits", Choice(("a",), ("mental",)), months).top.sum() == 0
    among = series(tables, "share_of_visits", Choice(("b",)), months)
    assert (among.top.sum(), among.below.sum()) == (0, 2)


def test_residents_are_followed_wherever_they_go() -> None:
    rows = pd.DataFrame(
        [("east", "primary", 3), ("east", "tertiary", 1), ("east", "outside", 2), ("west", "outside", 5)],
        columns=["home", "place", "stays"],
    ).assign(year=2016, month=2, scheme="resident")
    found = series(
        OutcomeTables(pd.DataFrame(), rows, pd.DataFrame()),
        "share_of_stays_away",
        Choice((), homes=("east",)),
        ["2016-01", "2016-02"],
    )
    assert found.top.tolist() == [0, 3]
    assert found.below.tolist() == [0, 6]


def test_every_outcome_has_a_name() -> None:
    assert {f"outcome.{name}" for name in OUTCOMES} <= set(TEXT)


# -- score -----------------------------------------------------------------------------------------------------


def test_crps_is_that_of_a_normal_forecast() -> None:
    """Gneiting and Raftery 2007: sigma (z (2 F(z) - 1) + 2 f(z) - 1 / sqrt(pi))."""
    ensemble = norm.ppf((np.arange(2000) + 0.5) / 2000, loc=1.0, scale=2.0)
    for y in (-1.0, 1.0, 4.0):
        z = (y - 1.0) / 2.0
        closed = 2.0 * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))
        assert crps(ensemble, y) == pytest.approx(closed, rel=2e-3)


def test_crps_of_one_member_is_the_error() -> None:
    assert crps(np.array([0.3]), -0.1) == pytest.approx(0.4)


def test_a_zero_effect_is_a_band(study: Study) -> None:
    zero = study.estimates[1]
    assert scale_of_error(zero) == 0.03
    assert inside(zero, 0.01, 0.02)
    assert not inside(zero, 0.04, 0.09)
    assert sign_ok(zero, -0.02)
    assert not sign_ok(zero, -0.04)


def test_an_effect_is_judged_by_interval_and_sign(study: Study) -> None:
    one = study.estimates[0]
    assert (one.published, one.low, one.high) == (-0.4, -0.5, -0.3)
    assert scale_of_error(one) == 0.4
    assert inside(one, -0.45, -0.1)
    assert not inside(one, -0.3, -0.1)
    assert near(one, -0.31)
    assert not near(one, -0.29)
    assert sign_ok(one, -0.01)
    assert not sign_ok(one, 0.01)


def test_the_literature_leaves_its_own_study_out(study: Study) -> None:
    twin = replace(study, shape=study.shape.model_copy(update={"id": "twin"}))
    rows = [(s, e, n, 0.0, 0.0, -0.2) for s in ("study", "twin") for e in ("X001", "X002") for n in (0, 1)]
    drawn = pd.DataFrame(rows, columns=["study", "id", "draw", "without", "with", "effect"])
    nothing = pd.DataFrame(columns=["id", "lever", "outcome", "scale", "effect"])
    assert judged([study], drawn, nothing)["literature"].isna().all()
    more = pd.DataFrame([("X", "zero_markup", "drugs_per_admission", "relative", -0.1)], columns=nothing.columns)
    both = judged([study, twin], drawn, more)
    assert both["literature"].tolist() == pytest.approx([-0.25, 0.0, -0.25, 0.0])
    assert score(both)["all"]["with_literature"] == 4
    assert score(both)["out_of_sample"]["estimates"] == 2


# -- draws from the prior --------------------------------------------------------------------------------------


def test_draws_stay_inside_their_ranges_and_depend_on_the_seed_alone(study: Study) -> None:
    parameters = study.reform.parameters
    names = uncertain(parameters)
    assert {"gamma_mild", "mix_theta_income", "e_admission"} <= set(names)
    assert not {"level_min", "level_max", "visit_yuan_centre"} & set(names)
    found = draws(parameters, names, 8, 3)
    for draw in found:
        for name, value in draw.values:
            low, high = parameters[name].low, parameters[name].high
            assert low is not None
            assert high is not None
            assert low <= value <= high, name
    assert draws(parameters, names, 4, 3) == found[:4]
    assert draws(parameters, names, 8, 4) != found
    assert len({draw.values for draw in found}) == 8


def test_draws_follow_a_triangle(study: Study) -> None:
    q = study.reform.parameters["mix_theta_income"]
    values = [dict(d.values)["mix_theta_income"] for d in draws(study.reform.parameters, ["mix_theta_income"], 1024, 1)]
    assert q.low is not None
    assert q.high is not None
    assert np.mean(values) == pytest.approx((q.low + q.value + q.high) / 3, rel=2e-3)


def test_a_draw_changes_its_parameters_only(study: Study) -> None:
    parameters = study.reform.parameters
    draw = draws(parameters, ["gamma_mild", "phi_los"], 1, 1)[0]
    found = with_values(study.reform, draw)
    moved = {name for name in parameters if found.parameters[name] != parameters[name]}
    assert moved == {"gamma_mild", "phi_los"}
    assert replace(found, parameters=parameters) == study.reform


# -- study files -----------------------------------------------------------------------------------------------


def test_the_reform_ends_what_it_replaces(study: Study) -> None:
    alone, (replaced, reform) = study.without.rules, study.reform.rules
    assert [rule.id for rule in alone] == ["zero_markup"]
    assert alone[0].until is None
    assert replaced.until == date(2017, 1, 1)
    assert reform.id == "drug_procurement"
    assert study.estimates[0].windows == Windows(range(12), range(12, 24))
    assert study.estimates[0].treated.facilities == ("city",)
    assert study.estimates[0].control is not None
    assert study.estimates[0].control.facilities == ("dongshan_hospital", "xihe_hospital")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "outcome: drugs_per_admission",
            "outcome: drugs",
            "23:14: estimates[0].outcome: found 'drugs' -> did you mean 'drug",
        ),
        ("before: [2016-01", "before: [2015-01", "25:13: estimates[0].before: 2015-01 lies outside the years -> write"),
        (
            "control: [dongshan, xihe]",
            "control: [dongshan, west]",
            "20:10: control: unknown hospital or district 'west' -> allowed: ",
        ),
        ("control: [dongshan, xihe]\n", "", "estimates[0].control: missing -> add 'control: [...]'"),
        ("scale: points", "scale: log", "38:12: estimates[1].scale: drug_share_inpatient is a share -> write points"),
        ("low: -5000", "low: -3500", "estimates[0].published: -4000 lies outside -3500 to -3000 -> correct"),
        ("in_sample: [gamma_mild]", "in_sample: [gamma]", "estimates[1].in_sample: unknown parameter 'gamma' -> "),
        ("replaces: [zero_markup]", "replaces: [budget]", "18:12: replaces[0]: no rule 'budget' in setting_rules"),
        ("subsidy_share: 0}", "subsidy_share: 2}", "11:50: setting_rules[0].zero_markup.subsidy_share: found 2"),
        ("price_cut: 0.5", "price_cuts: 0.5", "15:24: rules[0].drug_procurement.price_cuts: unknown key"),
        ("rule: drug_procurement", "rule: budget", "unknown[0].rule: no rule 'budget' in rules -> allowed: "),
        ("setting: price_cut", "setting: owners", "unknown[0].setting: drug_procurement has no number 'owners'"),
        ("low: 0.4", "low: 0.55", "unknown[0].low: 0.5 of the rule is not between 0.55 and 0.6 -> write"),
        (
            "setting: price_cut, low: 0.4, high: 0.6",
            "setting: months_earlier, low: 1, high: 3",
            "low: 1 to 3 months -> ",
        ),
        (
            "setting: price_cut, low: 0.4, high: 0.6",
            "setting: months_earlier, low: 0, high: 13",
            "unknown[0].low: starts from 2015 to 2017 -> stay within 2016 to 2017",
        ),
        ("high: 0.6", "high: 6", "unknown[0].high: 6: write at most 0.9 -> see"),
        ("id: study", "id: other", "3:5: id: 'other' in study.yaml -> write study, or rename the file"),
        ("lever: zero_markup\n", "", "study.yaml:2:1: lever: missing -> add 'lever: ...'"),
    ],
)
def test_faults_of_a_study_file_are_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "study.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    shutil.copytree(FILE.parent / "regions", tmp_path / "regions")
    with pytest.raises(InputInvalid) as caught:
        read_study(tmp_path / "study.yaml", library=LIBRARY)
    assert said in "\n".join(str(problem) for problem in caught.value.problems)


def test_the_studies_of_the_library_can_be_read() -> None:
    studies = read_studies(study_files(None, LIBRARY), LIBRARY)
    assert len(studies) >= 18
    ids = [one.shape.id for study in studies for one in study.estimates]
    assert len(ids) == len(set(ids))
    assert len(sharing(studies)) < len(studies)
    listed = (ROOT / "docs/evidence.csv").read_text(encoding="utf-8")
    assert [name for name in ids if f"\n{name[:4]}," not in listed] == []


def test_the_prefecture_of_the_studies_is_neither_empty_nor_full() -> None:
    """Hospital beds in use 65 to 97 % in the base year; a third to two thirds of visits at primary places."""
    scenario = read_study(LIBRARY / "experiments/zhenjiang.yaml", library=LIBRARY).without
    scenario = replace(scenario, years=replace(scenario.years, last=scenario.years.base))
    run = run_arm(Task(scenario, Arm.REFORM, 0, 1, 1.0, simulate_queues=True, engine="compiled"))
    beds = run.tables["beds"].groupby("facility", observed=True)[["occupied_bed_days", "open_bed_days"]].sum()
    used = (beds["occupied_bed_days"] / beds["open_bed_days"])[
        [h.id for h in scenario.region.hospitals if h.id != "beyond"]
    ]
    assert len(used) == 16
    assert used.between(0.65, 0.97).all(), used.round(2).to_dict()
    visits = run.tables["people"].groupby("place", observed=True)["visits"].sum()
    assert 0.35 < visits["primary"] / visits.sum() < 0.65


def test_a_study_that_is_not_there() -> None:
    answer = CliRunner().invoke(cli.app, ["validate", "--study", "zhejiang", "--library", str(LIBRARY)])
    assert answer.exit_code == 3
    assert "did you mean 'zhenjiang'?" in answer.stderr


# -- from end to end -------------------------------------------------------------------------------------------


def test_a_cheaper_drug_makes_drugs_cheaper(emulated: tuple[DrawnEstimates, pd.DataFrame, Path]) -> None:
    """Half the price, but the mark-up comes back, and with it the will to prescribe: less than a half."""
    drawn, table, _ = emulated
    effect = drawn.estimates.loc[drawn.estimates["id"] == "X001", "effect"]
    assert len(effect) == 2
    assert effect.between(-0.5, -0.1).all()
    assert table["draws"].tolist() == [2, 2]
    assert drawn.clipped == {"study": 0}


def test_a_study_without_its_reform_finds_nothing(study: Study) -> None:
    """On shared luck the estimator's placebo is the run itself: exactly no effect."""
    nothing = replace(study, reform=study.without, unknown=())
    assert (validate([nothing], 1, 7, 1).estimates["effect"] == 0.0).all()


def test_the_folder_says_what_was_put_for_what_is_open(emulated: tuple[DrawnEstimates, pd.DataFrame, Path]) -> None:
    found = pd.read_csv(emulated[2] / "unknown.csv")
    assert sorted(found["draw"].unique()) == [0, 1]
    value = found.groupby("quantity")["value"]
    ranges = {"rules.drug_procurement.price_cut": (0.4, 0.6), "X001.base_mean": (9000, 11000)}
    ranges["region.city.drug_markup"] = (0.1, 0.15)
    for name, (low, high) in ranges.items():
        assert low <= value.min()[name] < value.max()[name] <= high, name


def test_the_same_bytes_from_two_processes(
    study: Study, emulated: tuple[DrawnEstimates, pd.DataFrame, Path], tmp_path: Path
) -> None:
    drawn = validate([study], 2, 7, 2)
    pd.testing.assert_frame_equal(drawn.estimates, emulated[0].estimates, check_exact=True)
    draft = Draft(tmp_path / "again")
    table = judged([study], drawn.estimates, literature(LIBRARY))
    write_validation([study], ValidationAsked(2, 7, "en"), drawn, table, draft, datetime.now(UTC))
    again, first = draft.publish(), emulated[2]
    for name in ("validation.csv", "draws.csv", "parameters.csv", "score.json", "studies/study.yaml"):
        assert (again / name).read_bytes() == (first / name).read_bytes(), name


def test_the_folder_is_for_people_too(emulated: tuple[DrawnEstimates, pd.DataFrame, Path]) -> None:
    _, table, folder = emulated
    for lang, word in (("en", "Made-up study"), ("zh", "虚构研究")):
        text = validation_text(folder, lang)
        assert word in text
        assert max(len(line) for line in text.splitlines()) <= 80
        assert {path.name for path in draw_forest(folder, lang)} == {
            "forest.csv",
            f"forest.{lang}.svg",
            f"forest.{lang}.png",
        }
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"]["experiments/study.yaml"]
    assert json.dumps(told(table), allow_nan=False)
    listing = CliRunner().invoke(cli.app, ["list", str(folder.parent), "--lang", "en"])
    assert "validation; study; reps 2" in " ".join(listing.stdout.split())
    assert CliRunner().invoke(cli.app, ["rerun", str(folder)]).exit_code == 3


def test_estimators_say_what_they_need() -> None:
    assert {need for one in ESTIMATORS.values() for need in one.needs} <= {"before", "control"}


def test_studies_with_other_parameters_do_not_judge_one_model(study: Study) -> None:
    numbers = study.reform.parameters
    name = next(iter(numbers))
    other = replace(numbers[name], value=numbers[name].value * 2)
    changed = replace(study, reform=replace(study.reform, parameters={**numbers, name: other}))
    with pytest.raises(InputInvalid, match="other numbers than the parameters of study"):
        validate([study, changed], 2, 7, 1)
