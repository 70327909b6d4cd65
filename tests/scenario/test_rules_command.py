"""The commands rules list, show and coverage as a planner types them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli
from sim.scenario.clause_coverage import chains, counts, unaccounted
from sim.scenario.plain_text import WIDTH, width
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario

GOOD = Path(__file__).parent / "good" / "weicheng.yaml"
ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., Result]


@pytest.fixture
def run(library: Path) -> Run:
    """Runs a command of the group on the made-up library."""

    def call(*words: str, scenario: Path = GOOD) -> Result:
        extra = ["--scenario", str(scenario), "--library", str(library)]
        return CliRunner().invoke(cli.app, ["rules", *words, *extra])

    return call


@pytest.fixture
def uncited(tmp_path: Path) -> Path:
    """The good scenario without the rule and the target of the clause A-1, which is modelled and of priority 1."""
    text = GOOD.read_text(encoding="utf-8")
    text = text.replace("    clause: [A-1]\n", "    assumption: nobody asked\n").replace(", clause: A-1}", "}")
    file = tmp_path / "uncited.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def answer(result: Result) -> str:
    """What a sound command printed."""
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_list(run: Run, lang: str) -> None:
    text = " ".join(answer(run("list", "--lang", lang)).split())
    rule = {
        "zh": "family_doctor 家庭医生签约服务 2017-11-01 起",
        "en": "family_doctor family-doctor contracts from 2017-11-01",
    }
    assert text.startswith(rule[lang])
    assert {"zh": "2018-07-01 止", "en": "until 2018-07-01"}[lang] in text
    assert {"zh": "全市；A-1", "en": "everywhere; A-1"}[lang] in text
    assert {"zh": "hill；无", "en": "hill; none"}[lang] in text
    rows = json.loads(answer(run("list", "--json")))
    assert [row["id"] for row in rows] == ["family_doctor", "telemedicine@ecg", "telemedicine@county"]
    assert rows[0]["in_force_from"] == "2017-11-01"
    assert rows[2]["where"] == ["hill"]


def test_list_follows_the_overrides(run: Run) -> None:
    rows = json.loads(answer(run("list", "--json", "--set", "rules.family_doctor.from=2018-03-31")))
    assert rows[0]["in_force_from"] == "2018-04-01"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_a_clause(run: Run, lang: str) -> None:
    text = answer(run("show", "A-1", "--lang", lang))
    assert "No. 1" in text
    assert {"zh": "已建模", "en": "modelled"}[lang] in text
    assert ("签约" in text) == (lang == "zh")
    assert f"coverage = 0.3 {'占比' if lang == 'zh' else 'share'}  [0, 1]" in text
    assert {"zh": "[假设]", "en": "[assumption]"}[lang] in text
    assert "contract_rate" in text.split({"zh": "目标：", "en": "targets that judge it:"}[lang])[1]
    data = json.loads(answer(run("show", "A-1", "--json")))
    assert data["clause"]["rules"] == ["family_doctor"]
    assert data["clause"]["indicators"][0] == "contract_rate"
    assert [p["name"] for p in data["rules"][0]["parameters"]] == [
        "contract_fulfilment", "contract_shift", "habit_year"
    ]  # fmt: skip
    assert data["targets"][0]["id"] == "contract_rate-2017"


def test_show_says_what_is_left_out_and_why(run: Run) -> None:
    text = answer(run("show", "a-2", "--lang", "en"))
    assert "why: said, but no number" in text
    assert "telemedicine@ecg" in text
    assert "telemedicine@county" not in text


def test_show_a_rule(run: Run) -> None:
    data = json.loads(answer(run("show", "telemedicine@county", "--json")))
    assert data["clause"] is None
    assert [rule["id"] for rule in data["rules"]] == ["telemedicine@county"]
    assert data["rules"][0]["assumption"] == "no document says it"
    both = json.loads(answer(run("show", "telemedicine", "--json")))
    assert [rule["id"] for rule in both["rules"]] == ["telemedicine@ecg", "telemedicine@county"]
    judged = json.loads(answer(run("show", "family_doctor", "--json")))
    assert [target["indicator"] for target in judged["targets"]] == ["contract_rate"]


def test_show_leaves_out_a_parameter_whose_field_is_set(run: Run) -> None:
    words = ("show", "family_doctor", "--json", "--set", "family_doctor.fulfilment=0.7")
    rule = json.loads(answer(run(*words)))["rules"][0]
    assert "contract_fulfilment" not in [p["name"] for p in rule["parameters"]]
    assert {s["key"]: s["value"] for s in rule["settings"]}["fulfilment"] == 0.7


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_of_an_unknown_id(run: Run, lang: str) -> None:
    result = run("show", "A-3", "--lang", lang)
    assert result.exit_code == 3
    assert result.stdout == ""
    said = {"en": "no clause and no rule 'A-3' -> did you mean", "zh": "没有条款或规则“A-3” -> 是否应为"}
    assert said[lang] in result.stderr
    assert "A-1" in result.stderr
    assert "weicheng.yaml" in result.stderr
    assert "Traceback" not in result.output
    problem = json.loads(run("show", "A-3", "--json").stdout)["problems"][0]
    assert "A-1" in problem["remedy"]
    assert "did you mean" not in run("show", "%%%").stderr


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_coverage(run: Run, lang: str) -> None:
    text = answer(run("coverage", "--lang", lang))
    line = next(line for line in text.splitlines() if line.startswith("A-1"))
    assert line.split() == ["A-1", "1", {"zh": "已建模", "en": "modelled"}[lang], "family_doctor"]
    assert {"zh": "都有着落", "en": "is accounted for"}[lang] in text
    data = json.loads(answer(run("coverage", "--json")))
    assert data["unaccounted"] == []
    assert data["counts"] == {
        "modelled": {"1": 1, "2": 0}, "partial": {"1": 0, "2": 0}, "context": {"1": 0, "2": 1}
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_coverage_puts_what_is_unaccounted_for_first(run: Run, uncited: Path, lang: str) -> None:
    text = answer(run("coverage", "--lang", lang, scenario=uncited))
    word = {"zh": "没有着落", "en": "unaccounted for"}[lang]
    assert text.count(word) == 2, "named above the table and in its line"
    data = json.loads(answer(run("coverage", "--json", scenario=uncited)))
    assert data["unaccounted"] == ["A-1"]
    assert data["clauses"][0]["accounted"] is False


def test_context_is_accounted_for_by_its_reason(good: Callable[..., Scenario]) -> None:
    scenario = good()
    assert [chain.clause.id for chain in chains(scenario)] == ["A-1", "A-2"]
    assert unaccounted(chains(scenario), priority=2) == []
    assert sum(n for by in counts(chains(scenario)).values() for n in by.values()) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_eighty_columns_and_every_rule_and_clause(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the scenario that comes with the program, which is taken where none is named."""
    monkeypatch.chdir(ROOT)
    scenario = read_scenario(Path("scenarios/pingxiang.yaml"))
    texts = []
    for words in (["list"], ["coverage"], *(["show", rule.id] for rule in scenario.rules), ["show", "PX-14b"]):
        texts.append(answer(CliRunner().invoke(cli.app, ["rules", *words, "--lang", lang])))
        assert [line for line in texts[-1].splitlines() if width(line) > WIDTH] == []
    assert [rule.id for rule in scenario.rules if rule.id not in texts[0]] == []
    clauses = [clause.id for document in scenario.documents for clause in document.clauses]
    table = texts[1].split("\n\n")[1].splitlines()[1:]
    starts = [line.split()[0] for line in table if not line.startswith(" ")]
    assert sorted(starts) == sorted(clauses)


def test_no_scenario_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli.app, ["rules", "list"])
    assert result.exit_code == 2
    assert "--scenario FILE" in result.stderr.replace("\n", " ")
