"""``python -m tests.fuzz.kill``: commands ended at random moments; what is published is right, nothing runs on.

Every moment: start the command, end it, wait five seconds; then nothing of it may be alive, and the same command,
given again, must leave what an undisturbed one leaves, byte for byte.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .commands import COMMANDS, Command, lacking, published, wrong
from .dice import Dice
from .home import ROOT, build

SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
GRACE = 5.0  # seconds that children have to end
PATIENCE = 600.0
LAST_LINES = 8  # of a traceback
FIRST = 1_000_000  # dice of moments are not those of cases


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What a command leaves if nobody disturbs it, what was there before, and how long it took."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    seconds: float


def main() -> int:
    """Kill, report; 1 if anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.kill")
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, default=None)
    asked = parser.parse_args()
    # What a shell runs in the background ignores Ctrl-C, and its children inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    failures: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="fuzz-kill-") as folder:
        place = Path(folder)
        home = asked.home or build(place / "home")
        whole = {command.name: undisturbed(command, home, place) for command in COMMANDS}
        for name, found in whole.items():
            print(f"{name}: {found.seconds:.1f} s, {len(found.after)} files", flush=True)
        for n in range(asked.first, asked.first + asked.moments):
            command = COMMANDS[n % len(COMMANDS)]
            said, wrongs = disturbed(command, whole[command.name], Dice(asked.seed, FIRST + n), home, place / str(n))
            print(f"{n}: {command.name} {said}: {'; '.join(wrongs) or 'well'}", flush=True)
            failures.update(f"{command.name}: {text.partition(':')[0]}" for text in wrongs)
            shutil.rmtree(place / str(n), ignore_errors=True)
    for text, count in failures.most_common():
        print(f"{count} x {text}")
    print(f"{asked.moments} moments, {sum(failures.values())} failures")
    return int(bool(failures))


def undisturbed(command: Command, home: Path, place: Path) -> Undisturbed:
    """Twice: the first time compiles, or fills other caches."""
    seconds = 0.0
    for turn in range(2):
        out = place / f"whole-{command.name}-{turn}" / "out"
        out.parent.mkdir()
        command.prepare(home, out)
        before = published(out)
        started = time.monotonic()
        code = _start(command.at(home, out), out.parent).wait(PATIENCE)
        if code:
            raise RuntimeError(f"{command.name} alone ends with {code}")
        seconds = time.monotonic() - started
    if command.made_good:
        _start(command.rest(home, out), out.parent).wait(PATIENCE)
    return Undisturbed(before, published(out), seconds)


def disturbed(command: Command, whole: Undisturbed, dice: Dice, home: Path, place: Path) -> tuple[str, list[str]]:
    """End the command at a moment; gives what was done, and everything that was wrong then."""
    place.mkdir()
    out = place / "out"
    command.prepare(home, out)
    moment, how = dice.share() * whole.seconds * 1.05, dice.one_of(SIGNALS)
    everybody = how is not signal.SIGKILL and dice.odds(0.5)  # as a terminal does, or as `kill` does
    process = _start(command.at(home, out), place)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        (os.killpg if everybody else os.kill)(process.pid, how)
    code = _ended(process)
    said = f"{how.name}{' to all' if everybody else ''} after {moment:.1f} s, exit {code}"
    wrongs = [] if code is not None else ["does not end"]
    wrongs += [f"still running: {name}" for name in _left(process.pid)]
    wrongs += _wrongs(out, whole, "after the signal")
    shown = (place / "told").read_text(encoding="utf-8", errors="replace")
    if "Traceback" in shown:
        wrongs.append(f"a traceback is shown: {' | '.join(shown.splitlines()[-LAST_LINES:])}")
    done = out.exists() and not command.goes_on
    rest = done and any(out.iterdir())
    lines = [] if rest else [command.at(home, out)]
    for line in (*lines, *([command.rest(home, out)] if command.made_good else [])):
        again = _start(line, place).wait(PATIENCE)
        if again:
            wrongs.append(f"given again, {line[0]} ends with {again}")
    wrongs += _wrongs(out, whole, "in the end")
    gone = sorted(set(whole.after) - set(published(out)))
    if gone:
        wrongs.append(f"not there in the end: {', '.join(gone[:3])} ({len(gone)})")
    return said, wrongs


def _wrongs(out: Path, whole: Undisturbed, when: str) -> list[str]:
    """What of the published files is not as it should be."""
    found = published(out)
    parts = {"wrong": wrong(found, whole.after, whole.before), "lacking": lacking(out, found)}
    return [f"{what} {when}: {', '.join(names[:3])} ({len(names)})" for what, names in parts.items() if names]


def _start(words: list[str], place: Path) -> subprocess.Popen[bytes]:
    """The command in a session of its own, by which its processes are found."""
    with (place / "told").open("wb") as told:
        return subprocess.Popen(
            [sys.executable, "-m", "cli", *words],
            cwd=ROOT,
            env={**os.environ, "SIM_CACHE": str(place.parent / "cache")},  # compiled code may be cut short too
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """The exit code; None if it has to be ended by force."""
    try:
        return process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None


def _left(session: int) -> list[str]:
    """Processes of the session that are alive after a while; they are ended here."""
    until = time.monotonic() + GRACE
    while (left := _of_session(session)) and time.monotonic() < until:
        time.sleep(0.1)
    for pid in left:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return list(left.values())


def _of_session(session: int) -> dict[int, str]:
    """Pid and command line of those alive."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, _, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
                if int(of) == session and state != "Z":
                    found[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")[-60:]
            except OSError:
                continue
    return found


if __name__ == "__main__":
    sys.exit(main())
