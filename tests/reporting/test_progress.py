"""Progress: something from the first second, on a terminal and elsewhere; the time left is worth reading early."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.experiments.time_left import TimeLeft
from sim.reporting import progress
from sim.scenario.plan_cost import Machine, Seconds
from sim.scenario.read import read_scenario
from sim.vocabulary.labels import LANGUAGES

ROOT = Path(__file__).parents[2]
FILE, LIBRARY = ROOT / "tests/regions/xiaocheng/scenario.yaml", ROOT / "scenarios"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("speed", [0.6, 1.0, 1.7])
@pytest.mark.parametrize("at_once", [1, 2])
def test_the_first_estimates_are_within_a_factor_of_two(speed: float, at_once: int) -> None:
    """On machines slower and faster than the one that was measured, points that come one by one or in pairs."""
    clock = Clock()
    left = TimeLeft(Seconds(1.5, 30.0, 60.0, 5.0), clock)
    of_point = 60.0 * at_once / 20
    whole = (30.0 + 60.0) * speed + 5.0
    for done in range(0, 20, at_once):
        clock.now = 100.0 + (30.0 + of_point * done / at_once) * speed * (done > 0)
        for n in range(1, at_once + 1):
            left.told(done - at_once + n if done else 0, 20)
        real = whole - (clock.now - 100.0)
        assert left.seconds is not None
        assert real / 2 <= left.seconds <= real * 2, (done, left.seconds, real)


def test_who_waits_longer_than_expected_is_told_more() -> None:
    clock = Clock()
    left = TimeLeft(Seconds(1.5, 30.0, 60.0, 5.0), clock)
    clock.now += 31.0
    then = left.seconds
    clock.now += 60.0
    assert then is not None
    assert left.seconds is not None
    assert 1.5 * then < left.seconds < 3.0 * then, "a machine three times slower needs about that longer for the rest"


def test_what_happens_once_at_the_start_is_not_taken_for_a_slow_machine() -> None:
    """Five minutes of compiling that nobody foresaw, and then a run of twenty seconds."""
    clock = Clock()
    left = TimeLeft(Seconds(1.5, 0.7, 20.0, 5.0), clock)
    left.told(0, 78)
    clock.now += 300.0
    assert left.seconds is not None
    assert left.seconds < 300.0


def test_without_an_estimate_the_pace_decides_and_a_new_round_begins_anew() -> None:
    clock = Clock()
    left = TimeLeft(clock=clock)
    assert left.seconds is None
    clock.now += 10.0
    left.told(2, 10)
    assert left.seconds == pytest.approx(40.0)
    clock.now += 100.0
    left.told(0, 5)
    assert left.seconds is None
    clock.now += 3.0
    left.told(1, 5)
    assert left.seconds == pytest.approx(12.0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sweep_speaks_before_its_first_point(
    lang: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PLAIN_EVERY_SECONDS", 0.05)
    scenario = read_scenario(FILE, library=LIBRARY)
    fresh = Machine(jobs=2, compiled=False)
    with progress.sweeping(scenario, 9, 2, "compiled", Seconds(1.0, 30.0, 60.0, 5.0), fresh, lang) as report:  # type: ignore[arg-type]
        told = capsys.readouterr().err
        time.sleep(0.3)
        waiting = capsys.readouterr().err
        report(3, 9)
        time.sleep(0.3)
    assert {"zh": "9个点", "en": "9 points"}[lang] in told
    assert {"zh": "编译", "en": "compiling"}[lang] in waiting
    assert {"zh": "剩余约", "en": "left"}[lang] in waiting
    assert {"zh": "3/9个点", "en": "3/9 points"}[lang] in capsys.readouterr().err


def test_a_terminal_shows_a_bar_before_anything_is_done() -> None:
    """A real terminal: there nothing is known of the whole at first, not even how much it is."""
    code = "import time\nfrom sim.reporting.progress import counting\n"
    code += "with counting('en') as report:\n    time.sleep(0.5)\n    report(1, 3)\n    time.sleep(0.5)\n"
    ours, theirs = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:  # the other end is closed
        pass
    finally:
        os.close(ours)
    assert process.wait() == 0, seen.decode()
    assert b"starting" in seen
    assert b"1/3 runs" in seen
