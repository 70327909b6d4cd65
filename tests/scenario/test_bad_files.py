"""Every fault of a scenario file is named with its line and column, and says what to do.

Each file of ``bad/`` has the expected lines beside it in a ``.txt``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.scenario.read import read_scenario
from sim.vocabulary.errors import InputInvalid

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_faults_are_named(file: Path, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(file.parent)
    expected = file.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    with pytest.raises(InputInvalid) as caught:
        read_scenario(file, library=library)
    problems = sorted((p.line, p.column, str(p).removeprefix(p.file)) for p in caught.value.problems)
    assert [text.replace(str(library), "LIBRARY") for *_, text in problems] == expected


def test_there_is_a_file_for_each_kind_of_fault() -> None:
    assert len(BAD) >= 22
