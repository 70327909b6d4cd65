"""Where a test works: an empty folder, with the library of the repository; and how its command is run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import cli

from .linshan import LIBRARY

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIM_LIBRARY", str(LIBRARY))

    def line(*words: str, lang: str = "en", code: int = 0) -> Result:
        found = CliRunner().invoke(cli.app, list(words), env={"SIM_LANG": lang})
        assert found.exit_code == code, found.output + str(found.exception or "")
        return found

    return line
