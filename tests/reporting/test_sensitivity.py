"""What people read of a sensitivity analysis, in both languages: text, data, tornado, list."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

import cli
from sim.experiments.sensitivity import runs
from sim.reporting.lines import width
from sim.reporting.sensitivity.data import SensitivityResult, needed_size
from sim.reporting.sensitivity.text import sensitivity_text

from ..experiments.made_up_model import IDLE, STRONG, WEAK, MadeUpModel
from ..vocabulary.english import english

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"
METHODS = ("tornado", "morris", "sobol")


def call(*words: str, lang: str = "en") -> Result:
    """A command as typed."""
    return CliRunner().invoke(cli.app, [*words, "--lang", lang])


def analysis(folder: Path, method: str, *more: str, lang: str = "en") -> Result:
    """An analysis of three inputs."""
    line = ["sensitivity", str(FILE), "--library", str(LIBRARY), "-j", "1", "-o", str(folder), "--method", method]
    line += [word for path in (STRONG, WEAK, IDLE) for word in ("--only", path)]
    return call(*line, "--trajectories", "4", "--points", "8", *more, lang=lang)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Result]]:
    """One folder a method, and what was printed."""
    place = tmp_path_factory.mktemp("analyses")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "_measure", MadeUpModel())
        return {method: (place / method, analysis(place / method, method)) for method in METHODS}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_text(made: dict[str, tuple[Path, Result]], method: str, lang: str) -> None:
    folder, result = made[method]
    assert result.exit_code == 0, result.output
    text = sensitivity_text(folder, lang)
    assert max(width(line) for line in text.splitlines()) <= 80
    together = "".join(text.split())
    assert (
        "".join(
            {"zh": "基层未解决病例中经转诊上转的占比：若已知，", "en": "unsolved cases referred up: knowing it"}[
                lang
            ].split()
        )
        in together
    )
    assert {"zh": "没有使任何主要指标变动", "en": "1of3inputsmovednoheadlineatall"}[lang] in together
    assert {"zh": "这是假设", "en": "anassumptionthatnodocument"}[lang] in together
    if lang == "zh":
        assert english(text) == []


def test_what_a_better_number_buys(made: dict[str, tuple[Path, Result]]) -> None:
    """The spread of a linear function: a triangle each, 0.4 and 0.1 a unit wide."""
    found = SensitivityResult(made["tornado"][0])
    first = found.worth_knowing[0]
    var = {name: (a * a + b * b + c * c - a * b - a * c - b * c) / 18 for name, (a, b, c) in {
        STRONG: (0.15, 0.32, 0.5), WEAK: (0.1, 0.25, 0.5),
    }.items()}  # fmt: skip
    strong, weak = 0.16 * var[STRONG], 0.01 * var[WEAK]
    assert first.row["path"] == STRONG
    assert first.now == pytest.approx(1.96 * (strong + weak) ** 0.5, rel=0.02)
    assert first.then == pytest.approx(1.96 * weak**0.5, rel=0.05)
    told = " ".join(sensitivity_text(made["tornado"][0], "en").split())
    assert f"from ±{100 * first.now:.1f} to ±{100 * first.then:.1f} points" in told
    assert "Widths are approximate" in told
    assert "Widths follow from first-order indices" in " ".join(sensitivity_text(made["sobol"][0], "en").split())


def test_whether_it_has_converged(made: dict[str, tuple[Path, Result]]) -> None:
    linear = SensitivityResult(made["morris"][0])
    assert linear.times_more >= 1.0
    assert needed_size(linear) >= linear.size
    few = SensitivityResult(made["sobol"][0])
    assert few.times_more > 1.0
    assert needed_size(few) & (needed_size(few) - 1) == 0, "a power of two"
    text = " ".join(sensitivity_text(made["sobol"][0], "en").split())
    assert "≈" in text
    assert "onverged" in text
    assert "Each end is one run: there are no intervals" in " ".join(made["tornado"][1].stdout.split())


def test_luck_is_told_apart(made: dict[str, tuple[Path, Result]]) -> None:
    spread = pd.read_csv(made["tornado"][0] / "spread.csv").set_index(["indicator", "of"])
    row = spread.loc[("primary_visit_share", "effect")]
    assert row["sd_luck"] == pytest.approx(0.002 * (5 / 3) ** 0.5), "0, 1, 2, 3 times 0.002"
    assert row["luck_share"] == pytest.approx(row["sd_luck"] ** 2 / (row["sd_luck"] ** 2 + row["sd_inputs"] ** 2))
    assert "by 4 replications of the scenario as it is" in " ".join(made["tornado"][1].stdout.split())


@pytest.mark.parametrize("method", METHODS)
def test_the_tornado_is_drawn_in_both_languages(made: dict[str, tuple[Path, Result]], method: str) -> None:
    folder = made[method][0]
    assert (folder / "plots/tornado.en.svg").is_file()
    again = call("report", str(folder), lang="zh")
    assert again.exit_code == 0, again.output
    assert (folder / "plots/tornado.zh.png").stat().st_size > 10_000
    rows = pd.read_csv(folder / "plots/tornado.csv")
    assert len(rows) == 4 * 2 * 3
    assert set(rows["of"]) == {"level", "effect"}


def test_lists_know_it_and_reports_refuse_politely(made: dict[str, tuple[Path, Result]]) -> None:
    folder = made["morris"][0]
    assert "sensitivity analysis; xiaocheng (morris: 3)" in call("list", str(folder.parent)).stdout
    assert "敏感性分析" in call("list", str(folder.parent), lang="zh").stdout
    assert json.loads(call("list", str(folder.parent), "--json").stdout)[0]["kind"] == "sensitivity"
    refused = call("report", str(folder), "--format", "docx")
    assert refused.exit_code == 2
    assert "is a sensitivity analysis: it has a text and a plot, no report" in refused.stderr


def test_data_instead_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_measure", MadeUpModel())
    result = analysis(tmp_path / "j", "tornado", "--json")
    told = json.loads(result.stdout)
    assert told["worth_knowing"][0]["name"]["zh"] == "基层未解决病例中经转诊上转的占比"
    assert told["worth_knowing"][0]["narrowing"] > 0.5
    assert told["folder"].endswith("/j")
    assert json.loads((tmp_path / "j/summary.json").read_text(encoding="utf-8"))["method"] == "tornado"


def test_a_damaged_table_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "_measure", MadeUpModel())
    assert analysis(tmp_path / "d", "tornado").exit_code == 0
    (tmp_path / "d/spread.csv").write_text("nothing\n", encoding="utf-8")
    result = call("report", str(tmp_path / "d"))
    assert result.exit_code == 3
    assert "spread.csv" in result.stderr
