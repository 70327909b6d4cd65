"""Scenarios side by side on the terminal: what differs, by how much, how sure; both languages, 80 columns."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.comparison.data import comparison_data
from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.sentences import input_lines, sentences
from sim.reporting.comparison.tables import groups_table
from sim.reporting.comparison.text import comparison_text
from sim.reporting.lines import width
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.labels import LANGUAGES

from . import made_up_comparison


@pytest.fixture
def copy(comparison: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(comparison, tmp_path / "copy"))


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    cases = ("plan", "more", "none", "less")
    return made_up_comparison.build(tmp_path_factory.mktemp("comparison") / "four", cases, by="")


def asked(folder: Path, **changes: object) -> Path:
    """The same with other answers in comparison.json."""
    path = folder / "comparison.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")
    return folder


def words(folder: Path, lang: str = "en") -> str:
    return " ".join(comparison_text(folder, lang).split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["comparison", "one_replication", "four"])
def test_the_text_fits_80_columns_and_has_equal_bytes(name: str, lang: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(name)
    text = comparison_text(folder, lang)
    assert max(map(width, text.splitlines())) <= 80
    assert "\x1b" not in text
    assert "nan" not in text
    assert text == comparison_text(folder, lang)


def test_values_and_paired_differences_are_those_of_the_table(comparison: Path) -> None:
    found = Comparison(comparison)
    value, gap = (found.number("primary_visit_share", "more", word) for word in ("value", "difference"))
    assert value is not None
    assert gap is not None
    assert gap.has_interval
    text = words(comparison)
    assert f"{value.mean * 100:.1f} %" in text
    assert gap.signed("share") in text
    plan = pd.read_csv(comparison / "cases/plan/replications.csv", dtype={"year": str})
    more = pd.read_csv(comparison / "cases/more/replications.csv", dtype={"year": str})
    query = "indicator == 'primary_visit_share' and arm == 'reform' and year == '2018' and area == 'all'"
    means = [table.query(query)["value"].mean() for table in (more, plan)]
    assert gap.mean == pytest.approx(means[0] - means[1], rel=1e-6)


def test_up_down_and_no_change_are_said_in_plain_words(comparison: Path, four: Path) -> None:
    text = " ".join(sentences(Comparison(comparison), "en"))
    gap = Comparison(comparison).number("primary_visit_share", "more", "difference")
    assert gap is not None
    assert f"More contracts against The plan: primary-care share of visits {gap.mean * 100:.1f} points higher" in text
    assert "; the interval of each leaves out zero." in text
    assert "The same again against The plan: no difference in the headlines that can be seen." in text
    down = " ".join(sentences(Comparison(four), "en"))
    assert "Fewer contracts against The plan: primary-care share of visits" in down
    assert "points lower" in down
    zh = "".join(sentences(Comparison(four), "zh"))
    assert f"与原方案相比，加大签约的基层诊疗量占比高{gap.mean * 100:.1f}个百分点" in zh
    assert "与原方案相比，与原方案相同的各主要指标没有可见差异。" in zh


def test_what_may_be_none_is_called_so(copy: Path) -> None:
    path = copy / "comparison.csv"
    table = pd.read_csv(path)
    gaps = table["measure"] == "difference"
    table.loc[gaps, "low"], table.loc[gaps, "high"] = table["mean"] - 1, table["mean"] + 1
    table.to_csv(path, index=False)
    text = " ".join(sentences(Comparison(copy), "en"))
    told = (
        "More contracts against The plan: there may be no difference, as the intervals of all headlines include zero."
    )
    assert told in text
    assert "leaves out zero" not in text
    assert "各主要指标差异的区间均含零，可能没有差异。" in "".join(sentences(Comparison(copy), "zh"))
    assert "The intervals of all side effects include zero." in words(copy)


def test_one_replication_claims_nothing(one_replication: Path) -> None:
    text = words(one_replication)
    assert "one replication: no intervals" in text
    assert "with one replication this cannot be told from luck" in text
    assert "leaves out zero." not in text
    assert "With one replication it cannot be told which side effects differ beyond luck." in text
    assert "*" not in text.replace("* marks", "").replace("(*)", "")  # stars in headings only


def test_inputs_show_old_and_new_and_who_has_them(comparison: Path) -> None:
    assert input_lines(Comparison(comparison), "en") == [
        "family_doctor.x0, contracts 0: 0.3 -> 0.6 (B)",
        "family_doctor.x1, contracts 1: 0.3 -> 0.6 (B)",
    ]
    assert input_lines(Comparison(comparison), "zh")[0] == "签约0（family_doctor.x0）：0.3 → 0.6（B）"
    assert "budget.kind" not in comparison_text(comparison, "en")  # the same everywhere


def test_very_many_inputs_are_cut_and_counted(copy: Path) -> None:
    made_up_comparison.inputs(("plan", "more", "none"), 43).to_csv(copy / "inputs.csv", index=False)
    lines = input_lines(Comparison(copy), "en")
    assert len(lines) == 41
    assert lines[-1] == "and 3 more in inputs.csv"


def test_a_rule_left_out_does_not_hide_what_another_changes(copy: Path) -> None:
    """One scenario drops the rule, another sets it otherwise: both are told, the value of none is made up."""
    rule = {"path": "family_doctor", "zh": "签约服务", "en": "contracts", "unit": ""}
    table = made_up_comparison.inputs(("plan", "more", "none"), 1)
    table.loc[0, "none"] = ""
    whole = pd.DataFrame([rule | {"plan": "{x0: 0.3}", "more": "{x0: 0.6}", "none": ""}])
    pd.concat([whole, table]).to_csv(copy / "inputs.csv", index=False)
    lines = input_lines(Comparison(copy), "en")
    assert lines == ["C leaves out 1 of the rules: contracts", "family_doctor.x0, contracts 0: 0.3 -> 0.6 (B)"]


def test_of_very_many_rules_left_out_the_first_are_named(copy: Path) -> None:
    """A case of one rule leaves out dozens: their names would fill a page."""
    names = [f"rule {n}" for n in range(12)]
    rows = [
        {"path": f"r{n}", "zh": name, "en": name, "unit": "", "plan": "{x: 1}", "more": "{x: 1}", "none": ""}
        for n, name in enumerate(names)
    ]
    pd.DataFrame(rows).to_csv(copy / "inputs.csv", index=False)
    (line,) = input_lines(Comparison(copy), "en")
    assert line == f"C leaves out 12 of the rules: {', '.join(names[:8])}, and 4 more in inputs.csv"


def test_a_rule_that_is_new_is_told_with_what_it_sets(copy: Path) -> None:
    rule = {"path": "budget", "zh": "总额", "en": "budget", "unit": "", "plan": "", "none": ""}
    pd.DataFrame([rule | {"more": "{kind: package}"}]).to_csv(copy / "inputs.csv", index=False)
    assert input_lines(Comparison(copy), "zh") == ["B另有1项措施：总额{kind: package}"]


def test_every_pair_is_contrasted(comparison: Path) -> None:
    """Not only with the reference: the third less the second, and all less the arm without rules."""
    found = Comparison(comparison).contrasts
    names = ("baseline", "plan", "more", "none")
    assert found.pairs == [(b, a) for n, a in enumerate(names) for b in names[n + 1 :]]
    share = "primary_visit_share"
    direct, first, second = (
        found.pair(share, *pair) for pair in (("none", "more"), ("more", "plan"), ("none", "plan"))
    )
    assert direct is not None
    assert first is not None
    assert second is not None
    assert direct.mean == pytest.approx(second.mean - first.mean)
    assert "C less B" in comparison_text(comparison, "en")


def test_what_is_moved_and_what_it_costs(comparison: Path) -> None:
    """The made-up reform moves 40 visits more a month from each of three districts: 1,440 in the year."""
    found = Comparison(comparison)
    moved = found.contrasts.moved("visits", "more")
    assert moved is not None
    assert moved.mean == pytest.approx(3 * 12 * 40, rel=0.02)
    spent, each = (found.contrasts.moved(what, "more") for what in ("public_yuan", "yuan_per_visit"))
    assert spent is not None
    assert each is not None
    assert each.mean == pytest.approx(spent.mean / moved.mean)
    assert each.low <= each.mean <= each.high
    assert found.contrasts.moved("visits", "none") is not None
    assert found.contrasts.moved("yuan_per_visit", "none") is None, "nothing is moved, so nothing has a price"
    assert "More contracts: moves 1,4" in words(comparison)
    assert "加大签约：把1,4" in comparison_text(comparison, "zh").replace("\n  ", "")


def test_a_target_of_ones_own_comes_first_with_its_probability(copy: Path) -> None:
    made_up_comparison.ask(copy, "primary_visit_share", 0.65, chance=0.07)
    found = Comparison(copy)
    assert found.targets["indicator"].iloc[0] == "primary_visit_share"
    assert sentences(found, "en")[0].startswith(
        "Asked for primary-care share of visits (2018) ≥ 65.0 %: The plan 60.0 %"
    )
    assert "missed (probability 7 %)" in words(copy)
    assert "≥ 65.0%：原方案为60.0%，未达标（概率7%）" in sentences(found, "zh")[0]


def test_an_input_that_is_not_there_and_none_that_differs(copy: Path) -> None:
    table = pd.read_csv(copy / "inputs.csv", dtype=str)
    table.loc[0, "plan"] = ""
    table.to_csv(copy / "inputs.csv", index=False)
    assert "contracts 0: not there -> 0.6 (B), 0.3 (C)" in words(copy)
    table.iloc[2:].to_csv(copy / "inputs.csv", index=False)
    assert "Nothing differs in the inputs." in words(copy)


def test_targets_say_met_or_missed_by_scenario(comparison: Path) -> None:
    text = words(comparison)
    found = Comparison(comparison)
    met = {case: found.met(case) for case in found.cases}
    run = pd.read_csv(comparison / "cases/more/targets.csv").query("arm == 'reform'")
    run = run[~run["year"].astype(str).str.contains("..", regex=False)].drop_duplicates("target", keep="last")
    assert met["more"] == (int((run["met"] == True).sum()), len(run))  # noqa: E712
    assert f"more contracts meets {met['more'][0]} of {met['more'][1]} targets" in text.lower()
    assert "≥ 30.0 % 32.0 % 32.0 % 32.0 %" in text
    assert "met (100 %)" in text
    assert "2 more targets are measures taken, the same in all scenarios; 1 of them are met." in text


def test_groups_have_a_table_for_each_scenario(comparison: Path, copy: Path) -> None:
    text = words(comparison)
    assert "By county: B (More contracts) less A" in text
    assert "By county: C (The same again) less A" in text
    rows = groups_table(Comparison(comparison), "more", "en").columns[0]
    assert list(rows.cells) == ["City", "East County", "West County"]
    assert "东县" in comparison_text(comparison, "zh")
    assert "By county" not in words(asked(copy, by=""))


def test_many_scenarios_stand_below_one_another(four: Path) -> None:
    text = comparison_text(four, "en")
    lines = text.splitlines()
    for head in ("A  The plan (reference)", "B  More contracts", "C  The same again", "D  Fewer contracts"):
        assert lines.count(head) >= 2  # in the key and above its block
    assert "Less A [95 %]" in text


def test_arms_of_their_own_have_effects_of_their_own(copy: Path) -> None:
    assert "Effect of the rules" not in words(copy)
    text = words(asked(copy, shared_baseline=False))
    assert "Effect of the rules (less its own arm without them)" in text
    found = Comparison(copy).number("primary_visit_share", "more", "effect")
    assert found is not None
    assert found.signed("share") in text


def test_equal_titles_give_way_to_ids(copy: Path) -> None:
    titles = pd.read_csv(copy / "cases.csv").assign(title_en="The plan")
    titles.to_csv(copy / "cases.csv", index=False)
    assert Comparison(copy).name("more", "en") == "more"
    assert Comparison(copy).name("plan", "en") == "The plan"  # a variant's own title is that of what it varies
    assert Comparison(copy).name("more", "zh") == "加大签约"


def test_data_is_json_and_complete(comparison: Path, one_replication: Path) -> None:
    for folder in (comparison, one_replication):
        found = json.loads(json.dumps(comparison_data(folder), allow_nan=False))
        assert found["reference"] == "plan"
        assert [row["path"] for row in found["inputs"]] == ["family_doctor.x0", "family_doctor.x1"]
        head = found["headlines"][0]
        assert head["indicator"] == "primary_visit_share"
        assert head["cases"]["more"]["difference"]["mean"] > 0
        assert head["cases"]["plan"]["difference"] is None
        assert set(head["cases"]) == {"baseline", "plan", "more", "none"}
        assert len(found["sentences"]["zh"]) == len(found["sentences"]["en"])
        assert {row["area"] for row in found["groups"]} == {"city", "east", "west"}


@pytest.mark.parametrize("name", ["comparison.csv", "cases.csv", "inputs.csv", "targets.csv", "comparison.json"])
def test_a_missing_file_is_named_with_what_to_do(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(InputInvalid) as missing:
        comparison_text(copy, "en")
    assert name in str(missing.value)
    assert "sim compare" in str(missing.value)


def test_a_reference_that_is_no_case_and_a_case_without_inputs_are_named(copy: Path) -> None:
    pd.read_csv(copy / "inputs.csv", dtype=str).drop(columns="more").to_csv(copy / "inputs.csv", index=False)
    with pytest.raises(InputInvalid, match=r"inputs\.csv: no column more; there are path, zh, en, unit, plan, none"):
        comparison_text(copy, "en")
    asked(copy, reference="else")
    with pytest.raises(InputInvalid, match=r"reference else is none of the cases plan, more, none"):
        comparison_text(copy, "en")
