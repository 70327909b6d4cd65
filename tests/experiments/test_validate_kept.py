"""A validation that was killed goes on after the last answer it had; nothing is left when one ends."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

from sim.experiments.prior import Draw
from sim.experiments.validate import kept, run
from sim.experiments.validate.job import Answer, ValidationJob
from sim.experiments.validate.kept import answered, file_of
from sim.experiments.validate.run import validate
from sim.experiments.validate.study import Study, read_study

ROOT = Path(__file__).parents[2]
FOUND = Answer((("x", "X001", 0, 0.1 + 0.2, math.nan, -1e-17), ("x", "X002", 0, 1.0, 2.0, 3.0)), (("x", 0),))


@pytest.fixture(scope="module")
def study() -> Study:
    return read_study(ROOT / "tests/regions/xiaocheng/study.yaml", library=ROOT / "scenarios")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of answers of its own; compiled code stays where it is."""
    monkeypatch.setattr(kept, "settle", lambda _: tmp_path)
    return tmp_path


def job(number: int = 0) -> ValidationJob:
    return ValidationJob(Draw(number, (("e_seek", 0.25),)), (), 1, "compiled")


def kept_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_an_answer_comes_back_to_the_last_bit(cache: Path) -> None:
    asked: list[ValidationJob] = []

    def work(one: ValidationJob) -> Answer:
        asked.append(one)
        return FOUND

    first, again = (answered(job(), "mark", work) for _ in range(2))
    assert len(asked) == 1
    assert repr(first) == repr(again) == repr(FOUND)
    answered(job(1), "mark", work)
    answered(job(), "other", work)
    assert len(asked) == 3
    assert len(kept_in(cache)) == 3


@pytest.mark.parametrize("damage", ["", "{", '{"told": {}, "sum": "0"}', "[]"])
def test_a_damaged_one_is_made_anew(cache: Path, damage: str) -> None:
    answered(job(), "mark", lambda _: FOUND)
    file_of(job(), "mark").write_text(damage, encoding="utf-8")
    assert answered(job(), "mark", lambda _: FOUND) == FOUND
    assert len(kept_in(cache)) == 1


def test_what_was_done_is_not_done_again(study: Study, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, done = run.emulate, []

    def killed(one: ValidationJob) -> Answer:
        if one.draw.number == 1:
            raise KeyboardInterrupt
        done.append(one.draw.number)
        return real(one)

    monkeypatch.setattr(run, "emulate", killed)
    with pytest.raises(KeyboardInterrupt):
        validate([study], 2, 7, 1)
    assert len(kept_in(cache)) == 1

    def counted(one: ValidationJob) -> Answer:
        done.append(one.draw.number)
        return real(one)

    monkeypatch.setattr(run, "emulate", counted)
    found = validate([study], 2, 7, 1)
    assert done == [0, 1]
    assert kept_in(cache) == []
    monkeypatch.setattr(run, "emulate", real)
    pd.testing.assert_frame_equal(validate([study], 2, 7, 1).estimates, found.estimates, check_exact=True)
