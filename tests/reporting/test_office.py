"""The briefing as LibreOffice sets it: two to six pages, none of them empty, every text there.

Skipped where there is no LibreOffice; with SIM_REQUIRE_OFFICE=1 that is a failure (`make office` installs it).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from sim.reporting.plots.frame import FONT
from sim.reporting.report import write_report
from sim.vocabulary.labels import LANGUAGES

from .word_reader import Word

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("run", "explained", "comparison", "sweep")
FOOT = re.compile(r"第\d+页共\d+页$|\d+/\d+$")
# Chinese in the shipped font, as this machine may have none.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>{shipped}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def program(name: str) -> str:
    """A program of this name; else skip or fail."""
    found = shutil.which(name)
    if found:
        return found
    message = f"no {name} here; `make office` installs it"
    if os.environ.get("SIM_REQUIRE_OFFICE") == "1":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="module")
def folders(results: Path, comparison: Path, sweep: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A run of the scenario with the most rules and targets; made-up results that are explained; the other kinds."""
    program("soffice")
    place = tmp_path_factory.mktemp("office")
    run = place / "run"
    words = ["run", str(ROOT / "scenarios/pingxiang.yaml"), "--sample", "0.001", "--reps", "2", "-j", "2"]
    result = CliRunner().invoke(cli.app, [*words, "-o", str(run)])
    assert result.exit_code == 0, result.output
    copies = {"explained": results, "comparison": comparison, "sweep": sweep}
    return {"run": run} | {kind: Path(shutil.copytree(folder, place / kind)) for kind, folder in copies.items()}


def set_in_type(file: Path, place: Path) -> Path:
    """The file as PDF."""
    fonts = place / "fonts.conf"
    fonts.write_text(FONTS.format(shipped=FONT.parent, cache=place / "cache"), encoding="utf-8")
    words = [program("soffice"), "--headless", f"-env:UserInstallation={(place / 'office').as_uri()}"]
    subprocess.run(
        [*words, "--convert-to", "pdf", "--outdir", str(place), str(file)],
        check=True, capture_output=True, timeout=180, env=os.environ | {"FONTCONFIG_FILE": str(fonts)},
    )  # fmt: skip
    return place / f"{file.stem}.pdf"


def read(pdf: Path) -> str:
    """The text in the order in which it was set; a form feed ends a page."""
    words = [program("pdftotext"), "-raw", "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(words, check=True, capture_output=True, timeout=60).stdout.decode("utf-8")


def squeezed(text: str) -> str:
    """Without blanks and line ends, which setting adds and drops."""
    return "".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_two_to_six_pages_and_no_text_is_lost(folders: dict[str, Path], kind: str, lang: str, tmp_path: Path) -> None:
    (file,) = write_report(folders[kind], lang, ["docx"])
    word = Word(file.read_bytes())
    pages = read(set_in_type(file, tmp_path)).split("\f")[:-1]
    assert 2 <= len(pages) <= 6
    assert all(len(squeezed(page)) > 60 for page in pages), "a page is empty"
    text = "".join(FOOT.sub("", squeezed(page)) for page in pages)
    for line in word.paragraphs:
        assert squeezed(line) in text, line
    assert "\ufffd" not in text
