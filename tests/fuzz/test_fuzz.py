"""A thousand spoilt files: each is refused with a fault or accepted and runs; ``make fuzz`` plays ten thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from .case import Case
from .home import build
from .workers import play_all

CASES, SEED, JOBS = 1000, 1, 2


@pytest.mark.slow
def test_whatever_stands_in_a_file_the_answer_is_one(tmp_path: Path) -> None:
    played: list[Case] = []
    play_all(range(CASES), SEED, build(tmp_path / "home"), JOBS, played.append)
    assert len(played) == CASES
    failed = [
        f"{case.number}: {case.verdict.kind} ({case.file}, {case.done})" for case in played if case.verdict.failed
    ]
    assert failed == []
    assert {"refused", "accepted", "ran"} <= {case.verdict.what for case in played}, "cases that try nothing"
