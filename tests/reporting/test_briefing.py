"""The briefing in Word: of a run, a comparison and a sweep; fonts by name, rows whole, equal bytes, nothing lost."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from sim.reporting.report import write_report
from sim.vocabulary.labels import LANGUAGES

from . import made_up, made_up_comparison
from .word_reader import W, Word

KINDS = ("results", "comparison", "sweep")
SECTIONS = {
    "zh": ["要回答的问题", "结论", "目标能否完成", "", "可能出现的问题", "把握有多大", "主要假设", "如何计算"],
    "en": [
        "The question", "The answer in three sentences", "Will the targets be met?", "", "What could go wrong",
        "How sure is this?", "Assumptions", "How it was computed",
    ],
}  # fmt: skip
NUMERALS = "一二三四五六七八"
# A sentence in English: four words in a row. Paths, commands and names of files are none.
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,}){3,}")
CONTROL = "医改\x00\x0b\x1f任务\ufffe"


def written(folder: Path, lang: str) -> Word:
    (file,) = write_report(folder, lang, ["docx"])
    return Word(file.read_bytes())


@pytest.fixture(scope="module")
def words(
    results: Path, comparison: Path, sweep: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], Word]:
    """Every kind in both languages."""
    found = {}
    for kind, folder in zip(KINDS, (results, comparison, sweep), strict=True):
        copy = Path(shutil.copytree(folder, tmp_path_factory.mktemp("briefing") / kind))
        found |= {(kind, lang): written(copy, lang) for lang in LANGUAGES}
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_sections_come_in_the_order_of_a_briefing(
        self, words: dict[tuple[str, str], Word], kind: str, lang: str
    ) -> None:
        heads = words[kind, lang].headings
        assert len(heads) == len(SECTIONS[lang])
        for n, (head, text) in enumerate(zip(heads, SECTIONS[lang], strict=True)):
            assert head.startswith(f"{NUMERALS[n]}、" if lang == "zh" else f"{n + 1}. ")
            assert text in head

    def test_the_answer_has_three_sentences(self, words: dict[tuple[str, str], Word], kind: str, lang: str) -> None:
        points = [text for text in words[kind, lang].of_style("Points") if re.match(r"（\d）|\d\. ", text)]
        more = 1 if kind == "sweep" else 0  # that a point failed is said too
        assert len(points) == 3 + more
        assert all(text.rstrip().endswith(("。", ".")) for text in points)

    def test_fonts_are_named_in_every_style_and_run(
        self, words: dict[tuple[str, str], Word], kind: str, lang: str
    ) -> None:
        word = words[kind, lang]
        for run in word.runs:
            fonts = run.find(f"{W}rPr/{W}rFonts")
            assert fonts is not None, "".join(run.itertext())
            assert fonts.get(f"{W}eastAsia") in ("宋体", "黑体")
            assert fonts.get(f"{W}ascii") in ("Times New Roman", "Courier New")
        for style in word.styles.iter(f"{W}style"):
            if style.get(f"{W}type") in ("paragraph", "character"):
                fonts = style.find(f"{W}rPr/{W}rFonts")
                assert fonts is not None
                assert fonts.get(f"{W}eastAsia") in ("宋体", "黑体")
        for fonts in (*word.styles.iter(f"{W}rFonts"), *word.body.iter(f"{W}rFonts")):
            assert not [name for name in fonts.attrib if name.lower().endswith("theme")], "a theme overrules names"
        heading = next(style for style in word.styles.iter(f"{W}style") if style.get(f"{W}styleId") == "Heading1")
        found = heading.find(f"{W}rPr/{W}rFonts")
        assert found is not None
        assert found.get(f"{W}eastAsia") == "黑体"
        assert not [name for name in word.archive.namelist() if "font" in name.lower() and name.endswith(".odttf")]

    def test_rows_are_whole_and_heads_come_again(
        self, words: dict[tuple[str, str], Word], kind: str, lang: str
    ) -> None:
        tables = list(words[kind, lang].body.iter(f"{W}tbl"))
        assert len(tables) >= 4
        for table in tables:
            rows = list(table.iter(f"{W}tr"))
            assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
            assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
            across = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
            assert sum(across) == pytest.approx(16 / 2.54 * 1440, rel=0.01)

    def test_tables_and_figures_are_numbered_and_pages_counted(
        self, words: dict[tuple[str, str], Word], kind: str, lang: str
    ) -> None:
        word = words[kind, lang]
        captions = word.of_style("Caption")
        for name in ("表", "图") if lang == "zh" else ("Table ", "Figure "):
            numbers = [int(found[1]) for text in captions if (found := re.match(rf"{name}(\d+)", text))]
            assert numbers == list(range(1, len(numbers) + 1))
            assert numbers
        pictures = list(word.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
        assert all(len(one.get("descr", "")) > 20 for one in pictures)
        foot = word.archive.read("word/footer1.xml").decode("utf-8")
        assert ">PAGE<" in foot
        assert ">NUMPAGES<" in foot
        page = word.document.sections[0]
        assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)

    def test_no_time_and_no_name_in_the_file(self, words: dict[tuple[str, str], Word], kind: str, lang: str) -> None:
        word = words[kind, lang]
        assert {part.date_time for part in word.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = word.document.core_properties
        assert core.created.year == core.modified.year == 2000
        assert core.author == core.last_modified_by == ""
        assert not [name for name in word.archive.namelist() if "thumbnail" in name]


def test_equal_results_give_equal_bytes(sweep: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(sweep, tmp_path / "elsewhere"))
    first = write_report(copy, "zh", ["docx"])[0].read_bytes()
    assert write_report(copy, "zh", ["docx"])[0].read_bytes() == first
    assert write_report(copy, "en", ["docx"])[0].read_bytes() != first


@pytest.mark.parametrize("kind", KINDS)
def test_no_english_sentence_in_chinese(words: dict[tuple[str, str], Word], kind: str) -> None:
    word = words[kind, "zh"]
    typed = word.of_style("Typed")
    told = [text for text in word.paragraphs if text not in typed]
    if kind == "sweep":  # what an error of the program says stands as it was said
        told = [text for text in told if "its process ended" not in text]
    assert not [text for text in told if ENGLISH.search(text)]


def test_numbers_are_those_of_the_results(results: Path, words: dict[tuple[str, str], Word]) -> None:
    table = pd.read_csv(results / "indicators.csv", dtype={"year": str})
    rows = table[(table["indicator"] == "primary_visit_share") & (table["year"] == "2018") & (table["area"] == "all")]
    old, new = (rows[(rows["arm"] == arm) & (rows["group"] == "all")]["mean"].iloc[0] for arm in ("baseline", "reform"))
    text = "\n".join(words["results", "en"].paragraphs)
    assert f"rises from {old * 100:.1f} % to {new * 100:.1f} %" in text
    assert f"由{old * 100:.1f}%升至{new * 100:.1f}%" in "\n".join(words["results", "zh"].paragraphs)


def test_what_was_explained_is_told_with_its_plot(words: dict[tuple[str, str], Word], tmp_path: Path) -> None:
    """The made-up results are explained; without that the section says how to get there."""
    explained = words["results", "zh"]
    assert any("贡献最大" in text for text in explained.of_style("Points"))
    assert any("每组政策对主要指标的贡献" in text for text in explained.of_style("Caption"))
    plain = written(made_up.build(tmp_path / "plain", replications=2), "zh")
    assert any("sim explain" in text for text in plain.of_style("Normal"))


def test_one_replication_claims_nothing(single: Path, tmp_path: Path) -> None:
    word = written(Path(shutil.copytree(single, tmp_path / "one")), "zh")
    text = "\n".join(word.paragraphs)
    assert "快速试算：只看方向，不可引用。" in text
    assert "仅1次重复，无法与随机波动区分" in text
    assert "区间均不含零" not in text


def test_control_characters_of_a_file_do_not_stop_the_paper(results: Path, tmp_path: Path) -> None:
    """A name may hold what no XML file can: it is left out, the rest stays."""
    copy = Path(shutil.copytree(results, tmp_path / "copy"))
    file = copy / "manifest.json"
    told = json.loads(file.read_text(encoding="utf-8")) | {"title_zh": CONTROL, "title_en": "<b>&amp; ]]> $x_{"}
    file.write_text(json.dumps(told), encoding="utf-8")
    assert written(copy, "zh").of_style("Title")[0].startswith("医改")
    assert "任务" in written(copy, "zh").of_style("Title")[0]
    assert written(copy, "en").of_style("Title")[0].startswith("<b>&amp; ]]> $x_{")


def test_one_s_own_target_is_the_question_and_the_first_answer(comparison: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(comparison, tmp_path / "copy"))
    made_up_comparison.ask(copy, "primary_visit_share", 0.65, chance=0.07)
    word = written(copy, "zh")
    assert any(
        text.startswith("能否达到基层诊疗量占比（含村卫生室、诊所）（2018）≥ 65.0%") for text in word.of_style("Normal")
    )
    first = next(text for text in word.of_style("Points") if text.startswith("（1）"))
    assert "≥ 65.0%" in first
    assert "概率7%" in first
    outcomes = next(table for table in word.tables() if table[0][0] == "目标")
    assert outcomes[1][0].startswith("基层诊疗量占比")
    assert "(7%)" in outcomes[1][2]


def test_many_scenarios_fit_and_the_rest_is_named(tmp_path: Path) -> None:
    """More cases than columns: the paper says where the others are."""
    cases = ("plan", "more", "none", "less")
    folder = made_up_comparison.build(tmp_path / "many", cases, replications=2)
    word = written(folder, "zh")
    assert {len(table[0]) for table in word.tables()} <= set(range(3, 8))
    assert all("D" in " ".join(table[0]) for table in word.tables() if table[0][0] in ("目标", "输入"))
