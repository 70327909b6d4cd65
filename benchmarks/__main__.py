"""Measure everything, print it and write results.md: `make bench`. ``against REV``: an older revision beside it."""

from __future__ import annotations

import sys
from pathlib import Path

from . import against, engines, processes, scaling, ten_million
from .goals import table
from .network import measure as network
from .timing import machine

FILE = Path(__file__).with_name("results.md")


def main() -> None:
    """All parts, one after another, on a machine with nothing else to do."""
    ratios, where = [], machine()
    for name, measure in (("network", network.measure), ("engines", engines.measure), ("processes", processes.measure)):
        print(f"{name} ...", flush=True)
        found = measure()
        print("\n".join(ratio.row() for ratio in found), flush=True)
        ratios += found
    print("scaling ...", flush=True)
    more, sizes = scaling.measure()
    print("ten million ...", flush=True)
    more += ten_million.measure()
    text = [
        "# Measured ratios", "",
        "Written by `make bench`; how each is measured: [README.md](README.md). Ratios carry over to other machines,",
        "seconds do not. Times are medians.", "",
        *(f"- {line}" for line in where), "",
        *table(ratios + more), "", *sizes, "",
    ]  # fmt: skip
    FILE.write_text("\n".join(text), encoding="utf-8")
    print("\n".join(text))


if __name__ == "__main__":
    if sys.argv[1:2] == ["against"]:
        against.main(sys.argv[2:])
    else:
        main()
