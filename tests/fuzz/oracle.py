"""What may come of a case, and what is a failure: a traceback, an answer nobody documented, a hang, a late crash."""

from __future__ import annotations

import os
import re
import signal
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

import cli
from sim.commands.answering import INVALID, OK, PARTLY, UNEXPECTED, USAGE
from sim.experiments.options import Options
from sim.experiments.run import run_scenario
from sim.experiments.store import Draft
from sim.reporting.summary import write_summary
from sim.scenario.fingerprint import fingerprint
from sim.scenario.read import read_scenario
from sim.scenario.scenario import Scenario
from sim.scenario.subset import simulated

SECONDS = float(os.environ.get("FUZZ_SECONDS", "5"))  # of work in which a file is read or refused
IDLE = 0.02  # seconds of work in that time which are none
SECONDS_TO_RUN = 6 * SECONDS  # in which results are made or made good: a report of every format draws for most of it
RESIDENTS = 400  # of an accepted region that are simulated
MOST = 4_000  # with the smallest sample there is
YEARS = 20  # longer horizons take their time
WRITES = ("rerun", "explain", "compare", "sweep", "validate", "report")  # what is accepted is worked on for a while


UNLOOKED_FOR = re.compile(r"^(unexpected|意外错误) \w+[:：]", re.MULTILINE)
_run_before: set[str] = set()  # by this process


class TooLong(BaseException):
    """The time of a case is over; no ordinary handler catches it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a case: ``refused``, ``accepted``, ``ran``, or a failure with its kind."""

    what: str
    kind: str = ""
    told: str = ""

    @property
    def failed(self) -> bool:
        """Whether something is to be mended."""
        return bool(self.kind)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupt what works for longer, or what waits for longer and does nothing; a busy machine is neither."""
    worked = time.process_time()

    def over(*_: object) -> None:
        raise TooLong

    def waits(*_: object) -> None:
        nonlocal worked
        if (now := time.process_time()) - worked < IDLE:
            raise TooLong
        worked = now
        signal.setitimer(signal.ITIMER_REAL, seconds)

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, seconds, over), (signal.SIGALRM, signal.ITIMER_REAL, seconds, waits))
    before = [signal.signal(what, then) for what, _, _, then in timers]
    try:
        for _, timer, after, _ in timers:
            signal.setitimer(timer, after)
        yield
    finally:
        for (what, timer, *_), old in zip(timers, before, strict=True):
            signal.setitimer(timer, 0)
            signal.signal(what, old)


def asked(words: list[str], file: Path, *, named: bool) -> Verdict:
    """Call a command and judge its answer."""
    seconds = SECONDS_TO_RUN if words[0] in WRITES else SECONDS
    try:
        with within(seconds):
            result = CliRunner().invoke(cli.app, words)
    except TooLong:
        return Verdict("hang", f"hang: {words[0]}", traceback.format_exc())
    error = result.exception
    if error is not None and not isinstance(error, SystemExit):
        return Verdict("crash", kind_of(error), "".join(traceback.format_exception(error)))
    if "Traceback" in result.output or UNLOOKED_FOR.search(result.stderr):
        return Verdict("crash", f"told as unexpected: {words[0]}: {_first_line(result.stderr)}", result.output)
    differs = words[0] == "rerun" and result.exit_code == UNEXPECTED
    if result.exit_code not in (OK, USAGE, INVALID, PARTLY) and not differs:
        return Verdict("exit", f"exit code {result.exit_code}: {words[0]}", result.output)
    if result.exit_code in (USAGE, INVALID):
        if not result.stderr.strip():
            return Verdict("silent", f"refused without a word: {words[0]}", result.output)
        if named and file.name not in result.stderr and f"/{file.parent.name}" not in result.stderr:
            return Verdict("nameless", f"refused without the name of the file: {words[0]}", result.stderr)
        return Verdict("refused", told=result.stderr)
    return Verdict("accepted", told=result.output)


def ran(scenario_file: Path, home: Path) -> Verdict:
    """Run what was accepted, at a size that a case has time for."""
    scenario = read_scenario(scenario_file, library=home)
    residents = sum(d.value("residents") for d in scenario.region.districts)
    if residents * 0.0001 > MOST or scenario.years.last - scenario.years.base > YEARS:
        return Verdict("too large to try")
    mark = fingerprint(simulated(scenario, rules_on=True))
    if mark in _run_before:
        return Verdict("ran before")
    _run_before.add(mark)
    sample = min(1.0, max(0.0001, RESIDENTS / residents))
    draft = Draft(home / "out")
    try:
        with within(SECONDS_TO_RUN):
            _run(scenario, sample, draft)
    except TooLong:
        return Verdict("hang", "hang: run", traceback.format_exc())
    except Exception as error:  # a crash is what is looked for
        return Verdict("crash", f"accepted, then {kind_of(error)}", traceback.format_exc())
    return Verdict("ran")


def _run(scenario: Scenario, sample: float, draft: Draft) -> None:
    run_scenario(scenario, Options(sample, 1, 1, 1, engine="simpy"), draft)
    write_summary(draft.folder, "zh")


def _first_line(text: str) -> str:
    """The line that tells of it, without what differs from case to case."""
    found = UNLOOKED_FOR.search(text)
    line = text[found.start() :].splitlines()[0] if found else "traceback"
    return re.sub(r"/\S+|\d+", "…", line)[:80]


def kind_of(error: BaseException) -> str:
    """The type of an error and the last of our own places it passed: equal for equal faults."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if "/sim/" in f.filename]
    where = f"{ours[-1].filename.rpartition('/sim/')[2]}:{ours[-1].lineno}" if ours else "outside"
    return f"{type(error).__name__} in {where}"
