"""The shipped font: free to give away, small, with every character of the standard table and all that is printed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from typer.testing import CliRunner

from cli import app
from sim.reporting.fonts import FAMILY, FONT, HERE, characters, without_glyph
from sim.reporting.glyphs import glyph_note
from sim.reporting.plots import draw_plots
from sim.scenario.read import read_scenario

from .hostile import RARE, rename
from .printed import texts

ROOT = Path(__file__).parents[2]
XIAOCHENG = ROOT / "tests" / "regions" / "xiaocheng"


def listed(name: str) -> list[str]:
    """The characters of one list."""
    return list((HERE / "characters" / f"{name}.txt").read_text(encoding="utf-8").replace("\n", ""))


def test_the_font_has_what_the_lists_say() -> None:
    assert {chr(code) for code in TTFont(FONT).getBestCmap()} == characters()


def test_the_lists_hold_the_standard_table_and_gb2312() -> None:
    table = listed("table_8105")
    assert len(table) == len(set(table)) == 8105
    assert (table[0], table[3500], table[6500]) == ("一", "乂", "亍")  # the first of each of its three levels
    rows = (bytes((a, b)).decode("gb2312", "ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF))
    assert set("".join(rows)) <= characters()
    assert set(RARE) <= characters()


def test_the_font_has_every_character_we_print() -> None:
    assert without_glyph(texts()) == ""


def test_the_font_may_be_given_away_and_is_small() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")
    assert FONT.stat().st_size < 3_000_000
    assert TTFont(FONT)["name"].getDebugName(1) == FAMILY


@pytest.fixture
def strange(tmp_path: Path) -> Path:
    """The made-up prefecture with a name of which two characters are in no list."""
    folder = Path(shutil.copytree(XIAOCHENG, tmp_path / "region"))
    file = folder / "scenario.yaml"
    text = file.read_text(encoding="utf-8").replace("zh: 小城", "zh: 瀍河𠮷野😀")
    file.write_text(text, encoding="utf-8")
    return file


def test_check_names_what_has_no_glyph_in_one_line(strange: Path) -> None:
    for lang, word in (("zh", "方框"), ("en", "boxes")):
        done = CliRunner().invoke(app, ["check", str(strange), "--lang", lang])
        assert done.exit_code == 0
        assert "𠮷" in done.stdout.splitlines()[-1]
        assert "😀" in done.stdout.splitlines()[-1]
        assert "瀍" not in done.stdout.splitlines()[-1]
        assert word in done.stdout.splitlines()[-1]


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert glyph_note(read_scenario(XIAOCHENG / "scenario.yaml"), "zh") == []


def test_a_missing_glyph_is_a_box_without_a_word(results: Path, tmp_path: Path) -> None:
    folder = rename(results, tmp_path / "run", ("𠮷", "😀"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert draw_plots(folder, "zh", ["headline", "counties"])


@pytest.mark.parametrize("flags", [[], ["-W", "default"]])
def test_no_library_warns_on_the_terminal(flags: list[str]) -> None:
    code = (
        "import sys, warnings; sys.argv = ['sim', 'schema']; import cli; warnings.warn('x', FutureWarning); cli.app()"
    )
    late = code.replace("cli.app()", "cli.app(standalone_mode=False); warnings.warn('late', FutureWarning)")
    command = [sys.executable, *flags, "-c", late]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert "late" not in done.stderr
