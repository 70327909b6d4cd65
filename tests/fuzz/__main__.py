"""``python -m tests.fuzz`` spoils files; with ``--case N`` it plays one case again and keeps its folder."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

from .case import Case, begun, judged
from .home import build
from .workers import play_all


def main() -> int:
    """Play, report kinds of failures; 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--case", type=int, default=None, help="play this one only and say all about it")
    parser.add_argument("--home", type=Path, default=None, help="a home built before, to save half a minute")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzz-home-") as folder:
        home = asked.home or build(Path(folder) / "home")
        if asked.case is not None:
            return _again(asked.case, asked.seed, home)
        return _all(range(asked.first, asked.first + asked.cases), asked.seed, home, asked.jobs)


def _again(number: int, seed: int, home: Path) -> int:
    kept = Path(tempfile.mkdtemp(prefix=f"fuzz-case-{number}-"))
    case = begun(number, seed, home, kept / "home")
    print(f"{case.reader}: {kept / 'home' / case.file}: {case.done}\nsim {' '.join(case.words)}")
    case = judged(case, kept / "home")
    print(f"{case.verdict.what} {case.verdict.kind}\n{case.verdict.told}")
    return int(case.verdict.failed)


def _all(numbers: range, seed: int, home: Path, jobs: int) -> int:
    started = time.monotonic()
    counts: Counter[tuple[str, str]] = Counter()
    failures: dict[str, list[Case]] = defaultdict(list)
    slow: list[int] = []

    def judge(case: Case) -> None:
        counts[case.reader, case.verdict.what] += 1
        if case.verdict.failed:
            failures[case.verdict.kind].append(case)
            print(f"case {case.number}: {case.verdict.kind}: {case.file}: {case.done}", file=sys.stderr, flush=True)

    def told(case: Case) -> None:
        if case.verdict.what == "hang":
            slow.append(case.number)
            print(f"case {case.number}: {case.verdict.kind}, to be played again", file=sys.stderr, flush=True)
        else:
            judge(case)
        if (done := sum(counts.values()) + len(slow)) % 500 == 0:
            print(f"{done} cases, {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)

    play_all(numbers, seed, home, jobs, told)
    # Seconds of work are longer while other work keeps the machine busy: what is too slow alone, too, hangs.
    play_all(slow, seed, home, 1, judge)
    for (reader, what), count in sorted(counts.items()):
        print(f"{reader:16} {what:16} {count}")
    for kind, cases in sorted(failures.items(), key=lambda item: -len(item[1])):
        first = min(cases, key=lambda case: case.number)
        print(f"\n{len(cases)} x {kind}\n  {first.reader}: {first.file}: {first.done}: sim {' '.join(first.words[:2])}")
        print(f"  again: python -m tests.fuzz --seed {seed} --case {first.number}")
    print(f"\n{len(numbers)} cases, {len(failures)} kinds of failures, {time.monotonic() - started:.0f} s")
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
