"""Scenarios side by side: paired on shared luck, or refused with the reason."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
TINY = ("--sample", "0.02", "--reps", "2", "--lang", "en")
MORE, NONE = "more:family_doctor.coverage=0.8,family_doctor.key_groups=0.9", "no_rules:only=supervision"


def sim(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario as a results folder."""
    folder = tmp_path_factory.mktemp("run") / "plain"
    result = sim("run", FILE, *TINY, "--library", LIBRARY, "-o", folder)
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scenario file with two variants."""
    folder = tmp_path_factory.mktemp("compared") / "cases"
    variants = ("--variant", MORE, "--variant", NONE, "--by", "age")
    result = sim("compare", FILE, *variants, *TINY, "--library", LIBRARY, "-o", folder)
    assert result.exit_code == 0, result.output
    return folder


def rows(folder: Path, indicator: str, case: str, measure: str) -> pd.Series:
    table = pd.read_csv(folder / "comparison.csv", dtype={"year": str})
    found = table[
        (table["indicator"] == indicator)
        & (table["case"] == case)
        & (table["measure"] == measure)
        & (table[["area", "group"]] == "all").all(axis=1)
        & (table["year"] == "2018")
    ]
    assert len(found) == 1
    return found.iloc[0]


def test_differences_are_paired_by_replication(compared: Path) -> None:
    share = "primary_visit_share"
    values = {
        case: pd.read_csv(compared / "cases" / case / "replications.csv", dtype={"year": str})
        for case in ("xiaocheng", "more")
    }
    by_run = {}
    for case, table in values.items():
        chosen = table[(table["indicator"] == share) & (table["year"] == "2018") & (table["arm"] == "reform")]
        by_run[case] = chosen[(chosen["area"] == "all") & (chosen["group"] == "all")].set_index("replication")["value"]
    gaps = by_run["more"] - by_run["xiaocheng"]
    found = rows(compared, share, "more", "difference")
    assert found["mean"] == pytest.approx(gaps.mean(), abs=1e-9)
    half = 12.706204736 * gaps.std(ddof=1) / 2**0.5
    assert found["high"] - found["mean"] == pytest.approx(half, abs=1e-8)
    assert found["mean"] > 0  # more contracts, more visits at primary places


def test_the_baseline_is_shared_and_run_once(compared: Path) -> None:
    told = json.loads((compared / "comparison.json").read_text(encoding="utf-8"))
    assert told["shared_baseline"] is True
    assert told["reference"] == "xiaocheng"
    bases = [
        pd.read_csv(compared / "cases" / case / "replications.csv").query("arm == 'baseline' and year == '2018'")
        for case in ("xiaocheng", "no_rules")
    ]
    share = [base[base["indicator"] == "primary_visit_share"]["value"].tolist() for base in bases]
    assert share[0] == share[1]
    without = rows(compared, "primary_visit_share", "baseline", "value")["mean"]
    assert rows(compared, "primary_visit_share", "no_rules", "value")["mean"] == pytest.approx(without, abs=1e-9)


def test_what_differs_in_the_inputs(compared: Path) -> None:
    inputs = pd.read_csv(compared / "inputs.csv", keep_default_na=False).set_index("path")
    assert inputs.loc["family_doctor", "no_rules"] == ""
    assert "coverage: 0.8" in inputs.loc["family_doctor", "more"]
    assert "supervision" not in inputs.index


def test_text_and_plots(compared: Path) -> None:
    assert {f.stem for f in (compared / "plots").glob("*.csv")} >= {"cases", "cases_targets", "cases_money"}
    by_age = pd.read_csv(compared / "comparison.csv")
    assert "age_65_plus" in set(by_age["group"])


def test_a_result_beside_a_variant_of_it(run: Path, tmp_path: Path) -> None:
    """A results folder gives sample, seed and replications to what is run beside it."""
    result = sim("compare", run, "--variant", MORE, "-o", tmp_path / "cases", "--json")
    assert result.exit_code == 0, result.output
    told = json.loads((tmp_path / "cases" / "comparison.json").read_text(encoding="utf-8"))
    assert (told["sample"], told["replications"]) == (0.02, 2)
    assert not (tmp_path / "cases" / "cases" / "xiaocheng" / "plots").exists()


def changed(run: Path, folder: Path, **told: object) -> Path:
    """A results folder whose manifest says something else."""
    shutil.copytree(run, folder)
    file = folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | told), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"seed": 9}, "their luck differs, so they cannot be paired"),
        ({"sample": 0.5}, "sample 0.5, the others have 0.02"),
        ({"sources": "older"}, "run by another version of this program"),
    ],
)
def test_what_cannot_be_paired_is_refused(run: Path, tmp_path: Path, told: dict[str, object], said: str) -> None:
    other = changed(run, tmp_path / "other", **told)
    result = sim("compare", run, other, "-o", tmp_path / "cases")
    assert result.exit_code == 3
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "cases").exists()


def test_a_quick_look_says_so(tmp_path: Path) -> None:
    words = ("--quick", "--sample", "0.01", "--library", LIBRARY, "--lang", "en", "-o", tmp_path / "cases")
    result = sim("compare", FILE, "--variant", MORE, *words)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Quick run (1 per arm, sample 1 %)")


def test_other_residents_are_refused(run: Path, tmp_path: Path) -> None:
    result = sim("compare", run, ROOT / "scenarios/pingxiang.yaml", "-o", tmp_path / "cases")
    assert result.exit_code == 3
    assert "other residents share no luck" in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 3, "one case alone cannot be compared"),
        (("--variant", "unit:family_doctor.coverage=0.8"), 3, "another case has this name"),
        (("--variant", "more"), 3, "write NAME:path=value"),
        (("--variant", MORE, "--variant", MORE), 3, "another case has this name"),
        (("--variant", "more:family_doctor.coverag=0.8"), 3, "did you mean"),
        (("--variant", MORE, "--baseline", "less"), 2, "write one of xiaocheng, more"),
    ],
)
def test_wrong_words(words: tuple[str, ...], code: int, said: str, tmp_path: Path) -> None:
    result = sim("compare", FILE, *words, *TINY, "--library", LIBRARY, "-o", tmp_path / "cases")
    assert result.exit_code == code
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_a_case_may_be_called_as_a_column_of_numbers_is(tmp_path: Path) -> None:
    """A planner compares the low with the high end; what is set need not be a number."""
    variants = ("--variant", "low:service_prices.owners=[city]", "--variant", "high:service_prices.owners=[county]")
    result = sim("compare", FILE, *variants, *TINY, "--library", LIBRARY, "-o", tmp_path / "cases", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "[city] (B)" in " ".join(result.stdout.split())


def test_run_again_from_the_folder_gives_the_same_bytes(run: Path, tmp_path: Path) -> None:
    result = sim("rerun", run, "-o", tmp_path / "again", "-j", "1", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "have the same bytes as before" in result.stdout
    spoilt = tmp_path / "spoilt"
    shutil.copytree(run, spoilt)
    (spoilt / "targets.csv").write_text("other\n", encoding="utf-8")
    result = sim("rerun", spoilt, "-o", tmp_path / "third", "--lang", "en", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["differs"] == ["targets.csv"]


def test_list_and_diff(run: Path, compared: Path, tmp_path: Path) -> None:
    shutil.copytree(run, tmp_path / "one")
    shutil.copytree(compared, tmp_path / "two")
    (tmp_path / "letters").mkdir()
    found = json.loads(sim("list", tmp_path, "--json").stdout)
    assert {entry["kind"] for entry in found} == {"run", "comparison"}
    text = sim("list", tmp_path, "--lang", "zh").stdout
    assert "比较；xiaocheng / more / no_rules" in text
    assert all(len(line) <= 80 for line in text.splitlines() if line.startswith(" "))
    assert "no results here yet" in sim("list", tmp_path / "letters", "--lang", "en").stdout
    same = sim("diff", run, FILE, "--library", LIBRARY, "--lang", "en")
    assert same.stdout.strip() == "the inputs are the same"
    told = json.loads(sim("diff", FILE, run, "--library", LIBRARY, "--json").stdout)
    assert told == []


def test_no_results_folder(tmp_path: Path) -> None:
    for command in ("explain", "rerun"):
        result = sim(command, tmp_path)
        assert result.exit_code == 3
        assert "no results folder of a run" in result.stderr
