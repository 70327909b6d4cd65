"""``python -m tests.mutation`` plays every mutant of the rules, the ledger and the indicators."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import pickle
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from .mutants import PACKAGES, ROOT, Mutant, digest, mutants_in
from .play import TESTS, Reach, play, prepare, reach

ENOUGH = 0.85
KILLED, TIMED_OUT, SURVIVED, UNREACHED = "killed", "timed out", "survived", "unreached"
LIVES = SURVIVED, UNREACHED
EVERY = 60  # seconds between two notes of how far it is
KEPT = ROOT / "build/mutation.json"  # outcomes by file and its text, for ``--again`` and ``--rest``
LIST = ROOT / "build/mutation.txt"  # survivors with their change
TOO_LONG = -9, -24  # killed from outside, or by its limit of processor time
fork = multiprocessing.get_context("fork")


def main() -> int:
    """Play, list survivors; 1 if too many mutants live, 130 if stopped."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=None, help="play so many, drawn by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="*", help="files of this pattern, such as sim/rules/*")
    parser.add_argument("--again", action="store_true", help="only those that lived when last played")
    parser.add_argument(
        "--rest", action="store_true", help="only those not played yet, as after a run that was stopped"
    )
    asked = parser.parse_args()
    started = time.monotonic()
    os.chdir(ROOT)
    prepare()
    mutants = mutants_in(asked.only)
    known, told = _known(mutants), dict[Mutant, str]()
    if asked.again or asked.rest:
        told |= known
        wanted = {mutant: asked.again if mutant in known else asked.rest for mutant in mutants}
        mutants = [mutant for mutant in mutants if wanted[mutant] and known.get(mutant, SURVIVED) in LIVES]
    if asked.sample is not None:
        mutants = random.Random(asked.seed).sample(mutants, min(asked.sample, len(mutants)))
    stopped, played, noted = False, 0, started
    try:
        reached = {package: _apart(package) for package in {mutant.package for mutant in mutants}}
        for mutant, outcome in _outcomes(mutants, reached, asked.jobs):
            known[mutant] = told[mutant] = outcome
            played += 1
            if time.monotonic() > noted + EVERY:
                noted = time.monotonic()
                _keep(known)
                print(f"{played} of {len(mutants)}, {noted - started:.0f} s", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        stopped = True
    finally:
        _keep(known)
    _list(told)
    print(f"{played} of {len(mutants)} played{', stopped; --rest plays the others' if stopped else ''}")
    poor = _told(told, time.monotonic() - started)
    return 130 if stopped else poor


def _apart(package: str) -> Reach:
    """`reach` in a process of its own, so that no module is imported here; kept until a program or a test changes."""
    text = digest("sim", *TESTS[package])
    place = KEPT.with_name(f"reach-{package}-{text}.pickle")
    if place.exists():
        kept: Reach = pickle.loads(place.read_bytes())
        return kept
    mine, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=_leave, args=(lambda: theirs.send(reach(package)),), daemon=True)
    process.start()
    theirs.close()
    try:
        found: Reach = mine.recv()
    except EOFError:
        raise SystemExit(f"the tests of {package} do not pass without a mutant") from None
    process.join()
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(pickle.dumps(found))
    return found


def _outcomes(mutants: Sequence[Mutant], reached: dict[str, Reach], jobs: int) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what became of it, as it is known. The tests that have killed most in its file come first."""
    waiting = list(reversed(mutants))
    running: dict[int, tuple[Mutant, BaseProcess, float, int]] = {}
    killers: dict[str, Counter[str]] = {mutant.path: Counter() for mutant in mutants}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            killed = killers[mutant.path]
            chosen = sorted(reached[mutant.package].of(mutant), key=killed.__getitem__, reverse=True)
            if not chosen:
                yield mutant, UNREACHED
                continue
            known = reached[mutant.package].seconds
            seconds = 10 + round(5 * sum(known[test] for test in chosen))
            by, tell = os.pipe()
            work = partial(play, mutant, chosen, list(known), seconds, tell)
            process: BaseProcess = fork.Process(target=_leave, args=(work,), daemon=True)
            process.start()
            os.close(tell)
            running[process.sentinel] = mutant, process, time.monotonic() + 10 * seconds, by
        wait(list(running), timeout=1.0)
        for sentinel, (mutant, process, until, by) in list(running.items()):
            if process.exitcode is None and time.monotonic() > until:
                process.kill()
                process.join()
            if process.exitcode is not None:
                del running[sentinel]
                with open(by, "rb") as told:
                    if test := told.read().decode():
                        killers[mutant.path][test] += 1
                yield mutant, _outcome(process.exitcode)


def _leave(work: Callable[[], int | None]) -> None:
    """End this process with the answer; nothing of the parent is tidied up here, and Ctrl-C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    code = 1
    try:
        code = work() or 0
    finally:
        os._exit(code)


def _outcome(code: int) -> str:
    """pytest says 0 if all passed; any other end, also one that never came to a test, is noticed."""
    if code in TOO_LONG:
        return TIMED_OUT
    return KILLED if code else SURVIVED


def _read() -> dict[str, dict[str, str]]:
    """What is kept: by file the outcomes by number, and as "text" which text they hold for."""
    found: dict[str, dict[str, str]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    return found


def _known(mutants: Sequence[Mutant]) -> dict[Mutant, str]:
    """Outcomes of mutants of the present texts."""
    kept = {path: outcomes for path, outcomes in _read().items() if outcomes["text"] == digest(path)}
    found = {mutant: kept.get(mutant.path, {}).get(str(mutant.number)) for mutant in mutants}
    return {mutant: outcome for mutant, outcome in found.items() if outcome is not None}


def _keep(known: dict[Mutant, str]) -> None:
    """Write outcomes down, in place of those of other texts of the same files."""
    kept = _read() | {path: {"text": digest(path)} for path in {mutant.path for mutant in known}}
    for mutant, outcome in known.items():
        kept[mutant.path][str(mutant.number)] = outcome
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept, indent=0), encoding="utf-8")


def _list(told: dict[Mutant, str]) -> None:
    lived = sorted((m for m in told if told[m] in LIVES), key=lambda mutant: (mutant.path, mutant.number))
    texts = [f"{mutant.name} line {mutant.line} {told[mutant]}\n{mutant.difference()}\n" for mutant in lived]
    LIST.write_text("\n".join(texts), encoding="utf-8")


def _told(found: dict[Mutant, str], seconds: float) -> int:
    """The table of shares; 1 if any package has too few killed."""
    poor = False
    print(f"{'package':12}{'mutants':>9}{'killed':>9}{'timed out':>11}{'survived':>10}{'unreached':>11}{'share':>8}")
    for package in (*PACKAGES, "all"):
        counts = Counter(outcome for mutant, outcome in found.items() if package in (mutant.package, "all"))
        if total := counts.total():
            share = (counts[KILLED] + counts[TIMED_OUT]) / total
            poor |= share < ENOUGH
            print(
                f"{package:12}{total:9}{counts[KILLED]:9}{counts[TIMED_OUT]:11}{counts[SURVIVED]:10}"
                f"{counts[UNREACHED]:11}{share:8.1%}"
            )
    print(f"{seconds:.0f} s; survivors in {Path(LIST).relative_to(ROOT)}")
    return int(poor)


if __name__ == "__main__":
    sys.exit(main())
