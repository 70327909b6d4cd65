"""What an interval covers is said wherever one is printed, of luck alone and of luck and parameters."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

from sim.reporting import scoreboard_text
from sim.reporting.comparison.data import comparison_data
from sim.reporting.comparison.folder import Comparison
from sim.reporting.comparison.plots import plots_of as comparison_plots
from sim.reporting.comparison.text import comparison_text
from sim.reporting.coverage import Coverage
from sim.reporting.folder import Results
from sim.reporting.lines import width
from sim.reporting.luck_share import luck_share_sentence
from sim.reporting.page.compared import compared_page
from sim.reporting.page.html import page_html
from sim.reporting.plots import PLOTS
from sim.reporting.plots.frame import house_style
from sim.reporting.report import write_report
from sim.reporting.summary import summary
from sim.reporting.tables.all import Tables
from sim.reporting.workbook import workbook
from sim.vocabulary.doubt import LEVELS, Doubt, doubt_of, is_rough
from sim.vocabulary.labels import LANGUAGES

from . import made_up_members
from .drawn import assert_nothing_is_cut_off
from .page_reader import Page
from .word_reader import Word

ENSEMBLE = {
    "en": "Intervals are 90 % ranges over 3 sets of parameters that the region’s statistics cannot rule out, each with "
    "luck of its own: they cover luck and parameters. 3 sets are few: the ends of the intervals are rough.",
    "zh": "区间为3组参数的90%范围",
}
LUCK = {
    "en": "Intervals are 95 % and cover luck only, not how uncertain the parameters are.",
    "zh": "区间为95%置信区间，仅反映随机波动，不含参数不确定性。",
}
HOW = "sim calibrate SCENARIO"
SHARE = {
    "en": "Of the spread of these effects (their variance) luck is 1–6 %, parameters the rest.",
    "zh": "主要指标改革效果的方差中，随机波动占1%—6%，其余来自参数不确定性。",
}


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_members.run(tmp_path_factory.mktemp("members") / "run")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up_members.comparison(tmp_path_factory.mktemp("members") / "compared")


@pytest.fixture
def copy(ensemble: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ensemble, tmp_path / "copy"))


def joined(text: str, lang: str) -> str:
    """Lines of the screen as one; Chinese has no blank where a line breaks."""
    return ("" if lang == "zh" else " ").join(text.split("\n" if lang == "zh" else None)).replace("'", "’")


def test_one_place_says_what_an_interval_holds() -> None:
    assert (doubt_of(0), doubt_of(1), doubt_of(8)) == (Doubt.LUCK, Doubt.BOTH, Doubt.BOTH)
    assert set(LEVELS) == set(Doubt)
    assert [is_rough(members) for members in (0, 1, 8, 29, 30, 500)] == [False, True, True, True, False, False]


@pytest.mark.parametrize("members", [0, 8, 30, 500])
def test_only_few_members_are_rough(members: int) -> None:
    found = Coverage(members or 3, members)
    for text in (found.statement, found.covers, found.drawn):
        assert ("rough" in text("en")) == ("粗略" in text("zh")) == (members == 8)


def test_a_folder_says_over_how_many_members(ensemble: Path, compared: Path, results: Path, comparison: Path) -> None:
    for found in (Results(ensemble), Comparison(compared)):
        assert (found.members, found.doubt, found.replications) == (3, Doubt.BOTH, 3)
    for older in (Results(results), Comparison(comparison)):
        assert (older.members, older.doubt) == (0, Doubt.LUCK)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screen_says_it_and_fits_80_columns(
    ensemble: Path, compared: Path, results: Path, comparison: Path, lang: str
) -> None:
    for text, both in (
        (scoreboard_text(ensemble, lang), True),
        (comparison_text(compared, lang), True),
        (scoreboard_text(results, lang), False),
        (comparison_text(comparison, lang), False),
    ):
        assert max(map(width, text.splitlines())) <= 80
        assert "nan" not in text
        flat = joined(text, lang)
        assert ENSEMBLE[lang] in flat if both else LUCK[lang] in flat
        assert (HOW.replace(" ", "") in flat.replace(" ", "")) == (not both)  # a line may break in it
        level, other = ("90", "95") if both else ("95", "90")
        assert f"[{level}%" in flat or f"[{level} %" in flat
        assert f"[{other}" not in flat


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_screen_says_how_much_of_the_spread_is_luck(ensemble: Path, results: Path, lang: str) -> None:
    assert SHARE[lang] in joined(scoreboard_text(ensemble, lang), lang)
    assert luck_share_sentence(Results(results), lang) == []


def test_without_the_column_nothing_is_said_of_shares(copy: Path) -> None:
    made_up_members.unmarked(copy)
    found = Results(copy)
    assert luck_share_sentence(found, "en") == []
    assert {one["luck_share"] for one in summary(copy)["headlines"]} == {None}
    assert len(Tables(found).headlines.columns) == 4


def test_one_share_is_one_number(copy: Path) -> None:
    path = copy / "indicators.csv"
    table = pd.read_csv(path)
    table.assign(luck_share=table["luck_share"].where(table["luck_share"].isna(), 0.002)).to_csv(path, index=False)
    assert "luck is < 1 %, parameters the rest" in luck_share_sentence(Results(copy), "en")[0]


def test_scripts_are_told_kind_level_and_share(ensemble: Path, compared: Path, comparison: Path) -> None:
    found = summary(ensemble)
    assert found["interval"] == {"level": 0.9, "kind": "both"}
    shares = {one["indicator"]: one["luck_share"] for one in found["headlines"]}
    assert shares["primary_visit_share"] == pytest.approx(0.012)
    assert shares["cost_growth"] is None
    assert comparison_data(compared)["interval"] == {"level": 0.9, "kind": "both"}
    told = comparison_data(comparison)
    assert told["interval"] == {"level": 0.95, "kind": "luck"}
    assert "side_effects_beyond_interval" in told


def test_the_page_says_it_with_shares_in_a_column(ensemble: Path, results: Path) -> None:
    text = Page(page_html(Tables(Results(ensemble)), "en")).all("body")[0].words
    for lang in LANGUAGES:
        assert ENSEMBLE[lang].replace("’", "'") in text
        assert SHARE[lang] in text
        assert LUCK[lang] not in text
    assert "Luck's part of variance" in text
    assert "90 % interval" in text
    assert "What it does not cover: inputs that are the same in all sets" in text
    assert "over luck and parameters: that one more member" in text
    assert "sim run scenario.yaml --sample 1 --members 3 --seed 1" in text
    assert HOW not in text
    plain = Page(page_html(Tables(Results(results)), "en")).all("body")[0].words
    assert LUCK["en"] in plain
    assert HOW in plain
    assert "one more run with other luck meets the target; the uncertainty of parameters is not in it" in plain
    assert "part of variance" not in plain


def test_the_page_of_a_comparison_says_it(compared: Path) -> None:
    text = Page(compared_page(Comparison(compared), "en")).all("body")[0].words
    assert ENSEMBLE["en"].replace("’", "'") in text
    assert "B less A [90 %]" in text
    assert "95" not in {word.strip("[]（）()%") for word in text.split()}
    assert HOW not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plots_say_it_below_their_title(ensemble: Path, compared: Path, lang: str) -> None:
    results, found = Results(ensemble), Comparison(compared)
    drawn = {"en": "90 % ranges, luck and parameters (rough)", "zh": "90%范围，含随机波动和参数不确定性（粗略）"}[lang]
    mean = {"en": "mean of 3 sets of parameters", "zh": "3组参数的平均"}[lang]
    seen = 0
    with house_style():
        pairs = [(plot, plot.data(results), results) for plot in PLOTS if plot.name in ("headline", "scoreboard")]
        pairs += [(plot, plot.data(found), found) for plot in comparison_plots(found)]  # type: ignore[misc]
        for plot, rows, folder in pairs:
            figure = plot.draw(rows, folder, lang)  # type: ignore[arg-type]
            assert_nothing_is_cut_off(figure)
            text = ("" if lang == "zh" else " ").join(one.get_text() for one in figure.texts)
            assert (drawn in text) != (mean in text), plot.name
            seen += 1
    assert seen >= 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_briefing_says_it_where_it_says_how_sure(copy: Path, lang: str) -> None:
    (file,) = write_report(copy, lang, ["docx"])
    text = "\n".join(Word(file.read_bytes()).paragraphs)
    assert SHARE[lang] in text
    assert ENSEMBLE[lang].replace("’", "'") in text
    assert HOW not in text


def test_sheets_have_a_column_of_shares(ensemble: Path) -> None:
    book = load_workbook(io.BytesIO(workbook(Tables(Results(ensemble)), "en")))
    heads = [cell.value for cell in book["All indicators"][1]]
    assert heads[-1] == "Luck's part of variance"
    rows = list(book["All indicators"].iter_rows(min_row=2, values_only=True))
    told = {row[1]: row[-1] for row in rows if row[-1] != "–"}
    assert told == pytest.approx(made_up_members.SHARES)
    assert book["Headlines"].cell(2, len(book["Headlines"][1])).value == pytest.approx(0.012)
    first = " ".join(str(row[0]) for row in book["Read me"].iter_rows(values_only=True))
    assert ENSEMBLE["en"].replace("’", "'") in first
    assert SHARE["en"] in first
