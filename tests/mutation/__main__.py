"""``python -m tests.mutation`` plays every mutant of the rules, the ledger and the indicators."""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path

from .mutants import PACKAGES, ROOT, Mutant, mutants_in
from .play import Reach, play, prepare, reach

ENOUGH = 0.85
KILLED, TIMED_OUT, SURVIVED, UNREACHED = "killed", "timed out", "survived", "unreached"
KEPT = ROOT / "build/mutation.json"  # outcomes by mutant, for ``--again``
LIST = ROOT / "build/mutation.txt"  # survivors with their change
TOO_LONG = -9, -24  # killed from outside, or by its limit of processor time
fork = multiprocessing.get_context("fork")


def main() -> int:
    """Play, list survivors; 1 if too many mutants live."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, default=None, help="play so many, drawn by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="*", help="files of this pattern, such as sim/rules/*")
    parser.add_argument("--again", action="store_true", help="only those that lived when last played")
    asked = parser.parse_args()
    started = time.monotonic()
    os.chdir(ROOT)
    prepare()
    before: dict[str, str] = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    mutants = mutants_in(asked.only)
    if asked.again:
        mutants = [mutant for mutant in mutants if before.get(mutant.name) in (SURVIVED, UNREACHED)]
    if asked.sample is not None:
        mutants = random.Random(asked.seed).sample(mutants, min(asked.sample, len(mutants)))
    reached = {package: _apart(package) for package in {mutant.package for mutant in mutants}}
    found: dict[Mutant, str] = {}
    try:
        for mutant, outcome in _outcomes(mutants, reached, asked.jobs):
            found[mutant] = outcome
            if len(found) % 200 == 0:
                seconds = time.monotonic() - started
                print(f"{len(found)} of {len(mutants)}, {seconds:.0f} s", file=sys.stderr, flush=True)
    finally:
        _keep(found, before)
    return _told(found, time.monotonic() - started)


def _apart(package: str) -> Reach:
    """`reach` in a process of its own, so that no module is imported here."""
    mine, theirs = fork.Pipe(duplex=False)
    process = fork.Process(target=lambda: theirs.send(reach(package)))
    process.start()
    theirs.close()
    try:
        found: Reach = mine.recv()
    except EOFError:
        raise SystemExit(f"the tests of {package} do not pass without a mutant") from None
    process.join()
    return found


def _outcomes(mutants: Sequence[Mutant], reached: dict[str, Reach], jobs: int) -> Iterator[tuple[Mutant, str]]:
    """Each mutant with what became of it, as it is known."""
    waiting = list(reversed(mutants))
    running: dict[int, tuple[Mutant, multiprocessing.process.BaseProcess, float]] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            chosen = reached[mutant.package].of(mutant)
            if not chosen:
                yield mutant, UNREACHED
                continue
            known = reached[mutant.package].seconds
            seconds = 10 + round(5 * sum(known[test] for test in chosen))
            process = fork.Process(target=_leave, args=(lambda: play(mutant, chosen, list(known), seconds),))  # noqa: B023
            process.start()
            running[process.sentinel] = mutant, process, time.monotonic() + 10 * seconds
        wait(list(running), timeout=1.0)
        for sentinel, (mutant, process, until) in list(running.items()):
            if process.exitcode is None and time.monotonic() > until:
                process.kill()
                process.join()
            if process.exitcode is not None:
                del running[sentinel]
                yield mutant, _outcome(process.exitcode)


def _leave(work: Callable[[], int]) -> None:
    """End this process with the answer; nothing of the parent is tidied up here."""
    code = 1
    try:
        code = work()
    finally:
        os._exit(code)


def _outcome(code: int) -> str:
    """pytest says 0 if all passed; any other end, also one that never came to a test, is noticed."""
    if code in TOO_LONG:
        return TIMED_OUT
    return KILLED if code else SURVIVED


def _keep(found: dict[Mutant, str], before: dict[str, str]) -> None:
    KEPT.parent.mkdir(exist_ok=True)
    outcomes = before | {mutant.name: outcome for mutant, outcome in found.items()}
    KEPT.write_text(json.dumps(outcomes, indent=0), encoding="utf-8")
    lived = [mutant for mutant, outcome in found.items() if outcome in (SURVIVED, UNREACHED)]
    lived.sort(key=lambda mutant: (mutant.path, mutant.number))
    texts = [f"{mutant.name} line {mutant.line} {found[mutant]}\n{mutant.difference()}\n" for mutant in lived]
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
