"""Texts of files: written once they are shown in both languages, with a translation each in its own."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.experiments.tables import input_table, rule_table
from sim.scenario.bundle import bundle
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario
from sim.scenario.texts import TEXTS
from sim.vocabulary.errors import InputInvalid
from sim.vocabulary.phrase import Bilingual, one

from .conftest import GOOD

ROOT = Path(__file__).parents[2]
BOTH = Bilingual("made up", "虚构")


@pytest.fixture
def shared(library: Path, tmp_path: Path) -> Path:
    """A library that a test may change."""
    return Path(shutil.copytree(library, tmp_path / "shared"))


@pytest.fixture
def own(library: Path, tmp_path: Path) -> Path:
    """A scenario of one's own beside its region; the library is another copy."""
    folder = tmp_path / "own"
    shutil.copytree(library, folder)
    return Path(shutil.copy(GOOD, folder / "plan.yaml"))


def texts(folder: Path, *rows: str) -> None:
    """The file of translations of a folder."""
    (folder / TEXTS).write_text("\n".join(("en,zh", *rows)) + "\n", encoding="utf-8")


def source(file: Path, shared: Path) -> Bilingual:
    """The source of one number of the region."""
    return read_scenario(file, library=shared).region.people["age_share_0_6"].source


def replaced(file: Path, old: str, new: str) -> None:
    """The file with other words."""
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_text_written_once_is_shown_in_both(own: Path, shared: Path) -> None:
    assert source(own, shared) == one("made up")
    replaced(own.parent / "regions/weicheng/people.csv", "made up", "市统计年鉴")
    assert source(own, shared) == one("市统计年鉴")


def test_the_library_and_the_own_folder_translate(own: Path, shared: Path) -> None:
    texts(shared, "made up,虚构")
    assert source(own, shared) == BOTH
    texts(own.parent, "made up,本市自编")
    assert source(own, shared).zh == "本市自编"
    assert {"texts.csv", "library/texts.csv"} <= set(read_scenario(own, library=shared).inputs)


def test_either_language_may_stand_in_the_table(own: Path, shared: Path) -> None:
    texts(shared, "made up,虚构")
    replaced(own.parent / "regions/weicheng/people.csv", "made up", "虚构")
    assert source(own, shared) == BOTH


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("made up,虚构", "made up,编造"),
            "texts.csv:3:1: en: 'made up' stands in line 2 already -> keep one row a text",
        ),
        (("made up,",), "texts.csv:2:9: zh: empty -> write the text in the other language, or remove the row"),
        (("made up,虚构,more",), "3 cells, the first line has 2"),
    ],
)
def test_what_is_wrong_with_translations(own: Path, shared: Path, rows: tuple[str, ...], said: str) -> None:
    texts(own.parent, *rows)
    with pytest.raises(InputInvalid, match=re.escape(said)):
        read_scenario(own, library=shared)


def test_the_texts_go_with_the_results(own: Path, shared: Path, tmp_path: Path) -> None:
    texts(shared, "made up,虚构", "never used,没有用到")
    scenario = read_scenario(own, library=shared, overrides=["parameters.e_seek=0.7"])
    folder = tmp_path / "results"
    again = read_scenario(bundle(scenario, folder), library=folder)
    assert fingerprint(again) == fingerprint(scenario)
    assert again.region.people["age_share_0_6"].source == BOTH
    assert again.parameters["e_seek"].note.zh.startswith("命令行设定")
    assert "never used" not in (folder / TEXTS).read_text(encoding="utf-8")
    texts(shared, "made up,别的译法")
    assert read_scenario(folder / "scenario.yaml", library=shared).region.people["age_share_0_6"].source == BOTH


def test_reasons_and_remarks_in_one_language_or_both(own: Path, shared: Path) -> None:
    replaced(own, "no document says it", "{en: nobody says it, zh: 没有文件写明}")
    replaced(own, "year: 2017, clause: A-1}", "year: 2017, clause: A-1, note: 按年末}")
    scenario = read_scenario(own, library=shared)
    assert scenario.rules[2].assumption == Bilingual("nobody says it", "没有文件写明")
    assert scenario.targets[0].note == one("按年末")
    row = rule_table(scenario).iloc[2]
    assert (row["assumption"], row["assumption_zh"]) == ("nobody says it", "没有文件写明")


def test_a_region_written_in_chinese_only(own: Path, shared: Path) -> None:
    region = own.parent / "regions/weicheng/region.yaml"
    replaced(region, "title: {en: Weicheng, zh: 微城}", "title: 微城")
    replaced(region, "{id: hill, en: Hill, zh: 山县", "{id: hill, zh: 山县")
    replaced(own, "title: {en: Weicheng, zh: 微城}", "title: 微城")
    scenario = read_scenario(own, library=shared)
    assert scenario.label == scenario.region.label == one("微城")
    assert scenario.region.districts[1].label == one("山县")
    replaced(region, "{id: hill, zh: 山县", "{id: hill")
    with pytest.raises(InputInvalid, match=r"districts\[1\].zh: missing"):
        read_scenario(own, library=shared)


@pytest.mark.parametrize(("lang", "said"), [("zh", "虚构"), ("en", "made up")])
def test_levers_and_inputs_tell_the_source(own: Path, shared: Path, lang: str, said: str) -> None:
    texts(shared, "made up,虚构")
    line = ["levers", str(own), "e_seek", "--lang", lang, "--library", str(shared)]
    shown = CliRunner().invoke(cli.app, line)
    assert shown.exit_code == 0
    assert said in shown.stdout
    row = input_table(read_scenario(own, library=shared)).set_index("path").loc["parameters.e_seek"]
    assert (row["source"], row["source_zh"]) == ("made up", "虚构")
    assert (row["label_en"], row["label_zh"]) == ("elasticity of seeking care to price", "就医与否对价格的弹性")


def test_pingxiang_reads_back_in_both_languages(tmp_path: Path) -> None:
    scenario = read_scenario(ROOT / "scenarios" / "pingxiang.yaml")
    again = read_scenario(bundle(scenario, tmp_path / "one"), library=tmp_path / "one")
    assert fingerprint(again) == fingerprint(scenario)
    whole, read = input_table(scenario), input_table(again)
    assert whole.equals(read)
