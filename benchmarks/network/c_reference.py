"""The network in C, compiled on the spot with -O3 where there is a compiler."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from sim.draws import EPISODE, chain
from sim.engine.clock import pack
from sim.vocabulary.ticks import TICKS_PER_DAY

from .system import (
    DAYS,
    DOCTORS,
    PER_MINUTE,
    PLACES,
    PRIMARY,
    REFERRED,
    SERVICE_MINUTES,
    SIGMA,
    TIERS,
    UP,
    Seen,
    by_tier,
)


@cache
def library() -> Any:
    """The compiled reference.

    Raises
    ------
    ImportError
        If no C compiler is found.
    """
    compiler = shutil.which("gcc") or shutil.which("clang") or shutil.which("cc")
    if compiler is None:
        raise ImportError("no C compiler")
    folder = Path(tempfile.mkdtemp(prefix="network-"))
    source = Path(__file__).with_name("reference.c")
    target = folder / "reference.so"
    subprocess.run(
        [compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", str(target), str(source), "-lm"], check=True
    )
    return ctypes.CDLL(str(target))


def simulate(seed: int, days: int = DAYS) -> Seen:
    """One run."""
    run = library().run
    run.restype = ctypes.c_int64
    waited, visits = np.zeros(PLACES, dtype=np.int64), np.zeros(PLACES, dtype=np.int64)
    whole = [np.array(column, dtype=np.int64) for column in (TIERS, UP, DOCTORS)]
    real = [np.array(column, dtype=np.float64) for column in (SERVICE_MINUTES, REFERRED)]
    pointers = [ctypes.c_void_p(column.ctypes.data) for column in (*whole, *real, waited, visits)]
    run(
        ctypes.c_int64(chain(seed, EPISODE, 0, 0)),
        ctypes.c_int64(pack(days * TICKS_PER_DAY, 0, 0)),
        ctypes.c_int64(PRIMARY),
        ctypes.c_double(240.0 / PER_MINUTE),
        ctypes.c_double(SIGMA),
        *pointers,
    )
    return by_tier(visits.astype(float).tolist(), (waited / 240.0).tolist())
